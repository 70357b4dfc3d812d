"""Help for testing code that works on journeys, and the contracts of plug-ins.

`check_renderer`, `check_rule` and `check_analyzer` hold a plug-in against all that
journeykit expects of one, in a line of a test. `strategies` holds Hypothesis
strategies for every type of the model, `figures` a figure of every kind to try a
renderer on. What needs the package hypothesis, which journeykit itself does not
bring, says so.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from journeykit.testing.analyzers import check_analyzer
    from journeykit.testing.renderers import check_renderer
    from journeykit.testing.rules import check_rule

__all__ = ["check_analyzer", "check_renderer", "check_rule"]

_HOMES = {
    "check_analyzer": "analyzers",
    "check_renderer": "renderers",
    "check_rule": "rules",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'journeykit.testing' has no attribute {name!r}")
    value: object = getattr(import_module(f"journeykit.testing.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
