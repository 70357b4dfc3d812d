"""The emotion curve.

The feelings alone. The curve is smooth and never goes beyond the points; lows and
highs are labelled, and the peak-end rule says what will be remembered.
"""

import journeykit as jk

journey = jk.example("retail-purchase")
jk.render(jk.emotion_curve(journey), "plot_emotion_curve.png")
