"""A part of the map.

A filter is a value that says which part to show: here one phase, and of its rows five,
with the pain points that are worse than trivial. What is hidden changes nothing of the
rest: ranks, signs and colours stay those of the whole map.
"""

import journeykit as jk

purchase = jk.Filter(
    phases="purchase",
    lanes=["actions", "thoughts", "emotions", "pain_points", "opportunities"],
    severity="workaround",
)
jk.render(jk.example("retail-purchase"), "plot_filters.png", only=purchase)
