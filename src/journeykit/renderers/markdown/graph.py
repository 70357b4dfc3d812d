"""Graphs as Markdown: the nodes by group, then a table of the edges."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from journeykit.renderers.markdown.text import (
    bullet,
    emphasis,
    heading,
    inline,
    prose,
    strong,
    table,
)
from journeykit.renderers.signs import TONE_SIGNS, mark_sign
from journeykit.renderers.words import word
from journeykit.view.figures import Edge, Graph, Node
from journeykit.view.format import format_number
from journeykit.view.naming import edge_word, node_word
from journeykit.view.words.text import capital

__all__ = ["graph_blocks"]


def graph_blocks(graph: Graph, level: int) -> Iterator[str]:
    """The blocks of a graph, below its title."""
    if graph.subtitle:
        yield emphasis(graph.subtitle)
    if graph.description:
        yield prose(graph.description)
    if not graph.nodes:
        yield emphasis(graph.note or word("empty", graph.locale))
        return
    names = _names(graph)
    sections = _sections(graph)
    kinds = {node.kind for node in graph.nodes}
    by_kind = not any(node.group is not None for node in graph.nodes)
    for title, nodes in sections:
        if title is not None:
            yield heading(title, level + 1)
        words = {node.kind: node_word(node.kind, graph.locale) for node in nodes}
        # A heading such as "Channel" says it already.
        said = [(title or "").casefold()] == [kind.casefold() for kind in words.values()]
        show_kind = len(kinds) > 1 and not by_kind and not said
        yield "\n".join(
            bullet(_node(node, names[node.id], words[node.kind] if show_kind else ""))
            for node in nodes
        )
    if graph.edges:
        yield heading(word("connections", graph.locale), level + 1)
        yield _edges(graph, names)
    if graph.note:
        yield emphasis(graph.note)


def _names(graph: Graph) -> dict[str, str]:
    """What each node is called; where two have one label, with the id."""
    labels = Counter(node.label for node in graph.nodes)
    return {
        node.id: node.label if labels[node.label] == 1 and node.label else _with_id(node)
        for node in graph.nodes
    }


def _with_id(node: Node) -> str:
    return f"{node.label} ({node.id})" if node.label else node.id


def _sections(graph: Graph) -> list[tuple[str | None, list[Node]]]:
    """The nodes by group, or by kind where there are no groups, each with its title."""
    titles: dict[str | None, str | None] = {group.id: group.label for group in graph.groups}
    sections: dict[str | None, list[Node]] = {key: [] for key in titles}
    grouped = any(node.group is not None for node in graph.nodes)
    several = len({node.kind for node in graph.nodes}) > 1
    for node in graph.nodes:
        if grouped:
            key = node.group
            titles.setdefault(key, word("others", graph.locale) if key is None else key)
        else:
            key = node.kind if several else None
            kind = node_word(node.kind, graph.locale) if several else ""
            titles.setdefault(key, capital(kind) or None)
        sections.setdefault(key, []).append(node)
    return [(titles[key], nodes) for key, nodes in sections.items() if nodes]


def _node(node: Node, name: str, show_kind: str) -> str:
    details = [inline(detail) for detail in node.details]
    said = {node.label, *node.details}
    details += [
        f"{mark_sign(mark)} {inline(mark.label)}".strip()
        for mark in node.marks
        if mark.label not in said
    ]
    if show_kind:
        details.insert(0, inline(show_kind))
    parts = [TONE_SIGNS[node.tone], strong(name)]
    if details:
        parts.append(f"– {' · '.join(details)}")
    return " ".join(part for part in parts if part)


def _label(edge: Edge, graph: Graph) -> str:
    """The label of an edge, but for one that is the word for its kind, and its details."""
    label = edge.label or ""
    plain = label in (edge.kind, edge_word(edge.kind, graph.locale))
    return " · ".join(filter(None, ("" if plain else label, *edge.details)))


def _edges(graph: Graph, names: dict[str, str]) -> str:
    """The table of the edges; a column that would be empty is left out."""
    arrow = "→" if graph.directed else "—"
    ends = ("from", "to") if graph.directed else ("node", "node")
    labels = [_label(edge, graph) for edge in graph.edges]
    labelled = any(labels)
    weighted = any(edge.weight is not None for edge in graph.edges)
    heads = [word(ends[0], graph.locale), word("kind", graph.locale), word(ends[1], graph.locale)]
    if labelled:
        heads.append(word("label", graph.locale))
    if weighted:
        counted = graph.weight_unit or word("count", graph.locale)
        heads.append(capital(counted))
    rows = []
    for edge, label in zip(graph.edges, labels, strict=True):
        row = [
            inline(names[edge.source]),
            f"{arrow} {inline(edge_word(edge.kind, graph.locale))}".strip(),
            inline(names[edge.target]),
        ]
        if labelled:
            row.append(inline(label))
        if weighted:
            row.append(
                "" if edge.weight is None else format_number(edge.weight, None, graph.locale)
            )
        rows.append(row)
    return table(heads, rows, right=[len(heads) - 1] if weighted else [])
