"""The funnel.

How many customers are left at each step that the map counts, and the share that the
step before lost, with its Wilson interval.
"""

import journeykit as jk

journey = jk.example("retail-purchase")
jk.render(jk.drop_off(journey), "plot_funnel.png")
