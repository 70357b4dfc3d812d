"""Which differences hold.

Each device against all others, step by step, with intervals: what may be chance is
hollow, after an adjustment for the number of tests.
"""

import journeykit as jk
from journeykit.analyzers import compare

steps = ["shop_view", "cart_add", "checkout_start", "order_confirmed"]
result = compare(jk.funnel(jk.example_log(), steps, within="30d", by="device"))
jk.render(result, "plot_log_comparison.png")
