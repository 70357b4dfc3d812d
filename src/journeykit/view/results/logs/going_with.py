"""What goes with leaving, as odds ratios and as a table."""

from __future__ import annotations

from journeykit.analyzers.funnels.going_with import GoesWith, GoingWith
from journeykit.view.figures import (
    Axis,
    Chart,
    Guide,
    Point,
    Table,
    TableColumn,
    Tone,
    ValueKind,
)
from journeykit.view.format import format_number
from journeykit.view.labels import Labels, labels
from journeykit.view.results.bars import share_text
from journeykit.view.results.logs.common import (
    ADJUSTMENTS,
    Views,
    described,
    note_of,
    p_value,
)
from journeykit.view.results.logs.estimates import estimates_chart

__all__ = ["VIEWS"]


def odds_chart(result: GoingWith, *, top: int = 15, locale: str | None = None) -> Chart:
    """See how strongly events and properties go with coming on or leaving.

    Args:
        result: what goes with leaving.
        top: how many are drawn, the strongest.
        locale: language as BCP 47; None is English.
    """
    words = labels(locale)
    title, subtitle = _title(result, words), _headline(result, words, locale)
    # The strongest come first; what goes with leaving is what was asked for.
    known = [item for item in result.items if item.odds_ratio.value][:top]
    drawn = sorted(known, key=lambda item: (not item.holds, not item.with_leaving))
    unseen = len(result.items) - len(drawn)
    return estimates_chart(
        "going-with", title, subtitle,
        x=Axis(words("log_odds"), log=True),
        names=[item.label for item in drawn],
        points=[_point(item, place, words, locale) for place, item in enumerate(drawn)],
        of=words("log_odds_ratio"),
        details=(words("log_had_it"), words("log_odds_ratio"), words("head_p_adjusted")),
        guide=Guide(1, words("log_no_difference")),
        open_means=words("log_may_be_chance"),
        note=note_of(words("log_not_listed", unseen) if unseen else None, _method(result, words)),
        locale=locale,
    )  # fmt: skip


def _point(item: GoesWith, place: int, words: Labels, locale: str | None) -> Point:
    o = item.odds_ratio
    value = o.value or 0.0
    interval = None if o.low is None or o.high is None else (o.low, o.high)
    ratio = _ratio(value, locale)
    if interval is not None:
        low, high = (_ratio(limit, locale) for limit in interval)
        ratio = f"{ratio} ({words('log_limits', low, high)})"
    told = Tone.NEGATIVE if item.with_leaving else Tone.POSITIVE
    return Point(
        value, place, interval=interval, open=not item.holds,
        tone=told if item.holds else Tone.NEUTRAL,
        details=(
            format_number(item.success + item.failure, locale=locale), ratio,
            p_value(item.p_adjusted, locale),
        ),
    )  # fmt: skip


def _ratio(value: float, locale: str | None) -> str:
    """A ratio in three digits or so."""
    return format_number(value, 2 if value < 10 else 1 if value < 100 else 0, locale)


def _title(result: GoingWith, words: Labels) -> str:
    found = len(result.findings)
    verdict = (
        words("log_things", found) if found > 1 else words("log_one_thing" if found else "log_nothing")
    )  # fmt: skip
    return words("log_going_with", result.start, result.step, verdict)


def _headline(result: GoingWith, words: Labels, locale: str | None) -> str | None:
    """The strongest thing that goes with leaving, else with coming on, in shares."""
    found = [item for item in result.findings if item.with_leaving] or list(result.findings)
    for item in found[:1]:
        c = item.comparison
        if c.first is not None and c.second is not None:
            shares = (share_text(share, locale) for share in (c.first, c.second))
            return words("log_goes_most", item.label, *shares)
    return None


def _method(result: GoingWith, words: Labels) -> str:
    tests = words("log_tests", result.tests, ADJUSTMENTS[result.adjust], f"{result.alpha:g}")
    rare = words("log_rare_left", result.rare) if result.rare else ""
    return " ".join(part for part in (words("log_not_causes"), tests, rare) if part)


def odds_table(result: GoingWith, *, locale: str | None = None) -> Table:
    """See all that enough customers have, with its figures and its test.

    Args:
        result: what goes with leaving.
        locale: language as BCP 47; None is English.
    """
    words = labels(locale)
    title, subtitle = _title(result, words), _headline(result, words, locale)
    number, share = ValueKind.NUMBER, ValueKind.PERCENT
    return Table(
        "going-with-table",
        title,
        description=described(title, subtitle),
        subtitle=subtitle,
        columns=(
            TableColumn(words("head_what")),
            TableColumn(words("log_had_it"), number),
            TableColumn(words("head_with_it"), share, decimals=1),
            TableColumn(words("head_without_it"), share, decimals=1),
            TableColumn(words("log_odds_ratio"), number, decimals=2),
            TableColumn(words("head_p_adjusted")),
            TableColumn(words("head_verdict")),
        ),
        rows=[
            (
                item.label, item.success + item.failure, item.comparison.first,
                item.comparison.second, item.odds_ratio.value, p_value(item.p_adjusted, locale),
                words("log_holds" if item.holds else "log_may_be_chance"),
            )
            for item in result.items
        ],
        note=note_of(_method(result, words)),
        locale=locale,
    )  # fmt: skip


VIEWS: Views = {GoingWith: {"odds": (Chart, odds_chart), "table": (Table, odds_table)}}
