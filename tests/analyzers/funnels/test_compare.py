"""Segments compared: published counts, statistics of others, and what has to be refused."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeykit.analyzers.funnels import funnel
from journeykit.analyzers.funnels.compare import compare
from journeykit.errors import InvalidValueError, NotFoundError
from journeykit.events import EventLog

PAGES = ["home_page", "search_page", "payment_page", "payment_confirmation_page"]


def log_of(counts):
    """A log in which of each segment so many take the first step, and so many the second."""
    events = []
    for segment, (came, before) in counts.items():
        for n in range(before):
            who = {"customer": f"{segment} {n}", "segment": segment, "size": n % 2}
            events.append({**who, "event": "cart", "time": 0})
            if n < came:
                events.append({**who, "event": "paid", "time": 60})
    return EventLog(events)


def by_segment(counts):
    return funnel(log_of(counts), ["cart", "paid"], by="segment")


def test_devices_differ_as_published(pages):
    """Desktop and mobile search alike, but half as many on desktop go on to pay, and less confirm."""
    result = compare(funnel(pages, PAGES, by="device"))

    assert [(150, 3010), (3010, 30_100), (30_100, 60_200)] == sorted(
        (d.came, d.before) for d in result.differences
    )
    assert [0.0, -0.1, pytest.approx(150 / 3010 - 302 / 3020)] == [
        pytest.approx(d.difference) for d in result.differences
    ]
    assert ["payment_page", "payment_confirmation_page"] == [d.step for d in result.findings]
    assert 3010 == pytest.approx(result.findings[0].missing)
    assert 3 == result.tests
    assert "Desktop at 'payment_page': -10.0 points (-10.7 to -9.3) against Mobile, about 3,010 fewer" in result.summary()  # fmt: skip


def test_sexes_differ_little_but_surely_where_they_do(pages):
    """p values are those of scipy, adjusted as scipy does."""
    stats = pytest.importorskip("scipy.stats")
    result = compare(funnel(pages, PAGES, by="sex"))
    counts = [45_075, 22_676, 3_100, 241], [45_325, 22_524, 2_930, 211]
    tables = [[(c[i + 1], c[i] - c[i + 1]) for c in counts] for i in range(3)]
    expected = [stats.chi2_contingency(table, correction=False).pvalue for table in tables]

    actual = result.differences
    assert expected == pytest.approx([d.comparison.test.p for d in actual])
    adjusted = [d.p_adjusted for d in actual]
    assert list(stats.false_discovery_control(expected)) == pytest.approx(adjusted)


def test_a_channel_with_one_request_is_refused(receipt):
    """One request by way of the intern is counted, and not compared."""
    steps = ["Confirmation of receipt", "T05 Print and send confirmation of receipt"]
    result = compare(funnel(receipt, steps, by="case:channel"))
    intern = result.difference(steps[1], "Intern")

    assert 1 == intern.before
    assert intern.comparison is None
    assert not intern.holds
    assert "Intern at 'T05 Print and send confirmation of receipt' (1)" in result.summary()
    assert len(result.segments) - len(result.refused) == result.tests
    assert len(result.segments) - len(result.refused) == result.overall[0].segments


def test_small_cells_are_tested_exactly():
    """Where a cell is expected to hold fewer than five, the test is Fisher's."""
    stats = pytest.importorskip("scipy.stats")
    (difference,) = compare(by_segment({"a": (1, 12), "b": (6, 11)})).differences

    assert "Fisher exact" == difference.comparison.test.method
    expected = stats.fisher_exact([[1, 11], [6, 5]]).pvalue
    assert expected == pytest.approx(difference.comparison.test.p)


def test_three_segments_are_each_compared_with_all_others():
    """Each with the sum of the others; against a baseline each with that one."""
    counts = {"a": (50, 100), "b": (30, 100), "c": (40, 90)}
    rest = compare(by_segment(counts)).difference("paid", "a")
    assert (70, 190, "all others") == (rest.came_others, rest.before_others, rest.against)

    base = compare(by_segment(counts), baseline="c")
    assert [("a", "c"), ("b", "c")] == [(d.segment, d.against) for d in base.differences]
    assert 2 == base.tests


def test_one_false_alarm_may_be_too_many():
    """Holm's p values are never smaller than those of Benjamini and Hochberg."""
    result = by_segment({"a": (50, 100), "b": (30, 100), "c": (40, 90)})
    gentle, strict = compare(result), compare(result, adjust="holm")
    pairs = zip(gentle.differences, strict.differences, strict=True)
    assert all(a.p_adjusted <= b.p_adjusted for a, b in pairs)
    assert "3 tests, adjusted by Holm" in strict.summary()


COUNTS = st.tuples(st.integers(0, 30), st.integers(1, 30)).map(lambda kn: (min(kn), max(kn)))


@settings(max_examples=20)
@given(st.lists(COUNTS, min_size=3, max_size=4))
def test_names_of_segments_change_nothing(counts):
    """Other names, and another order, give the same figures for each segment."""
    named = dict(zip("abcd", counts, strict=False))
    renamed = {f"z{name}": named[name] for name in reversed(named)}
    one, other = compare(by_segment(named)), compare(by_segment(renamed))
    for d in one.differences:
        same = other.difference(d.step, f"z{d.segment}")
        assert (d.came, d.before, d.holds) == (same.came, same.before, same.holds)
        assert d.p_adjusted == pytest.approx(same.p_adjusted)


def test_several_funnels_are_compared_by_name():
    """After is compared with before: later results with the first."""
    before, after = (
        funnel(log_of({"x": counts}), ["cart", "paid"]) for counts in ((40, 100), (60, 100))
    )
    (difference,) = compare(before, after, names=["before", "after"]).differences
    assert ("after", "before", pytest.approx(0.2)) == (
        difference.segment, difference.against, difference.difference,
    )  # fmt: skip


def test_a_change_is_split_into_rates_and_mix():
    """All segments convert as before, and only their mix differs: all of the change is mix."""
    before = funnel(log_of({"good": (50, 100), "poor": (10, 100)}), ["cart", "paid"])
    after = funnel(log_of({"good": (25, 50), "poor": (15, 150)}), ["cart", "paid"])
    change = compare(before, after, names=["before", "after"]).change("segment")

    assert (0.3, 0.2) == (change.parts.before, pytest.approx(change.parts.after))
    assert pytest.approx(0) == change.parts.rate_part
    assert pytest.approx(-0.1) == change.parts.mix_part
    assert "-10.0 points because the mix of segment differs" in change.summary()


def test_two_segments_are_split_over_another_column():
    """The parts of two segments of one funnel add up to their difference."""
    counts = {"a": (50, 100), "b": (30, 99), "c": (3, 20)}
    result = compare(by_segment(counts))
    change = result.change("size", first="a", second="c")
    assert pytest.approx(3 / 20 - 0.5) == change.parts.change
    assert pytest.approx(change.parts.change) == change.parts.rate_part + change.parts.mix_part
    assert ["0", "1"] == [row[0] for row in change.rows()]
    with pytest.raises(InvalidValueError, match="other than that of the segments"):
        result.change("segment")
    with pytest.raises(NotFoundError, match="segment 'd'"):
        result.change("size", first="d")


def test_values_that_read_alike_are_kept_apart():
    """A missing value, and a value that is written like one."""
    rows = [
        {"customer": f"{n}", "event": "cart", "time": 0, "segment": None if n % 3 else "(none)"}
        for n in range(30)
    ]
    result = compare(funnel(EventLog(rows), ["cart", "paid"], by="segment"))
    assert ("(none)", "(none) (2)") == result.segments
    assert (20, 10) == (result.differences[0].before, result.differences[0].before_others)


def test_what_cannot_be_compared_is_refused():
    """One segment, other steps, shared customers: told, with what to do."""
    log = log_of({"a": (50, 100), "b": (30, 100)})
    plain = funnel(log, ["cart", "paid"])
    with pytest.raises(InvalidValueError, match="two or more values"):
        compare(plain)
    with pytest.raises(InvalidValueError, match="funnels of the steps"):
        compare(plain, funnel(log, ["paid", "cart"]))
    with pytest.raises(InvalidValueError, match="each customer in one segment"):
        compare(funnel(log, ["cart", "paid"], by="segment", attribution="all"))
    with pytest.raises(NotFoundError, match="baseline"):
        compare(by_segment({"a": (1, 2), "b": (1, 2)}), baseline="z")
    with pytest.raises(InvalidValueError, match="two required steps"):
        compare(funnel(log, ["cart"], by="segment"))
    with pytest.raises(InvalidValueError, match="between 0 and 1"):
        compare(funnel(log, ["cart", "paid"], by="segment"), alpha=5)
    with pytest.raises(InvalidValueError, match="2 names"):
        compare(plain, plain, names=["same", "same"])


def test_a_frame_has_a_row_for_each_difference():
    """Empty cells where nothing is compared."""
    result = compare(by_segment({"a": (50, 100), "b": (30, 100), "tiny": (1, 2)}))
    frame = result.to_frame("polars")
    assert 3 == frame.height
    assert [None] == frame.filter(segment="tiny")["p"].to_list()
    assert "too few to compare: 2 of at least 10" in result.summary()
