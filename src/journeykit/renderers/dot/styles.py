"""How kinds look in DOT: shapes of nodes, lines of edges, and a key that explains them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from journeykit.model.text import slug
from journeykit.renderers.dot.text import label, name
from journeykit.view.figures import Graph, Tone
from journeykit.view.format import format_number
from journeykit.view.naming import edge_word, node_word
from journeykit.view.theme import Theme
from journeykit.view.weights import heaviest, round_weights

__all__ = ["attributes", "key_lines", "line_style", "node_style", "thickness"]

_THINNEST, _THICKEST = 1.0, 3.6

# A kind that is not here is a plain box.
_SHAPES: Mapping[str, str] = {
    "channel": "cds",
    "end": "doubleoctagon",
    "evidence": "note",
    "initiative": "component",
    "journey": "folder",
    "metric": "cylinder",
    "objective": "house",
    "opportunity": "hexagon",
    "pain-point": "octagon",
    "persona": "ellipse",
    "phase": "tab",
    "start": "egg",
}

# Line, head and tail of each kind; a kind that is not here has an open head.
_LINES: Mapping[str, tuple[str, str, str]] = {
    "happy": ("", "", ""),
    "next": ("", "", ""),
    "alternative": ("dashed", "onormal", ""),
    "loop": ("dotted", "vee", ""),
    "exception": ("dotted", "", "odot"),
    "unhappy": ("dashed", "", "inv"),
    "hidden": ("dashed", "", ""),
    "unmapped": ("dashed", "vee", ""),
    "takes": ("", "none", ""),
    "has": ("", "none", ""),
    "through": ("", "none", ""),
    "hurts by": ("dashed", "dot", ""),
    "addressed by": ("", "", ""),
    "improved by": ("", "", ""),
    "taken up by": ("", "", ""),
}
# Rows of a key are low.
_SMALL = 'style="", height="0.1", margin="0.03"'
_BAD = ("exception", "unhappy", "unmapped", "hurts by")
_HELP = ("addressed by", "improved by", "taken up by")


def attributes(**given: Any) -> str:
    """A list of attributes, those that are empty left out.

    Examples:
        >>> attributes(label='"A"', color="")
        '[label="A"]'
    """
    written: Iterable[str] = (f"{key}={value}" for key, value in given.items() if value)
    return f"[{', '.join(written)}]"


def thickness(share: float) -> float:
    """The width of a line along which so much runs, as a share of the most."""
    return _THINNEST + (_THICKEST - _THINNEST) * share


def line_style(kind: str, theme: Theme, *, directed: bool) -> dict[str, str]:
    """The attributes of a kind of edge: told from the others by line, head and tail."""
    line, head, tail = _LINES.get(kind, ("", "vee", ""))
    color = ""
    if kind in _BAD:
        color = theme.negative
    elif kind in _HELP:
        color = theme.priority
    style = {"style": line, "color": color}
    if directed:
        style |= {"arrowhead": head, "arrowtail": tail, "dir": "both" if tail else ""}
    return {key: f'"{value}"' if value else "" for key, value in style.items()}


def node_style(kind: str, tone: Tone, theme: Theme) -> dict[str, str]:
    """The attributes of a kind of node, by its slug, and of what it means."""
    color = {
        Tone.POSITIVE: theme.positive,
        Tone.NEGATIVE: theme.negative,
        Tone.PRIORITY: theme.priority,
    }.get(tone)
    shape = _SHAPES.get(kind)
    style = "filled,dashed" if tone is Tone.MUTED else "filled" if shape else ""
    return {
        "shape": f'"{shape}"' if shape else "",
        "style": f'"{style}"' if style else "",
        "color": f'"{color}"' if color else "",
        "penwidth": '"1.8"' if color else "",
    }


def key_lines(graph: Graph, theme: Theme, taken: set[str]) -> Iterator[str]:
    """The lines of a key: a short edge of each look with its words, and a node of each kind.

    Args:
        graph: the figure.
        theme: colours.
        taken: names that the graph has already.
    """
    lines = [*_edge_samples(graph, theme), *_weight_samples(graph)]
    nodes = _node_samples(graph, theme)
    if not lines and not nodes:
        return
    free = _Names(taken)
    arrow = "->" if graph.directed else "--"
    yield f"  subgraph {free('cluster_key')} {{"
    own = attributes(label=label(" "), style='"invis"', id=label("key"))
    yield f"    graph {own};"
    # Graphviz sets the last of them on top.
    for words, sample in reversed(lines):
        start, end = free("key"), free("key")
        yield f'    {start} [label="", shape="point", style="invis", width="0"];'
        yield f'    {end} [label={label(words)}, shape="plaintext", {_SMALL}];'
        yield f"    {start} {arrow} {end} {sample};"
    yield from (f"    {free('key')} {sample};" for sample in nodes)
    yield "  }"


class _Names:
    """Names that no other thing in a graph has."""

    def __init__(self, taken: set[str]) -> None:
        self.taken = set(taken)

    def __call__(self, stem: str) -> str:
        number = len(self.taken)
        while f"{stem}_{number}" in self.taken:
            number += 1
        self.taken.add(f"{stem}_{number}")
        return name(f"{stem}_{number}")


def _edge_samples(graph: Graph, theme: Theme) -> list[tuple[str, str]]:
    """The words for each look, and the look."""
    drawn = dict.fromkeys(edge.kind for edge in graph.edges_to_draw)
    if len(drawn) < 2:
        return []
    alike: dict[str, tuple[dict[str, str], list[str]]] = {}
    for kind in drawn:
        style = line_style(kind, theme, directed=graph.directed)
        word = edge_word(kind, graph.locale)
        alike.setdefault(repr(style), (style, []))[1].append(word)
    return [
        (", ".join(dict.fromkeys(words)), attributes(**style)) for style, words in alike.values()
    ]


def _weight_samples(graph: Graph) -> list[tuple[str, str]]:
    most = heaviest(graph)
    samples = []
    for value in round_weights(graph):
        number = format_number(value, None, graph.locale)
        words = " ".join(filter(None, (number, graph.weight_unit)))
        width = f'"{thickness(value / most):.2f}"'
        samples.append((words, attributes(penwidth=width, arrowhead='"none"')))
    return samples


def _node_samples(graph: Graph, theme: Theme) -> list[str]:
    """A node of each kind, where there are several and no group is named after them."""
    kinds = dict.fromkeys(node.kind for node in graph.nodes)
    if len(kinds) < 2 or {group.id for group in graph.groups} >= set(kinds):
        return []
    return [
        attributes(
            label=label(node_word(kind, graph.locale)),
            **node_style(slug(kind) if kind.strip() else "", Tone.NEUTRAL, theme),
        )
        for kind in kinds
    ]
