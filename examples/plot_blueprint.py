"""The service blueprint.

The five rows of a blueprint with the lines of interaction, of visibility and of
internal interaction between them. Roles of lanes decide where the lines run, so it
works in any language: this one is German.
"""

import journeykit as jk

journey = jk.example("public-service")
jk.render(journey, "plot_blueprint.png", kind="blueprint")
