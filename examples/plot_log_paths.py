"""Top paths.

The ways that most customers take from end to end, repeats of an event counted as one.
"""

import journeykit as jk
from journeykit.analyzers import top_paths

result = top_paths(jk.example_log(), 12, collapse_repeats=True)
jk.render(result, "plot_log_paths.png")
