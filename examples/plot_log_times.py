"""Time to convert.

The share that has converted by each time, by device. Those who have not yet are counted
as long as they were watched; below the axis, how many those are.
"""

import journeykit as jk
from journeykit.analyzers import time_to_convert

steps = ["cart_add", "order_confirmed"]
result = time_to_convert(jk.funnel(jk.example_log(), steps, within="7d", by="device"))
jk.render(result, "plot_log_times.png")
