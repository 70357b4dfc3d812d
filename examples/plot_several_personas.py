"""Several personas.

What each of them feels, one below the other on one scale, at the touchpoints that
they come to.
"""

import journeykit as jk

journey = jk.example("software-onboarding")
jk.render(journey, "plot_several_personas.png", kind="by-persona")
