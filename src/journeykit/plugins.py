"""Plug-ins: objects that other distributions register as entry points.

Built-in rules, analyzers and renderers take the same road. A plug-in is found
by its name without loading any other. Two that claim one name are an error that
names both, one that cannot be loaded or fails is an error that names it: for who
asks for it. The others work on.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import EntryPoint, entry_points, packages_distributions
from typing import Any, NoReturn

from journeykit.errors import JourneyKitError, NotFoundError, PluginError

__all__ = [
    "ANALYZERS",
    "RENDERERS",
    "VALIDATORS",
    "claimants",
    "distribution_of",
    "failures_named",
    "find_plugins",
    "load_plugin",
    "load_point",
    "plugin_names",
    "refuse_claims",
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

    Of several that claim one name the first is here, in the order of their modules;
    `load_plugin` refuses them all.

    Args:
        group: one of `VALIDATORS`, `ANALYZERS`, `RENDERERS`.
    """
    return {name: points[0] for name, points in _by_name(group).items()}


def plugin_names(group: str) -> tuple[str, ...]:
    """The names of a group's plug-ins, sorted, without loading any."""
    return tuple(find_plugins(group))


def claimants(group: str, name: str) -> tuple[EntryPoint, ...]:
    """The entry points that claim a name, in the order of their modules; one, if all is well.

    The same object registered twice counts once.
    """
    return _by_name(group).get(name, ())


def load_plugin(group: str, name: str) -> Any:
    """Load one plug-in by its name.

    Raises:
        NotFoundError: if no plug-in of the group has this name.
        PluginError: if two claim the name, or it cannot be imported.
    """
    points = claimants(group, name)
    if not points:
        raise NotFoundError(f"plug-in of {group} named", name, plugin_names(group))
    point, *others = points
    if others:
        refuse_claims(group, name)
    return load_point(group, point)


def load_point(group: str, point: EntryPoint) -> Any:
    """Load an entry point.

    Raises:
        PluginError: if it cannot be imported.
    """
    try:
        return point.load()
    # Loading runs the code of strangers: whatever it raises is theirs to hear of, be it the
    # wish to end the process.
    except (Exception, SystemExit) as error:
        msg = (
            f"the plug-in {point.name!r} of {group} ({point.value}, from "
            f"{distribution_of(point) or _UNNAMED}) "
            f"cannot be loaded: {_in_words(error)}"
        )
        raise PluginError(msg, group=group, name=point.name) from error


def refuse_claims(group: str, name: str) -> NoReturn:
    """Say that several plug-ins claim one name, and which.

    Raises:
        PluginError: always.
    """
    owned = " and ".join(
        f"{point.value} (from {distribution_of(point) or _UNNAMED})"
        for point in claimants(group, name)
    )
    msg = f"two plug-ins of {group} are called {name!r}: {owned}; uninstall one of them"
    raise PluginError(msg, group=group, name=name)


@contextmanager
def failures_named(who: str, what: str, *, group: str, name: str, source: object) -> Iterator[None]:
    """Say whose code it was that failed.

    Errors of journeykit pass as they are, and so do warnings that the user has made
    into errors.

    Args:
        who: what the plug-in is: "renderer".
        what: what it was about to do: "on the Sheet 'Buy a bike'".
        group: the group of entry points that it belongs to.
        name: its name.
        source: its entry point, or the plug-in itself.

    Raises:
        PluginError: for whatever else was raised.
    """
    try:
        yield
    except (JourneyKitError, Warning):
        raise
    except (Exception, SystemExit) as error:
        owner = distribution_of(source)
        whose = "" if owner is None else f", from {owner},"
        msg = f"the {who} {name!r}{whose} failed {what}: {_in_words(error)}"
        raise PluginError(msg, group=group, name=name) from error


def _by_name(group: str) -> dict[str, tuple[EntryPoint, ...]]:
    found: dict[str, dict[str, EntryPoint]] = {}
    for point in sorted(entry_points(group=group), key=lambda point: (point.name, point.value)):
        found.setdefault(point.name, {}).setdefault(point.value, point)
    return {name: tuple(points.values()) for name, points in found.items()}


def _in_words(error: BaseException) -> str:
    return ": ".join(part for part in (type(error).__name__, str(error)) if part)
