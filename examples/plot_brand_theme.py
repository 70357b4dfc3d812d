"""A brand theme in ten lines.

A theme is a frozen value: change colours, type and sizes, and pass it on. Text on
its ground should keep a contrast of at least 4.5 to 1: `render` warns where it does not.
"""

import journeykit as jk
from journeykit.view import LIGHT

forest = LIGHT.replace(
    name="forest",
    ground="#fdfbf5",
    band="#f4f0e4",
    ink="#22301f",
    hues=("#2f5d43", "#7a4a1d", "#3f5673", "#7d3b4c"),
    positive="#2c6e49",
    negative="#a13d2d",
    neutral="#626c77",
    title_size=28,
)
jk.render(jk.example("software-onboarding"), "plot_brand_theme.png", theme=forest)
