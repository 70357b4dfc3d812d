"""The action plan.

Who does what until when. With a day given as today, what is late says so.
"""

import journeykit as jk

journey = jk.example("retail-purchase")
jk.render(journey, "plot_action_plan.png", kind="timeline", today="2026-12-01")
