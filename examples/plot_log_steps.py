"""Steps around an event.

What customers do right before and after the start of the checkout, place by place.
"""

import journeykit as jk
from journeykit.analyzers import step_matrix

result = step_matrix(jk.example_log(), "checkout_start")
jk.render(result, "plot_log_steps.png")
