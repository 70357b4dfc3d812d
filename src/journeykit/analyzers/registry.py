"""Analyzers by name: the built-in ones, and those that other distributions bring."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

from journeykit import plugins
from journeykit.errors import NotFoundError, PluginError, shown
from journeykit.model import Journey

__all__ = ["analyze", "analyzers"]


def analyzers() -> tuple[str, ...]:
    """The names of all analyzers, sorted, without loading any.

    Examples:
        >>> "gaps" in analyzers()
        True
    """
    return plugins.plugin_names(plugins.ANALYZERS)


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
        PluginError: if the plug-in cannot be loaded, cannot be called, claims
            the name of another, fails, or returns nothing.

    Examples:
        >>> from journeykit.model import Journey, Phase
        >>> analyze(Journey("Buy a bike", [Phase("Purchase", ["Pay"])]), "flow")
        <Flow of 'Buy a bike': 1 touchpoint, 0 ways, 0 dead ends, 0 loops>
    """
    analyzer = _load(name)
    _check_options(analyzer, name, options)
    group = plugins.ANALYZERS
    point = plugins.find_plugins(group)[name]
    what = f"on the journey {shown(journey.title)}"
    with plugins.failures_named("analyzer", what, group=group, name=name, source=point):
        result = analyzer(journey, **options)
    if result is None:
        msg = f"the analyzer {name!r} ({point.value}) gave None where a result is expected"
        raise PluginError(f"{msg}; does it end without `return`?", group=group, name=name)
    return result


def _load(name: str) -> Callable[..., Any]:
    if name not in analyzers():
        raise NotFoundError("analyzer", name, analyzers())
    found = plugins.load_plugin(plugins.ANALYZERS, name)
    if not callable(found):
        msg = (
            f"the plug-in {name!r} of {plugins.ANALYZERS} is of type {type(found).__name__}, "
            f"but an analyzer is a function of a journey"
        )
        raise PluginError(msg, group=plugins.ANALYZERS, name=name)
    return found  # type: ignore[no-any-return]


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
