"""The flow.

Which touchpoint leads to which, phase by phase: the happy path, alternatives, loops
and exceptions, with as many customers as were counted.
"""

import journeykit as jk

journey = jk.example("retail-purchase")
jk.render(journey, "plot_flow.png", kind="flow")
