"""A map against reality.

The map with those who really come to each touchpoint, and the ways that they take and the map
does not have. Lines with a dot between their dashes are not on the map; below is said what customers
do that is no touchpoint.
"""

import journeykit as jk
from journeykit.analyzers import conformance

journey = jk.example("retail-purchase")
fit = conformance(journey, jk.example_log(), min_share=0.02)
jk.render(fit, "plot_conformance.png", kind="map")
