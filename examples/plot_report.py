"""The report.

All that a journey has to tell on one page: the map, where customers are lost, what
matters most, who does what until when, and what the rules find.
"""

import journeykit as jk

journey = jk.example("retail-purchase")
jk.render(journey, "plot_report.png", kind="report", today="2026-12-01")
