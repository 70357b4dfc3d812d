"""A share, watched.

Week by week, what share of those who came to the checkout ordered, within the limits that
chance alone would keep it in. They come from the first weeks; squares are more
than chance, by the rules of Western Electric.
"""

import journeykit as jk
from journeykit.analyzers import control_chart, funnel_trend

phones = jk.example_log().where(device="mobile")
weeks = funnel_trend(
    phones,
    ["checkout_start", "order_confirmed"],
    within="7d",
    period="week",
    since="2026-03-02",
)
watched = control_chart(weeks, baseline=14, title="Orders on phones")
jk.render(watched, "plot_monitoring.png")
