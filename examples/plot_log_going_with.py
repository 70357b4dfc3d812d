"""What goes with leaving.

Odds ratios of what customers did between two steps, and of their properties; what holds
is filled. It goes with leaving: that it causes it, nobody can tell from this.
"""

import journeykit as jk
from journeykit.analyzers import what_goes_with

steps = ["cart_add", "order_confirmed"]
funnel = jk.funnel(jk.example_log(), steps, within="7d")
result = what_goes_with(funnel, properties=["device", "source", "country"])
jk.render(result, "plot_log_going_with.png")
