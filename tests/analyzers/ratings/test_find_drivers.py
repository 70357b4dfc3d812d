"""What goes with an outcome: parts, missing answers, importance against performance."""

import numpy as np
import pytest

from journeykit.analyzers import PerformanceQuadrant, find_drivers
from journeykit.analyzers.stats import ImportanceMethod, relative_importance
from journeykit.errors import InvalidValueError, NotFoundError
from journeykit.events import Ratings
from rating_results import QUESTIONS, small_journey, small_ratings


def planted(number=400, *, gaps=0.0, seed=3):
    """Satisfaction goes with the delivery twice as with the payment, and not with the search."""
    rng = np.random.default_rng(seed)
    mood = rng.normal(size=number)
    rows = []
    for n in range(number):
        row = {
            name: int(np.clip(round(middle + mood[n] + rng.normal()), 1, 5))
            for name, middle in (("search", 4), ("pay", 3), ("deliver", 2))
        }
        chance = 2 * row["deliver"] + row["pay"] + rng.normal()
        row |= {"happy": "yes" if chance > 8 else "no", "overall": chance}
        rows.append({k: None if k in row and rng.random() < gaps else v for k, v in row.items()})
    return rows


def read(rows, questions=("search", "pay", "deliver"), **options):
    return Ratings(rows, questions=list(questions), **({"scale": "1..5"} | options))


@pytest.mark.parametrize("method", [None, "relative weights"])
@pytest.mark.parametrize("outcome", [{"outcome": "overall"}, {"outcome": "happy", "yes": "yes"}])
def test_the_planted_driver_comes_first(method, outcome):
    """Of a figure and of yes and no, by either method."""
    found = find_drivers(read(planted()), **outcome, method=method)

    assert ["deliver", "pay", "search"] == [item.question for item in found]
    assert found.items[0].ahead
    assert pytest.approx(1) == sum(item.share for item in found)
    assert pytest.approx(found.r_squared.value) == sum(item.part.value for item in found)
    assert (400, 400) == (found.n, found.respondents)
    assert 0 < min(item.correlation for item in found)


def test_parts_are_those_of_relative_importance():
    """The table that the statistics get is the one of the scores."""
    rows = planted(60)
    found = find_drivers(read(rows), "happy", yes="yes")
    table = [[row[name] for name in ("search", "pay", "deliver")] for row in rows]
    expected = relative_importance(table, [float(row["happy"] == "yes") for row in rows])

    by_name = {item.question: item.part for item in found}
    assert list(expected.parts) == [by_name[name] for name in ("search", "pay", "deliver")]
    assert pytest.approx(np.mean([row["happy"] == "yes" for row in rows])) == found.mean


def test_equal_drivers_are_not_told_apart():
    """Where two go with the outcome alike, none is surely ahead."""
    rng = np.random.default_rng(5)
    pairs = rng.integers(1, 6, size=(300, 2))
    rows = [{"a": int(a), "b": int(b), "out": float(a + b)} for a, b in pairs]
    found = find_drivers(read(rows, ["a", "b"]), "out")

    assert [False, False] == [item.ahead for item in found]
    assert pytest.approx(1) == found.r_squared.value


def test_missing_answers():
    """Complete rows or pairs: which, and of how many, is part of the result and of its text."""
    rows = planted(gaps=0.2)
    complete = find_drivers(read(rows), "overall")
    pairwise = find_drivers(read(rows), "overall", missing="pairwise")
    all_there = [row for row in rows if None not in row.values() or row["happy"] is None]
    full = [r for r in all_there if all(r[k] is not None for k in r if k != "happy")]

    assert len(full) == complete.n < pairwise.n < 400
    assert f"{400 - complete.n} lack an answer and are left out" in complete.summary()
    assert "pairs of answers" in pairwise.summary()
    assert ["deliver", "pay", "search"] == [item.question for item in pairwise]


def test_an_outcome_on_a_turned_scale():
    """A higher figure on a scale where low is good goes with less."""
    rows = planted(100)
    found = find_drivers(
        read(rows, scale={"search": "1..5", "pay": "5..1", "deliver": "1..5"}), "overall"
    )
    pay = next(item for item in found if item.question == "pay")
    straight = next(i for i in find_drivers(read(rows), "overall") if i.question == "pay")

    assert pytest.approx(straight.performance) == -pay.performance
    assert straight.part == pay.part


def test_a_question_may_be_the_outcome():
    """Then it is none of the drivers."""
    found = find_drivers(small_ratings(), "overall", missing="pairwise")

    assert set(QUESTIONS) == {item.question for item in found}


def test_what_does_not_apply_is_no_no():
    """Of a question that is the outcome only scores count, as 1 or 0."""
    rows = [row | {"pay": 0 if n % 5 == 0 else row["pay"]} for n, row in enumerate(planted())]
    ratings = read(rows, not_applicable=0)
    found = find_drivers(ratings, "pay", yes=[4, 5])
    scored = [row["pay"] for row in rows if row["pay"]]

    assert len(scored) == found.n == 320
    assert pytest.approx(np.mean([score >= 4 for score in scored])) == found.mean


def test_truths_are_an_outcome():
    """True and False need no word of which counts."""
    rows = planted(100)
    truths = [row | {"happy": row["happy"] == "yes"} for row in rows]
    said = find_drivers(read(rows), "happy", yes="yes")

    assert said.items == find_drivers(read(truths), "happy").items
    assert said.items == find_drivers(read(truths), "happy", yes=True).items


def test_quadrants():
    """Split at an equal share and the mean rating, or where one says."""
    found = find_drivers(read(planted()), "overall")
    deliver, pay, search = found

    assert (1 / 3, pytest.approx(np.mean([i.performance for i in found]))) == (
        found.importance_split, found.performance_split
    )  # fmt: skip
    assert PerformanceQuadrant.CONCENTRATE is deliver.quadrant
    assert PerformanceQuadrant.OVERKILL is search.quadrant
    assert (deliver,) == found.of("concentrate here")
    moved = find_drivers(read(planted()), "overall", importance_split=0, performance_split=-1)
    assert {PerformanceQuadrant.KEEP_UP} == {item.quadrant for item in moved}
    assert PerformanceQuadrant.LOW_PRIORITY is (
        find_drivers(read(planted()), "overall", importance_split=0.9, performance_split=0.9)
        .items[1].quadrant
    )  # fmt: skip
    assert pay.performance == pytest.approx((pay.score - 3) / 2)


def test_names_of_touchpoints():
    """A map lends its names to questions that are bound to it."""
    ratings = Ratings(
        planted(60),
        questions={"search": "search", "pay": "checkout", "deliver": None},
        scale="1..5",
    )
    found = find_drivers(ratings, "overall", journey=small_journey())

    assert {"Search", "Checkout", "deliver"} == {item.name for item in found}


def test_never_causal():
    """What goes together is never called a cause."""
    text = find_drivers(read(planted()), "happy", yes=["yes"]).summary()

    assert "Goes with is not causes" in text
    assert "'happy' = yes" in text
    for word in ("because", "leads to", "drives", "effect", "improve"):
        assert word not in text


def test_rows():
    """One row a question, in order."""
    frame = find_drivers(read(planted()), "overall").to_frame("polars")

    assert [1, 2, 3] == frame["rank"].to_list()
    assert "concentrate here" == frame["quadrant"][0]


@pytest.mark.parametrize(
    ("options", "error", "words"),
    [
        ({"outcome": "hapy"}, NotFoundError, "did you mean 'happy'"),
        ({"outcome": "happy"}, InvalidValueError, "it holds 'no', 'yes'"),
        ({"outcome": "happy", "yes": "Yes"}, NotFoundError, "did you mean 'yes'"),
        ({"outcome": "overall", "questions": ["pay"]}, InvalidValueError, "two questions or more"),
        ({"outcome": "pay", "questions": ["pay", "search"]}, InvalidValueError, "not among them"),
        ({"outcome": "overall", "method": "lmg"}, NotFoundError, "known: relative weights, sh"),
        ({"outcome": "overall", "missing": "listwise"}, NotFoundError, "did you mean 'pairwise'"),
        ({"outcome": "overall", "alpha": 0}, InvalidValueError, "alpha"),
        ({"outcome": "same"}, InvalidValueError, "not the same for all"),
    ],
)
def test_mistakes_teach(options, error, words):
    """Each names what came and what there is."""
    rows = [row | {"same": 1} for row in planted(60)]
    with pytest.raises(error, match=words):
        find_drivers(read(rows), **options)


def test_data_that_tell_nothing():
    """Too few, all alike, or one that follows from another: each by name, with what to do."""
    rows = planted(60)
    with pytest.raises(InvalidValueError, match="take missing='pairwise', or leave out 'pay'"):
        find_drivers(
            read([row | {"pay": row["pay"] if n < 4 else None} for n, row in enumerate(rows)]),
            "overall",
        )
    with pytest.raises(InvalidValueError, match="scores that differ, got 'pay'"):
        find_drivers(read([row | {"pay": 3} for row in rows]), "overall")
    with pytest.raises(InvalidValueError, match="search and pay with a correlation of 1.000"):
        find_drivers(read([row | {"pay": row["search"]} for row in rows]), "overall")


def test_more_questions_than_can_be_tried_in_all_sets():
    """Sixteen are weighed by Johnson's method, and the result says so."""
    rng = np.random.default_rng(2)
    names = [f"q{n}" for n in range(16)]
    rows = [dict(zip(names, map(int, rng.integers(1, 6, 16)), strict=True)) for _ in range(80)]
    ratings = read([row | {"out": sum(row.values())} for row in rows], names)

    assert ImportanceMethod.RELATIVE_WEIGHTS is find_drivers(ratings, "out").method
    with pytest.raises(InvalidValueError, match="'relative weights' for more than 15"):
        find_drivers(ratings, "out", method="shapley")
