"""Behavioural data, and the home of Narwhals: every data frame comes and goes through here.

The names below are loaded when they are first asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from journeykit.events.conditions import (
        Condition,
        any_of,
        at_least,
        at_most,
        contains,
        is_missing,
        is_not,
        is_set,
    )
    from journeykit.events.engines.source import Extent
    from journeykit.events.funnels import Exclusion, FunnelDefinition, Step
    from journeykit.events.log import EventLog
    from journeykit.events.quality import LogQuality
    from journeykit.events.ratings import Question, Ratings, RatingsQuality
    from journeykit.events.readers import read_events

__all__ = [
    "Condition",
    "EventLog",
    "Exclusion",
    "Extent",
    "FunnelDefinition",
    "LogQuality",
    "Question",
    "Ratings",
    "RatingsQuality",
    "Step",
    "any_of",
    "at_least",
    "at_most",
    "contains",
    "is_missing",
    "is_not",
    "is_set",
    "read_events",
]

_NAMES_BY_HOME = {
    "conditions": (
        "Condition", "any_of", "at_least", "at_most", "contains", "is_missing", "is_not", "is_set",
    ),
    "funnels": ("Exclusion", "FunnelDefinition", "Step"),
    "engines.source": ("Extent",),
    "log": ("EventLog",),
    "quality": ("LogQuality",),
    "ratings": ("Question", "Ratings", "RatingsQuality"),
    "readers": ("read_events",),
}  # fmt: skip
_HOMES = {name: home for home, names in _NAMES_BY_HOME.items() for name in names}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'journeykit.events' has no attribute {name!r}")
    value: object = getattr(import_module(f"journeykit.events.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
