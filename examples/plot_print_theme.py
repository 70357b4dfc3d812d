"""Grey, for print.

Nothing is said by colour alone: shapes, signs, dashes and words say it too, so that a
copy in grey says it all.
"""

import journeykit as jk

journey = jk.example("retail-purchase")
jk.render(journey, "plot_print_theme.png", theme="print")
