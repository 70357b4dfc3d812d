"""Which renderers there are, and which of them writes what.

Renderers are entry points of the group `journeykit.renderers`; the built-in ones
take the same road as those of other distributions. One that is asked for by name
is the only one loaded. One that cannot be loaded hinders no other.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from importlib.metadata import EntryPoint
from typing import Any, cast

import attrs

from journeykit import plugins
from journeykit.errors import (
    InvalidValueError,
    JourneyKitError,
    NotFoundError,
    PluginError,
    RenderError,
    shown,
)
from journeykit.model.element import Value
from journeykit.renderers.protocol import PROTOCOL, Renderer

__all__ = [
    "BrokenPluginWarning",
    "Candidate",
    "Format",
    "UnknownSuffixError",
    "by_name",
    "by_suffix",
    "check",
    "configured",
    "formats",
    "names",
    "options_of",
    "suffix_of",
]

# Where several write a suffix, these come first, in this order. What they write is known
# even where they cannot be loaded.
BUILT_IN: Mapping[str, tuple[str, ...]] = {
    "markdown": (".md", ".markdown"),
    "matplotlib": (".png", ".svg", ".pdf"),
    "dot": (".dot", ".gv", ".svg", ".png", ".pdf"),
}

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


@attrs.frozen(repr=False)
class Candidate(Value):
    """A renderer that writes files of a name.

    Attributes:
        kind: its class.
        passed_over: what is wrong with those that may have been the better choice.
    """

    kind: type[Renderer]
    passed_over: tuple[PluginError, ...] = ()


class UnknownSuffixError(RenderError):
    """No renderer writes such files; the message names the plug-ins that could not be asked.

    Attributes:
        suffixes: the endings that can be written.
        broken: what is wrong with the plug-ins that could not be asked.
    """

    def __init__(
        self, message: str, *, suffixes: tuple[str, ...], broken: tuple[PluginError, ...] = ()
    ) -> None:
        self.suffixes = suffixes
        self.broken = broken
        super().__init__("\n  ".join([message, *map(str, broken)]))


def names() -> tuple[str, ...]:
    """The names of all renderers, the built-in ones first, without loading any."""
    found = plugins.plugin_names(plugins.RENDERERS)
    return (*(n for n in BUILT_IN if n in found), *(n for n in found if n not in BUILT_IN))


def formats(*, trial: bool = False) -> tuple[Format, ...]:
    """All renderers that are installed; one that is broken says why.

    Args:
        trial: whether the built-in ones draw an empty figure, so that the libraries that
            they lean on are looked at, too; that takes the time of loading them.

    Examples:
        >>> [f.name for f in formats()][:1]
        ['markdown']
    """
    found = []
    for name in names():
        points = plugins.claimants(plugins.RENDERERS, name)
        distribution = plugins.distribution_of(points[0]) if len(points) == 1 else None
        try:
            kind = by_name(name)
        except PluginError as error:
            found.append(Format(name, distribution=distribution, problem=str(error)))
        else:
            found.append(
                Format(
                    name,
                    suffixes=kind.suffixes,
                    draws=tuple(sorted(figure.__name__ for figure in kind.draws)),
                    distribution=distribution,
                    problem=_trial(kind) if trial and name in BUILT_IN else None,
                )
            )
    return tuple(found)


def _trial(kind: type[Renderer]) -> str | None:
    """What keeps a renderer from drawing an empty figure, such as a library that cannot be loaded.

    Not for those of strangers: nobody has asked them to draw.
    """
    from journeykit.renderers.drawing import draw
    from journeykit.view.figures import FIGURES
    from journeykit.view.theme import LIGHT

    empty = next(each for each in FIGURES if each in kind.draws)("trial", "Trial")
    try:
        draw(configured(kind, None), empty, theme=LIGHT, suffix=kind.suffixes[0])
    except JourneyKitError as error:
        return str(error)
    return None


def by_name(name: str) -> type[Renderer]:
    """Load the renderer of this name, and no other.

    Raises:
        NotFoundError: if there is none.
        PluginError: if it cannot be loaded or does not follow the protocol.
    """
    known = names()
    if name not in known:
        raise NotFoundError("format", name, known)
    point, *others = plugins.claimants(plugins.RENDERERS, name)
    if others:
        plugins.refuse_claims(plugins.RENDERERS, name)
    return _loaded(point)


def by_suffix(file_name: str) -> Iterator[Candidate]:
    """The renderers that write files of this name, the first choice first.

    They are loaded one by one, as far as the caller asks. One that is broken is
    passed over, and those after it say so: unless it is a stranger's, and some
    built-in one writes such files, as nobody knows what the broken one writes.

    Raises:
        UnknownSuffixError: after the last one, if there was none.
        PluginError: if two of one name write such files.
    """
    suffixes: list[str] = []
    broken: list[PluginError] = []
    passed_over: list[PluginError] = []
    found = False
    of_old = any(suffix_of(file_name, each) for each in BUILT_IN.values())
    for name in names():
        fitting = []
        for point in plugins.claimants(plugins.RENDERERS, name):
            try:
                kind = _loaded(point)
            except PluginError as error:
                broken.append(error)
                if suffix_of(file_name, BUILT_IN[name]) if name in BUILT_IN else not of_old:
                    passed_over.append(error)
                continue
            suffixes.extend(suffix for suffix in kind.suffixes if suffix not in suffixes)
            if suffix_of(file_name, kind.suffixes) is not None:
                fitting.append(kind)
        if len(fitting) > 1:
            plugins.refuse_claims(plugins.RENDERERS, name)
        for kind in fitting:
            found = True
            yield Candidate(kind, tuple(passed_over))
    if not found:
        msg = (
            f"no renderer writes {shown(file_name)}; expected a name that ends in one of "
            f"{', '.join(suffixes)}, or a format: {', '.join(names())}"
        )
        raise UnknownSuffixError(msg, suffixes=tuple(suffixes), broken=tuple(broken))


def suffix_of(file_name: str, suffixes: tuple[str, ...]) -> str | None:
    """The suffix that a file name ends in, the longest where several fit, or None."""
    folded = file_name.lower()
    fitting = [suffix for suffix in suffixes if folded.endswith(suffix.lower())]
    return max(fitting, key=len, default=None)


def configured(kind: type[Renderer], options: Mapping[str, Any] | None) -> Renderer:
    """Make a renderer with options.

    Raises:
        NotFoundError: if it has no option of a name.
        InvalidValueError: if an option's value can mean nothing, or they are no mapping.
    """
    make: Any = kind
    if options is not None and not isinstance(options, Mapping):
        raise InvalidValueError(
            "render", "options", expected='a mapping such as {"dpi": 90}', got=options
        )
    options = options or {}
    known = options_of(kind)
    for option in options:
        if option not in known:
            raise NotFoundError(f"option of the format {kind.name!r} named", option, known)
    what = f"on the options {', '.join(map(repr, options))}" if options else "to be made"
    group, name = plugins.RENDERERS, kind.name
    with plugins.failures_named("renderer", what, group=group, name=name, source=kind):
        return cast("Renderer", make(**options))


def options_of(kind: type[Renderer]) -> tuple[str, ...]:
    """The names of the options of a renderer."""
    make: Any = kind
    if attrs.has(make):
        return tuple(field.alias or field.name for field in attrs.fields(make) if field.init)
    return tuple(inspect.signature(make).parameters)


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


def _loaded(point: EntryPoint) -> type[Renderer]:
    """The renderer of an entry point, which has the name that it is registered by."""
    loaded = plugins.load_point(plugins.RENDERERS, point)
    fault = _fault(loaded, point)
    if fault is None and loaded.name != point.name:
        fault = (
            f"its name is {loaded.name!r}, and its entry point is called {point.name!r}; "
            f"expected one name for both"
        )
    if fault is None and not callable(loaded):
        fault = "it is an object; expected a class, so that it can be given options"
    if fault is not None:
        owner = plugins.distribution_of(point)
        whose = "" if owner is None else f", from {owner},"
        msg = f"the plug-in {point.name!r} of {plugins.RENDERERS}{whose} cannot be used: {fault}"
        raise PluginError(msg, group=plugins.RENDERERS, name=point.name)
    return cast("type[Renderer]", loaded)


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
