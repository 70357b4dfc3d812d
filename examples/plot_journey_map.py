"""The journey map.

Phases as chevrons, touchpoints with their channels, what customers do and think, and
the emotion curve through it all; pain points by severity, opportunities by rank, what
was measured, and below the line of visibility who does the work. What rests on no
evidence is hatched.
"""

import journeykit as jk

journey = jk.example("retail-purchase")
jk.render(journey, "plot_journey_map.png")
