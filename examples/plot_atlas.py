"""Many journeys side by side.

Six journeys of one shop, and at how many touchpoints each of them meets customers in
which channel: where most of a company's journeys pass, a repair pays most.
"""

import journeykit as jk
from journeykit.analyzers import cross_reference
from journeykit.model import Atlas

STEPS = {
    "Buy a bike": "web web app store store phone",
    "Buy parts": "web web app app parcel",
    "Have it repaired": "phone store store sms phone",
    "Return it": "web phone phone parcel mail",
    "Insure it": "web mail mail phone",
    "Lease one for work": "web mail phone store",
}


def journey(title: str, channels: str) -> jk.Journey:
    """A journey with a step for each channel."""
    steps = [jk.Touchpoint(f"Step {n}", channel=c) for n, c in enumerate(channels.split(), 1)]
    return jk.Journey(title, [jk.Phase("All of it", steps)])


names = {"web": "Web shop", "app": "App", "store": "Store", "phone": "Hotline", "mail": "E-mail",
         "parcel": "Parcel", "sms": "SMS"}  # fmt: skip
atlas = Atlas(
    [journey(title, channels) for title, channels in STEPS.items()],
    title="The bike shop",
    channels=[jk.Channel(name, id=id) for id, name in names.items()],
)
jk.render(cross_reference(atlas), "plot_atlas.png")
