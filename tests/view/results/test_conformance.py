"""A map against reality, seen: what departs, how surely, and where on the map."""

from __future__ import annotations

import pytest

import journeykit as jk
from journeykit.analyzers import conformance
from journeykit.events import EventLog
from journeykit.view import kinds, view
from journeykit.view.figures import Tone
from journeykit.view.languages import LANGUAGES
from log_results import log_results, small_map


def test_the_table_has_a_row_for_each_deviation() -> None:
    """In the order of the result, with kind, share, interval, counts and what to do."""
    fit = log_results()["conformance"]
    table = view(fit)
    assert ("table", len(fit)) == (kinds(fit)[0], len(table.rows))
    assert [d.title for d in fit] == [row[0] for row in table.rows]
    (title, kind, share, interval, customers, of, hint), first = table.rows[0], fit.items[0]
    assert (first.share, first.interval, first.customers, first.of, first.hint) == (
        share, interval, customers, of, hint
    )  # fmt: skip
    assert ("Nobody was seen at 'Voucher'", "never seen") == (title, kind)
    assert table.subtitle.startswith("Fitness 0.58 from start to end; 0.70 if")
    assert "lower end" in table.note


def test_what_is_not_shown_is_said() -> None:
    """A table and a chart of some say how many more there are."""
    fit = log_results()["conformance"]
    for kind in ("table", "shares"):
        assert f"not shown: {len(fit) - 2}" in view(fit, kind, top=2).note


def test_shares_have_their_intervals() -> None:
    """One estimate for each deviation."""
    fit = log_results()["conformance"]
    (series,) = view(fit, "shares").series
    assert [(d.share, d.interval) for d in fit.items[:15]] == [
        (point.x, point.interval) for point in series.points
    ]


def test_the_map_shows_who_comes_and_which_ways_it_lacks() -> None:
    """Ways of the map with those who take them; unknown ones apart; what cannot be seen is said."""
    fit = log_results()["conformance"]
    graph = view(fit, "map")
    nodes = {node.id: node for node in graph.nodes}
    assert "120 customers (100%)" == nodes["home"].details[0]
    assert ("the log cannot show it",) == nodes["advert"].details
    assert (Tone.NEGATIVE, Tone.NEUTRAL) == (nodes["voucher"].tone, nodes["home"].tone)
    assert any("skipped by" in line for line in nodes["size"].details)
    edges = {(edge.source, edge.target): edge for edge in graph.edges}
    assert ("unmapped", 60) == (edges["home", "cart"].kind, edges["home", "cart"].weight)
    assert None is edges["home", "advert"].weight
    assert ("hidden", 40) == (edges["home", "size"].kind, edges["home", "size"].weight)
    known = {pair for pair, edge in edges.items() if edge.kind != "unmapped"}
    assert {("home", "advert"), ("size", "cart"), ("cart", "voucher")} <= known
    assert "paid" in graph.note
    assert "not shown: 4" in view(fit, "map", top=0).note


@pytest.mark.parametrize("kind", ["table", "shares", "map"])
def test_nothing_done_can_be_seen(kind: str) -> None:
    """Of a log without events, and of a map that all follow, there are figures as well."""
    log = EventLog([(n, "home", 0) for n in range(20)])
    journey = jk.Journey("Shop", [jk.Phase("Look", [jk.Touchpoint("Home", events="home")])])
    for fit in (conformance(journey, log), conformance(small_map(), log.where("nothing"))):
        assert jk.render(fit, format="markdown", kind=kind).text


@pytest.mark.parametrize("locale", LANGUAGES)
def test_deviations_are_told_in_the_language_of_the_map(locale: str) -> None:
    """Each kind by its own words, with the names of what it concerns; in English by its title."""
    rows = [
        {"customer": n, "event": event, "time": at, "status": "error", "via": "Desk"}
        for n in range(20)
        for at, event in enumerate(["pay", "help", "look", "pay"])
    ]
    journey = jk.Journey("Shop", [jk.Phase("All", [
        jk.Touchpoint("Start", events="never"),
        jk.Touchpoint("Look", events="look", channel="web"),
        jk.Touchpoint("Try", events="size", personas="mira"),
        jk.Touchpoint("Pay", events="pay"),
    ])], personas=["Mira", "Jonas"], locale=locale)  # fmt: skip
    fit = conformance(journey, EventLog(rows), channel_column="via", failed={"status": "error"})
    table = view(fit)
    told = {row[0] for row in table.rows}
    assert len(fit) == len(told)
    assert (locale == "en") == (told == {d.title for d in fit})
    assert (locale == "en") == ({row[6] for row in table.rows} == {d.hint for d in fit})
    for deviation, row in zip(fit, table.rows, strict=True):
        names = [journey.touchpoint(id).name for id in deviation.touchpoints]
        assert all(
            name in row[0] for name in [*names, deviation.event or "", deviation.channel or ""]
        )
    shares = view(fit, "shares")
    assert told >= set(shares.y.categories)
