"""What conversions hang on.

The share of all orders that would be lost without those who come to an event, from a
Markov chain that is solved exactly.
"""

import journeykit as jk
from journeykit.analyzers import markov

result = markov(jk.example_log(), "order_confirmed")
jk.render(result, "plot_log_markov.png")
