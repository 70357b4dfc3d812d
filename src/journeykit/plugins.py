"""Plug-ins: objects that other distributions register as entry points.

Built-in rules, analyzers and renderers take the same road. A plug-in is found
by its name without loading any other; two distributions that claim one name
are an error that names both; one that cannot be loaded is an error that names
it, and the others work on.
"""

from __future__ import annotations

from importlib.metadata import EntryPoint, entry_points, packages_distributions
from typing import Any

from journeykit.errors import NotFoundError, PluginError

__all__ = [
    "ANALYZERS",
    "RENDERERS",
    "VALIDATORS",
    "distribution_of",
    "find_plugins",
    "load_plugin",
    "plugin_names",
]

VALIDATORS = "journeykit.validators"
ANALYZERS = "journeykit.analyzers"
RENDERERS = "journeykit.renderers"

_UNNAMED = "an unnamed distribution"


def distribution_of(plugin: Any) -> str | None:
    """The name of the distribution that a plug-in came with, or None where it is unknown.

    Args:
        plugin: an entry point; or a class, a function or an object of the plug-in.

    Examples:
        >>> from journeykit.renderers.markdown import MarkdownRenderer
        >>> distribution_of(MarkdownRenderer())
        'journeykit'
    """
    # Not by type: what a backport or a test puts in its place is an entry point as well.
    if hasattr(plugin, "load") and hasattr(plugin, "dist"):
        return None if plugin.dist is None else str(plugin.dist.name)
    top = str(getattr(plugin, "__module__", "")).partition(".")[0]
    # What is installed to be edited has no files to tell it by, but it has its entry points.
    for group in (RENDERERS, ANALYZERS, VALIDATORS):
        for point in entry_points(group=group):
            if point.value.partition(":")[0].partition(".")[0] == top:
                return distribution_of(point)
    return next(iter(packages_distributions().get(top, ())), None)


def find_plugins(group: str) -> dict[str, EntryPoint]:
    """The entry points of a group, by name, without loading any.

    Args:
        group: one of `VALIDATORS`, `ANALYZERS`, `RENDERERS`.

    Raises:
        PluginError: if two distributions claim one name.
    """
    found: dict[str, EntryPoint] = {}
    for point in entry_points(group=group):
        other = found.get(point.name)
        if other is not None and other.value != point.value:
            owners = sorted({distribution_of(each) or _UNNAMED for each in (other, point)})
            msg = (
                f"two plug-ins of {group} are called {point.name!r}: "
                f"{other.value} and {point.value}, from {' and '.join(owners)}; "
                f"uninstall one of them"
            )
            raise PluginError(msg, group=group, name=point.name)
        found[point.name] = point
    return dict(sorted(found.items()))


def plugin_names(group: str) -> tuple[str, ...]:
    """The names of a group's plug-ins, sorted, without loading any."""
    return tuple(find_plugins(group))


def load_plugin(group: str, name: str) -> Any:
    """Load one plug-in by its name.

    Raises:
        NotFoundError: if no plug-in of the group has this name.
        PluginError: if it cannot be imported.
    """
    points = find_plugins(group)
    if name not in points:
        raise NotFoundError(f"plug-in of {group} named", name, points)
    point = points[name]
    try:
        return point.load()
    # Loading runs the code of strangers: whatever it raises is theirs to hear of.
    except Exception as error:
        msg = (
            f"the plug-in {name!r} of {group} ({point.value}, from "
            f"{distribution_of(point) or _UNNAMED}) "
            f"cannot be loaded: {type(error).__name__}: {error}"
        )
        raise PluginError(msg, group=group, name=name) from error
