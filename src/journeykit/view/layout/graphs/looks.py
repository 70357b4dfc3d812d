"""How the edges of a graph look: a dash, a head and a sign for each kind, thickness by weight.

Each kind of way can be told from the others without its colour. Relations, which
are no ways, come in few forms: what belongs together, what hurts, what helps.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from attrs import evolve, frozen

from journeykit.view.figures import Edge, Graph
from journeykit.view.format import format_number
from journeykit.view.layout.desk import Desk
from journeykit.view.layout.graphs.tags import Tag, set_tag
from journeykit.view.naming import PLAIN_WAYS, WAYS, edge_word
from journeykit.view.theme import Theme
from journeykit.view.weights import heaviest, round_weights, weight_of

__all__ = ["EdgeLook", "EdgeLooks"]

_THIN, _THICK = 1.3, 6.0
_PLAIN = 1.5

# Dash, head, sign at the start, and whether it is bad news.
_FORMS: dict[str, tuple[tuple[float, ...], str, str, bool]] = {
    "happy": ((), "full", "", False),
    "next": ((), "full", "", False),
    "alternative": ((9.0, 3.0, 2.0, 3.0), "hollow", "", False),
    "loop": ((4.0, 2.5), "open", "", False),
    "exception": ((1.8, 2.6), "full", "cross", True),
    "unhappy": ((8.0, 3.0), "full", "down", True),
    "unmapped": ((6.0, 2.5, 1.5, 2.5), "open", "", True),
    "hidden": ((12.0, 4.0), "full", "", False),
    "takes": ((), "", "", False),
    "has": ((), "", "", False),
    "through": ((), "", "", False),
    "hurts by": ((5.0, 2.5), "dot", "", True),
    "addressed by": ((), "full", "", False),
    "improved by": ((), "full", "", False),
    "taken up by": ((), "full", "", False),
}
_MORE_DASHES = (
    (), (7.0, 3.0), (2.0, 2.5), (9.0, 3.0, 2.0, 3.0), (4.0, 2.5), (12.0, 4.0),
    (6.0, 2.0, 1.5, 2.0, 1.5, 2.0),
)  # fmt: skip


@frozen
class EdgeLook:
    """How an edge is drawn.

    Attributes:
        color: of the line.
        dash: lengths of dashes and gaps in turn.
        thickness: in points; it grows with the weight.
        head: form of its head: "full", "hollow", "open", "dot" or none.
        tail: sign at its start: "cross", "down" or none.
        ground: colour inside a hollow head.
    """

    color: str
    dash: tuple[float, ...]
    thickness: float
    head: str
    tail: str
    ground: str

    @property
    def reach(self) -> float:
        """How long its head is, in points."""
        return {"": 0.0, "dot": 5.0}.get(self.head, 5.5 + self.thickness * 1.1)


class EdgeLooks:
    """How the edges of one graph are drawn."""

    def __init__(self, graph: Graph, desk: Desk) -> None:
        self.desk, self.graph = desk, graph
        self.kinds = list(dict.fromkeys(edge.kind for edge in graph.edges))
        self.heaviest = heaviest(graph)
        self._looks = {kind: self._plain(kind) for kind in self.kinds}

    def look(self, edge: Edge) -> EdgeLook:
        """The look of an edge."""
        return self.thick(edge.kind, edge.weight)

    def thick(self, kind: str, weight: float | None) -> EdgeLook:
        """The look of a kind of edge along which so much runs.

        Args:
            kind: of the edge.
            weight: how much runs along it, or None where that is unknown.
        """
        look = self._looks[kind]
        if weight is None or not math.isfinite(weight) or self.heaviest <= 0:
            return look
        share = min(max(weight, 0.0) / self.heaviest, 1.0)
        return evolve(look, thickness=_THIN + (_THICK - _THIN) * share)

    def together(self, edges: list[Edge]) -> EdgeLook:
        """The look of a line that several edges of one kind share: what runs along all of them."""
        known = [weight_of(edge) for edge in edges if edge.weight is not None]
        return self.thick(edges[0].kind, sum(known) if known else None)

    def pull(self, edge: Edge) -> float:
        """How much an edge wants to be level: the planned way, and where many go, most of all."""
        faint = {"exception": 0.3, "unhappy": 0.3, "unmapped": 0.3, "loop": 0.3}
        strength = 2.0 if edge.kind in PLAIN_WAYS else faint.get(edge.kind, 1.0)
        if self.heaviest > 0:
            strength += 4.0 * weight_of(edge) / self.heaviest
        return strength

    def shares(self, edge: Edge) -> bool:
        """Whether lines of its kind may start and end in one point: relations without words."""
        said = self.words(edge) or any(edge.details)
        return edge.kind not in WAYS and edge.weight is None and not said

    def words(self, edge: Edge) -> str:
        """What is written at an edge, but for its weight; nothing where that is its kind."""
        label = edge.label or ""
        return "" if label in (edge.kind, edge_word(edge.kind, self.graph.locale)) else label

    def count(self, edge: Edge) -> str:
        """How much runs along an edge."""
        if edge.weight is None:
            return ""
        return format_number(edge.weight, None, self.graph.locale)

    def tag(self, edge: Edge, width: float, *, beside: bool = False) -> Tag:
        """What is written at an edge, measured."""
        said = self.words(edge), self.count(edge), " · ".join(filter(None, edge.details))
        return set_tag(said, width, self.desk, beside=beside)

    def legend(self) -> Iterator[tuple[EdgeLook, str]]:
        """Each look with the kinds that have it, in words; nothing where all are of one kind."""
        if len(self.kinds) < 2:
            return
        alike: dict[EdgeLook, list[str]] = {}
        for kind in self.kinds:
            word = edge_word(kind, self.graph.locale)
            alike.setdefault(self._looks[kind], []).append(word)
        for look, words in alike.items():
            yield evolve(look, thickness=1.8), ", ".join(dict.fromkeys(words))

    def scale(self) -> Iterator[tuple[EdgeLook, str]]:
        """Two thicknesses with what they stand for; nothing where all are alike."""
        unit = self.graph.weight_unit
        for value in round_weights(self.graph):
            number = format_number(value, None, self.graph.locale)
            plain = EdgeLook(self.desk.theme.muted, (), _PLAIN, "", "", self.desk.theme.ground)
            share = _THIN + (_THICK - _THIN) * value / self.heaviest
            yield evolve(plain, thickness=share), f"{number} {unit}" if unit else number

    def _plain(self, kind: str) -> EdgeLook:
        theme = self.desk.theme
        if kind in _FORMS:
            dash, head, tail, bad = _FORMS[kind]
            color = theme.negative if bad else _calm(kind, theme)
        else:
            at = self.kinds.index(kind)
            dash, head, tail = _MORE_DASHES[at % len(_MORE_DASHES)], "full", ""
            color = theme.hue(at)
        if not self.graph.directed:
            head = tail = ""
        return EdgeLook(color, dash, _PLAIN, head, tail, theme.ground)


def _calm(kind: str, theme: Theme) -> str:
    return theme.priority if kind in ("addressed by", "improved by", "taken up by") else theme.muted
