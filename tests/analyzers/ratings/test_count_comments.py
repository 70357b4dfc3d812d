"""Coded comments: counted, quoted, and written into the map as evidence."""

import datetime as dt
from collections import Counter

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import journeykit as jk
from journeykit.analyzers import count_comments
from journeykit.analyzers.stats import wilson_interval
from journeykit.errors import InvalidValueError, NotFoundError
from journeykit.model import Journey, PainPoint, Persona, Phase, Touchpoint

SHOP = Journey(
    "Buy",
    [Phase("Buy", [Touchpoint("Cart"), Touchpoint("Pay", pain_points=["Card refused"])])],
    personas=[Persona("Mira"), Persona("Tom Ode")],
)


def said(touchpoint, theme, **rest):
    return {"touchpoint": touchpoint, "theme": theme, **rest}


@given(st.lists(st.tuples(st.sampled_from(["Cart", "pay"]), st.sampled_from("abc")), min_size=1))
def test_counts_and_shares(comments):
    """Of all comments about a touchpoint, those of a theme, with Wilson's limits."""
    found = count_comments(SHOP, [said(*comment) for comment in comments])
    counts = Counter((where.lower(), theme) for where, theme in comments)
    whole = Counter(where.lower() for where, _ in comments)

    assert counts == {(i.touchpoint, i.theme): i.n for i in found}
    for item in found:
        n, of = counts[item.touchpoint, item.theme], whole[item.touchpoint]
        assert (of, n / of, wilson_interval(n, of)) == (
            item.whole, item.share.value, item.share.interval
        )  # fmt: skip
    assert sorted((i.n for i in found), reverse=True) == [i.n for i in found]


def test_themes_that_hurt_become_pain_points():
    """More negative than positive ones; a pain that is there already gets the evidence only."""
    rows = [
        said("Pay", "Card refused", mood="negative", src="App store", day="2026-03-01"),
        said("Pay", "Card refused", mood="negative", src="Hotline", day=dt.date(2026, 4, 2)),
        said("Pay", "Fast", mood="positive", src="Hotline", day=None),
        said("Cart", "Slow", mood=-0.5, src="App store", day="2026-05-09T10:00:00"),
        said("Cart", "Slow", mood="neutral", src=None, day=None),
    ]
    rows = [
        row | {"mood": str(row["mood"])} if isinstance(row["mood"], str) else row for row in rows
    ]
    found = count_comments(
        SHOP, [r for r in rows if isinstance(r["mood"], str)], sentiment="mood", source="src", date="day"
    )  # fmt: skip

    assert {"Card refused": True, "Fast": False, "Slow": False} == {i.theme: i.pain for i in found}
    (pain,) = found.journey.touchpoint("pay").pain_points
    assert PainPoint("Card refused", evidence=("app-store", "hotline")) == pain
    assert [
        ("App store", 1, "2026-03-01"),
        ("Comments", 1, "None"),
        ("Hotline", 2, "2026-04-02"),
    ] == [(e.source, e.sample_size, str(e.date)) for e in found.evidence]
    assert {"review"} == {str(e.kind) for e in found.journey.evidence}


def test_numbers_are_sentiments():
    """Below 0 is negative."""
    rows = [said("Cart", "Slow", mood=m) for m in (-0.5, -0.1, 0.9)]
    (item,) = count_comments(SHOP, rows, sentiment="mood")

    assert (2, True) == (item.negative, item.pain)


def test_themes_that_hurt_can_be_said():
    """Without sentiment all do, unless one names them."""
    rows = [said("Cart", "Slow"), said("Cart", "Nice")]

    assert {True} == {item.pain for item in count_comments(SHOP, rows)}
    assert {"Slow": True, "Nice": False} == {
        item.theme: item.pain for item in count_comments(SHOP, rows, pains="Slow")
    }
    with pytest.raises(NotFoundError, match="did you mean 'Slow'"):
        count_comments(SHOP, rows, pains=["slw"])


def test_counting_twice_is_counting_once():
    """Nothing piles up, and a theme at two touchpoints is two pains with ids of their own."""
    rows = [said("Cart", "Slow"), said("Pay", "Slow")]
    once = count_comments(SHOP, rows).journey

    assert once == count_comments(once, rows).journey
    assert ["slow", "pay-slow"] == [p.id for p in once.pain_points if p.text == "Slow"]
    assert once == jk.loads(jk.dumps(once, format="yaml"), format="yaml")


def test_quotes():
    """The most negative first, then the latest, each once, as many as asked for."""
    rows = [
        said("Cart", "Slow", text="meh", mood="neutral", day="2026-01-09"),
        said("Cart", "Slow", text="old", mood="negative", day="2026-01-01"),
        said("Cart", "Slow", text="new \n one", mood="negative", day="2026-01-02"),
        said("Cart", "Slow", text="old", mood="negative", day="2026-01-01"),
        said("Cart", "Slow", text=" ", mood="negative", day="2026-01-03"),
    ]
    options = {"quote": "text", "sentiment": "mood", "date": "day"}

    assert ("new one", "old", "meh") == count_comments(SHOP, rows, **options).items[0].quotes
    assert ("new one",) == count_comments(SHOP, rows, quotes=1, **options).items[0].quotes


def test_people_count_once():
    """Whoever says the same three times is one."""
    rows = [said("Cart", "Slow", who=who) for who in ("ann", "ann", "bob", None)]
    rows += [said("Cart", "Nice", who="ann")]
    found = count_comments(SHOP, rows, person="who")

    # Ann, Bob, and one who is not named.
    assert [("Slow", 3, 3), ("Nice", 1, 3)] == [(i.theme, i.n, i.whole) for i in found]
    assert "of 3 people" in found.summary()


def test_by_persona():
    """Each persona's comments by themselves, by id or name."""
    rows = [said("Cart", "Slow", p=p) for p in ("mira", "Mira", "Tom Ode", None)]
    found = count_comments(SHOP, rows, persona="p")

    assert {("mira", 2), ("tom-ode", 1), (None, 1)} == {(i.persona, i.n) for i in found}
    with pytest.raises(NotFoundError, match=r"row 1.*did you mean 'mira'"):
        count_comments(SHOP, [said("Cart", "Slow", p="mirra")], persona="p")


def test_what_is_left_out_is_told():
    """Comments without theme or touchpoint, and those about places that the map has not."""
    rows = [said("Cart", "Slow"), said("Cart", None), said("", "Slow"), said("Moon", "Dark")]
    found = count_comments(SHOP, pd.DataFrame(rows))

    assert (1, 2, (("Moon", 1),)) == (found.comments, found.uncoded, found.unbound)
    assert "Not on the map: 'Moon' (1)" in found.summary()
    assert "comments cannot tell" in found.summary()


@pytest.mark.parametrize(
    ("rows", "options", "error", "words"),
    [
        ([said("Moon", "Dark")], {}, InvalidValueError, "touchpoints are cart, pay"),
        ([said("Cart", "x")], {"theme": "them"}, NotFoundError, "did you mean 'theme'"),
        ([said("Cart", "x")], {"kind": "reviews"}, NotFoundError, "did you mean 'review'"),
        (
            [said("Cart", "x", m="bad")],
            {"sentiment": "m"},
            InvalidValueError,
            "row 1.*negative, ne",
        ),
        ([said("Cart", "x", d="9.3.26")], {"date": "d"}, InvalidValueError, "such as 2026-11-30"),
        ([said("Cart", "x")], {"confidence": 95}, InvalidValueError, "confidence"),
        (7, {}, InvalidValueError, "a data frame"),
    ],
)
def test_mistakes_teach(rows, options, error, words):
    """Each says where, what was expected, and what came."""
    with pytest.raises(error, match=words):
        count_comments(SHOP, rows, **options)
