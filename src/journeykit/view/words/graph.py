"""A graph in words: node by node, each with the ways that lead from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from journeykit.view.figures import Edge, Graph, Node
from journeykit.view.format import format_number
from journeykit.view.labels import Labels
from journeykit.view.naming import WAYS, edge_word, node_word
from journeykit.view.words.phrases import phrases
from journeykit.view.words.sheet import mark_words, tone_words
from journeykit.view.words.text import in_brackets, one_line, sentence, subtitle

__all__ = ["graph_in_words"]


def graph_in_words(graph: Graph) -> Iterator[str]:
    """The blocks of a graph, below its title and its description."""
    words = phrases(graph.locale)
    yield subtitle(graph)
    if not graph.nodes:
        groups = ", ".join(filter(None, (one_line(group.label) for group in graph.groups)))
        yield f"{sentence(groups)} {words('empty')}".strip()
        yield sentence(one_line(graph.note or ""))
        return
    names = _names(graph)
    leaving: dict[str, list[Edge]] = {}
    for edge in graph.edges:
        leaving.setdefault(edge.source, []).append(edge)
    several = len({node.kind for node in graph.nodes}) > 1
    for title, nodes in _groups(graph, words):
        if title:
            yield sentence(title) if nodes else f"{sentence(title)} {words('empty')}"
        for node in nodes:
            kind = one_line(node_word(node.kind, graph.locale)) if several else ""
            # Of nodes that are grouped by kind, the group says it.
            kind = "" if kind == title else kind
            lines = [_node(node, names[node.id], kind, words)]
            lines += _edges(leaving.get(node.id, ()), graph, names, words)
            yield "\n".join(lines)
    yield sentence(one_line(graph.note or ""))


def _names(graph: Graph) -> Mapping[str, str]:
    """What each node is called; where two have one label, with the id."""
    labels = {node.id: one_line(node.label) for node in graph.nodes}
    met = Counter(labels.values())
    return {
        id: label if label and met[label] == 1 else in_brackets(label, [one_line(id)])
        for id, label in labels.items()
    }


def _groups(graph: Graph, words: Labels) -> Iterator[tuple[str, list[Node]]]:
    """The nodes by group, in the order of the groups; the others at the end."""
    known = {group.id for group in graph.groups}
    for group in graph.groups:
        yield one_line(group.label), [node for node in graph.nodes if node.group == group.id]
    others = [node for node in graph.nodes if node.group not in known]
    if others:
        yield words("others") if graph.groups else "", others


def _node(node: Node, name: str, kind: str, words: Labels) -> str:
    # A detail often is what a sign stands for: said by the sign, it is said.
    details = [one_line(detail, "; ") for detail in node.details]
    marks = [mark_words(m, words) for m in node.marks if one_line(m.label) not in details]
    return sentence(in_brackets(name, [kind, tone_words(node.tone, words), *details, *marks]))


def _edges(
    edges: Sequence[Edge], graph: Graph, names: Mapping[str, str], words: Labels
) -> Iterator[str]:
    """The edges that leave a node, as sentences; ends of one relation share one."""
    related: dict[str, list[str]] = {}
    for edge in edges:
        source, target = names[edge.source], names[edge.target]
        label = one_line(edge.label or "", "; ")
        kind = one_line(edge_word(edge.kind, graph.locale))
        behind = [label if label not in (kind, edge.kind) else ""]
        if edge.weight is not None:
            weight = format_number(edge.weight, None, graph.locale)
            behind.append(f"{weight} {one_line(graph.weight_unit or '')}".strip())
        behind += map(one_line, edge.details)
        if not graph.directed:
            text = words("are_linked", source, target)
            yield sentence(in_brackets(text, [kind, *behind]))
        elif edge.kind in WAYS or not kind:
            text = words("leads_to", source, target)
            yield sentence(in_brackets(text, [kind, *behind]))
        else:
            # A relation says itself what it is: "Ada takes the journey".
            related.setdefault(f"{source} {kind}", []).append(in_brackets(target, behind))
    for opening, ends in related.items():
        yield sentence(f"{opening} {'; '.join(ends)}")
