"""Retention.

Who comes back, by the week of the first visit. What is not over yet is empty, and not 0.
"""

import journeykit as jk

result = jk.retention(jk.example_log(), period="week", periods=8)
jk.render(result, "plot_log_retention.png")
