"""A map against reality, as a table of deviations, as their shares, and as the map itself."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.analyzers.reality import Conformance, Deviation, DeviationKind
from journeykit.model import Journey
from journeykit.view.figures import (
    Axis,
    AxisKind,
    Chart,
    Edge,
    Graph,
    Node,
    Point,
    Series,
    SeriesKind,
    Shading,
    Table,
    TableColumn,
    Tone,
    ValueKind,
)
from journeykit.view.format import format_number
from journeykit.view.journeys.graphs import flow_graph
from journeykit.view.labels import Labels, labels, language
from journeykit.view.languages import LANGUAGES
from journeykit.view.results.bars import share_text
from journeykit.view.results.logs.common import Views, described, joined, note_of, units

__all__ = ["VIEWS"]

_UNITS = {"customers": "customers", "sessions": "head_sessions"}
"""What is counted, at the lines of the map."""

_AT_TOUCHPOINTS = {
    DeviationKind.SKIPPED: "fit_skipped_by",
    DeviationKind.UNKNOWN_START: "fit_starts_here",
}
"""What is said in the node of a touchpoint."""


def deviation_table(result: Conformance, *, top: int = 20, locale: str | None = None) -> Table:
    """See in what customers depart from the map, how many do, and what to do about it.

    Args:
        result: the map against reality.
        top: how many deviations are shown, the largest.
        locale: language as BCP 47; None is that of the journey.
    """
    spoken = locale or result.locale
    words = labels(spoken)
    title, subtitle = _title(result, words), _headline(result, words, spoken)
    number, share = ValueKind.NUMBER, ValueKind.PERCENT
    high = max((d.share for d in result.items[:top]), default=0.0)
    return Table(
        "deviations",
        title,
        description=described(title, subtitle),
        subtitle=subtitle,
        columns=(
            TableColumn(words("head_deviation")),
            TableColumn(words("head_kind")),
            TableColumn(words("head_share"), share, decimals=1, shaded=True),
            TableColumn(_interval(result, words), ValueKind.INTERVAL, decimals=1),
            TableColumn(words(f"head_{result.options.count}"), number),
            TableColumn(words("head_of"), number),
            TableColumn(words("head_what_to_do")),
        ),
        rows=[
            (
                _told(d, result, words, spoken), words(f"deviation_{d.kind.value}"), d.share,
                d.interval, d.customers, d.of, _advice(d, words, spoken),
            )
            for d in result.items[:top]
        ],
        shading=Shading(words("head_share"), high=high) if high else None,
        note=_note(result, words, spoken, shown=top),
        locale=spoken,
    )  # fmt: skip


def deviation_chart(result: Conformance, *, top: int = 15, locale: str | None = None) -> Chart:
    """See the shares of the deviations with their intervals.

    Args:
        result: the map against reality.
        top: how many deviations are shown, the largest.
        locale: language as BCP 47; None is that of the journey.
    """
    spoken = locale or result.locale
    words = labels(spoken)
    title, subtitle = _title(result, words), _headline(result, words, spoken)
    shown = result.items[:top]
    return Chart(
        "deviation-shares",
        title,
        description=described(title, subtitle),
        subtitle=subtitle,
        x=Axis(words("fit_share"), kind=AxisKind.PERCENT, low=0, high=1),
        y=Axis(kind=AxisKind.CATEGORY, categories=[_told(d, result, words, spoken) for d in shown]),
        series=[
            Series(
                "shares",
                words("head_share"),
                [
                    Point(
                        d.share, place, interval=d.interval, tone=Tone.NEGATIVE,
                        details=(
                            words(f"deviation_{d.kind.value}"),
                            words("fit_some_of", *(format_number(n, locale=spoken) for n in (d.customers, d.of))),
                            share_text(d.share, spoken),
                        ),
                    )
                    for place, d in enumerate(shown)
                ],
                kind=SeriesKind.ESTIMATES,
                details=(
                    words("head_kind"), words(f"head_{result.options.count}"), words("head_share"),
                ),
            )
        ],
        note=_note(result, words, spoken, shown=top),
        locale=spoken,
    )  # fmt: skip


def reality_map(result: Conformance, *, top: int = 12, locale: str | None = None) -> Graph:
    """See the map with what customers really do: who comes where, and by which ways.

    Args:
        result: the map against reality.
        top: how many ways are drawn that the map does not have, those of most
            customers; and how many past touchpoints that the log cannot show.
        locale: language as BCP 47; None is that of the journey.
    """
    spoken = locale or result.locale
    words = labels(spoken)
    title, subtitle = _title(result, words), _headline(result, words, spoken)
    drawn = flow_graph(_journey(result).replace(locale=spoken))
    unknown = sorted(
        result.of(DeviationKind.UNKNOWN_TRANSITION), key=lambda d: (-d.customers, d.title)
    )
    nodes = [_node(node, result, words, spoken) for node in drawn.nodes]
    beside = [
        words("titled", str(d.event), share_text(d.share, spoken))
        for d in result.of(DeviationKind.NEVER_MAPPED)
    ]
    return drawn.replace(
        id="reality",
        title=title,
        description=described(title, subtitle),
        subtitle=subtitle,
        nodes=nodes,
        edges=[
            *_known(drawn, result),
            *_past(drawn, result)[:top],
            *(_unknown(d, spoken) for d in unknown[:top]),
        ],
        weight_unit=words(_UNITS[result.options.count]),
        note=note_of(
            words("fit_beside", ", ".join(beside)) if beside else None,
            _more(len(unknown) - top, words, spoken),
            _thresholds(result, words, spoken),
            notes=result.notes,
        ),
    )


def _journey(result: Conformance) -> Journey:
    """The map itself."""
    return result.counted().journey


def _known(drawn: Graph, result: Conformance) -> Iterator[Edge]:
    """The ways of the map, each with those who take it; unknown where the log cannot show an end."""
    for edge in drawn.edges:
        # One that is repeated at once is one visit.
        untold = {edge.source, edge.target} & set(result.invisible) or edge.source == edge.target
        if untold:
            yield edge.replace(weight=None)
        else:
            move = result.move(edge.source, edge.target)
            yield edge.replace(weight=move.customers if move else 0)


def _past(drawn: Graph, result: Conformance) -> list[Edge]:
    """What follows past touchpoints that leave no events, where most customers go first."""
    ways = {(edge.source, edge.target) for edge in drawn.edges}
    moves = [m for m in result.moves if m.known and (m.source, m.target) not in ways]
    moves.sort(key=lambda move: -move.customers)
    return [Edge(m.source, m.target, kind="hidden", weight=m.customers) for m in moves]


def _unknown(found: Deviation, locale: str | None) -> Edge:
    source, target = found.touchpoints
    return Edge(
        source, target, kind="unmapped", weight=found.customers,
        details=[share_text(found.share, locale)],
    )  # fmt: skip


def _node(node: Node, result: Conformance, words: Labels, locale: str | None) -> Node:
    """A touchpoint with those who come to it, and those who should have."""
    seen = next((t for t in result.touchpoints if t.touchpoint == node.id), None)
    if seen is None or node.id in result.invisible:
        return node.replace(tone=Tone.MUTED, details=[words("fit_invisible")])
    came = units(result.options.count, seen.customers, words, locale)
    details = [f"{came} ({share_text(seen.share, locale)})"]
    told = [
        words(_AT_TOUCHPOINTS[d.kind], share_text(d.share, locale))
        for d in result.at(node.id)
        if d.kind in _AT_TOUCHPOINTS
    ]
    bad = told or not seen.customers
    return node.replace(tone=Tone.NEGATIVE if bad else Tone.NEUTRAL, details=[*details, *told])


def _told(found: Deviation, result: Conformance, words: Labels, locale: str | None) -> str:
    """A deviation in a few words; in English its own, which tell some kinds further apart."""
    if _is_english(locale):
        return found.title
    names = {seen.touchpoint: seen.name for seen in result.touchpoints}
    things = [names[id] for id in found.touchpoints]
    if found.event is not None:
        things.append(found.event)
    if found.channel is not None:
        things.append(_journey(result).channel_name(found.channel))
    return words(f"fit_is_{found.kind.value}", *things)


def _advice(found: Deviation, words: Labels, locale: str | None) -> str:
    """What to do about it; in English the hint of the deviation, which may know more."""
    return found.hint if _is_english(locale) else words(f"fit_do_{found.kind.value}")


def _is_english(locale: str | None) -> bool:
    spoken = language(locale)
    return spoken == "en" or spoken not in LANGUAGES


def _title(result: Conformance, words: Labels) -> str:
    return words("titled", result.title, words("head_conformance"))


def _headline(result: Conformance, words: Labels, locale: str | None) -> str | None:
    whole, left = result.fitness, result.fitness_until_left
    if whole is None or left is None:
        return None
    figures = (format_number(fitness.mean, 2, locale) for fitness in (whole, left))
    known = None if result.known_share is None else share_text(result.known_share, locale)
    return joined([
        words("fit_fitness", *figures),
        None if known is None else words("fit_known", known),
    ])  # fmt: skip


def _interval(result: Conformance, words: Labels) -> str:
    return words("funnel_interval", f"{100 * result.options.confidence:g}")


def _thresholds(result: Conformance, words: Labels, locale: str | None) -> str | None:
    if not result.below and not result.implied:
        return None
    counts = {"fit_too_small": result.below, "fit_implied": result.implied}
    said = (words(name, format_number(n, locale=locale)) for name, n in counts.items() if n)
    return words("titled", words("fit_not_listed"), ", ".join(said))


def _note(result: Conformance, words: Labels, locale: str | None, *, shown: int) -> str | None:
    return note_of(
        _more(len(result.items) - shown, words, locale), words("fit_ranked"),
        _thresholds(result, words, locale), notes=result.notes,
    )  # fmt: skip


def _more(unseen: int, words: Labels, locale: str | None) -> str | None:
    return words("fit_more", format_number(unseen, locale=locale)) if unseen > 0 else None


VIEWS: Views = {
    Conformance: {
        "table": (Table, deviation_table),
        "shares": (Chart, deviation_chart),
        "map": (Graph, reality_map),
    },
}
