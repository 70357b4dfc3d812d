"""How one customer of the example log walks through the shop.

Only sums, products, quotients, square roots and `random()` are used: they give
the same on every machine and in every version of Python.
"""

from __future__ import annotations

import datetime as dt
import math
from bisect import bisect
from collections.abc import Iterator, Sequence
from itertools import accumulate
from random import Random
from typing import Any

from journeykit.examples.problems import Problem, Way

__all__ = ["COLUMNS", "visitor"]

COLUMNS = ("customer", "event", "time", "device", "source", "country", "customer_type")
"""What is known of an event."""

_DAY_S = 86_400
_START_S = int(dt.datetime(2026, 3, 1, tzinfo=dt.UTC).timestamp())
_END_S = int(dt.datetime(2026, 9, 1, tzinfo=dt.UTC).timestamp())

_DEVICES = {"mobile": 58, "desktop": 36, "tablet": 6}
_SOURCES = {"search": 36, "direct": 22, "social": 20, "newsletter": 12, "voucher": 10}
_COUNTRIES = {"DE": 74, "AT": 15, "CH": 11}
_TYPES = {"new": 78, "returning": 22}
_HOURS = (2, 1, 1, 1, 1, 2, 4, 8, 8, 8, 8, 9, 10, 9, 8, 8, 9, 11, 13, 16, 20, 19, 12, 5)
"""How busy the shop is in each hour of the day."""
_DAYS = (0.78, 0.74, 0.72, 0.72, 0.66, 0.84, 1.0)
"""How busy it is on each day of the week, from Monday, as a share of Sunday."""

_VISIT_S = 40.0
"""Half of the steps within a visit take less."""

_FIRST: dict[str, tuple[Way, ...]] = {
    "search": (Way("article_view", 0.6), Way("shop_view", 0.4)),
    "social": (Way("ad_click", 1.0),),
}
_WAYS: dict[str, tuple[Way, ...]] = {
    "ad_click": (Way("shop_view", 0.62),),
    "article_view": (Way("article_view", 0.2), Way("shop_view", 0.45), Way("shop_view", 0.12, days=2)),
    "shop_view": (Way("shop_view", 0.35), Way("size_result", 0.23), Way("shop_view", 0.12, days=4)),
    "size_result": (Way("compare_view", 0.45), Way("shop_view", 0.15), Way("compare_view", 0.12, days=2)),
    "compare_view": (
        Way("compare_view", 0.22), Way("chat_open", 0.09), Way("cart_add", 0.17),
        Way("test_ride", 0.04, days=4), Way("compare_view", 0.14, days=3),
    ),
    "chat_open": (Way("compare_view", 0.45), Way("chat_open", 0.12), Way("compare_view", 0.15, days=1)),
    "test_ride": (Way("cart_add", 0.65, days=2),),
    "cart_add": (Way("checkout_start", 0.55), Way("cart_view", 0.2), Way("cart_view", 0.15, days=1)),
    "cart_view": (Way("checkout_start", 0.45), Way("cart_view", 0.2, days=1)),
    "checkout_start": (
        Way("order_confirmed", 0.46), Way("leasing_start", 0.34), Way("password_reset", 0.08),
    ),
    "password_reset": (Way("checkout_start", 0.7),),
    "leasing_start": (Way("leasing_upload", 0.82),),
    "leasing_upload": (
        Way("leasing_upload", 0.11), Way("order_confirmed", 0.38, days=1), Way("chat_open", 0.04, days=1),
    ),
    "order_confirmed": (Way("slot_chosen", 0.98, days=1),),
    "slot_chosen": (Way("delivered", 0.99, days=9),),
    "delivered": (
        Way("slot_chosen", 0.1, days=1), Way("call", 0.08, days=2), Way("service_booked", 0.5, days=45),
    ),
    "call": (Way("service_booked", 0.5, days=45),),
    "service_booked": (Way("review_sent", 0.6, days=5),),
    "review_sent": (Way("code_redeemed", 0.35, days=20),),
}  # fmt: skip
"""From each event the ways on; what is missing to 1 is the chance that customers leave there."""


def visitor(number: int, seed: int, problems: Sequence[Problem]) -> Iterator[tuple[Any, ...]]:
    """What one customer did, in order of time, as far as the log goes.

    Args:
        number: which customer.
        seed: of the log.
        problems: what changes the customer's chances.

    Yields:
        One value for each of `COLUMNS`; the time in whole seconds since 1970 (UTC).
    """
    random = Random(seed * 1_000_003 + number).random  # noqa: S311 - nothing is secret here
    traits = {
        "device": _pick(random(), _DEVICES),
        "source": _pick(random(), _SOURCES),
        "country": _pick(random(), _COUNTRIES),
        "customer_type": _pick(random(), _TYPES),
    }
    mine = [p for p in problems if all(traits[name] == value for name, value in p.where.items())]
    # The shop grows: at the end it has half as many visitors again as at the start.
    share = math.sqrt(4 + 5 * random()) - 2
    time_s = _on_a_day(random, _START_S + int(share * (_END_S - _START_S)) // _DAY_S * _DAY_S)
    ways = _FIRST.get(traits["source"], (Way("shop_view", 1.0),))
    seen: set[str] = set()
    event: str | None = None
    while True:
        chance = random()
        for way in ways:
            now = [p for p in mine if p.concerns(event, way, time_s=time_s, seen=seen)]
            chance -= way.chance * math.prod(p.factor for p in now)
            if chance < 0:
                break
        else:
            return
        event = way.target
        if seen:
            time_s = _later(random, time_s, way.days)
        if time_s >= _END_S:
            return
        seen.add(event)
        yield (f"c{number:06}", event, time_s, *traits.values())
        ways = _WAYS.get(event, ())


def _later(random: Any, time_s: int, days: float) -> int:
    """A time after another: in the same visit, or on another day at an hour of its own."""
    # Log-logistic with shape 2: most wait little, some very long.
    chance = random()
    wait = math.sqrt(chance / (1 - chance))
    if not days:
        return time_s + 1 + int(min(_VISIT_S * wait, 1500))
    return _on_a_day(random, (time_s // _DAY_S + 1 + int(days * wait)) * _DAY_S)


def _on_a_day(random: Any, midnight_s: int) -> int:
    """An hour of the day or of one soon after, as busy as the shop then is."""
    while random() > _DAYS[(midnight_s // _DAY_S + 3) % 7]:
        midnight_s += _DAY_S
    hour = bisect(_BUSY, random() * _BUSY[-1])
    return midnight_s + hour * 3600 + int(random() * 3600)


_BUSY = tuple(accumulate(_HOURS))


def _pick(chance: float, shares: dict[str, int]) -> str:
    """One of several values, by their shares of a hundred."""
    places = list(accumulate(shares.values()))
    return list(shares)[bisect(places, chance * 100)]
