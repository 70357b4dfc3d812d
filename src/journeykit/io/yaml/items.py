"""Where each element stands in a YAML text, for those that move to another list."""

from __future__ import annotations

from typing import Any

from attrs import frozen

from journeykit.io.convert import nested_fields
from journeykit.io.source import Source
from journeykit.io.yaml.forms import canonical
from journeykit.io.yaml.nodes import Node, value_of
from journeykit.io.yaml.pieces import Piece, UnusualError, cut
from journeykit.model import Journey
from journeykit.model.element import Value

__all__ = ["Item", "gather"]


@frozen
class Item:
    """An item of a list of elements, where it stands in the older text."""

    kind: type[Value]
    node: Node
    piece: Piece
    start: int
    column: int
    old: Any


def gather(source: Source, root: Node) -> dict[tuple[type[Value], str], Item]:
    """Note where every element of a journey stands, by its type and its id."""
    known: dict[tuple[type[Value], str], Item] = {}
    _gather(source, root, Journey, known)
    return known


def _gather(
    source: Source, node: Node, kind: type[Value], known: dict[tuple[type[Value], str], Item]
) -> None:
    """Note where the elements below one stand."""
    for key, item in zip(node.keys, node.items, strict=True):
        nested = nested_fields(kind).get(key.value) if isinstance(key.value, str) else None
        if nested is None or item.kind != "sequence" or item.style != "block":
            continue
        try:
            block = cut(source.text, item, key.start)
        except UnusualError:
            continue
        for each, piece, start in zip(item.items, block.pieces, block.starts, strict=True):
            old = canonical(nested.kind, value_of(each, source))
            if isinstance(old, dict) and isinstance(old.get("id"), str):
                found = Item(nested.kind, each, piece, start, block.column, old)
                known.setdefault((nested.kind, old["id"]), found)
            if each.kind == "mapping":
                _gather(source, each, nested.kind, known)
