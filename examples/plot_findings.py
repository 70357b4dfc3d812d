"""Findings.

What the rules say about a half-made map, worst first, each with what to do.
"""

import journeykit as jk

journey = jk.Journey(
    "Renew a library card",
    [
        jk.Phase("Notice", [jk.Touchpoint("Get the reminder", channel="email", emotion=0.1)]),
        jk.Phase("Renew", [jk.Touchpoint("Stand in line", emotion=-0.7)]),
    ],
    personas="Noor",
)
jk.render(jk.validate(journey), "plot_findings.png")
