"""A funnel by device.

The same steps for each value of a column, side by side: phones lose more at the checkout.
"""

import journeykit as jk

steps = ["cart_add", "checkout_start", "order_confirmed"]
result = jk.funnel(jk.example_log(), steps, within="7d", by="device")
jk.render(result, "plot_log_groups.png")
