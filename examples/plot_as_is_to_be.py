"""As is, and to be.

Two journeys as one: what is new, gone, moved or changed, with a curve for today and
one for tomorrow. Touchpoints are matched by their ids, so that a new name is no new
touchpoint.
"""

import journeykit as jk

# Only what is near to the change is looked at: two phases of the shop.
today = jk.example("retail-purchase")
for phase in today.phases:
    if phase.id not in ("consideration", "purchase"):
        today = today.without(jk.Phase, phase.id)

leasing = today.touchpoint("leasing-form")
tomorrow = (
    today.replace(state="future")
    .without(jk.Touchpoint, "chat")
    .with_touchpoint(
        jk.Touchpoint(
            "Call a colleague of the shop",
            channel="phone",
            actions="Asks about leasing, and gets an answer",
            thoughts="So that is how it works.",
            emotion=0.5,
        ),
        after="compare-bikes",
    )
    .with_touchpoint(
        leasing.replace(
            actions="Photographs two payslips, and comes back a day later",
            pain_points=[pain for pain in leasing.pain_points if pain.id != "lost-upload"],
            emotions=[jk.Emotion(0.2, label="hopeful"), jk.Emotion(0.5, label="in good hands")],
        )
    )
)
jk.render(today, "plot_as_is_to_be.png", kind="change", to=tomorrow)
