"""Impact against effort.

What an opportunity brings, and what it costs: quick wins lie above on the left.
"""

import journeykit as jk

ranked = jk.rank_opportunities(jk.example("retail-purchase"))
jk.render(ranked, "plot_impact_effort.png", kind="effort")
