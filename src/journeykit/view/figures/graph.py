"""The graph: nodes in groups, and edges between them."""

from __future__ import annotations

from attrs import field, frozen

from journeykit.errors import InvalidValueError
from journeykit.model.element import Value
from journeykit.model.fields import as_texts, as_tuple
from journeykit.view.figures.marks import Mark, MarkKind, Tone

__all__ = ["Edge", "Graph", "Node", "NodeGroup"]


@frozen(repr=False)
class Node(Value):
    """A node of a graph.

    Attributes:
        id: identifier, unique in the graph.
        label: what is written in it.
        group: id of the node group that it lies in, or None.
        kind: what it is, such as "touchpoint" or "persona"; renderers pick a shape by it.
        tone: what it means.
        marks: signs in it.
        details: further lines of text.
    """

    id: str
    label: str
    group: str | None = field(default=None, kw_only=True)
    kind: str = field(default="touchpoint", kw_only=True)
    tone: Tone = field(default=Tone.NEUTRAL, kw_only=True)
    marks: tuple[Mark, ...] = field(default=(), converter=as_tuple, kw_only=True)
    details: tuple[str, ...] = field(default=(), converter=as_tuple, kw_only=True)


@frozen(repr=False)
class NodeGroup(Value):
    """A frame around nodes of a graph: a phase.

    Attributes:
        id: identifier, unique in the graph.
        label: what is written at it.
        hue: number of its hue, where the graph shows a part and keeps the hues of
            the whole; None for its place among the groups.
    """

    id: str
    label: str
    hue: int | None = field(default=None, kw_only=True)


@frozen(repr=False)
class Edge(Value):
    """An edge of a graph.

    Attributes:
        source: id of the node where it starts.
        target: id of the node where it ends.
        label: what is written at it, or None.
        kind: what it means, such as "happy", "exception" or "has"; renderers
            pick a line style by it.
        weight: how much runs along it, or None; thickness grows with it.
        details: further figures, written behind the weight, such as "34%" and "2.1 h".
    """

    source: str
    target: str
    label: str | None = field(default=None, kw_only=True)
    kind: str = field(default="happy", kw_only=True)
    weight: float | None = field(default=None, kw_only=True)
    details: tuple[str, ...] = field(default=(), converter=as_texts, kw_only=True)


@frozen(repr=False)
class Graph(Value):
    """Nodes in groups, and edges between them.

    Used for flow, transitions, concept map, loops.

    Attributes:
        id: identifier for links and element ids.
        title: what it shows.
        description: the figure in words.
        subtitle: what else to know of it, such as which part it shows, or None.
        groups: frames, in order.
        nodes: in order.
        edges: in order; both ends must be nodes.
        directed: whether edges have a direction.
        weight_unit: what weights count, such as "customers", or None.
        note: a line below, such as what is left out, or None.
        locale: language of the texts, or None.
    """

    id: str
    title: str
    description: str = field(default="", kw_only=True)
    subtitle: str | None = field(default=None, kw_only=True)
    groups: tuple[NodeGroup, ...] = field(default=(), converter=as_tuple, kw_only=True)
    nodes: tuple[Node, ...] = field(default=(), converter=as_tuple, kw_only=True)
    edges: tuple[Edge, ...] = field(default=(), converter=as_tuple, kw_only=True)
    directed: bool = field(default=True, kw_only=True)
    weight_unit: str | None = field(default=None, kw_only=True)
    note: str | None = field(default=None, kw_only=True)
    locale: str | None = field(default=None, kw_only=True)

    @property
    def hues(self) -> dict[str, int]:
        """The number of the hue of each group, by its id."""
        return {
            group.id: number if group.hue is None else group.hue
            for number, group in enumerate(self.groups)
        }

    @property
    def edges_to_draw(self) -> tuple[Edge, ...]:
        """The edges for which a picture needs a line.

        To a channel none leads from what bears its sign: that says it better.
        """
        signs = {
            node.id: {mark.value for mark in node.marks if mark.kind is MarkKind.CHANNEL}
            for node in self.nodes
        }
        channels = {node.id for node in self.nodes if node.kind == "channel"}
        return tuple(
            edge
            for edge in self.edges
            if edge.target not in channels or not signs[edge.source] & signs[edge.target]
        )

    def __attrs_post_init__(self) -> None:
        known = {node.id for node in self.nodes}
        if len(known) < len(self.nodes):
            raise InvalidValueError(
                "Graph", "nodes", expected="nodes with distinct ids",
                got=f"{len(self.nodes)} nodes with {len(known)} ids",
            )  # fmt: skip
        for edge in self.edges:
            for end in (edge.source, edge.target):
                if end not in known:
                    raise InvalidValueError(
                        "Graph", "edges", expected="ends that are nodes", got=end
                    )
