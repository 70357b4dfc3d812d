"""The contract of an analyzer, as a test."""

from __future__ import annotations

import copy
import inspect
import math
import pickle
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import attrs

from journeykit.errors import RenderError, shown
from journeykit.model import Journey, Touchpoint
from journeykit.testing.conduct import (
    can_be_imported,
    check_frozen,
    expect,
    in_fresh_process,
    quiet,
)
from journeykit.testing.maps import any_journeys, large_journey, odd_journeys
from journeykit.view import kinds, view
from journeykit.view.figures import FIGURES

__all__ = ["check_analyzer"]


def check_analyzer(
    analyzer: Callable[..., Any],
    *,
    options: Iterable[Mapping[str, object]] = (),
    examples: int = 25,
    size: int = 300,
    fresh_process: bool = True,
) -> None:
    """Hold an analyzer against what journeykit expects of one.

    - It is a function of a journey, and of options by keyword that have defaults.
    - It never raises, prints, writes or warns: on empty, half-made, hostile and
      large maps, and on any that the strategies can think of.
    - Its result is a frozen value that can be hashed and pickled, has a `title`,
      says itself in `summary()`, and can be seen as a figure: by a view of
      journeykit, or by its own method `to_view()`.
    - Equal journeys have equal results: again, and in another process.
    - It changes nothing, and other ids of touchpoints change no number.

    Args:
        analyzer: the function; it need not be installed.
        options: further settings to try it with.
        examples: how many journeys of the strategies to try; needs hypothesis,
            unless it is 0.
        size: how many touchpoints the large map has.
        fresh_process: whether to try it in another process, too, which takes half
            a second.

    Raises:
        AssertionError: where it falls short, with the journey in question.
        MissingDependencyError: if hypothesis is not installed.

    Examples:
        >>> from journeykit.analyzers import flow
        >>> check_analyzer(flow, examples=3, fresh_process=False)
    """
    name = str(getattr(analyzer, "__name__", type(analyzer).__name__))
    _check_signature(analyzer, name)
    journeys = (*odd_journeys(), large_journey(size), *(any_journeys(examples) if examples else ()))
    with quiet(name):
        for given in ({}, *options):
            for journey in journeys:
                _check_journey(analyzer, name, journey, dict(given))
    if fresh_process:
        sent, found = in_fresh_process(_summaries, analyzer)
        expect(
            not sent or found == _summaries(analyzer),
            f"{name}: expected the same results in another process; is a set being walked?",
        )


def _check_signature(analyzer: Callable[..., Any], name: str) -> None:
    expect(callable(analyzer), f"{name}: expected a function of a journey")
    first, *others = inspect.signature(analyzer).parameters.values()
    expect(
        first.kind in (first.POSITIONAL_ONLY, first.POSITIONAL_OR_KEYWORD),
        f"{name}: expected a first argument for the journey, got {first}",
    )
    for other in others:
        fine = other.kind is other.VAR_KEYWORD or (
            other.kind is other.KEYWORD_ONLY and other.default is not other.empty
        )
        expect(fine, f"{name}: expected options by keyword with defaults, got {other}")


def _check_journey(
    analyzer: Callable[..., Any], name: str, journey: Journey, options: dict[str, Any]
) -> None:
    where = f"{name}: the journey {shown(journey.title)}"
    # A copy is given away: one that changes what it is given must not spoil the next trial.
    twin = copy.deepcopy(journey)
    try:
        result = analyzer(twin, **options)
    except Exception as error:
        error.add_note(f"{where} was being analysed, which must not raise")
        raise
    expect(journey == twin, f"{where}: expected that it changes nothing")
    check_frozen(result, f"{where}: the result")
    expect(result == analyzer(twin, **options), f"{where}: equal journeys, other results")
    _check_words(result, where)
    _check_views(result, where)
    _check_pickles(result, where)
    ids = dict.fromkeys(touchpoint.id for touchpoint in journey.touchpoints)
    new = {id: f"relabelled-{number}" for number, id in enumerate(ids)}
    if ids and {reference.id for reference in journey.references}.isdisjoint(new.values()):
        relabelled = analyzer(journey.with_ids(Touchpoint, new), **options)
        expect(
            Counter(_numbers(result)) == Counter(_numbers(relabelled)),
            f"{where}: expected the same numbers with other ids of touchpoints",
        )


def _check_pickles(result: Any, where: str) -> None:
    # What is defined at the keyboard or in a test cannot be pickled, and that is no fault.
    if not can_be_imported(type(result)):
        return
    try:
        back = pickle.loads(pickle.dumps(result))  # noqa: S301 - written just here
    except Exception as error:
        error.add_note(f"{where}: the result was being pickled")
        raise
    expect(back == result, f"{where}: the result: expected that it stays the same when pickled")


def _check_words(result: Any, where: str) -> None:
    kind = type(result).__name__
    title = getattr(result, "title", None)
    expect(isinstance(title, str), f"{where}: {kind}: expected a title, got {title!r}")
    summary = getattr(result, "summary", None)
    expect(callable(summary), f"{where}: {kind}: expected a method summary()")
    said = summary() if callable(summary) else None
    expect(
        isinstance(said, str) and bool(said.strip()),
        f"{where}: {kind}.summary(): expected text, got {said!r}",
    )


def _check_views(result: Any, where: str) -> None:
    try:
        names: tuple[str | None, ...] = kinds(result) or (None,)
    except RenderError:
        names = (None,)
    for name in names:
        try:
            figure = view(result, name)
        except Exception as error:
            error.add_note(f"{where}: the result was being seen as {name or 'to_view() has it'}")
            raise
        expect(isinstance(figure, FIGURES), f"{where}: expected a figure, got {shown(figure)}")
        expect(figure == view(result, name), f"{where}: expected the same figure again")


def _numbers(value: Any) -> Iterator[float]:
    """All numbers in a result, wherever they stand."""
    if isinstance(value, bool | str):
        return
    if isinstance(value, int | float):
        yield 0.0 if math.isnan(value) else float(value)
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _numbers(item)
    elif isinstance(value, tuple | list | frozenset):
        for item in value:
            yield from _numbers(item)
    else:
        kind: Any = type(value)
        if attrs.has(kind):
            for field in attrs.fields(kind):
                yield from _numbers(getattr(value, field.name))


def _summaries(analyzer: Callable[..., Any]) -> list[str]:
    results = [analyzer(journey) for journey in odd_journeys()]
    return [f"{result!r}\n{result.summary()}" for result in results]
