"""The concept map.

What belongs to what: from the persona over phases and touchpoints to the pain points,
the opportunities that address them, and the initiatives that take these up.
"""

import journeykit as jk

journey = jk.example("software-onboarding")
jk.render(journey, "plot_concept_map.png", kind="concepts")
