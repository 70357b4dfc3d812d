"""The example of the README: a journey in Python, checked and drawn."""

import journeykit as jk

journey = jk.Journey(
    "Buy a bike",
    [
        jk.Phase(
            "Choose",
            [
                jk.Touchpoint("Browse the shop", channel="web", emotion=0.2),
                jk.Touchpoint("Ride two models", channel="store", emotion=0.8),
            ],
        ),
        jk.Phase(
            "Pay",
            [
                jk.Touchpoint(
                    "Fill in the checkout",
                    channel="web",
                    emotions=[0.1, -0.4],  # feelings change within one touchpoint
                    pain_points=jk.PainPoint("The shop demands an account", severity="workaround"),
                ),
                jk.Touchpoint("Get the confirmation", channel="email", emotion=0.5),
            ],
        ),
    ],
    personas="Mira",
)

print(jk.validate(journey).summary())
print(jk.find_gaps(journey).summary())
jk.render(journey, "map.svg")
print("drawn: map.svg")
