"""What mending each opportunity would bring to the end, as a forest."""

from __future__ import annotations

from journeykit.analyzers.ranked import Method, Priorities, RankedOpportunity
from journeykit.model import slug
from journeykit.view.figures import Axis, AxisKind, Chart, Point, Series, SeriesKind
from journeykit.view.format import format_number
from journeykit.view.labels import Labels, labels
from journeykit.view.results.bars import share_text
from journeykit.view.words.short import short
from journeykit.view.words.text import joined

__all__ = ["gains_chart"]

_WHOLE = 10
"""From so many customers on they are told whole."""


def gains_chart(result: Priorities) -> Chart:
    """See how many more customers would come to the end if pains were mended, with limits.

    There is something to see where opportunities are ranked by what a log measured.
    """
    words = labels(result.locale)
    items = result.of(Method.FIX_IMPACT)
    title = words("fix_gains", result.title)
    first = items[0] if items else None
    told = (
        None
        if first is None
        else words("fix_first", first.text, _number(first.score or 0.0, result.locale))
    )
    points = [
        Point(
            item.score or 0.0, place, interval=item.interval, id=item.opportunity,
            details=(_limits(item, words, result.locale),),
        )
        for place, item in enumerate(items)
    ]  # fmt: skip
    return Chart(
        slug(f"{result.title} gains"),
        title,
        description=short([f"{title}.", told or words("fix_none")]),
        subtitle=told,
        x=Axis(words("fix_at", result.end) if result.end else words("fix_axis"), low=0),
        y=Axis(kind=AxisKind.CATEGORY, categories=[item.text for item in items]),
        series=[
            Series(
                "gains", words("method_fix_impact"), points, kind=SeriesKind.ESTIMATES,
                details=(words("head_gain"),),
            )
        ],
        note=_note(result, words) if items else None,
        locale=result.locale,
    )  # fmt: skip


def _note(result: Priorities, words: Labels) -> str | None:
    """What the figures rest on."""
    lift = result.lift
    return joined([
        None if lift is None else words("log_fix_rests", share_text(lift, result.locale)),
        words("fix_rough") if result.rough else None,
        words("fix_rests"),
    ])  # fmt: skip


def _number(customers: float, locale: str | None) -> str:
    return format_number(customers, 0 if customers >= _WHOLE else 1, locale)


def _limits(item: RankedOpportunity, words: Labels, locale: str | None) -> str:
    """A gain with its limits."""
    gain = _number(item.score or 0.0, locale)
    if item.interval is None:
        return gain
    return f"{gain} ({words('log_limits', *(_number(x, locale) for x in item.interval))})"
