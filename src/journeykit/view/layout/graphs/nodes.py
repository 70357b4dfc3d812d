"""The nodes of a graph: forms with wrapped labels and signs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import evolve, frozen

from journeykit.view.figures import Mark, MarkKind, Node
from journeykit.view.layout.desk import Desk
from journeykit.view.layout.graphs.forms import INSETS, Form, form_of, outline, shown_tone
from journeykit.view.layout.marks import draw_mark, mark_width, sign
from journeykit.view.layout.text import Paragraph, Style
from journeykit.view.scene import Bounds, Group

__all__ = ["NODE_WIDTH", "NodeBlock", "node_width", "set_node"]

NODE_WIDTH = 134.0
_PAD = 9.0
_MARK_LINE = 14.0
_SIGN = 10.0
_WIDEST = 1.4
_ASIDE_SHARE = 0.3
_LEAST_HEIGHT = 30.0

# Said below the label, in words; all other signs stand beside it.
_IN_WORDS = (MarkKind.CHANNEL, MarkKind.SEVERITY)


@frozen
class NodeBlock:
    """A node, measured.

    Attributes:
        node: the node.
        form: how its kind is drawn.
        filled: whether it is filled with its hue.
        hue: colour of its group or kind.
        lead: the sign that the label is the word for, such as a channel's.
        label: its label, wrapped.
        details: further lines, wrapped, each perhaps with a sign before it.
        aside: signs right of the label.
        above: signs over the label, where there are too many to stand beside it.
        height: in points.
        desk: theme and typesetter.
    """

    node: Node
    form: Form
    filled: bool
    hue: str
    lead: Mark | None
    label: Paragraph
    details: tuple[tuple[Mark | None, Paragraph], ...]
    aside: tuple[Mark, ...]
    above: tuple[Mark, ...]
    height: float
    desk: Desk

    def at_least(self, height: float) -> NodeBlock:
        """The same node, at least so high."""
        return self if height <= self.height else evolve(self, height=height)

    def place(self, bounds: Bounds) -> Group:
        """Draw it into its rectangle, with its text in the middle of the height."""
        desk, node = self.desk, self.node
        items = outline(self.form, bounds, self.hue, desk.theme, filled=self.filled)
        before, behind = INSETS.get(self.form.shape, (0.0, 0.0))
        x, right = bounds.x + _PAD + 2 + before, bounds.right - _PAD - behind
        y = bounds.y + (bounds.height - self.text_height) / 2
        at = x
        for mark in self.above:
            items += draw_mark(mark, at, y + 6, desk)
            at += mark_width(mark, desk) + 5
        y += _MARK_LINE if self.above else 0
        first = y + self.label.style.size * 0.64
        at = right
        for mark in reversed(self.aside):
            at -= mark_width(mark, desk)
            items += draw_mark(mark, at, first, desk)
            at -= 4
        shift = 0.0
        if self.lead is not None:
            items += draw_mark(self.lead, x, first, desk)
            shift = mark_width(self.lead, desk) + 5
        elif (tone := shown_tone(node)) is not None:
            items += sign(tone, x, first, desk)
            shift = _SIGN
        items += self.label.place(x + shift, y, at - x - shift)
        y += self._first_height + 1
        for lead, text in self.details:
            indent = 0.0
            if lead is not None:
                indent = mark_width(lead, desk) + 4
                items += draw_mark(lead, x, y + text.style.size * 0.66, desk)
            items += text.place(x + indent, y, right - x - indent)
            y += text.height
        words = [node.label, *node.details, *(mark.label for mark in node.marks)]
        return Group(tuple(items), id=node.id, title="; ".join(dict.fromkeys(words)))

    @property
    def _first_height(self) -> float:
        """Of the label, or of the signs that stand where it would be."""
        signed = self.aside or shown_tone(self.node) is not None
        return max(self.label.height, self.label.style.line if signed else 0.0)

    @property
    def text_height(self) -> float:
        """Of all that is written in it, in points."""
        height = self._first_height + sum(text.height for _, text in self.details) + 1
        return height + (_MARK_LINE if self.above else 0)


def node_width(nodes: Iterable[Node], desk: Desk) -> float:
    """Width of all nodes of a graph: the usual one, or what the longest word needs, within reason.

    Args:
        nodes: the nodes.
        desk: theme and typesetter.
    """
    style = Style(desk.theme.text_size, desk.theme.ink, bold=True)
    longest = max(
        (
            desk.setter.longest_word(node.label, style) + _room(_beside(node), desk)
            for node in nodes
        ),
        default=0.0,
    )
    return min(max(NODE_WIDTH, longest + 2 * _PAD + 2 + _SIGN + 1), NODE_WIDTH * _WIDEST)


def set_node(node: Node, hue: str, desk: Desk, width: float = NODE_WIDTH) -> NodeBlock:
    """Measure a node.

    Args:
        node: the node.
        hue: colour of its group or kind.
        desk: theme and typesetter.
        width: of the node, in points.
    """
    form = form_of(node.kind)
    # Signs have colours of their own, which need paper behind them.
    toned = shown_tone(node) is not None
    filled = form.filled and not node.marks and not toned
    width -= 2 * _PAD + 2 + sum(INSETS.get(form.shape, (0.0, 0.0)))
    theme = desk.theme
    lead = next((m for m in node.marks if m.kind in _IN_WORDS and m.label == node.label), None)
    inner = width - (_SIGN if toned else 0)
    if lead is not None:
        inner = width - mark_width(lead, desk) - 5
    signs = _beside(node)
    room = _room(signs, desk)
    beside = room <= _ASIDE_SHARE * width
    style = Style(theme.text_size, theme.on(hue) if filled else theme.ink, bold=True)
    label = desk.setter.wrap(node.label, inner - (room if beside else 0), style)
    quiet = evolve(desk.note, color=theme.on(hue)) if filled else desk.note
    block = NodeBlock(
        node, form, filled, hue, lead, label, tuple(_details(node, width, quiet, desk)),
        signs if beside else (), () if beside else signs, 0.0, desk,
    )  # fmt: skip
    return block.at_least(max(block.text_height + 2 * _PAD - 4, _LEAST_HEIGHT))


def _beside(node: Node) -> tuple[Mark, ...]:
    """The signs that stand beside the label, where there is room."""
    return tuple(mark for mark in node.marks if mark.kind not in _IN_WORDS)


def _room(signs: Iterable[Mark], desk: Desk) -> float:
    return sum(mark_width(mark, desk) + 4 for mark in signs)


def _details(
    node: Node, width: float, style: Style, desk: Desk
) -> Iterator[tuple[Mark | None, Paragraph]]:
    """The lines below the label: each sign of a place or a level before its words."""
    said = {mark.label: mark for mark in node.marks if mark.kind in _IN_WORDS}
    for text in dict.fromkeys((*node.details, *said)):
        if text == node.label:
            continue
        mark = said.get(text)
        indent = mark_width(mark, desk) + 4 if mark is not None else 0
        yield mark, desk.setter.wrap(text, width - indent, style)
