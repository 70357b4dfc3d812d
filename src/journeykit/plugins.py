"""Plug-ins: objects that other distributions register as entry points.

Built-in rules, analyzers and renderers take the same road. A plug-in is found
by its name without loading any other; two distributions that claim one name
are an error that names both; one that cannot be loaded is an error that names
it, and the others work on.
"""

from __future__ import annotations

from importlib.metadata import EntryPoint, entry_points
from typing import Any

from journeykit.errors import NotFoundError, PluginError

__all__ = [
    "ANALYZERS",
    "RENDERERS",
    "VALIDATORS",
    "find_plugins",
    "load_plugin",
    "plugin_names",
]

VALIDATORS = "journeykit.validators"
ANALYZERS = "journeykit.analyzers"
RENDERERS = "journeykit.renderers"


def _distribution(point: EntryPoint) -> str:
    return point.dist.name if point.dist is not None else "an unnamed distribution"


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
            owners = sorted({_distribution(other), _distribution(point)})
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
            f"the plug-in {name!r} of {group} ({point.value}, from {_distribution(point)}) "
            f"cannot be loaded: {type(error).__name__}: {error}"
        )
        raise PluginError(msg, group=group, name=name) from error
