"""129,880 passengers: the published means come out, and zeros are no scores."""

from pathlib import Path

import pytest

from journeykit.analyzers import find_drivers, measure_feelings, survey_scores
from journeykit.events import Ratings
from journeykit.model import Journey, Phase, Touchpoint

FILE = (
    Path(__file__).parents[3].parent / "shared" / "data" / "airline_passenger_satisfaction.csv.gz"
)
QUESTIONS = {
    "Ease of Online Booking": "booking",
    "Departure and Arrival Time Convenience": "times",
    "Check-in Service": "check-in",
    "Online Boarding": "boarding",
    "Gate Location": "gate",
    "Seat Comfort": "seat",
    "Leg Room Service": "legs",
    "Cleanliness": "cleanliness",
    "On-board Service": "on-board",
    "In-flight Service": "in-flight",
    "Food and Drink": "food",
    "In-flight Entertainment": "entertainment",
    "In-flight Wifi Service": "wifi",
    "Baggage Handling": "baggage",
}


@pytest.fixture(scope="module")
def ratings():
    if not FILE.exists():
        pytest.skip("the shared data are not here")
    return Ratings(FILE, questions=QUESTIONS, scale="1..5", not_applicable=0)


@pytest.fixture(scope="module")
def journey():
    return Journey(
        "Fly", [Phase("Fly", [Touchpoint(id, emotion=0.2) for id in QUESTIONS.values()])]
    )


def test_published_means(ratings):
    """Printed without zeros: wifi is lowest, then booking, then the gate."""
    means = {i.question: i.value for i in survey_scores(ratings, "csat_mean")}
    lowest = sorted(means, key=means.get)

    assert ["In-flight Wifi Service", "Ease of Online Booking", "Gate Location"] == lowest[:3]
    assert [2.8135, 2.8830, 2.9769] == [round(means[name], 4) for name in lowest[:3]]
    assert 3.2080 == round(means["Food and Drink"], 4)


def test_zeros_are_no_scores(ratings):
    """They are counted apart, and nothing is missing beside them."""
    wifi = ratings.question("In-flight Wifi Service")

    assert (129_880, 125_964, 3_916) == (wifi.asked, wifi.answered, wifi.not_applicable)
    assert ratings.quality().ok
    assert [1.0, 2.0, 3.0, 4.0, 5.0] == list(ratings.tally("In-flight Wifi Service"))


def test_the_curve(ratings, journey):
    """Wifi is the lowest point of the measured curve; the map is wrong about it."""
    felt = measure_feelings(journey, ratings)

    assert "wifi" == min(felt, key=lambda item: item.valence).touchpoint
    assert {"wifi", "booking"} == {item.touchpoint for item in felt.wrong}
    assert (
        pytest.approx((2.813526 - 3) / 2, abs=1e-6)
        == felt.journey.touchpoint("wifi").emotions[0].valence
    )
    assert ("entertainment", "wifi") == (
        felt.falls[0].fall.start.touchpoint, felt.falls[0].fall.end.touchpoint
    )  # fmt: skip
    assert felt.falls[0].holds


@pytest.mark.parametrize("missing", ["complete", "pairwise"])
def test_drivers(ratings, journey, missing):
    """Satisfied are 43.45 %; boarding online goes with it most, then the wifi, which is rated low."""
    found = find_drivers(ratings, "Satisfaction", yes="Satisfied", missing=missing, journey=journey)

    assert 43.45 == round(100 * found.mean, 2)
    assert ["boarding", "wifi", "entertainment"] == [i.touchpoint for i in found.items[:3]]
    assert all(item.ahead for item in found.items[:3])
    assert ["wifi"] == [item.touchpoint for item in found.of("concentrate here")]
    assert "gate" == found.items[-1].touchpoint
    assert (119_567 if missing == "complete" else 119_822) == found.n
