"""Lets a renderer draw, and looks at what it gives back: it may be a stranger's."""

from __future__ import annotations

from typing import Any

from journeykit import plugins
from journeykit.errors import PluginError, shown
from journeykit.renderers.protocol import Loss, Rendered, Renderer
from journeykit.view.figures import Figure
from journeykit.view.theme import Theme

__all__ = ["draw", "fault_of"]


def draw(renderer: Renderer, figure: Figure, *, theme: Theme, suffix: str) -> Rendered:
    """Draw a figure of a kind that a renderer draws.

    Raises:
        PluginError: if it fails, or gives back what no renderer may; it is named.
    """
    group, name = plugins.RENDERERS, renderer.name
    what = f"on the {type(figure).__name__} {shown(figure.title)}"
    with plugins.failures_named("renderer", what, group=group, name=name, source=renderer):
        rendered: object = renderer.render(figure, theme=theme, suffix=suffix)
    fault = fault_of(rendered, renderer.suffixes)
    if fault is None:
        return rendered  # type: ignore[return-value]
    owner = plugins.distribution_of(renderer)
    whose = "" if owner is None else f", from {owner},"
    msg = f"the renderer {name!r}{whose} gave back what cannot be used {what}: {fault}"
    raise PluginError(msg, group=group, name=name)


def fault_of(rendered: Any, suffixes: tuple[str, ...]) -> str | None:
    """What is wrong with what a renderer gave back, by field; None where all is well.

    Args:
        rendered: what it gave back.
        suffixes: those of the renderer.

    Examples:
        >>> fault_of(Rendered(data="a,b", media_type="text/csv", suffix=".csv"), (".csv",))
        "data: expected bytes, got 'a,b'"
    """
    if not isinstance(rendered, Rendered):
        return f"expected a Rendered, got {shown(rendered)}"
    data: object = rendered.data
    if not isinstance(data, bytes):
        return f"data: expected bytes, got {shown(data)}"
    media_type: object = rendered.media_type
    if not isinstance(media_type, str) or not all(media_type.partition("/")):
        return f"media_type: expected such as 'text/plain', got {shown(media_type)}"
    if rendered.suffix not in suffixes:
        return (
            f"suffix: expected one of its own, {', '.join(suffixes)}, got {shown(rendered.suffix)}"
        )
    losses: tuple[object, ...] = rendered.losses
    for loss in losses:
        if not isinstance(loss, Loss):
            return f"losses: expected values of the type Loss, got {shown(loss)}"
        what, count = _untyped(loss)
        if not isinstance(what, str) or not what.strip():
            return f"losses: what: expected words, got {shown(what)}"
        if type(count) is not int or count < 1:
            return f"losses: count: expected a whole number from 1, got {shown(count)}"
    return None


def _untyped(loss: Loss) -> tuple[object, object]:
    """Its fields, of which nobody but a type checker has seen the types."""
    return loss.what, loss.count
