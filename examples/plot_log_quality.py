"""What a log can be trusted with.

A log as real ones are: times in two units, rows twice, names written in two ways. What
was found, how much of it, what is done with it, and what to do.
"""

import journeykit as jk

result = jk.example_log(customers=2_000, messy=True).quality()
jk.render(result, "plot_log_quality.png")
