"""Ways through a log, as tables: the most frequent, those around an event, loops, patterns."""

from __future__ import annotations

from collections.abc import Sequence

from journeykit.analyzers.paths.conversion import ConversionRate
from journeykit.analyzers.paths.flows import Flows, PathTree
from journeykit.analyzers.paths.following import NextSteps
from journeykit.analyzers.paths.loops import ReworkResult
from journeykit.analyzers.paths.pairs import EventPairs
from journeykit.analyzers.paths.variants import TopPaths
from journeykit.analyzers.patterns import PatternResult
from journeykit.view.figures import Shading, Table, TableColumn, TableValue, ValueKind
from journeykit.view.format import format_number
from journeykit.view.labels import Labels, labels
from journeykit.view.results.bars import interval_text, share_text
from journeykit.view.results.logs.common import (
    Views,
    described,
    duration,
    joined,
    node_name,
    note_of,
    units,
)

__all__ = ["VIEWS"]

_NUMBER = ValueKind.NUMBER


def _share(title: str, *, shaded: bool = True) -> TableColumn:
    return TableColumn(title, ValueKind.PERCENT, decimals=1, shaded=shaded)


def _table(
    id: str,
    title: str,
    subtitle: str | None,
    columns: Sequence[TableColumn],
    rows: Sequence[tuple[TableValue, ...]],
    *,
    notes: tuple[str, ...],
    locale: str | None,
    said: str | None = None,
) -> Table:
    """A table whose shaded column is deepest at its highest share."""
    at = next((place for place, column in enumerate(columns) if column.shaded), None)
    shares = [] if at is None else [row[at] for row in rows]
    high = max((share for share in shares if isinstance(share, float)), default=0.0)
    return Table(
        id,
        title,
        description=described(title, subtitle),
        subtitle=subtitle,
        columns=columns,
        rows=rows,
        shading=Shading(columns[at].title, high=high) if at is not None and high > 0 else None,
        note=note_of(said, notes=notes),
        locale=locale,
    )


def _way(events: Sequence[str], words: Labels) -> str:
    way = node_name(events[0], words) if events else "–"
    for event in events[1:]:
        way = words("log_step_from_to", way, node_name(event, words))
    return way


def top_paths_table(result: TopPaths, *, locale: str | None = None) -> Table:
    """See the most frequent ways, how many take each, and how long it takes them.

    Args:
        result: the top paths.
        locale: language as BCP 47; None is English.
    """
    words = labels(locale)
    covered = result.items[-1].cumulated if result.items else 0.0
    shown, all_ways = (format_number(n, locale=locale) for n in (len(result), result.variants))
    all_paths = units(result.count, result.paths, words, locale)
    subtitle = joined(
        words("log_top_path", _way(v.events, words), share_text(v.share, locale))
        for v in result.items[:1]
    )
    return _table(
        "top-paths",
        words("log_top_paths", shown, all_ways, share_text(covered, locale), all_paths),
        subtitle,
        (
            TableColumn(words("head_path")),
            TableColumn(words("head_median")),
            TableColumn(words(f"head_{result.count}"), _NUMBER),
            _share(words("log_share_of_all")),
            _share(words("head_cumulated"), shaded=False),
        ),
        [
            (_way(v.events, words), duration(v.waits.median_s, locale), v.count, v.share, v.cumulated)
            for v in result
        ],
        notes=result.notes, locale=locale,
    )  # fmt: skip


def flows_table(result: Flows, *, top: int = 20, locale: str | None = None) -> Table:
    """See the ways on from an event, or up to it.

    Args:
        result: the ways.
        top: how many are shown, the most frequent.
        locale: language as BCP 47; None is English.
    """
    words = labels(locale)
    times = words("log_times", format_number(result.occurrences, locale=locale))
    return _table(
        "flows",
        words(f"log_ways_{result.direction}", str(result.anchor), times),
        None,
        (
            TableColumn(words("head_path")),
            TableColumn(words("head_count"), _NUMBER),
            _share(words("log_share_of_all")),
        ),
        [(_way(f.events, words), f.count, f.share) for f in result.items[:top]],
        notes=result.notes, locale=locale, said=_rarer(result.items[top:], words, locale),
    )  # fmt: skip


def _rarer(unseen: Sequence[object], words: Labels, locale: str | None) -> str | None:
    return words("log_rows_left", format_number(len(unseen), locale=locale)) if unseen else None


def next_table(result: NextSteps, *, top: int = 20, locale: str | None = None) -> Table:
    """See what came right after an event, and how soon.

    Args:
        result: the next steps.
        top: how many are shown, the most frequent.
        locale: language as BCP 47; None is English.
    """
    words = labels(locale)
    number = format_number(result.occurrences, locale=locale)
    seen = (
        words("log_times", number) if result.which == "each"
        else units(result.count, result.occurrences, words, locale)
    )  # fmt: skip
    return _table(
        "next-steps",
        words("log_next_after", str(result.after), seen),
        None,
        (
            TableColumn(words("log_next")),
            TableColumn(words("head_median")),
            TableColumn(words("head_count"), _NUMBER),
            _share(words("log_share_of_all")),
        ),
        [
            (
                node_name(s.event, words), duration(s.waits.median_s if s.waits else None, locale),
                s.count, s.share,
            )
            for s in result.items[:top]
        ],
        notes=result.notes, locale=locale, said=_rarer(result.items[top:], words, locale),
    )  # fmt: skip


def pairs_table(result: EventPairs, *, top: int = 30, locale: str | None = None) -> Table:
    """See which events follow others sooner or later.

    Args:
        result: the pairs.
        top: how many are shown, those on most paths.
        locale: language as BCP 47; None is English.
    """
    words = labels(locale)
    return _table(
        "pairs",
        words("log_sooner_or_later", units(result.count, result.paths, words, locale)),
        None,
        (
            TableColumn(words("head_from")),
            TableColumn(words("head_to")),
            TableColumn(words(f"head_{result.count}"), _NUMBER),
            _share(words("log_share_of_those")),
        ),
        [(p.source, p.target, p.paths, p.share) for p in result.items[:top]],
        notes=result.notes, locale=locale, said=_rarer(result.items[top:], words, locale),
    )  # fmt: skip


def tree_table(result: PathTree, *, top: int = 5, locale: str | None = None) -> Table:
    """See the first steps of paths, place by place.

    Args:
        result: the steps.
        top: how many of each place are shown, the most frequent.
        locale: language as BCP 47; None is English.
    """
    words = labels(locale)
    shown = [
        edge
        for step in range(1, result.length)
        for edge in [edge for edge in result.items if edge.step == step][:top]
    ]
    unseen = result.items[len(shown) :]
    return _table(
        "path-tree",
        words("log_tree", result.length, words(f"head_{result.count}")),
        None,
        (
            TableColumn(words("head_step"), _NUMBER),
            TableColumn(words("head_from")),
            TableColumn(words("head_to")),
            TableColumn(words("head_count"), _NUMBER),
            TableColumn(words("log_mean")),
        ),
        [
            (e.step, node_name(e.source, words), node_name(e.target, words), e.count, duration(e.mean_s, locale))
            for e in shown
        ],
        notes=result.notes, locale=locale, said=_rarer(unseen, words, locale),
    )  # fmt: skip


def rework_table(result: ReworkResult, *, top: int = 20, locale: str | None = None) -> Table:
    """See what is done more than once, and where customers go round.

    Args:
        result: the rework.
        top: how many events are shown, those of most customers.
        locale: language as BCP 47; None is English.
    """
    words = labels(locale)

    def told(key: str, name: str, paths: int, share: float) -> str:
        return words(
            key, name, units(result.count, paths, words, locale), share_text(share, locale)
        )

    most = [told("log_repeated_most", r.event, r.paths, r.share) for r in result.items[:1]]
    rings = [told("log_round", ", ".join(r.events), r.paths, r.share) for r in result.rings]
    return _table(
        "rework",
        words("log_rework", units(result.count, result.paths, words, locale)),
        joined([*most, *rings[:1]]),
        (
            TableColumn(words("head_event")),
            TableColumn(words(f"head_{result.count}"), _NUMBER),
            _share(words("log_share_of_all")),
            TableColumn(words("head_repeats"), _NUMBER),
            TableColumn(words("head_distance"), _NUMBER),
        ),
        [(r.event, r.paths, r.share, r.repeats, r.distance) for r in result.items[:top]],
        notes=result.notes, locale=locale,
        said=joined([*rings[1:], _rarer(result.items[top:], words, locale)]),
    )  # fmt: skip


def pattern_table(result: PatternResult, *, locale: str | None = None) -> Table:
    """See how many take a certain way, how often, and how long it takes them.

    Args:
        result: the pattern, as it was found.
        locale: language as BCP 47; None is English.
    """
    words = labels(locale)
    found = format_number(result.matching, locale=locale)
    searched = units(result.count, result.paths, words, locale)
    rows: list[tuple[TableValue, ...]] = [
        (words(f"head_{result.count}"), found, _sure(result.share, result.share_interval, locale))
    ]
    if result.count != "customers":
        customers = format_number(result.matching_customers, locale=locale)
        rows.append((words("head_customers"), customers, None))
    rows.append((words("log_matches"), format_number(result.matches, locale=locale), None))
    if result.median_s is not None:
        rows.append((words("log_from_first"), duration(result.median_s, locale), None))
    return _table(
        "pattern",
        words("log_pattern", str(result.pattern), found, searched),
        None,
        (
            TableColumn(words("head_found")),
            TableColumn(words("head_number")),
            TableColumn(words("head_share")),
        ),
        rows,
        notes=result.notes, locale=locale,
    )  # fmt: skip


def _sure(
    share: float | None, interval: tuple[float, float] | None, locale: str | None
) -> str | None:
    return (
        None
        if share is None
        else f"{share_text(share, locale)} ({interval_text(interval, locale)})"
    )


def rate_table(result: ConversionRate, *, locale: str | None = None) -> Table:
    """See how many come from one event to another, beside those who get there anyway.

    Args:
        result: the conversion.
        locale: language as BCP 47; None is English.
    """
    words = labels(locale)
    end = node_name(result.end, words)
    converted = format_number(result.converted, locale=locale)
    started = units(result.count, result.with_start, words, locale)
    return _table(
        "conversion",
        words("log_came_on", result.start, end, converted, started),
        None,
        (
            TableColumn(words("head_what")),
            TableColumn(words(f"head_{result.count}"), _NUMBER),
            TableColumn(words("head_converted"), _NUMBER),
            TableColumn(words("head_conversion")),
        ),
        [
            (result.start, result.with_start, result.converted, _sure(result.rate, result.rate_interval, locale)),
            (
                words("log_all"), result.paths, result.with_end,
                None if result.base_rate is None else share_text(result.base_rate, locale),
            ),
        ],
        notes=result.notes, locale=locale,
    )  # fmt: skip


VIEWS: Views = {
    ConversionRate: {"table": (Table, rate_table)},
    EventPairs: {"table": (Table, pairs_table)},
    Flows: {"table": (Table, flows_table)},
    NextSteps: {"table": (Table, next_table)},
    PathTree: {"table": (Table, tree_table)},
    PatternResult: {"table": (Table, pattern_table)},
    ReworkResult: {"table": (Table, rework_table)},
    TopPaths: {"table": (Table, top_paths_table)},
}
