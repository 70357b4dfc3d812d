"""The nodes of a graph: boxes with wrapped labels and signs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import frozen

from journeykit.view.figures import Mark, MarkKind, Node, Tone
from journeykit.view.layout.desk import Desk
from journeykit.view.layout.marks import draw_mark, mark_width, sign
from journeykit.view.layout.text import Paragraph, Style
from journeykit.view.scene import Bounds, Box, Group, Item

__all__ = ["NODE_WIDTH", "NodeBlock", "node_width", "set_node"]

NODE_WIDTH = 130.0
_PAD = 9.0
_STRIPE = 4.0
_MARK_LINE = 14.0
_SIGN = 10.0
_WIDEST = 1.4

# Kinds whose box is drawn in another form than a touchpoint's.
_ROUND = frozenset({"persona", "channel"})
_FILLED = frozenset({"phase", "journey"})


@frozen
class NodeBlock:
    """A node, measured.

    Attributes:
        node: the node.
        hue: colour of its group or kind.
        label: its label, wrapped.
        details: further lines, wrapped, each perhaps with a sign before it.
        above: signs over the label.
        height: in points.
        desk: theme and typesetter.
    """

    node: Node
    hue: str
    label: Paragraph
    details: tuple[tuple[Mark | None, Paragraph], ...]
    above: tuple[Mark, ...]
    height: float
    desk: Desk

    def place(self, bounds: Bounds) -> Group:
        """Draw it into its rectangle."""
        theme, node = self.desk.theme, self.node
        filled = _is_filled(node)
        radius = min(14.0, bounds.height / 2) if node.kind in _ROUND else 4.0
        edge = theme.rule if filled or node.kind not in _ROUND else self.hue
        items: list[Item] = [
            Box(
                bounds.x, bounds.y, bounds.width, bounds.height, radius=radius,
                fill=self.hue if filled else theme.ground, thickness=1.1,
                stroke=self.hue if filled else theme.muted if edge == theme.rule else edge,
            )
        ]  # fmt: skip
        if not filled and node.kind not in _ROUND:
            items.append(Box(bounds.x, bounds.y + 5, _STRIPE, bounds.height - 10, fill=self.hue))
        x, y = bounds.x + _PAD + 2, bounds.y + _PAD - 2
        width = bounds.width - 2 * _PAD - 2
        if self.above:
            at = x
            for mark in self.above:
                items += draw_mark(mark, at, y + 6, self.desk)
                at += mark_width(mark, self.desk) + 5
            y += _MARK_LINE
        shift = 0.0
        if node.tone in (Tone.POSITIVE, Tone.NEGATIVE, Tone.PRIORITY):
            items += sign(node.tone, x, y + self.label.style.size * 0.64, self.desk)
            shift = _SIGN
        items += self.label.place(x + shift, y, width - shift)
        y += self.label.height + 1
        for lead, text in self.details:
            indent = 0.0
            if lead is not None:
                indent = mark_width(lead, self.desk) + 4
                items += draw_mark(lead, x, y + text.style.size * 0.66, self.desk)
            items += text.place(x + indent, y, width - indent)
            y += text.height
        words = [node.label, *node.details, *(mark.label for mark in node.marks)]
        return Group(tuple(items), id=node.id, title="; ".join(dict.fromkeys(words)))


def node_width(nodes: Iterable[Node], desk: Desk) -> float:
    """Width of all nodes of a graph: the usual one, or what the longest word needs, within reason.

    Args:
        nodes: the nodes.
        desk: theme and typesetter.
    """
    style = Style(desk.theme.text_size, desk.theme.ink, bold=True)
    longest = max((desk.setter.longest_word(node.label, style) for node in nodes), default=0.0)
    return min(max(NODE_WIDTH, longest + 2 * _PAD + 2 + _SIGN + 1), NODE_WIDTH * _WIDEST)


def set_node(node: Node, hue: str, desk: Desk, width: float = NODE_WIDTH) -> NodeBlock:
    """Measure a node.

    Args:
        node: the node.
        hue: colour of its group or kind.
        desk: theme and typesetter.
        width: of the node, in points.
    """
    width -= 2 * _PAD + 2
    toned = node.tone in (Tone.POSITIVE, Tone.NEGATIVE, Tone.PRIORITY)
    theme = desk.theme
    filled = _is_filled(node)
    style = Style(theme.text_size, theme.on_hue if filled else theme.ink, bold=True)
    label = desk.setter.wrap(node.label, width - (_SIGN if toned else 0), style)
    channels = {mark.label: mark for mark in node.marks if mark.kind is MarkKind.CHANNEL}
    details = tuple(_details(node, channels, width, desk))
    above = tuple(mark for mark in node.marks if mark.label not in channels)
    height = label.height + sum(text.height for _, text in details) + 2 * _PAD - 3
    height += _MARK_LINE if above else 0
    return NodeBlock(node, hue, label, details, above, max(height, 30.0), desk)


def _is_filled(node: Node) -> bool:
    # Signs have colours of their own, which need paper behind them.
    return node.kind in _FILLED and not node.marks and node.tone in (Tone.NEUTRAL, Tone.MUTED)


def _details(
    node: Node, channels: dict[str, Mark], width: float, desk: Desk
) -> Iterator[tuple[Mark | None, Paragraph]]:
    style = Style(desk.theme.note_size, desk.theme.on_hue) if _is_filled(node) else desk.note
    for text in dict.fromkeys((*node.details, *channels)):
        mark = channels.get(text)
        indent = mark_width(mark, desk) + 4 if mark is not None else 0
        yield mark, desk.setter.wrap(text, width - indent, style)
