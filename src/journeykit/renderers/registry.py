"""Which renderers there are, and which of them writes what.

Renderers are entry points of the group `journeykit.renderers`; the built-in ones
take the same road as those of other distributions. One that is asked for by name
is the only one loaded. One that cannot be loaded hinders no other.
"""

from __future__ import annotations

import inspect
import warnings
from collections.abc import Iterator, Mapping
from typing import Any, cast

import attrs

from journeykit import plugins
from journeykit.errors import NotFoundError, PluginError, RenderError, shown
from journeykit.model.element import Value
from journeykit.renderers.protocol import PROTOCOL, Renderer

__all__ = [
    "BrokenPluginWarning",
    "Format",
    "UnknownSuffixError",
    "by_name",
    "by_suffix",
    "check",
    "configured",
    "formats",
    "names",
    "suffix_of",
]

# Where several write a suffix, these come first, in this order.
BUILT_IN = ("markdown", "matplotlib", "dot")

_MEMBERS = ("protocol", "name", "suffixes", "draws", "render")


@attrs.frozen(kw_only=True, repr=False)
class Format(Value):
    """A renderer that is installed.

    Attributes:
        name: the name to ask for it by.
        suffixes: endings of the files that it writes, the usual one first.
        draws: kinds of figure that it draws, by name, such as "Sheet".
        distribution: what it came with, or None where that is unknown.
        problem: why it cannot be used, or None.
    """

    name: str = attrs.field(kw_only=False)
    suffixes: tuple[str, ...] = ()
    draws: tuple[str, ...] = ()
    distribution: str | None = None
    problem: str | None = None


class BrokenPluginWarning(UserWarning):
    """A plug-in that may have been meant cannot be loaded, and another one is used."""


class UnknownSuffixError(RenderError):
    """No renderer writes such files; the message names the plug-ins that could not be asked.

    Attributes:
        suffixes: the endings that can be written.
    """

    def __init__(self, message: str, *, suffixes: tuple[str, ...]) -> None:
        self.suffixes = suffixes
        super().__init__(message)


def names() -> tuple[str, ...]:
    """The names of all renderers, the built-in ones first, without loading any."""
    found = plugins.plugin_names(plugins.RENDERERS)
    return (*(n for n in BUILT_IN if n in found), *(n for n in found if n not in BUILT_IN))


def formats() -> tuple[Format, ...]:
    """All renderers that are installed; one that is broken says why.

    Examples:
        >>> [f.name for f in formats()][:1]
        ['markdown']
    """
    points = plugins.find_plugins(plugins.RENDERERS)
    found = []
    for name in names():
        distribution = plugins.distribution_of(points[name])
        try:
            kind = by_name(name)
        except PluginError as error:
            found.append(Format(name, distribution=distribution, problem=str(error)))
        else:
            draws = tuple(sorted(figure.__name__ for figure in kind.draws))
            found.append(
                Format(name, suffixes=kind.suffixes, draws=draws, distribution=distribution)
            )
    return tuple(found)


def by_name(name: str) -> type[Renderer]:
    """Load the renderer of this name, and no other.

    Raises:
        NotFoundError: if there is none.
        PluginError: if it cannot be loaded or does not follow the protocol.
    """
    known = names()
    if name not in known:
        raise NotFoundError("format", name, known)
    loaded = plugins.load_plugin(plugins.RENDERERS, name)
    _check_plugin(name, loaded)
    return cast("type[Renderer]", loaded)


def by_suffix(file_name: str) -> Iterator[type[Renderer]]:
    """The renderers that write files of this name, the first choice first.

    They are loaded one by one, as far as the caller asks. One that is broken is
    passed over with a `BrokenPluginWarning`: it might have been the first choice,
    and the next one may draw something else.

    Raises:
        UnknownSuffixError: after the last one, if there was none.
    """
    suffixes: list[str] = []
    broken: list[str] = []
    fitting = 0
    for name in names():
        try:
            kind = by_name(name)
        except PluginError as error:
            broken.append(str(error))
            continue
        suffixes.extend(suffix for suffix in kind.suffixes if suffix not in suffixes)
        if suffix_of(file_name, kind.suffixes) is not None:
            for problem in () if fitting else broken:
                warnings.warn(f"passed over: {problem}", BrokenPluginWarning, stacklevel=5)
            fitting += 1
            yield kind
    if not fitting:
        msg = (
            f"no renderer writes {shown(file_name)}; expected a name that ends in one of "
            f"{', '.join(suffixes)}, or a format: {', '.join(names())}"
        )
        raise UnknownSuffixError("; ".join([msg, *broken]), suffixes=tuple(suffixes))


def suffix_of(file_name: str, suffixes: tuple[str, ...]) -> str | None:
    """The suffix that a file name ends in, the longest where several fit, or None."""
    folded = file_name.lower()
    fitting = [suffix for suffix in suffixes if folded.endswith(suffix.lower())]
    return max(fitting, key=len, default=None)


def configured(kind: type[Renderer], options: Mapping[str, Any] | None) -> Renderer:
    """Make a renderer with options.

    Raises:
        NotFoundError: if it has no option of a name.
        InvalidValueError: if an option's value can mean nothing.
    """
    make: Any = kind
    options = options or {}
    if attrs.has(make):
        known = [field.alias for field in attrs.fields(make) if field.init]
    else:
        known = list(inspect.signature(make).parameters)
    for option in options:
        if option not in known:
            raise NotFoundError(f"option of the format {kind.name!r} named", option, known)
    return cast("Renderer", make(**options))


def check(renderer: Any) -> None:
    """Refuse what is no renderer, or one of another protocol.

    Args:
        renderer: an object, or a class.

    Raises:
        PluginError: that says what is wrong with it.
    """
    fault = _fault(renderer, renderer)
    if fault is not None:
        name = str(getattr(renderer, "name", type(renderer).__name__))
        msg = f"{shown(renderer)} is no renderer: {fault}"
        raise PluginError(msg, group=plugins.RENDERERS, name=name)


def _check_plugin(name: str, loaded: Any) -> None:
    point = plugins.find_plugins(plugins.RENDERERS)[name]
    fault = _fault(loaded, point)
    if fault is None and not callable(loaded):
        fault = "it is an object; expected a class, so that it can be given options"
    if fault is not None:
        owner = plugins.distribution_of(point)
        whose = "" if owner is None else f", from {owner},"
        msg = f"the plug-in {name!r} of {plugins.RENDERERS}{whose} cannot be used: {fault}"
        raise PluginError(msg, group=plugins.RENDERERS, name=name)


def _fault(renderer: Any, source: object) -> str | None:
    """What keeps an object, that came from an entry point or by itself, from being a renderer."""
    missing = [member for member in _MEMBERS if not hasattr(renderer, member)]
    if missing:
        return f"it has no {', '.join(missing)}"
    if renderer.protocol != PROTOCOL:
        return _other_protocol(renderer.protocol, source)
    suffixes = renderer.suffixes
    if not isinstance(suffixes, tuple) or not suffixes:
        return f"its suffixes: expected a tuple such as ('.txt',), got {shown(suffixes)}"
    if not isinstance(renderer.name, str) or not renderer.name.strip():
        return f"its name: expected text, got {shown(renderer.name)}"
    for suffix in suffixes:
        sane = isinstance(suffix, str) and suffix[:1] == "." and not set(suffix[1:]) & set("/\\ ")
        if not sane or len(suffix) < 2:
            return f"its suffixes: expected such as '.txt', got {shown(suffix)}"
    draws = renderer.draws
    if not isinstance(draws, frozenset) or not all(isinstance(kind, type) for kind in draws):
        return f"what it draws: expected a frozenset such as {{Table}}, got {shown(draws)}"
    if not callable(renderer.render):
        return f"its render: expected a method, got {shown(renderer.render)}"
    return None


def _other_protocol(number: Any, source: object) -> str:
    """What to do about a renderer of another number, by who is behind."""
    if type(number) is not int:
        return f"its protocol: expected a number such as {PROTOCOL}, got {shown(number)}"
    behind = plugins.distribution_of(source) if number < PROTOCOL else "journeykit"
    way = (
        f"run: pip install --upgrade {behind}"
        if behind is not None
        else "ask those who wrote it for a later version"
    )
    return (
        f"it was written for protocol {number} of renderers, and this journeykit has protocol "
        f"{PROTOCOL}; {way}"
    )
