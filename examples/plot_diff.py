"""Review changes.

Two versions of one map as a reviewer needs them: what has come, gone, moved and changed,
phase by phase, with both values. `kind="map"` shows the same on the map itself.
"""

import journeykit as jk

before = jk.example("retail-purchase")
leasing = before.touchpoint("leasing-form")
chat = before.touchpoint("chat")

after = (
    before.move("delivery-slot", phase="purchase", after="confirmation")
    .rename(jk.Touchpoint, "size-advisor", "Let the advisor find the size")
    .with_touchpoint(leasing.replace(pain_points=leasing.pain_points[1:], owner="Leasing desk"))
    .with_touchpoint(
        chat.replace(
            channel="phone",
            thoughts="So that is how it works.",
            emotions=chat.emotions[0].replace(valence=0.4, quote="A voice!"),
        )
    )
    .with_touchpoint(
        jk.Touchpoint("Get a text when the van is near", channel="sms", emotion=0.6),
        before="delivery",
    )
    .with_element(jk.Persona("Jonas", role="buys for his daughter", share=0.2))
)

changes = jk.diff(before, after)
print(changes.summary())
jk.render(changes, "plot_diff.png")
