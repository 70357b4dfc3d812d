"""Anchors, aliases and merge keys written out, so that each use can change by itself."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any

from journeykit.io.source import Source
from journeykit.io.yaml.nodes import Node, entries, is_merge, value_of
from journeykit.io.yaml.pieces import end_of_line
from journeykit.io.yaml.scalars import written, written_flow
from journeykit.io.yaml.write import entry_lines, item_lines

__all__ = ["aliased", "write_out"]

_ANCHOR = re.compile(r"(?:!\S*\s+)?&(?P<name>[^\s,\[\]{}]+)")


def aliased(source: Source, root: Node) -> list[str]:
    """The names of the anchors that have aliases, in order."""
    aliases = (node for node, _ in _all(root) if _is_alias(node))
    return list(dict.fromkeys(_name(source, node) for node in aliases))


def write_out(source: Source, root: Node, names: Collection[str]) -> str:
    """Write a text that means the same without some of its anchors.

    Args:
        source: the text.
        root: what it says.
        names: the anchors that go; in place of their aliases stands what they
            mean, and all else stays letter by letter.
    """
    return _Writer(source, names).text(root)


def _is_alias(node: Node) -> bool:
    return "alias" in (node.kind, node.style)


def _name(source: Source, alias: Node) -> str:
    return source.text[alias.start + 1 : alias.end]


def _all(root: Node) -> Iterator[tuple[Node, Node | None]]:
    """Every node that is written out, keys too, with the one that holds it."""
    waiting: list[tuple[Node, Node | None]] = [(root, None)]
    while waiting:
        node, parent = waiting.pop()
        yield node, parent
        if node.kind == "mapping":
            held = [each for pair in zip(node.keys, node.items, strict=True) for each in pair]
        else:
            held = [] if node.kind == "alias" else node.items
        waiting += [(each, node) for each in reversed(held)]


class _Writer:
    def __init__(self, source: Source, names: Collection[str]) -> None:
        self._source = source
        self._text = source.text
        self._names = names
        self._edits: list[tuple[int, int, str]] = []

    def text(self, root: Node) -> str:
        merges: dict[int, tuple[Node, Node]] = {}
        inside = -1
        for node, parent in _all(root):
            if node.start < inside:
                continue
            if node.kind == "mapping":
                merges |= {
                    id(key): (key, item)
                    for key, item in zip(node.keys, node.items, strict=True)
                    if is_merge(key) and any(self._goes(each) for each, _ in _all(item))
                }
            if id(node) in merges and parent is not None:
                self._merge_key(*merges[id(node)], parent)
                inside = merges[id(node)][1].end
            elif self._goes(node):
                self._alias(node, parent)
            elif not _is_alias(node):
                self._anchor(node)
        text = self._text
        for start, end, new in sorted(self._edits, reverse=True):
            text = text[:start] + new + text[end:]
        return text

    def _goes(self, node: Node) -> bool:
        return _is_alias(node) and _name(self._source, node) in self._names

    def _column(self, at: int) -> int:
        return at - self._text.rfind("\n", 0, at) - 1

    def _replace(self, start: int, end: int, lines: list[str], column: int) -> None:
        """Put lines in: the first in place of something, the others below its line."""
        first, *rest = lines
        if not first:
            start = len(self._text[:start].rstrip(" \t"))
        self._edits.append((start, end, first))
        if rest:
            below = end_of_line(self._text, end)
            new = "".join(f"\n{' ' * column}{line}" if line else "\n" for line in rest)
            self._edits.append((below, below, new))

    def _anchor(self, node: Node) -> None:
        found = _ANCHOR.match(self._text, node.start)
        if found is None or found["name"] not in self._names:
            return
        start, end = found.start("name") - 1, found.end("name")
        if self._text[end : end + 1] in ("", "\n"):
            start = len(self._text[:start].rstrip(" \t"))
        else:
            end += len(self._text[end:]) - len(self._text[end:].lstrip(" \t"))
        self._edits.append((start, end, ""))

    def _alias(self, node: Node, parent: Node | None) -> None:
        if node.kind != "alias":  # a key
            self._replace(node.start, node.end, [written(node.value)], 0)
            return
        value = value_of(node, self._source)
        if (
            node.target.style not in ("block", "literal")
            or parent is None
            or parent.style == "flow"
        ):
            self._replace(node.start, node.end, [written_flow(value)], 0)
        elif parent.kind == "sequence":
            first, *rest = item_lines(value)
            self._replace(node.start, node.end, [first[2:], *rest], self._column(node.start) - 2)
        else:
            key = next(k for k, i in zip(parent.keys, parent.items, strict=True) if i is node)
            first, *rest = entry_lines("k", value)
            self._replace(node.start, node.end, [first[3:], *rest], self._column(key.start))

    def _merge_key(self, key: Node, item: Node, parent: Node) -> None:
        own = len(parent.keys) - 1
        merged: dict[str, Any] = {
            name.value: value_of(value, self._source)
            for name, value in list(entries(parent, self._source))[own:]
        }
        if not merged:
            lines = ["<<: {}"]
        elif parent.style == "flow":
            lines = [written_flow(merged)[1:-1]]
        else:
            lines = [line for name, value in merged.items() for line in entry_lines(name, value)]
        self._replace(key.start, item.end, lines, self._column(key.start))
