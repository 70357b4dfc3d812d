"""The map, measured.

What a log of events says of each touchpoint stands right below what customers are said to
feel: how many come, who goes no further, and how long it takes, with the interval of each
share as a whisker.
"""

import journeykit as jk

measured = jk.measure(jk.example("retail-purchase"), jk.example_log(), within="30d")
jk.render(measured, "plot_measured_map.png")
