"""What goes with satisfaction.

Importance against performance: how much of what customers say of the whole goes with each
touchpoint, and how they rate it. It goes with it: that it causes it, nobody can tell from this.
"""

from statistics import NormalDist

import journeykit as jk
from journeykit.analyzers import find_drivers
from journeykit.events import Ratings

# Invented answers: a middle for each touchpoint, and how much the whole leans on it.
leaning = {
    "shop-site": (3.6, 0.1), "size-advisor": (4.3, 0.7), "basket": (3.9, 0.1),
    "checkout": (2.6, 0.9), "leasing-form": (2.4, 0.1), "delivery-slot": (2.8, 0.5),
    "delivery": (3.7, 0.6), "first-ride": (4.4, 0.2), "help-line": (2.9, 0.1),
}  # fmt: skip
moods = NormalDist(0, 0.5).samples(600, seed=1)
whole = NormalDist(0, 1.5).samples(600, seed=2)
answers: list[dict[str, int | str]] = [{} for _ in moods]
for number, (name, (middle, weight)) in enumerate(leaning.items()):
    felt = NormalDist(middle, 1).samples(600, seed=number + 3)
    for place, answer in enumerate(answers):
        score = min(5, max(1, round(felt[place] + moods[place])))
        answer[name] = score
        whole[place] += weight * (score - 3)
for answer, satisfaction in zip(answers, whole, strict=True):
    answer["happy"] = "yes" if satisfaction > 0.5 else "no"

ratings = Ratings(answers, questions={name: name for name in leaning}, scale="1..5")
result = find_drivers(ratings, "happy", yes="yes", journey=jk.example("retail-purchase"))
jk.render(result, "plot_satisfaction_drivers.png", kind="performance")
