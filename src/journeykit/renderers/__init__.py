"""Figures to text and pictures: one renderer, one format."""

from __future__ import annotations

import os
import warnings
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from journeykit.errors import JourneyKitError, NotFoundError, PluginError, RenderError, shown

if TYPE_CHECKING:
    from journeykit.renderers.matplotlib import to_figure
    from journeykit.renderers.protocol import Loss, Rendered, Renderer
    from journeykit.renderers.registry import BrokenPluginWarning, Format
    from journeykit.view.figures import Figure
    from journeykit.view.theme import Theme

__all__ = [
    "BrokenPluginWarning",
    "Format",
    "Loss",
    "Rendered",
    "Renderer",
    "formats",
    "render",
    "to_dot",
    "to_figure",
    "to_markdown",
]

_HOMES = {
    "BrokenPluginWarning": "registry",
    "Format": "registry",
    "Loss": "protocol",
    "Rendered": "protocol",
    "Renderer": "protocol",
    "to_figure": "matplotlib",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(f"journeykit.renderers.{_HOMES[name]}"), name)
    msg = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(msg)


def render(
    x: object,
    path: str | os.PathLike[str] | None = None,
    *,
    format: str | Renderer | type[Renderer] | None = None,
    theme: Theme | str | None = None,
    options: Mapping[str, Any] | None = None,
    **view_options: Any,
) -> Rendered:
    """Write a journey, a result or a figure down in one of the formats.

    Args:
        x: a figure, or anything that `journeykit.view.view` accepts: a journey,
            a report, the result of an analyzer.
        path: file to write, whole or not at all; without it nothing is written.
        format: name of a format, such as "markdown"; or a suffix, such as "svg";
            or a renderer. Without it the suffix of the path decides; with it, the
            path must have one of the format's suffixes.
        theme: colours, type and sizes; or "light", "dark" or "print".
        options: options of the format, by name, such as `{"heading_level": 2}`.
        **view_options: what the view takes, such as `kind="flow"`.

    Returns:
        The bytes, and what the format could not hold.

    Raises:
        RenderError: if nothing says the format, or the renderer does not draw
            this kind of figure, or the path has a suffix of another format.
        NotFoundError: if there is no such format, theme, option or view.
        InvalidValueError: if the theme or the options can mean nothing.
        PluginError: if the format's plug-in is broken.

    Warns:
        ContrastWarning: if colours of a theme of your own read badly.

    Examples:
        >>> from journeykit.view.figures import Table, TableColumn
        >>> table = Table("t", "Steps", columns=[TableColumn("Step")], rows=[["home"]])
        >>> print(render(table, format="markdown").text)
        # Steps
        <BLANKLINE>
        | Step |
        | --- |
        | home |
        <BLANKLINE>
    """
    from journeykit.renderers.drawing import draw

    file_name = None if path is None else os.path.basename(os.fsdecode(path))
    renderer, figure, suffix = _chosen(x, file_name, format, options, view_options)
    rendered = draw(renderer, figure, theme=_theme(theme), suffix=suffix)
    if path is not None:
        rendered.save(path)
    return rendered


def to_markdown(x: object, *, options: Mapping[str, Any] | None = None, **view_options: Any) -> str:
    """Write a journey, a result or a figure as GitHub-flavoured Markdown.

    Args:
        x: what `render` takes.
        options: options of `MarkdownRenderer`.
        **view_options: what the view takes.
    """
    return render(x, format="markdown", options=options, **view_options).text


def to_dot(
    x: object,
    *,
    theme: Theme | str | None = None,
    options: Mapping[str, Any] | None = None,
    **view_options: Any,
) -> str:
    """Write a graph, such as the flow of a journey, in Graphviz's DOT language.

    Args:
        x: what `render` takes; of a journey, without `kind`, its flow.
        theme: colours and type.
        options: options of `DotRenderer`.
        **view_options: what the view takes, such as `kind="concepts"`.
    """
    return render(x, format="dot", theme=theme, options=options, **view_options).text


def formats(*, trial: bool = False) -> tuple[Format, ...]:
    """All renderers that are installed: name, suffixes, kinds of figure, distribution.

    Args:
        trial: whether the built-in ones draw an empty figure, so that the libraries that
            they lean on are looked at, too; that takes the time of loading them.
    """
    from journeykit.renderers import registry

    return registry.formats(trial=trial)


def _chosen(
    x: object,
    file_name: str | None,
    format: str | Renderer | type[Renderer] | None,
    options: Mapping[str, Any] | None,
    view_options: Mapping[str, Any],
) -> tuple[Renderer, Figure, str]:
    """The renderer, the figure and the suffix that a call of `render` asks for."""
    from journeykit.renderers import registry

    if format is None and file_name is None:
        known = ", ".join(registry.names())
        msg = f"expected a path with a suffix, or a format ({known}); got neither"
        raise RenderError(msg)
    if isinstance(format, str) and format not in registry.names():
        ending = f".{format.removeprefix('.')}"
        if file_name is not None and not file_name.lower().endswith(ending.lower()):
            msg = f"path {shown(file_name)}: expected the suffix {ending} of the format {format!r}"
            raise RenderError(msg)
        try:
            return _by_suffix(x, ending, options, view_options)
        except registry.UnknownSuffixError as error:
            # Which of the broken ones was meant, nobody knows: they are all named.
            if error.broken:
                raise
            choices = (*registry.names(), *(s.removeprefix(".") for s in error.suffixes))
            raise NotFoundError("format", format, choices) from error
    if format is None:
        return _by_suffix(x, file_name or "", options, view_options)
    renderer = _renderer(format, options)
    suffix: str | None = renderer.suffixes[0]
    if file_name is not None:
        suffix = registry.suffix_of(file_name, renderer.suffixes)
    if suffix is None:
        msg = (
            f"path {shown(file_name)}: expected a suffix of the format {renderer.name!r} "
            f"({', '.join(renderer.suffixes)})"
        )
        raise RenderError(msg)
    figure = _figure(x, renderer, view_options)
    if type(figure) not in renderer.draws:
        raise _cannot_draw(renderer, figure)
    return renderer, figure, suffix


def _by_suffix(
    x: object,
    file_name: str,
    options: Mapping[str, Any] | None,
    view_options: Mapping[str, Any],
) -> tuple[Renderer, Figure, str]:
    """The first renderer that writes such files and draws what x is seen as."""
    from journeykit.renderers import registry

    refusal: RenderError | None = None
    passed_over: tuple[PluginError, ...] = ()
    for candidate in registry.by_suffix(file_name):
        kind, passed_over = candidate.kind, candidate.passed_over
        figure = _figure(x, kind, view_options)
        if type(figure) in kind.draws:
            if passed_over:
                _check_usual(x, figure, view_options, passed_over)
            for problem in passed_over:
                warnings.warn(f"passed over: {problem}", registry.BrokenPluginWarning, stacklevel=4)
            suffix = registry.suffix_of(file_name, kind.suffixes) or kind.suffixes[0]
            return registry.configured(kind, options), figure, suffix
        refusal = refusal or _cannot_draw(kind, figure)
    # Without any candidate the loop itself has raised.
    said = "; passed over: ".join(map(str, (refusal or f"nothing draws {shown(x)}", *passed_over)))
    raise RenderError(said)


def _check_usual(
    x: object,
    figure: Figure,
    view_options: Mapping[str, Any],
    passed_over: tuple[PluginError, ...],
) -> None:
    """Refuse to draw another kind of figure than usual because a plug-in is broken."""
    from journeykit.plugins import RENDERERS
    from journeykit.view import view

    if view_options.get("kind") is not None:
        return
    usual = view(x, **view_options)
    if type(figure) is type(usual):
        return
    name = _view_named(x, figure)
    wanted = "" if name is None else f"; for the {name} ask for kind={name!r}"
    msg = (
        f"{passed_over[0]}; without it a {type(x).__name__} can only be drawn as a "
        f"{type(figure).__name__}, and is usually a {type(usual).__name__}: "
        f"nothing is written{wanted}"
    )
    raise PluginError(msg, group=RENDERERS, name=passed_over[0].name)


def _view_named(x: object, figure: Figure) -> str | None:
    """The name of the first view of this kind of figure."""
    from journeykit.view.registry import views_of

    views = views_of(x) or {}
    return next((name for name, each in views.items() if each.figure is type(figure)), None)


def _renderer(
    format: str | Renderer | type[Renderer], options: Mapping[str, Any] | None
) -> Renderer:
    """The renderer that is named, or given as a class or as an object."""
    from journeykit.renderers import registry

    if isinstance(format, str):
        return registry.configured(registry.by_name(format), options)
    registry.check(format)
    if isinstance(format, type):
        return registry.configured(format, options)
    if options:
        msg = (
            f"options {', '.join(map(repr, options))}: the renderer {format.name!r} was given "
            f"as an object, which holds its options; give them to its constructor"
        )
        raise RenderError(msg)
    return format


def _figure(
    x: object, renderer: Renderer | type[Renderer], view_options: Mapping[str, Any]
) -> Figure:
    from journeykit.view.figures import Chart, Graph, Page, Sheet, Table

    # None is what "not given" looks like to a caller who passes options on.
    view_options = {key: v for key, v in view_options.items() if key != "kind" or v is not None}
    # A figure is drawn as it is; the views, and all that they rest on, stay unloaded.
    if isinstance(x, Sheet | Graph | Table | Chart | Page) and not view_options:
        return x
    from journeykit.view import view
    from journeykit.view.registry import UnknownOptionError

    try:
        return view(x, **{"draws": renderer.draws, **view_options})
    except UnknownOptionError as error:
        raise _stray(error, renderer, view_options) from error


def _stray(
    error: NotFoundError, renderer: Renderer | type[Renderer], view_options: Mapping[str, Any]
) -> JourneyKitError:
    """What to say of an option that is none of the view: perhaps it is one of the format."""
    from journeykit.renderers import registry

    kind = renderer if isinstance(renderer, type) else type(renderer)
    known, name = registry.options_of(kind), str(error.name)
    if name not in known:
        return error
    given = {key: value for key, value in view_options.items() if key in known}
    return RenderError(
        f"{name!r} is an option of the format {renderer.name!r}: give options={shown(given)}"
    )


def _cannot_draw(renderer: Renderer | type[Renderer], figure: Figure) -> RenderError:
    kinds = " and ".join(sorted(kind.__name__ for kind in renderer.draws))
    name = type(figure).__name__
    article = "an" if name[0] in "AEIOU" else "a"
    return RenderError(
        f"the format {renderer.name!r} draws {kinds}, and got {article} {name} ({figure.title!r}); "
        f"choose another view (kind=...) or another format"
    )


def _theme(theme: Theme | str | None) -> Theme:
    from journeykit.view.contrast import warn_of_contrast
    from journeykit.view.theme import DARK, LIGHT, PRINT, as_theme

    meant = as_theme(theme)
    if meant not in (LIGHT, DARK, PRINT):
        warn_of_contrast(meant, stacklevel=4)
    return meant
