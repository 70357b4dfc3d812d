"""A law for each option of a funnel: what must hold whatever the log is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import journeykit as jk
from conformance.generated import arguments, definitions, event_log, logs, moment
from oracle import Definition, Event, Step

pytest.importorskip("polars")

IN_ORDER = definitions(order=("ordered", "strict"))
ORDERED = definitions(order=("ordered",))


def counts(log: Sequence[Event], d: Definition, **more: Any) -> list[int]:
    """How many came to each step."""
    result = jk.funnel(event_log(log), **{**arguments(d), **more})
    return [step.customers for step in result.steps]


def all_of(d: Definition) -> Definition:
    """The funnel without what may remove customers or leave out their events."""
    return d._replace(exclude=(), on_exclusion="stop", entry="best")


def plain(d: Definition) -> Definition:
    """The same steps, all required, without conditions of their own."""
    return all_of(d)._replace(steps=tuple(Step(step.events) for step in d.steps))


def no_more(fewer: Sequence[int], more: Sequence[int]) -> bool:
    """Whether no step has more."""
    return all(a <= b for a, b in zip(fewer, more, strict=True))


@given(logs(), definitions())
def test_fewer_and_fewer_come_to_the_steps(log, d):
    """Nobody comes to a step without the required ones before it."""
    found = counts(log, d)
    required = [found[place] for place in d.required]

    assert sorted(required, reverse=True) == required


@given(logs(), definitions())
def test_a_wider_window_never_counts_fewer(log, d):
    """Who came within a window comes within a longer one."""
    d = all_of(d)
    window = d.within or 0

    found = [counts(log, d._replace(within=w)) for w in (window, window + 1, None)]
    # An optional step is counted on the way to the furthest step, which may change.
    required = [[n[place] for place in d.required] for n in found]
    assert no_more(required[0], required[1])
    assert no_more(required[1], required[2])


@given(logs(), definitions())
def test_strict_counts_no_more_than_ordered_and_that_no_more_than_any(log, d):
    """Each order allows what the one before allows."""
    d = plain(d)._replace(ties="any", past_end=False)

    strict, ordered, free = (counts(log, d._replace(order=o)) for o in ("strict", "ordered", "any"))
    assert no_more(strict, ordered)
    assert no_more(ordered, free)


@given(logs(), IN_ORDER)
def test_ties_taken_strictly_count_no_more_than_by_rows_and_these_no_more_than_any(log, d):
    """Rows are one of the orders that events at one time may have."""
    d = plain(d)

    strict, row, free = (counts(log, d._replace(ties=ties)) for ties in ("strict", "row", "any"))
    assert no_more(strict, row)
    assert no_more(row, free)


@given(logs(), IN_ORDER)
def test_no_entry_counts_more_than_the_best(log, d):
    """The first and the latest entry are among those of which the best is taken."""
    d = plain(d)

    first, latest, best = (counts(log, d._replace(entry=e)) for e in ("first", "latest", "best"))
    assert first[0] == latest[0] == best[0]
    assert no_more(first, best)
    assert no_more(latest, best)


@given(logs(), ORDERED)
def test_who_is_stopped_counts_and_who_is_removed_does_not(log, d):
    """An exclusion that stops attempts leaves as many or more than one that removes customers."""
    remove, stop = (counts(log, d._replace(on_exclusion=mode)) for mode in ("remove", "stop"))

    assert no_more(remove, stop)
    assert no_more(
        [stop[place] for place in d.required],
        [counts(log, d._replace(exclude=()))[place] for place in d.required],
    )


@given(logs(), ORDERED, st.data())
def test_an_optional_step_changes_no_other_count(log, d, data):
    """A step that may be left out is only counted itself."""
    place = data.draw(st.integers(1, len(d.steps)))
    steps = (*d.steps[:place], Step(("c",), optional=True), *d.steps[place:])
    shifted = tuple(
        e._replace(after=e.after + (e.after >= place), before=e.before + (e.before >= place))
        for e in d.exclude
    )

    with_it = counts(log, d._replace(steps=steps, exclude=shifted))
    assert counts(log, d) == with_it[:place] + with_it[place + 1 :]


@given(logs(), ORDERED)
def test_an_open_funnel_counts_no_fewer(log, d):
    """Who comes to a step from the first one also does it."""
    d = plain(d)._replace(past_end=False)

    assert no_more(counts(log, d), counts(log, d, open=True))


@given(logs(), definitions(), st.randoms())
def test_rows_do_not_matter_where_ties_are_in_any_order(log, d, random):
    """With ties="any" and no column of order, shuffled rows give the same."""
    d = d._replace(ties="any")
    shuffled = [e._replace(row=row) for row, e in enumerate(random.sample(log, len(log)))]

    assert counts(log, d) == counts(shuffled, d)


@given(logs(), definitions())
def test_names_do_not_matter(log, d):
    """Customers and events may be called otherwise."""
    renamed = [
        e._replace(customer=f"{e.customer[::-1]} ü", name=f"{e.name.upper()} \N{SNOWMAN}")
        for e in log
    ]
    steps = tuple(
        s._replace(events=tuple(f"{e.upper()} \N{SNOWMAN}" for e in s.events)) for s in d.steps
    )
    exclude = tuple(e._replace(event=f"{e.event.upper()} \N{SNOWMAN}") for e in d.exclude)

    assert counts(log, d) == counts(renamed, d._replace(steps=steps, exclude=exclude))


@given(logs(), definitions(), st.integers(-(10**9), 10**10))
def test_times_matter_by_their_distance_only(log, d, by):
    """A log at another time gives the same."""
    later = [e._replace(time=e.time + by) for e in log]
    since, until = (None if t is None else t + by for t in (d.since, d.until))

    assert counts(log, d) == counts(later, d._replace(since=since, until=until))


@given(logs(), definitions())
def test_counts_of_parts_add_up(log, d):
    """Customers are counted each for himself."""
    parts = [[e for e in log if (e.customer == "customer 0") == chosen] for chosen in (True, False)]
    found = [counts(part, d) for part in parts if part]

    assert counts(log, d) == [sum(numbers) for numbers in zip(*found, strict=True)]


@given(logs(), definitions(order=("ordered", "any")), st.data())
def test_an_event_that_is_there_twice_never_counts_less(log, d, data):
    """One more event of a step gives one more choice."""
    d = all_of(d)
    steps = tuple(step._replace(first_time=False) for step in d.steps)
    d = d._replace(steps=steps)
    event = data.draw(st.sampled_from(log))
    twice = [*log, event._replace(row=event.row + 1)]

    once, again = counts(log, d), counts(twice, d)
    assert no_more([once[p] for p in d.required], [again[p] for p in d.required])


@given(logs(), definitions())
def test_first_times_count_no_more_than_all(log, d):
    """The first event that takes a step is one of those that do."""
    d = all_of(d)
    free = d._replace(steps=tuple(step._replace(first_time=False) for step in d.steps))

    found, more = counts(log, d), counts(log, free)
    assert no_more([found[p] for p in d.required], [more[p] for p in d.required])


@given(logs(), definitions(), st.integers(0, 6), st.integers(0, 6))
def test_a_longer_range_never_counts_fewer(log, d, since, until):
    """Who entered in a range entered in a longer one."""
    assume(since <= until)
    d = all_of(d)

    found = [counts(log, d._replace(since=a, until=b)) for a, b in ((since, until), (since, None))]
    whole = counts(log, d._replace(since=None, until=None))
    required = [[n[place] for place in d.required] for n in (*found, whole)]
    assert no_more(required[0], required[1])
    assert no_more(required[1], required[2])


@given(logs(), definitions(), st.integers(0, 6))
def test_a_range_that_ends_with_its_first_steps_counts_no_more(log, d, until):
    """Without time past the end, no more come than with it."""
    d = all_of(d)._replace(since=None, until=until)

    cut, run_on = counts(log, d._replace(past_end=False)), counts(log, d._replace(past_end=True))
    assert no_more([cut[p] for p in d.required], [run_on[p] for p in d.required])


@given(logs(), ORDERED)
def test_events_of_any_name_are_all_names_together(log, d):
    """A step of several names is met by each of them."""
    steps = [jk.Step(None, name="anything"), jk.Step(("a", "b", "c", "x"), name="all of them")]

    found, same = (
        jk.funnel(event_log(log), [step, *arguments(d)["steps"][1:]], until=moment(6))
        for step in steps
    )
    assert [s.customers for s in found.steps] == [s.customers for s in same.steps]
