"""The ways of customers in the example log, and what is wrong there: the log is made of both."""

from __future__ import annotations

import datetime as dt
from collections.abc import Set as AbstractSet

from attrs import field, frozen

from journeykit.model.element import Value
from journeykit.model.frozendict import EMPTY, FrozenDict

__all__ = ["PROBLEMS", "Problem", "Way"]

_DAY_S = 86_400


@frozen(repr=False)
class Way(Value):
    """A way on from an event.

    Attributes:
        target: the next event.
        chance: how likely customers take it, from 0 to 1.
        days: how long half of them take at most; 0 is within the same visit.
    """

    target: str
    chance: float
    days: float = field(default=0, kw_only=True)


@frozen(repr=False)
class Problem(Value):
    """Something that changes how likely customers are to go on, planted to be found.

    Attributes:
        name: a short name.
        text: what is wrong, in a sentence.
        factor: what the chance to go on is multiplied by; 0 means never, 2 twice as often.
        source: the event that customers go on from, or None for any.
        targets: the events that they go on to, or none for any.
        where: columns with the value that customers concerned have.
        since: the day from which on it is so (UTC), or None for all the time.
        after: concerned is who did this before, or None for everybody.
        later: only ways to another day are concerned, not those within a visit.
    """

    name: str
    text: str = field(kw_only=True)
    factor: float = field(kw_only=True)
    source: str | None = field(default=None, kw_only=True)
    targets: tuple[str, ...] = field(default=(), kw_only=True)
    where: FrozenDict[str, str] = field(default=EMPTY, kw_only=True)
    since: dt.date | None = field(default=None, kw_only=True)
    after: str | None = field(default=None, kw_only=True)
    later: bool = field(default=False, kw_only=True)

    def concerns(
        self, source: str | None, way: Way, *, time_s: int, seen: AbstractSet[str]
    ) -> bool:
        """Whether it changes the chance of a way, for customers whom `where` concerns.

        Args:
            source: the event that they go on from, or None at their first.
            way: the way on.
            time_s: when, in seconds since 1970 (UTC).
            seen: the events that they have done.
        """
        return (
            self.source in (None, source)
            and (not self.targets or way.target in self.targets)
            and (way.days > 0 or not self.later)
            and (self.after is None or self.after in seen)
            and (self.since is None or time_s // _DAY_S >= (self.since - _EPOCH).days)
        )


_EPOCH = dt.date(1970, 1, 1)

PROBLEMS = (
    Problem(
        "mobile-checkout",
        text="A release breaks the checkout on phones: half of those who went on give up.",
        factor=0.5,
        source="checkout_start",
        targets=("order_confirmed", "leasing_start"),
        where=FrozenDict(device="mobile"),
        since=dt.date(2026, 6, 15),
    ),
    Problem(
        "lost-upload",
        text="The leasing form loses its upload: four times as many send it again.",
        factor=4.0,
        source="leasing_upload",
        targets=("leasing_upload",),
    ),
    Problem(
        "voucher-hunters",
        text="Who came by a voucher portal looks once and never comes back to the shop.",
        factor=0.0,
        targets=("shop_view", "compare_view", "test_ride", "cart_view", "cart_add"),
        where=FrozenDict(source="voucher"),
        later=True,
    ),
    Problem(
        "chat-gives-up",
        text="Who asked in the chat got no answer: half as many put a bike in the basket.",
        factor=0.5,
        targets=("cart_add",),
        after="chat_open",
    ),
)
"""The problems of the log `retail-purchase`; whatever else differs there is chance."""
