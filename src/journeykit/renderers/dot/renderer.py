"""The DOT renderer: its options, and how a graph is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from attrs import Attribute, field, frozen

from journeykit.errors import InvalidValueError, RenderError, did_you_mean
from journeykit.model.element import Value
from journeykit.model.fields import check_is, check_number
from journeykit.model.text import slug
from journeykit.renderers.dot.graphviz import accessible, draw, undated
from journeykit.renderers.dot.styles import (
    attributes,
    key_lines,
    line_style,
    node_style,
    thickness,
)
from journeykit.renderers.dot.text import UNWRITABLE, label, name, names
from journeykit.renderers.protocol import PROTOCOL, Rendered
from journeykit.renderers.signs import TONE_SIGNS, mark_sign
from journeykit.renderers.words import replaced_characters
from journeykit.view.figures import Edge, Figure, Graph, Node
from journeykit.view.format import format_number
from journeykit.view.layout.tints import legible
from journeykit.view.naming import PLAIN_WAYS, edge_word
from journeykit.view.theme import Theme
from journeykit.view.weights import heaviest, weight_of

__all__ = ["DotRenderer"]

DIRECTIONS = ("LR", "TB", "RL", "BT")

_MEDIA_TYPES = {
    ".dot": "text/vnd.graphviz",
    ".gv": "text/vnd.graphviz",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".pdf": "application/pdf",
}

_PICTURES = (".svg", ".png", ".pdf")


def _check_direction(instance: object, attribute: Attribute[str], value: object) -> None:
    if value not in DIRECTIONS:
        near = did_you_mean(value, DIRECTIONS)
        raise InvalidValueError(
            type(instance).__name__, attribute.alias or attribute.name,
            expected=f"one of {', '.join(DIRECTIONS)}", got=value,
            hint=f"did you mean {near!r}?" if near else None,
        )  # fmt: skip


@frozen(kw_only=True, repr=False)
class DotRenderer(Value):
    r"""Draws graphs in Graphviz's DOT language, or as Graphviz lays them out.

    Groups are clusters, kinds of node are shapes, kinds of edge are line styles
    and words, weights are thickness, and tones have a sign beside their colour.
    For .svg, .png and .pdf it needs the extra `graphviz`, which brings Graphviz
    along. Drawing is serial: threads wait for each other.

    Attributes:
        rankdir: where the graph runs: "LR" (from left to right), "TB", "RL", "BT".
        details: whether nodes show their details, such as the channel.
        wrap_width: longest line of a label in pictures, in points; text in DOT
            keeps its own lines.
        dpi: dots per inch of PNG.

    Examples:
        >>> from journeykit.view.figures import Edge, Graph, Node
        >>> from journeykit.view.theme import LIGHT
        >>> graph = Graph("g", "Loop", nodes=[Node("a", "A")], edges=[Edge("a", "a")])
        >>> text = DotRenderer(rankdir="TB").render(graph, theme=LIGHT, suffix=".dot").text
        >>> text.splitlines()[0]
        'digraph "g" {'
    """

    protocol: ClassVar[int] = PROTOCOL
    name: ClassVar[str] = "dot"
    suffixes: ClassVar[tuple[str, ...]] = (".dot", ".gv", ".svg", ".png", ".pdf")
    draws: ClassVar[frozenset[type]] = frozenset({Graph})

    rankdir: str = field(default="LR", validator=_check_direction)
    details: bool = field(default=True, validator=check_is(bool, "true or false"))
    wrap_width: float = field(default=130.0, validator=check_number(above=0))
    dpi: float = field(default=144.0, validator=check_number(above=0))

    def render(self, figure: Figure, *, theme: Theme, suffix: str) -> Rendered:
        """Draw a graph.

        Raises:
            RenderError: if the figure is no graph.
            MissingDependencyError: if a picture is asked for without Graphviz.
        """
        if not isinstance(figure, Graph):
            msg = f"the format 'dot' draws Graph, and got {type(figure).__name__}"
            raise RenderError(msg)
        writer = _Writer(self, figure, theme, suffix)
        dot = "\n".join(writer.lines()) + "\n"
        replaced = sum(len(UNWRITABLE.findall(text)) for text in _texts(figure))
        data = dot.encode()
        if writer.picture:
            data = draw(dot, suffix[1:])
        if suffix == ".svg":
            data = accessible(
                data, id=figure.id, title=figure.title, description=figure.description,
                families=theme.families,
            )  # fmt: skip
        elif suffix == ".pdf":
            data = undated(data)
        losses = replaced_characters(replaced)
        return Rendered(data=data, media_type=_MEDIA_TYPES[suffix], suffix=suffix, losses=losses)


def _texts(graph: Graph) -> Iterator[str]:
    yield graph.title
    yield graph.subtitle or ""
    yield graph.weight_unit or ""
    yield graph.note or ""
    for group in graph.groups:
        yield group.label
    for node in graph.nodes:
        yield node.label
        yield from node.details
        yield from (mark.label for mark in node.marks)
    for edge in graph.edges:
        yield edge.label or ""
        yield from edge.details


@frozen
class _Writer:
    """One graph on its way to DOT."""

    options: DotRenderer
    graph: Graph
    theme: Theme
    suffix: str

    @property
    def picture(self) -> bool:
        """Whether Graphviz will draw it, so that lines have to be broken."""
        return self.suffix in _PICTURES

    @property
    def keyed(self) -> bool:
        """Whether a key explains the kinds of edge."""
        return self.picture and len({edge.kind for edge in self.graph.edges}) > 1

    def lines(self) -> Iterator[str]:
        """The lines of the file."""
        graph = self.graph
        own = names(node.id for node in graph.nodes)
        yield f"{'digraph' if graph.directed else 'graph'} {name(names([graph.id])[graph.id])} {{"
        yield from self.defaults()
        hues = graph.hues
        for cluster, id, title, nodes in self.clusters():
            if id is None:
                yield from (f"  {name(own[n.id])} {self.node(n)};" for n in nodes)
                continue
            yield f"  subgraph {name(cluster)} {{"
            size = f'"{self.theme.column_size:g}"'
            written = label(self.set(title, 2 * self.options.wrap_width))
            # A cluster would else take over what the graph has.
            hue = self.theme.hue(hues.get(id, 0))
            words = legible(hue, self.theme.ink, [self.theme.band])
            own_to_it = attributes(
                label=written, id=label(id), tooltip=label(title), fontsize=size,
                fontcolor=f'"{words}"', color=f'"{hue}"',
            )  # fmt: skip
            yield f"    graph {own_to_it};"
            yield from (f"    {name(own[n.id])} {self.node(n)};" for n in nodes)
            yield "  }"
        arrow = "->" if graph.directed else "--"
        labels = {node.id: node.label for node in graph.nodes}
        most = heaviest(graph)
        # Text keeps what a picture need not show.
        for edge in graph.edges_to_draw if self.picture else graph.edges:
            ends = f"{name(own[edge.source])} {arrow} {name(own[edge.target])}"
            yield f"  {ends} {self.edge(edge, labels, most)};"
        if self.picture:
            taken = {*own.values(), *(cluster for cluster, *_ in self.clusters())}
            yield from key_lines(graph, self.theme, taken)
        yield "}"

    def defaults(self) -> Iterator[str]:
        """What holds for all: page, type and colours."""
        theme, graph = self.theme, self.graph
        said = [text for text in (graph.title, graph.subtitle, graph.note) if text]
        families = label(",".join(theme.families))
        page = {
            "charset": '"UTF-8"',
            "rankdir": f'"{self.options.rankdir}"',
            "id": label(graph.id),
            "label": label("\n".join(self.set(text, 6 * self.options.wrap_width) for text in said)),
            "labelloc": '"t"',
            "labeljust": '"l"',
            "bgcolor": f'"{theme.ground}"',
            "color": f'"{theme.rule}"',
            "fillcolor": f'"{theme.band}"',
            "style": '"rounded,filled"',
            "fontname": families,
            "fontsize": f'"{theme.group_size:g}"',
            "fontcolor": f'"{theme.ink}"',
            # Graphviz would blow up SVG by it as well.
            "dpi": f'"{self.options.dpi:g}"' if self.suffix == ".png" else "",
            "nodesep": '"0.35"',
            "ranksep": '"0.6"',
            "pad": '"0.2"',
        }
        yield f"  graph {attributes(**page)};"
        yield "  node " + attributes(
            shape='"box"', style='"rounded,filled"', fillcolor=f'"{theme.ground}"',
            color=f'"{theme.neutral}"', fontname=families, fontsize=f'"{theme.text_size:g}"',
            fontcolor=f'"{theme.ink}"', margin='"0.15,0.08"',
        ) + ";"  # fmt: skip
        yield "  edge " + attributes(
            color=f'"{theme.ink}"', fontname=families, fontsize=f'"{theme.note_size:g}"',
            fontcolor=f'"{theme.muted}"', arrowsize='"0.7"',
        ) + ";"  # fmt: skip

    def clusters(self) -> list[tuple[str, str | None, str, list[Node]]]:
        """The groups with name, id, title and nodes; a node of an unknown group goes by its id."""
        titles: dict[str | None, str] = {group.id: group.label for group in self.graph.groups}
        members: dict[str | None, list[Node]] = {key: [] for key in titles}
        for node in self.graph.nodes:
            titles.setdefault(node.group, node.group or "")
            members.setdefault(node.group, []).append(node)
        # Graphviz frames what is called "cluster...".
        framed = names(f"cluster_{key}" for key in members if key is not None)
        return [
            ("" if key is None else framed[f"cluster_{key}"], key, titles[key], nodes)
            for key, nodes in members.items()
        ]

    def node(self, node: Node) -> str:
        """The attributes of a node."""
        kind = slug(node.kind) if node.kind.strip() else ""
        return attributes(
            label=label(self.node_text(node)),
            id=label(node.id),
            tooltip=label("\n".join((node.label, *(mark.label for mark in node.marks)))),
            **node_style(kind, node.tone, self.theme),
            **{"class": label(kind)},
        )

    def node_text(self, node: Node) -> str:
        """What is written in a node: signs and label in its first line, then details."""
        signs = [sign for sign in map(mark_sign, node.marks) if sign]
        first = " ".join(part for part in (TONE_SIGNS[node.tone], node.label, *signs) if part)
        lines = [first]
        if self.options.details:
            lines += node.details
            lines += (
                mark.label
                for mark in node.marks
                if not mark_sign(mark) and mark.label not in (node.label, *node.details)
            )
        return "\n".join(self.set(line, self.options.wrap_width) for line in lines)

    def edge(self, edge: Edge, labels: Mapping[str, str], most: float) -> str:
        """The attributes of an edge."""
        arrow = "→" if self.graph.directed else "—"
        text = self.edge_text(edge)
        ends = f"{labels[edge.source]} {arrow} {labels[edge.target]}"
        unit = self.graph.weight_unit if edge.weight is not None else None
        tip = " ".join(filter(None, (text, unit)))
        share = weight_of(edge) / most if most else 0.0
        return attributes(
            label=label(self.set(text, self.options.wrap_width)) if text else "",
            tooltip=label(f"{ends}\n{tip}" if tip else ends),
            **line_style(edge.kind, self.theme, directed=self.graph.directed),
            penwidth=f'"{thickness(share):.2f}"' if most else "",
            **{"class": label(slug(edge.kind)) if edge.kind.strip() else ""},
        )

    def edge_text(self, edge: Edge) -> str:
        """What is written at an edge: its label, its kind unless that is the plain one, its weight."""
        said = edge.label or ""
        kind = edge_word(edge.kind, self.graph.locale)
        # In a picture the key says what the kinds are, better than words at every edge.
        if self.keyed and said in (kind, edge.kind):
            said = ""
        parts = [said] if said else []
        if not self.keyed and edge.kind not in PLAIN_WAYS and said not in (kind, edge.kind):
            parts.append(kind)
        if edge.weight is not None:
            number = format_number(edge.weight, None, self.graph.locale)
            if number not in said:
                parts.append(number)
        return " · ".join(part for part in (*parts, *edge.details) if part)

    def set(self, text: str, width: float) -> str:
        """Break the lines of a text for a picture; text in DOT stays as it is."""
        if not self.picture:
            return text
        # Layout is not loaded for DOT as text.
        from journeykit.view.layout.text import Style, Typesetter

        style = Style(self.theme.text_size, self.theme.ink)
        return "\n".join(line.text for line in Typesetter().wrap(text, width, style).lines)
