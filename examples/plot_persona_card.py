"""The persona card.

Who the journey is about, to hang up beside the map.
"""

import journeykit as jk

journey = jk.example("retail-purchase")
jk.render(journey.personas[0], "plot_persona_card.png")
