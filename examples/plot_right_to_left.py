"""From right to left.

A map in a language that is written from right to left runs from right to left, and the
words that the library adds are in that language. Titles of rows can be your own.
"""

import journeykit as jk

lanes = [
    jk.Lane("מה עושים", role="actions"),
    jk.Lane("מה מרגישים", role="emotions"),
    jk.Lane("מה מפריע", role="pain_points"),
]
journey = jk.Journey(
    "קניית אופניים לעבודה",
    [
        jk.Phase(
            "מחפשים",
            [
                jk.Touchpoint("קריאת השוואה", actions="קוראים שתי ביקורות", emotion=-0.2),
                jk.Touchpoint("רכיבת מבחן", actions="רוכבים על שני דגמים", emotion=0.8),
            ],
        ),
        jk.Phase(
            "קונים",
            [
                jk.Touchpoint(
                    "טופס ליסינג",
                    actions="מעלים תלושי שכר",
                    emotion=jk.Emotion(-0.7, quote="אני מוותר"),
                    pain_points=jk.PainPoint("הטופס מאבד את הקובץ", severity="abandonment"),
                ),
                jk.Touchpoint("אישור", actions="מקבלים הודעה", emotion=0.4),
            ],
        ),
    ],
    lanes=lanes,
    locale="he",
)
jk.render(journey, "plot_right_to_left.png")
