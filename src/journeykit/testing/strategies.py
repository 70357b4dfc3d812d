"""Hypothesis strategies for every type of the model. Needs the package hypothesis.

They cover every field, with texts as hostile as a type accepts: quotes, line
ends, figures and words of YAML, right-to-left, emoji, what Mermaid, Markdown
and DOT take for signs. Sizes are bounded, so that a property stays fast. A new
field goes in here.

Examples:
    >>> from hypothesis import given
    >>> @given(journeys())
    ... def check(journey):
    ...     assert journey.replace() == journey
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import Phase as Phases
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from journeykit.model import (
    CHANNEL_KINDS,
    SCALES,
    STAGES,
    STANDARD_METRICS,
    Atlas,
    Channel,
    Emotion,
    EventBinding,
    Evidence,
    EvidenceKind,
    Expectation,
    Initiative,
    InitiativeStatus,
    Journey,
    JourneyState,
    Lane,
    LaneRole,
    Measurement,
    Media,
    Metric,
    MomentOfTruth,
    Objective,
    Opportunity,
    PainPoint,
    PainSeverity,
    Persona,
    Phase,
    Rating,
    Suppression,
    Touchpoint,
    TouchpointCategory,
    Transition,
    TransitionKind,
)

__all__ = [
    "HOSTILE",
    "atlases",
    "channels",
    "dates",
    "emotions",
    "event_bindings",
    "evidence",
    "expectations",
    "ids",
    "initiatives",
    "journeys",
    "lanes",
    "map_transitions",
    "mappings",
    "measurements",
    "metrics",
    "numbers",
    "objectives",
    "opportunities",
    "pain_points",
    "personas",
    "phases",
    "ratings",
    "sampled",
    "scalars",
    "segments",
    "suppressions",
    "texts",
    "touchpoints",
]

HOSTILE: tuple[str, ...] = (
    "no", "NO", "yes", "on", "~", "null", "true", "1", "1.0", "1e3", "0x1F", "012", "1_000",
    "12:30", "2026-11-30", "2026-11-30T10:00:00Z", ".inf", ".nan", "-", "--", "---", "...", "=",
    "<<", "?", ":", "#", "a: b", "a #b", "a:", " lead", "trail ", "\ttab", "a\tb", "# no comment",
    "- item", "? key", "*alias", "&anchor", "!tag", "!!python/object", "%YAML", "@at", "`tick`",
    "[a, b]", "{a: b}", "'", '"', "it's", 'say "hi"', "back\\slash", "\\n", "a\nb", "a\n", "\na",
    "a\n\nb", "a\n  b", "a\n\n", "a \nb", "|", ">", "| cell |", "$x$ and $y$", "100 %", "<b>bold</b>",
    "<br/>", "</script>", "&amp;", "&#35;", "#35;", "x;y", "x\r\ny", "x\ry", "\x07bell", "\x00nul",
    "\x1b[31m", "\x7f", "\x85next", "\u2028line", "\u2029para", "\ufeffbom", "\u200bzero",
    "\u202eoverride", "\xa0", "e\u0301", "Straße", "日本語", "עברית", "العربية", "हिन्दी",
    "🎉", "👩‍👩‍👧", "section x", "title x", "journey", "At 10:30 call", "a,b", "a -> b",
    "x" * 120, "very " * 40 + "long",
)  # fmt: skip
"""Texts that have broken writers and readers of journey maps, or of text formats at large."""


def _sound(text: str) -> bool:
    return bool(text) and not text.isspace()


# Building a strategy costs more than drawing from it, hence the caches below.
_HOSTILE = tuple(text for text in HOSTILE if _sound(text))


def texts(*, max_size: int = 24) -> SearchStrategy[str]:
    """Texts that are not blank: plain words, hostile ones, and any Unicode at all."""
    anything = st.text(
        st.characters(exclude_categories=["Cs"]), min_size=1, max_size=max_size
    ).filter(_sound)
    words = st.text("abc deß-", min_size=1, max_size=max_size).filter(_sound)
    return st.one_of(words, st.sampled_from(_HOSTILE), anything)


@cache
def ids() -> SearchStrategy[str]:
    """Ids: mostly such as slugs are, few enough to meet again, and some hostile ones."""
    return st.one_of(st.sampled_from(("a", "b", "c", "a-b")), texts(max_size=12))


def numbers(low: float | None = None, high: float | None = None) -> SearchStrategy[float]:
    """Finite numbers, some of them whole and some of them ints."""
    floats = st.floats(low, high, allow_nan=False, allow_infinity=False)
    whole = st.integers(-(10**9) if low is None else int(low), 10**9 if high is None else int(high))
    return st.one_of(floats, whole)


@cache
def scalars() -> SearchStrategy[str | int | float | bool]:
    """What a free field may hold."""
    return st.one_of(texts(), st.just(""), st.booleans(), st.integers(-(10**30), 10**30), numbers())


@cache
def dates() -> SearchStrategy[dt.date]:
    """Dates."""
    return st.dates()


@cache
def mappings() -> SearchStrategy[dict[str, Any]]:
    """Free fields by name."""
    return st.dictionaries(texts(), scalars(), max_size=3)


@cache
def segments() -> SearchStrategy[dict[str, Any]]:
    """Filters on columns of an event log."""
    return st.dictionaries(texts(), st.lists(scalars(), max_size=2), max_size=2)


def _maybe(strategy: SearchStrategy[Any]) -> SearchStrategy[Any]:
    return st.none() | strategy


def _few(strategy: SearchStrategy[Any], most: int = 2) -> SearchStrategy[Any]:
    return st.lists(strategy, max_size=most)


def _built(
    kind: Any, required: Mapping[str, SearchStrategy[Any]], /, **optional: SearchStrategy[Any]
) -> SearchStrategy[Any]:
    """Values of a type with any selection of their optional fields."""
    return st.fixed_dictionaries(dict(required), optional=optional).map(lambda given: kind(**given))


@cache
def ratings() -> SearchStrategy[Rating]:
    """Ratings on known scales and on others, off the scale too."""
    known = _built(
        Rating, {"value": numbers(-1000, 1000), "scale": st.sampled_from(sorted(SCALES))}
    )
    other = _built(
        Rating,
        {
            "value": numbers(-1000, 1000), "scale": texts(),
            "worst": st.integers(0, 5), "best": st.integers(6, 10),
        },
    )  # fmt: skip
    return st.one_of(known, other)


@cache
def emotions() -> SearchStrategy[Emotion]:
    """Emotions by valence, by rating, and by both."""
    optional: dict[str, SearchStrategy[Any]] = {
        "arousal": _maybe(numbers(0, 1)), "label": _maybe(texts()), "quote": _maybe(texts()),
        "persona": _maybe(ids()), "evidence": _few(ids()),
    }  # fmt: skip
    return st.one_of(
        _built(Emotion, {"valence": numbers(-1, 1)}, rating=ratings(), **optional),
        _built(Emotion, {"rating": ratings()}, **optional),
    )


@cache
def pain_points() -> SearchStrategy[PainPoint]:
    """Pain points."""
    return _built(
        PainPoint, {"text": texts()}, id=ids(), severity=st.sampled_from(PainSeverity),
        frequency=_maybe(numbers(0, 1)), evidence=_few(ids()),
    )  # fmt: skip


@cache
def expectations() -> SearchStrategy[Expectation]:
    """What is expected at a touchpoint."""
    return _built(Expectation, {"text": texts()}, valence=_maybe(numbers(-1, 1)))


@cache
def measurements() -> SearchStrategy[Measurement]:
    """Measurements of standard metrics and of others."""
    interval = st.tuples(numbers(-100, 0), numbers(0, 100))
    return _built(
        Measurement, {"metric": st.sampled_from(sorted(STANDARD_METRICS)) | ids()},
        value=_maybe(numbers()), n=_maybe(st.integers(0, 10**9)), period=_maybe(texts()),
        segment=segments(), interval=_maybe(interval), target=_maybe(numbers()),
        evidence=_few(ids()),
    )  # fmt: skip


@cache
def event_bindings() -> SearchStrategy[EventBinding]:
    """Bindings to events of a log."""
    return _built(EventBinding, {"events": _few(texts())}, where=segments())


@cache
def touchpoints() -> SearchStrategy[Touchpoint]:
    """Touchpoints with any selection of their fields."""
    several = _few(texts())
    return _built(
        Touchpoint, {"name": texts()}, id=ids(), channel=_maybe(ids()),
        category=st.sampled_from(TouchpointCategory), personas=_few(ids()), actions=several,
        thoughts=several, motivations=several, goals=several, needs=several, barriers=several,
        pain_points=_few(pain_points()), emotions=_few(emotions()),
        expectation=_maybe(expectations()), feedback=_maybe(texts()),
        journey=_maybe(ids()),
        metrics=_few(measurements()), owner=_maybe(texts()),
        moment_of_truth=_maybe(st.sampled_from(MomentOfTruth)), physical_evidence=several,
        frontstage=several, backstage=several, support=several,
        lanes=st.dictionaries(ids(), several, max_size=2), events=_few(event_bindings()),
        evidence=_few(ids()),
    )  # fmt: skip


@cache
def phases() -> SearchStrategy[Phase]:
    """Phases with up to three touchpoints."""
    return _built(
        Phase, {"name": texts()}, id=ids(), touchpoints=_few(touchpoints(), 3),
        goal=_maybe(texts()), stage=_maybe(st.sampled_from(STAGES) | texts()),
        owner=_maybe(texts()),
    )  # fmt: skip


@cache
def personas() -> SearchStrategy[Persona]:
    """Personas."""
    several = _few(texts())
    return _built(
        Persona, {"name": texts()}, id=ids(), role=_maybe(texts()), quote=_maybe(texts()),
        demographics=mappings(), psychographics=several, behaviours=several, goals=several,
        challenges=several, needs=several, preferences=several, preferred_channels=_few(ids()),
        share=_maybe(numbers(0, 1)), segment=segments(), evidence=_few(ids()),
    )  # fmt: skip


@cache
def channels() -> SearchStrategy[Channel]:
    """Channels."""
    return _built(
        Channel, {"name": texts()}, id=ids(),
        kind=_maybe(st.sampled_from(sorted(CHANNEL_KINDS)) | texts()),
        online=_maybe(st.booleans()), media=_maybe(st.sampled_from(Media)), owner=_maybe(texts()),
    )  # fmt: skip


@cache
def lanes() -> SearchStrategy[Lane]:
    """Rows of a map."""
    return _built(Lane, {"title": texts()}, id=ids(), role=st.sampled_from(LaneRole))


@cache
def metrics() -> SearchStrategy[Metric]:
    """Metrics of a journey's own."""
    return _built(
        Metric, {"name": texts()}, id=ids(), unit=_maybe(texts()), low=_maybe(numbers(-100, 0)),
        high=_maybe(numbers(0, 100)), higher_is_better=_maybe(st.booleans()),
        definition=_maybe(texts()),
    )  # fmt: skip


@cache
def evidence() -> SearchStrategy[Evidence]:
    """Evidence of every kind."""
    return _built(
        Evidence, {"source": texts()}, id=ids(), kind=_maybe(st.sampled_from(EvidenceKind)),
        date=_maybe(dates()), sample_size=_maybe(st.integers(0, 10**9)),
        confidence=_maybe(numbers(0, 1)), url=_maybe(texts()),
    )  # fmt: skip


@cache
def objectives() -> SearchStrategy[Objective]:
    """Objectives."""
    return _built(
        Objective, {"statement": texts()}, id=ids(), metric=_maybe(ids()),
        baseline=_maybe(numbers()), target=_maybe(numbers()), due=_maybe(dates()),
        owner=_maybe(texts()),
    )  # fmt: skip


@cache
def opportunities() -> SearchStrategy[Opportunity]:
    """Opportunities, scored or not."""
    return _built(
        Opportunity, {"text": texts()}, id=ids(), pain_points=_few(ids()), touchpoints=_few(ids()),
        reach=_maybe(numbers(0)), impact=_maybe(numbers(0)), confidence=_maybe(numbers(0)),
        effort=_maybe(st.integers(1, 100)), importance=_maybe(numbers(0, 10)),
        satisfaction=_maybe(numbers(0, 10)), owner=_maybe(texts()), metric=_maybe(ids()),
        evidence=_few(ids()),
    )  # fmt: skip


@cache
def initiatives() -> SearchStrategy[Initiative]:
    """Lines of an action plan."""
    return _built(
        Initiative, {"title": texts()}, id=ids(), opportunities=_few(ids()), team=_maybe(texts()),
        owner=_maybe(texts()), start=_maybe(dates()), due=_maybe(dates()),
        status=_maybe(st.sampled_from(InitiativeStatus)), metric=_maybe(ids()),
        target=_maybe(numbers()),
    )  # fmt: skip


@cache
def map_transitions() -> SearchStrategy[Transition]:
    """Ways between touchpoints, many of which do not exist."""
    return _built(
        Transition, {"source": ids(), "target": ids()}, id=ids(),
        kind=st.sampled_from(TransitionKind), label=_maybe(texts()),
        count=_maybe(st.integers(0, 10**9)),
    )  # fmt: skip


@cache
def suppressions() -> SearchStrategy[Suppression]:
    """Findings that are accepted."""
    return _built(Suppression, {"rule": texts(), "reason": texts()}, at=_maybe(ids()))


@cache
def journeys() -> SearchStrategy[Journey]:
    """Whole journeys: any selection of the fields, with up to three phases."""
    return _built(
        Journey, {"title": texts()}, id=ids(), phases=_few(phases(), 3), scenario=_maybe(texts()),
        expectations=_few(texts()), state=_maybe(st.sampled_from(JourneyState)),
        personas=_few(personas()), objectives=_few(objectives()),
        transitions=_few(map_transitions()), opportunities=_few(opportunities()),
        initiatives=_few(initiatives()), evidence=_few(evidence()), channels=_few(channels()),
        metrics=_few(metrics()), lanes=_few(lanes()), owner=_maybe(texts()),
        status=_maybe(texts()), reviewed_on=_maybe(dates()), review_by=_maybe(dates()),
        locale=_maybe(st.sampled_from(("en", "de-AT", "ja")) | texts()),
        suppressions=_few(suppressions()), metadata=mappings(),
    )  # fmt: skip


@cache
def atlases() -> SearchStrategy[Atlas]:
    """Up to three journeys, and what they share."""
    return _built(
        Atlas, {"journeys": _few(journeys(), 3)}, title=_maybe(texts()), personas=_few(personas()),
        channels=_few(channels()), pain_points=_few(pain_points()),
        opportunities=_few(opportunities()), metrics=_few(metrics()), evidence=_few(evidence()),
    )  # fmt: skip


def sampled(count: int) -> tuple[Journey, ...]:
    """So many of `journeys()`, the same ones each time, without a property around them."""
    found: list[Journey] = []

    @settings(
        max_examples=count, derandomize=True, database=None, deadline=None,
        phases=[Phases.generate], suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )  # fmt: skip
    @given(journeys())
    def collect(journey: Journey) -> None:
        found.append(journey)

    collect()
    return tuple(found)
