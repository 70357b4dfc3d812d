"""Feelings from ratings.

What customers answered, as a curve with intervals, beside the feelings that the workshop
drew. Where the two differ by more than chance explains, the workshop guessed wrong.
"""

from statistics import NormalDist

import journeykit as jk
from journeykit.analyzers import measure_feelings
from journeykit.events import Ratings

# Invented answers of 140 customers, each around a middle and the mood of the customer;
# every ninth or so did not meet a touchpoint, and says so by 0.
middles = {
    "shop-site": 3.6, "size-advisor": 4.4, "compare-bikes": 3.1, "basket": 3.5, "checkout": 2.0,
    "leasing-form": 2.4, "confirmation": 4.0, "delivery-slot": 2.9, "delivery": 3.7,
    "first-ride": 4.7, "help-line": 2.5, "first-service": 3.3,
}  # fmt: skip
answers: list[dict[str, int]] = [{} for _ in range(140)]
moods = NormalDist(0, 0.6).samples(140, seed=1)
for number, (name, middle) in enumerate(middles.items()):
    felt = NormalDist(middle, 0.8).samples(140, seed=number + 2)
    for place, answer in enumerate(answers):
        score = min(5, max(1, round(felt[place] + moods[place])))
        answer[name] = 0 if (place + number) % 9 == 0 else score

ratings = Ratings(answers, questions=list(middles), scale="1..5", not_applicable=0)
result = measure_feelings(jk.example("retail-purchase"), ratings, source="Invented survey")
jk.render(result, "plot_feelings_from_ratings.png")
