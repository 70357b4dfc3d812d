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
from journeykit.renderers.words import kind_word, word
from journeykit.view.figures import Graph, Node
from journeykit.view.format import format_number

__all__ = ["graph_blocks"]


def graph_blocks(graph: Graph, level: int) -> Iterator[str]:
    """The blocks of a graph, below its title."""
    if graph.description:
        yield prose(graph.description)
    if not graph.nodes:
        yield emphasis(word("empty", graph.locale))
        return
    names = _names(graph)
    sections = _sections(graph)
    kinds = {node.kind for node in graph.nodes}
    by_kind = not any(node.group is not None for node in graph.nodes)
    for title, nodes in sections:
        if title is not None:
            yield heading(title, level + 1)
        show_kind = len(kinds) > 1 and not by_kind
        yield "\n".join(bullet(_node(node, names[node.id], show_kind)) for node in nodes)
    if graph.edges:
        yield heading(word("connections", graph.locale), level + 1)
        yield _edges(graph, names)


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
            titles.setdefault(key, key and key[:1].upper() + key[1:])
        sections.setdefault(key, []).append(node)
    return [(titles[key], nodes) for key, nodes in sections.items() if nodes]


def _node(node: Node, name: str, show_kind: bool) -> str:
    details = [inline(detail) for detail in node.details]
    said = set(node.details)
    details += [
        f"{mark_sign(mark)} {inline(mark.label)}".strip()
        for mark in node.marks
        if mark.label not in said
    ]
    if show_kind:
        details.insert(0, inline(node.kind))
    parts = [TONE_SIGNS[node.tone], strong(name)]
    if details:
        parts.append(f"– {' · '.join(details)}")
    return " ".join(part for part in parts if part)


def _edges(graph: Graph, names: dict[str, str]) -> str:
    """The table of the edges; a column that would be empty is left out."""
    arrow = "→" if graph.directed else "—"
    ends = ("from", "to") if graph.directed else ("node", "node")
    labelled = any(edge.label and edge.label != edge.kind for edge in graph.edges)
    weighted = any(edge.weight is not None for edge in graph.edges)
    heads = [word(ends[0], graph.locale), word("kind", graph.locale), word(ends[1], graph.locale)]
    if labelled:
        heads.append(word("label", graph.locale))
    if weighted:
        heads.append(word("count", graph.locale))
    rows = []
    for edge in graph.edges:
        row = [
            inline(names[edge.source]),
            f"{arrow} {inline(kind_word(edge.kind, graph.locale))}".strip(),
            inline(names[edge.target]),
        ]
        if labelled:
            row.append(inline(edge.label or "") if edge.label != edge.kind else "")
        if weighted:
            row.append(
                "" if edge.weight is None else format_number(edge.weight, None, graph.locale)
            )
        rows.append(row)
    return table(heads, rows, right=[len(heads) - 1] if weighted else [])
