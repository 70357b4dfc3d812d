"""The contract of a renderer, as a test."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

from journeykit.errors import RenderError
from journeykit.renderers import registry, render
from journeykit.renderers.protocol import Loss, Rendered, Renderer
from journeykit.testing.figures import Variety, figure
from journeykit.view.figures import FIGURES, Figure
from journeykit.view.theme import LIGHT, Theme

__all__ = ["check_renderer"]

_THREADS = 4


def check_renderer(
    renderer: Renderer,
    *,
    suffixes: Iterable[str] | None = None,
    theme: Theme = LIGHT,
    size: int = 60,
) -> None:
    """Hold a renderer against what journeykit expects of one.

    It has all members of the protocol; its suffixes and media types are sane; it
    draws small, empty, hostile and large figures of each kind in `draws`, in each
    of its suffixes; it gives the same bytes twice, and in threads; its losses are
    `Loss` values; and a figure of another kind is refused.

    Args:
        renderer: the renderer, with any options.
        suffixes: those to try; all by default.
        theme: the theme to draw with.
        size: how many touchpoints, nodes, rows or points the large figures have.

    Raises:
        AssertionError: where it falls short, with the figure in question.
        PluginError: if it is no renderer, or one of another protocol.

    Examples:
        >>> from journeykit.renderers.markdown import MarkdownRenderer
        >>> check_renderer(MarkdownRenderer(max_columns=3))
    """
    registry.check(renderer)
    _check_members(renderer)
    chosen = renderer.suffixes if suffixes is None else tuple(suffixes)
    drawn: dict[tuple[Figure, str], bytes] = {}
    for kind in FIGURES:
        if kind not in renderer.draws:
            _check_refusal(renderer, figure(kind))
            continue
        for variety in Variety:
            sample = figure(kind, variety, size=size)
            for suffix in chosen:
                where = f"{renderer.name}: {variety} {kind.__name__} as {suffix}"
                rendered = renderer.render(sample, theme=theme, suffix=suffix)
                _check_rendered(renderer, rendered, where)
                if variety is not Variety.LARGE:
                    drawn[sample, suffix] = rendered.data
    _check_sameness(renderer, drawn, theme)


def _check_members(renderer: Renderer) -> None:
    name: object = renderer.name
    _expect(isinstance(name, str) and name.strip() != "", f"name: expected text, got {name!r}")
    for suffix in renderer.suffixes:
        sane = suffix.startswith(".") and len(suffix) > 1 and not set(suffix) & set("/\\ ")
        _expect(sane, f"{name}: suffixes: expected such as '.txt', got {suffix!r}")
    strange = set(renderer.draws) - set(FIGURES)
    _expect(bool(renderer.draws), f"{name}: draws: expected a kind of figure, got none")
    _expect(not strange, f"{name}: draws: expected kinds of figure, got {strange!r}")


def _check_rendered(renderer: Renderer, rendered: Rendered, where: str) -> None:
    _expect(isinstance(rendered, Rendered), f"{where}: expected a Rendered, got {rendered!r}")
    _expect(isinstance(rendered.data, bytes), f"{where}: data: expected bytes")
    first, _, second = rendered.media_type.partition("/")
    _expect(bool(first and second), f"{where}: expected a media type, got {rendered.media_type!r}")
    _expect(
        rendered.suffix in renderer.suffixes,
        f"{where}: expected one of its suffixes, got {rendered.suffix!r}",
    )
    losses: tuple[object, ...] = rendered.losses
    for loss in losses:
        fine = isinstance(loss, Loss) and bool(loss.what) and loss.count >= 1
        _expect(fine, f"{where}: losses: expected a Loss with what and count, got {loss!r}")


def _check_sameness(
    renderer: Renderer, drawn: dict[tuple[Figure, str], bytes], theme: Theme
) -> None:
    """The same figure gives the same bytes: again, and from several threads at once."""

    def again(key: tuple[Figure, str]) -> bytes:
        return renderer.render(key[0], theme=theme, suffix=key[1]).data

    with ThreadPoolExecutor(_THREADS) as pool:
        for (sample, suffix), data in zip(drawn, pool.map(again, drawn), strict=True):
            where = f"{renderer.name}: {type(sample).__name__} {sample.title!r} as {suffix}"
            _expect(data == drawn[sample, suffix], f"{where}: expected the same bytes again")


def _check_refusal(renderer: Renderer, sample: Figure) -> None:
    try:
        render(sample, format=renderer)
    except RenderError:
        return
    _expect(False, f"{renderer.name}: expected a RenderError for a {type(sample).__name__}")


def _expect(holds: bool, message: str) -> None:
    # Not `assert`: it would say nothing under `python -O`.
    if not holds:
        raise AssertionError(message)
