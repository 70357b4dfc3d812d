"""The real flow.

The ways that customers really take between the touchpoints of a map. What the map does not
have is drawn apart; dashes lead through touchpoints that leave no events.
"""

import journeykit as jk

measured = jk.measure(jk.example("retail-purchase"), jk.example_log())
jk.render(measured, "plot_real_flow.png", kind="flow")
