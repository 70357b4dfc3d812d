"""One small result of each kind that ratings and comments give, to see it in figures."""

from __future__ import annotations

from functools import cache

from journeykit.analyzers.ratings import (
    count_comments,
    find_drivers,
    measure_feelings,
    survey_scores,
)
from journeykit.events.ratings import Ratings
from journeykit.model import Journey, Persona, Phase, Touchpoint

__all__ = ["QUESTIONS", "rating_results", "rows", "small_journey", "small_ratings"]

QUESTIONS = ["search", "size-advisor", "checkout", "delivery"]


@cache
def small_journey():
    """Four rated touchpoints in three phases, and one that nobody was asked about."""
    return Journey(
        "Buy a bike",
        [
            Phase("Look", [Touchpoint("Search", emotion=0.4), Touchpoint("Size advisor")]),
            Phase("Buy", [Touchpoint("Checkout", emotion=0.5), Touchpoint("Phone call")]),
            Phase("Ride", [Touchpoint("Delivery", emotion=[-0.6, -0.2])]),
        ],
        personas=[
            Persona("Mira", segment={"device": "phone"}),
            Persona("Tom", segment={"device": ["desktop", "tablet"]}),
            Persona("Uma"),
        ],
    )


def rows():
    """90 respondents: some skip, some say that it does not apply (0), one is off the scale."""
    return [
        {
            "who": f"r{n}",
            "search": None if n % 11 == 3 else 3 + (n * 7) % 3,
            "size-advisor": 0 if n % 4 == 0 else 1 + (n * 5 + n // 9) % 5,
            "checkout": 1 + (n * 3 + n // 7) % 3,
            "delivery": 9 if n == 5 else 2 + (n * 11 + n // 5) % 4,
            "overall": 1 + (n * 3 + n // 7 + (n * 11 + n // 5)) % 5,
            "device": ("phone", "desktop", "tablet")[n % 3 if n % 2 else 0],
            "happy": "yes" if (n * 3 + n // 7) % 3 + (n * 5) % 2 > 1 else "no",
        }
        for n in range(90)
    ]


@cache
def small_ratings():
    """The ratings of those respondents."""
    return Ratings(
        rows(),
        questions=[*QUESTIONS, "overall"],
        scale="1..5",
        not_applicable=0,
        respondent="who",
    )


@cache
def rating_results():
    """The results by name; each type that has views is among them."""
    journey, ratings = small_journey(), small_ratings()
    said = [
        {
            "touchpoint": ("Checkout", "delivery", "Moon")[n % 3 if n % 7 else 0],
            "theme": ("Card refused", "Too late", "Friendly")[n % 5 % 3],
            "mood": ("negative", "negative", "positive")[n % 5 % 3],
            "text": None if n % 4 else f"That was the {n}th time, and I am tired of it.",
            "who": "mira" if n % 2 else "Tom",
        }
        for n in range(40)
    ]
    return {
        "ratings quality": ratings.quality(),
        "scores": survey_scores(ratings),
        "scores by device": survey_scores(ratings, "csat_top2", by="device"),
        "feelings": measure_feelings(journey, ratings),
        "feelings by persona": measure_feelings(journey, ratings, by_persona=True),
        "drivers": find_drivers(ratings, "happy", yes="yes", questions=QUESTIONS, journey=journey),
        "drivers, pairwise": find_drivers(ratings, "overall", missing="pairwise"),
        "comments": count_comments(journey, said, sentiment="mood", quote="text"),
        "comments by persona": count_comments(journey, said, quote="text", persona="who"),
    }
