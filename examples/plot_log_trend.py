"""Conversion over time.

By week of entry, with intervals. The last weeks are hollow: not all who entered then
had their whole time yet.
"""

import journeykit as jk
from journeykit.analyzers import funnel_trend

steps = ["checkout_start", "order_confirmed"]
result = funnel_trend(jk.example_log(), steps, within="30d", period="week")
jk.render(result, "plot_log_trend.png")
