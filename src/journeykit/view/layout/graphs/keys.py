"""The key of a graph: what its lines, thicknesses, forms and signs stand for."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from journeykit.view.figures import Graph, Mark, MarkKind, Tone
from journeykit.view.labels import labels
from journeykit.view.layout.desk import Desk
from journeykit.view.layout.graphs.forms import form_of, outline, shown_tone
from journeykit.view.layout.graphs.looks import EdgeLook, EdgeLooks
from journeykit.view.layout.graphs.routes import arrowhead, line_end, swung, tail_sign
from journeykit.view.layout.legend import Swatch, mark_swatch, place_legend
from journeykit.view.layout.marks import sign
from journeykit.view.naming import node_word
from journeykit.view.scene import Bounds, Item
from journeykit.view.theme import Theme
from journeykit.view.words.phrases import phrases

__all__ = ["place_keys"]

_LINE = 34.0
_GAP = 4.0
_FORM = 26.0
_TONES = (Tone.POSITIVE, Tone.NEGATIVE, Tone.PRIORITY)


def place_keys(
    graph: Graph, looks: EdgeLooks, desk: Desk, width: float
) -> tuple[list[Item], float]:
    """Lay out the key from (0, 0): lines and thicknesses first, forms and signs below.

    Args:
        graph: the figure.
        looks: of its edges.
        desk: theme and typesetter.
        width: where lines end.

    Returns:
        The items, and the height that they take.
    """
    items: list[Item] = []
    y = 0.0
    for swatches in ([*_lines(looks)], [*_forms(graph, desk), *_signs(graph, desk)]):
        if swatches:
            drawn, height = place_legend(swatches, 0.0, y, width, desk)
            items += drawn
            y += height + _GAP
    return items, max(y - _GAP, 0.0)


def _lines(looks: EdgeLooks) -> Iterator[Swatch]:
    for look, words in (*looks.legend(), *looks.scale()):
        yield Swatch(_LINE, partial(_sample, look), words)


def _sample(look: EdgeLook, x: float, y: float) -> Iterator[Item]:
    tip = x + _LINE
    yield swung(x, y, [], line_end(tip, look), look)
    yield from arrowhead(tip, y, look)
    yield from tail_sign(x, y, look)


def _forms(graph: Graph, desk: Desk) -> Iterator[Swatch]:
    """The kinds of node; nothing where all are of one, or where groups are named after them."""
    kinds = list(dict.fromkeys(node.kind for node in graph.nodes))
    named = {group.id: group.label.casefold() for group in graph.groups}
    if len(kinds) < 2 or all(
        named.get(node.group or "") == node_word(node.kind, graph.locale).casefold()
        for node in graph.nodes
    ):
        return
    for index, kind in enumerate(kinds):
        draw = partial(_small, kind, desk.theme.hue(index), desk.theme)
        yield Swatch(_FORM, draw, node_word(kind, graph.locale))


def _small(kind: str, hue: str, theme: Theme, x: float, y: float) -> list[Item]:
    """The form of a kind of node, as small as a sign."""
    form = form_of(kind)
    return outline(form, Bounds(x, y - 8, _FORM, 16), hue, theme, filled=form.filled)


def _signs(graph: Graph, desk: Desk) -> Iterator[Swatch]:
    """The signs in nodes that are not explained where they stand."""
    words = phrases(graph.locale)
    tones = {shown_tone(node) for node in graph.nodes}
    for tone in _TONES:
        if tone in tones:
            yield Swatch(7.0, partial(sign, tone, desk=desk), words(f"tone_{tone}"))
    if any(mark.kind is MarkKind.MOMENT for node in graph.nodes for mark in node.marks):
        label = labels(graph.locale)("moment_moment")
        yield mark_swatch(Mark(MarkKind.MOMENT, 1, label), desk)
