"""The funnel of a log.

How many take each step within a month, how long it takes them, and who may yet come:
hatched, because the log ends before their month is over. One step may be left out.
"""

import journeykit as jk

result = jk.funnel(
    jk.example_log(),
    ["shop_view", jk.Step("compare_view", optional=True), "cart_add", "order_confirmed"],
    within="30d",
)
jk.render(result, "plot_log_funnel.png")
