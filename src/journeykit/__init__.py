"""Customer journey maps as values: checked, analysed, drawn, and measured against data.

The names below are the front door. What a journey is made of is there at once;
whatever needs a heavy library is loaded when it is first asked for.

    >>> import journeykit as jk
    >>> journey = jk.Journey("Buy a bike", [jk.Phase("Awareness", ["See the ad"])])
    >>> jk.validate(journey).ok
    True

More is in the sub-packages: `journeykit.model`, `journeykit.io`,
`journeykit.events`, `journeykit.validators`, `journeykit.analyzers`, `journeykit.view`,
`journeykit.renderers`, `journeykit.testing`, `journeykit.examples`.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from journeykit.errors import JourneyKitError
from journeykit.model import (
    Atlas,
    Channel,
    Emotion,
    EventBinding,
    Evidence,
    Expectation,
    Initiative,
    Journey,
    Lane,
    Measurement,
    Metric,
    Objective,
    Opportunity,
    PainPoint,
    Persona,
    Phase,
    Touchpoint,
    Transition,
)
from journeykit.model.element import display

if TYPE_CHECKING:
    from journeykit.analyzers import (
        conformance,
        diff,
        drop_off,
        emotion_curve,
        find_gaps,
        find_problems,
        flow,
        funnel,
        measure,
        merge,
        moments_of_truth,
        rank_opportunities,
        retention,
        to_networkx,
        transitions,
    )
    from journeykit.diagnostics import Diagnostic, Report, Severity
    from journeykit.events import EventLog, Exclusion, Ratings, Step, read_events
    from journeykit.examples import example, example_log
    from journeykit.io import dump, dumps, load, load_atlas, loads
    from journeykit.renderers import render, to_dot, to_figure, to_markdown
    from journeykit.validators import rule, validate
    from journeykit.view import Filter, Theme, describe

__all__ = [
    "Atlas",
    "Channel",
    "Diagnostic",
    "Emotion",
    "EventBinding",
    "EventLog",
    "Evidence",
    "Exclusion",
    "Expectation",
    "Filter",
    "Initiative",
    "Journey",
    "JourneyKitError",
    "Lane",
    "Measurement",
    "Metric",
    "Objective",
    "Opportunity",
    "PainPoint",
    "Persona",
    "Phase",
    "Ratings",
    "Report",
    "Severity",
    "Step",
    "Theme",
    "Touchpoint",
    "Transition",
    "__version__",
    "conformance",
    "describe",
    "diff",
    "drop_off",
    "dump",
    "dumps",
    "emotion_curve",
    "example",
    "example_log",
    "find_gaps",
    "find_problems",
    "flow",
    "funnel",
    "load",
    "load_atlas",
    "loads",
    "measure",
    "merge",
    "moments_of_truth",
    "rank_opportunities",
    "read_events",
    "render",
    "retention",
    "rule",
    "to_dot",
    "to_figure",
    "to_markdown",
    "to_networkx",
    "transitions",
    "validate",
]

__version__ = "0.1.0"

_HOMES = {
    "Ratings": "journeykit.events",
    "conformance": "journeykit.analyzers",
    "diff": "journeykit.analyzers",
    "load_atlas": "journeykit.io",
    "find_problems": "journeykit.analyzers",
    "measure": "journeykit.analyzers",
    "merge": "journeykit.analyzers",
    "retention": "journeykit.analyzers",
    "transitions": "journeykit.analyzers",
    "example_log": "journeykit.examples",
    "Diagnostic": "journeykit.diagnostics",
    "Report": "journeykit.diagnostics",
    "Severity": "journeykit.diagnostics",
    "Filter": "journeykit.view",
    "Theme": "journeykit.view",
    "describe": "journeykit.view",
    "drop_off": "journeykit.analyzers",
    "dump": "journeykit.io",
    "dumps": "journeykit.io",
    "emotion_curve": "journeykit.analyzers",
    "example": "journeykit.examples",
    "find_gaps": "journeykit.analyzers",
    "flow": "journeykit.analyzers",
    "funnel": "journeykit.analyzers",
    "EventLog": "journeykit.events",
    "Exclusion": "journeykit.events",
    "Step": "journeykit.events",
    "read_events": "journeykit.events",
    "load": "journeykit.io",
    "loads": "journeykit.io",
    "moments_of_truth": "journeykit.analyzers",
    "rank_opportunities": "journeykit.analyzers",
    "render": "journeykit.renderers",
    "rule": "journeykit.validators",
    "to_dot": "journeykit.renderers",
    "to_figure": "journeykit.renderers",
    "to_markdown": "journeykit.renderers",
    "to_networkx": "journeykit.analyzers",
    "validate": "journeykit.validators",
}


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'journeykit' has no attribute {name!r}")
    value: object = getattr(import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


def _html(value: object) -> str | None:
    from journeykit.renderers.notebook import html

    return html(value)


# The one wish of the model upwards: a rich form in notebooks.
display.html = _html
