"""Analyzers by name: the built-in ones, and those that other distributions bring."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from importlib import import_module
from typing import Any

from journeykit import plugins
from journeykit.errors import NotFoundError, PluginError
from journeykit.model import Journey

__all__ = ["BUILT_IN", "analyze", "analyzers"]

BUILT_IN: dict[str, str] = {
    "drop-off": "journeykit.analyzers.dropoff:drop_off",
    "feelings": "journeykit.analyzers.feelings:emotion_curve",
    "flow": "journeykit.analyzers.shape:flow",
    "gaps": "journeykit.analyzers.gaps:find_gaps",
    "moments": "journeykit.analyzers.moments:moments_of_truth",
    "priorities": "journeykit.analyzers.priorities:rank_opportunities",
}
"""The analyzers that come with journeykit, and where each is."""


def analyzers() -> tuple[str, ...]:
    """The names of all analyzers, sorted, without loading any.

    Raises:
        PluginError: if two analyzers have one name.

    Examples:
        >>> "gaps" in analyzers()
        True
    """
    found = plugins.find(plugins.ANALYZERS)
    for name in sorted(BUILT_IN.keys() & found.keys()):
        _check_not_taken(name, found[name].value)
    return tuple(sorted({*BUILT_IN, *found}))


def analyze(journey: Journey, name: str, **options: Any) -> Any:
    """Run an analyzer by its name.

    An analyzer is a function of a journey, and of options by keyword. That of
    a plug-in is registered as an entry point of the group
    `journeykit.analyzers`; its result may be anything. One with a method
    `to_view()` that returns a figure can be drawn by every renderer.

    Args:
        journey: the map.
        name: one of `analyzers()`.
        **options: as the analyzer takes them.

    Returns:
        What the analyzer returns.

    Raises:
        NotFoundError: if there is no analyzer, or no option, of this name.
        PluginError: if the plug-in cannot be loaded, cannot be called, or
            claims the name of another.

    Examples:
        >>> from journeykit.model import Journey, Phase
        >>> analyze(Journey("Buy a bike", [Phase("Purchase", ["Pay"])]), "flow")
        <Flow of 'Buy a bike': 1 touchpoint, 0 ways, 0 dead ends, 0 loops>
    """
    analyzer = _load(name)
    _check_options(analyzer, name, options)
    return analyzer(journey, **options)


def _load(name: str) -> Callable[..., Any]:
    if name not in analyzers():
        raise NotFoundError("analyzer", name, analyzers())
    if name in BUILT_IN:
        module, _, function = BUILT_IN[name].partition(":")
        found = getattr(import_module(module), function)
    else:
        found = plugins.load(plugins.ANALYZERS, name)
    if not callable(found):
        msg = (
            f"the plug-in {name!r} of {plugins.ANALYZERS} is of type {type(found).__name__}, "
            f"but an analyzer is a function of a journey"
        )
        raise PluginError(msg, group=plugins.ANALYZERS, name=name)
    return found  # type: ignore[no-any-return]


def _check_not_taken(name: str, value: str) -> None:
    # Registering the very same function is no conflict.
    if value != BUILT_IN[name]:
        msg = (
            f"two analyzers are called {name!r}: {BUILT_IN[name]} of journeykit, and the "
            f"plug-in {value}; uninstall the plug-in, or ask its author to rename it"
        )
        raise PluginError(msg, group=plugins.ANALYZERS, name=name)


def _check_options(analyzer: Callable[..., Any], name: str, options: dict[str, Any]) -> None:
    try:
        parameters = inspect.signature(analyzer).parameters.values()
    except (TypeError, ValueError):  # some callables written in C have none
        return
    if any(parameter.kind is parameter.VAR_KEYWORD for parameter in parameters):
        return
    known = [p.name for p in parameters if p.kind is p.KEYWORD_ONLY]
    for option in options:
        if option not in known:
            raise NotFoundError(f"option of the analyzer {name!r} named", option, known)
