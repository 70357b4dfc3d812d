"""Before and after.

What customers felt at each touchpoint, and what they feel now.
"""

import journeykit as jk

before = jk.example("retail-purchase")
after = before
for id, valence in {
    "comparison": 0.1,
    "chat": 0.4,
    "checkout": 0.1,
    "leasing-form": -0.1,
    "delivery-slot": 0.3,
    "review": 0.1,
}.items():
    after = after.with_touchpoint(after.touchpoint(id).replace(emotions=[valence]))
jk.render(before, "plot_before_after.png", kind="before-after", to=after)
