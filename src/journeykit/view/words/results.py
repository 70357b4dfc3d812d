"""What an analysis found, in a few sentences: what stands in for a picture of it."""

from __future__ import annotations

from collections import Counter

from journeykit.analyzers.dropoff import DropOff
from journeykit.analyzers.feelings import EmotionCurve
from journeykit.analyzers.gaps import Gaps
from journeykit.analyzers.moments import Moments
from journeykit.analyzers.quadrants import Quadrants
from journeykit.analyzers.ranked import Method, Priorities
from journeykit.analyzers.shape import Flow
from journeykit.view.format import format_number, format_percent, format_signed
from journeykit.view.words.phrases import phrases
from journeykit.view.words.short import counted, named, short
from journeykit.view.words.text import capital, sentence

__all__ = [
    "describe_drop_off",
    "describe_feelings",
    "describe_flow",
    "describe_gaps",
    "describe_moments",
    "describe_priorities",
    "describe_quadrants",
]


def describe_drop_off(result: DropOff) -> str:
    """Say how many customers are left, and where most are lost."""
    words = phrases(result.locale)
    if not result.steps:
        return words("no_counts")
    first, last = result.steps[0], result.steps[-1]
    told = [
        words("one_count", format_number(first.customers, locale=result.locale), first.name)
        if first is last
        else words(
            "left_over",
            format_number(last.customers, locale=result.locale),
            last.name,
            format_number(first.customers, locale=result.locale),
            first.name,
        )
    ]
    worst = result.worst_by_loss
    if worst is not None:
        told.append(
            words(
                "most_lost",
                worst.name,
                format_number(worst.loss or 0, locale=result.locale),
                format_percent(worst.drop_off or 0, 0, result.locale),
            )
        )
    elif first is not last:
        told.append(words("none_lost"))
    if result.skipped:
        told.append(words("not_counted", len(result.skipped)))
    return short([*told, *(sentence(capital(note)) for note in result.notes)])


def describe_feelings(result: EmotionCurve) -> str:
    """Say how many feelings there are, the best, the worst and the last."""
    words = phrases(result.locale)
    if result.mean is None:
        return words("no_feelings")

    def signed(valence: float) -> str:
        return format_signed(valence, 2, result.locale)

    if len(result.points) == 1:
        return short([words("one_feeling", signed(result.mean), result.points[0].name)])
    best = max(result.points, key=lambda point: point.valence)
    worst = min(result.points, key=lambda point: point.valence)
    return short(
        [
            words("feelings_mean", len(result.points), signed(result.mean)),
            words(
                "feelings",
                best.name, signed(best.valence), worst.name, signed(worst.valence),
                signed(result.points[-1].valence),
            ),
        ]
    )  # fmt: skip


def describe_gaps(result: Gaps) -> str:
    """Say how many gaps there are, of which kinds most, and the weightiest."""
    words = phrases(result.locale)
    told = [words("no_gaps")]
    if result.items:
        kinds = Counter(str(gap.kind) for gap in result).most_common()
        listed = ", ".join(f"{words(f'gap_{kind}')} {number}" for kind, number in kinds)
        told = [f"{counted(words, 'gap', len(result))}: {listed}."]
    # A silent skip would read as a clean bill.
    skipped = dict.fromkeys(skip.check for skip in result.skipped)
    if skipped:
        told.append(words("not_checked", named(words, list(skipped))))
    if len(result) > 1:
        told.append(sentence(words("weightiest", result.items[0].title)))
    return short(told)


def describe_moments(result: Moments) -> str:
    """Say which moments of truth the map declares, and how many more are worth a look."""
    words = phrases(result.locale)
    told = [words("no_moments")]
    if result.declared:
        told = [words("moments", named(words, [moment.name for moment in result.declared]))]
    if result.suggested:
        told.append(words("worth_a_look", len(result.suggested)))
    return short(told)


def describe_flow(result: Flow) -> str:
    """Say where the ways begin and end, and what stands out in them."""
    words = phrases(result.locale)
    between = (("way", result.ways), ("touchpoint", result.touchpoints))
    told = [words("ways_between", *(counted(words, key, number) for key, number in between))]
    for key, spots in (("starts_at", result.starts), ("ends_at", result.ends)):
        if spots:
            told.append(words(key, named(words, [spot.name for spot in spots])))
    found = [
        counted(words, key, len(things))
        for key, things in (
            ("dead_end", result.dead_ends),
            ("stray", result.unreachable),
            ("loop", result.loops),
            ("fork", result.branches),
            ("hand_off", result.hand_offs),
        )
        if things
    ]
    if found:
        told.insert(1, words("there_are", ", ".join(found)))
    return short(told)


def describe_priorities(result: Priorities) -> str:
    """Say how many opportunities there are, and which come first."""
    words = phrases(result.locale)
    if not result.items:
        return words("no_opportunities")
    about = counted(words, "chance", len(result))
    ranked = [item for item in result if item.rank is not None]
    if not ranked:
        return f"{about}, {words('none_ranked')}."
    first = ranked[0]
    score = format_number(first.score or 0, 1, result.locale)
    winner = words("first_of_all", first.text, words(f"method_{first.method}"), score)
    told = [f"{about}, {winner}."]
    unscored = len(result.of(Method.UNSCORED))
    if unscored:
        told.append(words("not_ranked", unscored))
    return short(told)


def describe_quadrants(data: Quadrants, quarter: int, locale: str | None = None) -> str:
    """Say which opportunities lie in the quarter that matters most.

    Args:
        data: the opportunities over two figures.
        quarter: position of the quarter in `data.names`.
        locale: language, or None.
    """
    words = phrases(locale)
    if not data.points:
        return words("no_opportunities")
    there = [point.text for point in data.of(data.names[quarter])]
    name = words(f"quadrant_{data.names[quarter].replace(' ', '_').replace('-', '_')}")
    if not there:
        return words("in_none", name, len(data.points))
    return short([words("in_part", name, len(there), len(data.points), named(words, there, "; "))])
