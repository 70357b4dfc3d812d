"""What follows what.

The ways that customers take from event to event, with how often, the share of all that
follows, and the median time. Each event says how many paths end with it.
"""

import journeykit as jk

result = jk.transitions(jk.example_log(), times=True)
jk.render(result, "plot_log_transitions.png", top=32)
