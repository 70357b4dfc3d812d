"""A wide map on pages.

A map that is wider than the paper is cut between phases. The parts stand below each
other in a picture, and on pages of their own in a PDF.
"""

import journeykit as jk

journey = jk.example("public-service")
a3_landscape = {"max_width": 1190}  # points, 72 to the inch
jk.render(journey, "plot_pages.pdf", options=a3_landscape)
jk.render(journey, "plot_pages.png", options=a3_landscape)
