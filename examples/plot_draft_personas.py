"""Draft personas.

Segments that behave otherwise in one half of the customers, and again in the other. They
are drafts: found in data, not talked to anyone.
"""

import journeykit as jk
from journeykit.analyzers import draft_personas

steps = ["shop_view", "compare_view", "cart_add", "checkout_start", "order_confirmed"]
result = draft_personas(jk.example_log(), steps, by=["device", "source", "country"])
jk.render(result, "plot_draft_personas.png")
