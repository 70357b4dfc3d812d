"""Rules about whether a map is still held against reality, and by whom (JK92)."""

# Every rule is given an element and a context, whether it looks at both or not.
# ruff: noqa: ARG001

from __future__ import annotations

from collections.abc import Iterator

from journeykit.model import (
    Journey,
)
from journeykit.validators.context import Context
from journeykit.validators.declare import Problem, Severity, rule
from journeykit.validators.topics.evidence import months_between
from journeykit.validators.words import plural

TOPIC = "evidence"


@rule(code="JK920", on=Journey, topic=TOPIC)
def review_overdue(journey: Journey, context: Context) -> Iterator[Problem]:
    """The day by which a map was to be reviewed has passed.

    Why:
        Its owner set the date because the map would not stay true on its own.

    Bad:
        review_by: 2026-01-31

    Good:
        review_by: 2026-12-31

    Source:
        Smaply, Why journey maps fail: maps go stale.
    """
    if journey.review_by is not None and journey.review_by < context.today:
        yield Problem(
            f"the journey was to be reviewed by {journey.review_by}", "review_by",
            hint="hold it against reality, then set `reviewed_on` and the next `review_by`",
        )  # fmt: skip


@rule(code="JK921", on=Journey, topic=TOPIC, severity=Severity.INFO)
def review_missing(journey: Journey, context: Context) -> Iterator[Problem]:
    """A map does not say when it was last held against reality.

    Why:
        Readers cannot tell a map of last week from one of three years ago.

    Bad:
        title: Buy a bike

    Good:
        reviewed_on: 2026-05-04

    Source:
        Smaply, Why journey maps fail: maps go stale.
    """
    if journey.reviewed_on is None and journey.review_by is None:
        yield Problem(
            "the journey has neither a last nor a next review", "reviewed_on",
            hint="write when it was last held against reality",
        )  # fmt: skip


@rule(code="JK922", on=Journey, topic=TOPIC, severity=Severity.ERROR)
def reviewed_in_the_future(journey: Journey, context: Context) -> Iterator[Problem]:
    """A map was reviewed on a day that has not come yet.

    Why:
        The date is a slip; the day by which to review is `review_by`.

    Bad:
        reviewed_on: 2031-01-31

    Good:
        reviewed_on: 2026-05-04
        review_by: 2031-01-31

    Source:
        journeykit: a map that stays true.
    """
    if journey.reviewed_on is not None and journey.reviewed_on > context.today:
        yield Problem(
            f"the journey was reviewed on {journey.reviewed_on}, which has not come yet",
            "reviewed_on", hint="correct the date, or write it as `review_by`",
        )  # fmt: skip


@rule(code="JK923", on=Journey, topic=TOPIC)
def owner_missing(journey: Journey, context: Context) -> Iterator[Problem]:
    """Nobody keeps a map true.

    Why:
        Maps without an owner are what lies in drawers.

    Bad:
        title: Buy a bike

    Good:
        title: Buy a bike
        owner: Journey team, shop

    Source:
        Smaply, Why journey maps fail: no owner.
    """
    if journey.owner is None:
        yield Problem("the journey has no owner", "owner", hint="name who keeps the map true")


@rule(code="JK924", on=Journey, topic=TOPIC, severity=Severity.ERROR)
def review_by_before_reviewed(journey: Journey, context: Context) -> Iterator[Problem]:
    """The next review is set before the last one.

    Why:
        The review was held and its next date forgotten, or one of the two is a
        slip.

    Bad:
        reviewed_on: 2026-05-04
        review_by: 2026-01-31

    Good:
        reviewed_on: 2026-05-04
        review_by: 2027-01-31

    Source:
        journeykit: a map that stays true.
    """
    last, following = journey.reviewed_on, journey.review_by
    if last is not None and following is not None and following < last:
        yield Problem(
            f"the journey is to be reviewed by {following}, but was reviewed on {last}",
            "review_by", hint="set the next date",
        )  # fmt: skip


@rule(code="JK925", on=Journey, topic=TOPIC)
def review_long_ago(journey: Journey, context: Context, *, months: int = 12) -> Iterator[Problem]:
    """A map was last held against reality long ago, and no next time is set.

    Why:
        What nobody has looked at for a year describes another company.

    Options:
        months: how long a review holds.

    Bad:
        reviewed_on: 2024-05-04

    Good:
        reviewed_on: 2026-05-04

    Source:
        Smaply, Why journey maps fail: maps go stale.
    """
    if journey.reviewed_on is None or journey.review_by is not None:
        return
    age = months_between(journey.reviewed_on, context.today)
    if age >= max(months, 1):
        yield Problem(
            f"the journey was last reviewed {plural(age, 'month')} ago ({journey.reviewed_on})",
            "reviewed_on", hint="hold it against reality again, and set `review_by`",
        )  # fmt: skip
