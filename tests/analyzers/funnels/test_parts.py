"""A long log that is read in parts says what the whole one says."""

import random

import attrs
import pytest

from journeykit.analyzers.funnels import compare, funnel, funnel_trend, what_goes_with
from journeykit.events import EventLog

pl = pytest.importorskip("polars")


def events():
    """200 customers on phones and desktops, who do this and that."""
    chance = random.Random(3)
    rows = []
    for n in range(200):
        time = chance.randrange(4 * 86_400)
        for _ in range(chance.randrange(1, 8)):
            rows.append((f"{n}", chance.choice("abcxy"), time, "pd"[n % 2]))
            time += chance.randrange(40_000)
    return pl.DataFrame(rows, schema=["customer", "event", "time", "device"], orient="row")


def told(log):
    """What all questions to a log come to."""
    result = funnel(log, ["a", "b"], within="2d", by="device")
    times = result.time_to_convert(exits={"x": "x"})
    return (
        compare(result).differences,
        compare(result).change("event").parts,
        times.whole,
        times.groups,
        times.overall,
        result.time_to_convert().whole,
        what_goes_with(result, properties="device").items,
        funnel_trend(log, ["a", "b"], within="1d").periods,
    )


def test_parts_add_up():
    """Every figure is the same, however the log is cut."""
    whole, cut = EventLog(events()), EventLog(events())
    source = attrs.evolve(cut.source, part_rows=100)
    object.__setattr__(cut, "source", source)
    assert 1 < sum(1 for _ in cut.rows())
    assert told(whole) == told(cut)
