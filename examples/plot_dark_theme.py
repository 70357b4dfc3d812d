"""The dark theme.

Three themes come with the library: light, dark, and print. Text keeps its contrast in
each of them.
"""

import journeykit as jk

journey = jk.example("software-onboarding")
jk.render(journey, "plot_dark_theme.png", theme="dark")
