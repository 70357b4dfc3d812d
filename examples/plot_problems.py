"""What goes wrong, found.

Steps, segments, days and events are looked through for what goes worse than elsewhere;
what costs most customers stands first. The four problems that are planted in the example
log are the first four. Hollow ones may be only a longer way.
"""

import journeykit as jk
from journeykit.analyzers import find_problems

steps = ["shop_view", "compare_view", "cart_add", "checkout_start", "order_confirmed"]
result = find_problems(
    jk.example_log(),
    steps,
    by=["device", "source", "country"],
    again=["shop_view", "compare_view", "article_view", "cart_view"],
)
jk.render(result, "plot_problems.png")
