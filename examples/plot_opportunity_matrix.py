"""Importance against satisfaction.

Where customers want much and get little, below on the right, lie the opportunities
that pay. Scores are those of outcome-driven innovation.
"""

import journeykit as jk

ranked = jk.rank_opportunities(jk.example("retail-purchase"))
jk.render(ranked, "plot_opportunity_matrix.png", kind="importance")
