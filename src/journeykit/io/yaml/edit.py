"""A YAML text of a journey edited in place: what is kept, written anew, put in, dropped.

What means the same as before is copied letter by letter. Entries are found again
by key, items of lists as `matching` tells, and what is written anew keeps the
comments and, where it can, the short form of what it replaces.
"""

from __future__ import annotations

import re
from typing import Any

from attrs import evolve, frozen

from journeykit.io.convert import FILE_KEYS, nested_fields
from journeykit.io.source import Source
from journeykit.io.yaml.comments import comments
from journeykit.io.yaml.forms import as_figures, as_short, canonical, derives_id, short_form
from journeykit.io.yaml.items import Item, gather
from journeykit.io.yaml.matching import is_same, matched
from journeykit.io.yaml.nodes import Node, value_of
from journeykit.io.yaml.pieces import (
    Block,
    Piece,
    UnusualError,
    cut,
    detached,
    end_of_line,
    indented,
    join,
    led,
    shifted,
    unfold,
)
from journeykit.io.yaml.scalars import written, written_flow
from journeykit.io.yaml.write import entry_lines, item_lines
from journeykit.model import Journey, Measurement, Touchpoint
from journeykit.model.element import Value

__all__ = ["Editor"]

_MAX_FLOW = 80
_COMMENT = re.compile(r"[ \t]+#.*")


@frozen
class _Change:
    """What a mapping said and is to say.

    Attributes:
        kind: the type that it stands for, or None where its keys are free.
        old: what it means, as it would be written today.
        new: what it is to mean.
        column: the column, from 0, of its keys.
    """

    kind: type[Value] | None
    old: Any
    new: dict[str, Any]
    column: int


class Editor:
    """Writes new data onto one older text."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._text = source.text
        self._known: dict[tuple[type[Value], str], Item] = {}
        self._comments: list[tuple[int, str]] = []

    def document(self, root: Node, new: dict[str, Any]) -> str:
        """The text, edited so as to say the new data.

        Raises:
            UnusualError: if it is laid out in a way that cannot be edited in place.
        """
        self._comments = comments(self._text, root)
        raw = self._raw(root)
        body = {key: value for key, value in raw.items() if key not in FILE_KEYS}
        old = {**raw, **canonical(Journey, body)}
        first = root.keys[0].start
        if self._text[self._text.rfind("\n", 0, first) + 1 : first].strip():
            raise UnusualError
        self._known = gather(self._source, root)
        # What heads the file is about the file, whichever entry comes first.
        block = cut(self._text, root, first)
        pieces = self._entries(root, first, Journey, old, new)
        line = self._text.rfind("\n", 0, first) + 1
        rest = self._text[end_of_line(self._text, root.end) + 1 :]
        return f"{self._text[:line]}{join(pieces, block.column)}\n{rest}"

    def _raw(self, node: Node) -> Any:
        return value_of(node, self._source)

    # --- mappings -----------------------------------------------------------------

    def _entries(
        self, node: Node, start: int, kind: type[Value] | None, old: Any, new: dict[str, Any]
    ) -> list[Piece]:
        """The pieces of a block mapping that is to say something new."""
        block = cut(self._text, node, start)
        change = _Change(kind, old, new, block.column)
        made: list[tuple[str | None, Piece]] = []
        done: set[str] = set()
        left = ""
        for key, item, piece, place in zip(
            node.keys, node.items, block.pieces, block.starts, strict=True
        ):
            name = key.value
            field = "emotions" if kind is Touchpoint and name == "emotion" else name
            if name == "<<" or (kind is Journey and name in FILE_KEYS):
                kept: Piece | None = piece
            elif field not in new:
                kept = None
            elif is_same(old.get(field), new[field]):
                kept = piece
            elif field in done:
                kept = None
            else:
                kept = Piece(self._entry(item, place, name, change), piece.lead, piece.trail)
            if kept is None:
                left += detached(piece.lead)
                continue
            if isinstance(field, str):
                done.add(field)
            made.append((field, led(kept, left)))
            left = ""
        if left and made:
            made[-1][1].trail += left
        self._add_missing(made, done, change)
        return [piece for _, piece in made]

    def _add_missing(
        self, made: list[tuple[str | None, Piece]], done: set[str], change: _Change
    ) -> None:
        """Put in what the older text does not say, at its place in the canonical order."""
        new = change.new
        order = list(new)
        for index, name in enumerate(order):
            if name in done or name in FILE_KEYS:
                continue
            # The older text means it without saying it: by a default, or a merge key.
            meant = is_same(change.old.get(name), new[name])
            if meant and (name != "id" or derives_id(change.kind, new)):
                continue
            before = set(order[:index])
            place = max((i + 1 for i, (field, _) in enumerate(made) if field in before), default=0)
            piece = Piece(indented(entry_lines(name, new[name]), change.column))
            made.insert(place, (name, piece))

    def _entry(self, item: Node, start: int, name: str, change: _Change) -> str:
        """An entry whose value has changed."""
        kind = change.kind
        field = "emotions" if kind is Touchpoint and name == "emotion" else name
        old, new = change.old.get(field), change.new[field]
        nested = nested_fields(kind).get(name) if kind is not None else None
        inner = nested.kind if nested else None
        try:
            if item.style == "block" and isinstance(new, list) and item.kind == "sequence":
                return self._list(item, start, inner, old, new)
            if item.style == "block" and item.kind == "mapping":
                if isinstance(new, dict):
                    return self._mapping(item, start, inner, new)
                if inner is Measurement and isinstance(old, list) and "metric" not in item.names:
                    return self._mapping(item, start, None, as_figures(new), as_figures(old))
                if isinstance(new, list) and len(new) == 1 and isinstance(new[0], dict):
                    return self._mapping(item, start, inner, new[0])
                if isinstance(new, list) and inner is not None:
                    return self._listed(item, start, inner, new)
            if item.style == "flow" and item.kind == "sequence" and isinstance(new, list):
                return self._unfolded(item, start, inner, old, new)
        except UnusualError:
            pass
        new = as_short(item, inner, new)
        if kind is Touchpoint and name == "emotion" and isinstance(new, list):
            name = "emotions"
        lines = list(entry_lines(name, new))
        if item.style in ("flow", "plain", "quoted") and isinstance(new, list | dict):
            flow = f"{written(name)}: {written_flow(new)}"
            if len(flow) <= _MAX_FLOW and (item.style == "flow" or inner is None):
                lines = [flow]
        return indented(self._commented(lines, item, start), change.column)

    def _mapping(
        self, item: Node, start: int, kind: type[Value] | None, new: Any, old: Any = None
    ) -> str:
        block = cut(self._text, item, start)
        if old is None:
            old = canonical(kind, self._raw(item))
        pieces = self._entries(item, start, kind, old if isinstance(old, dict) else {}, new)
        if not pieces:
            raise UnusualError
        return join(pieces, block.column, block.head, inline=block.inline)

    def _listed(self, item: Node, start: int, kind: type[Value], new: list[Any]) -> str:
        """One element, now the item of a list in which there are others."""
        block = cut(self._text, item, start)
        old = canonical(kind, self._raw(item))
        matches = matched([old], new)
        if block.inline or 0 not in matches:
            raise UnusualError
        pieces = []
        for value, match in zip(new, matches, strict=True):
            if match is None:
                pieces.append(self._elsewhere(kind, value, block.column))
                continue
            first, *rest = self._entries(item, start, kind, old, value)
            body = join([evolve(first, lead=""), *rest], block.column).lstrip(" ")
            pieces.append(Piece("- " + shifted(Piece(body), 2).text, first.lead))
        return join(pieces, block.column, block.head)

    def _unfolded(
        self, item: Node, start: int, kind: type[Value] | None, old: Any, new: list[Any]
    ) -> str:
        """A list in brackets over several lines, as a block, for the comments in it."""
        column = start - self._text.rfind("\n", 0, start) - 1
        block = unfold(self._text, item, start, column + 2)
        return self._rewritten(block, item, kind, old, new)

    def _commented(self, lines: list[str], item: Node, start: int) -> list[str]:
        """Lines that are written anew, with the comments of what they replace."""
        first, *rest = lines
        tail = self._tail(item, start)
        inside = [text for at, text in self._comments if item.start <= at < item.end]
        if item.style in ("block", "flow") and inside:
            if rest and not first.partition(" #")[0].endswith(("|", "|-", "|+")):
                rest[:0] = [f"  {comment}" for comment in inside]
            else:
                first = " ".join([first, *inside])
        return [first + tail, *rest]

    def _tail(self, item: Node, start: int) -> str:
        """The comment at the end of the line of a value that is written anew."""
        at = start if item.style in ("block", "literal") else item.end
        line = self._text[at : end_of_line(self._text, at)]
        found = _COMMENT.search(line)
        return found[0].rstrip() if found and item.style != "literal" else ""

    # --- lists --------------------------------------------------------------------

    def _list(
        self, node: Node, start: int, kind: type[Value] | None, old: Any, new: list[Any]
    ) -> str:
        return self._rewritten(cut(self._text, node, start), node, kind, old, new)

    def _rewritten(
        self, block: Block, node: Node, kind: type[Value] | None, old: Any, new: list[Any]
    ) -> str:
        """The items of a list that are to say something new."""
        if not isinstance(old, list) or len(old) != len(node.items):
            old = [canonical(kind, self._raw(item)) for item in node.items]
        matches = matched(old, new)
        stays = set(matches) - {None}
        # Headings above what goes stay with what comes next.
        left: dict[int, str] = {}
        waiting = ""
        for index, piece in enumerate(block.pieces):
            if index in stays:
                left[index], waiting = waiting, ""
            else:
                waiting += detached(piece.lead)
        pieces = []
        for value, match in zip(new, matches, strict=True):
            if match is None:
                pieces.append(self._elsewhere(kind, value, block.column))
                continue
            piece = block.pieces[match]
            if not is_same(old[match], value):
                text = self._item(node.items[match], block.starts[match], kind, value, block.column)
                piece = Piece(text, piece.lead, piece.trail)
            pieces.append(led(piece, left[match]))
        if not pieces:
            raise UnusualError
        if waiting:
            pieces[-1].trail += waiting
        return join(pieces, block.column, block.head, inline=block.inline)

    def _elsewhere(self, kind: type[Value] | None, value: Any, column: int) -> Piece:
        """An item that is new in its list: it may come from another one."""
        known = None
        if kind is not None and isinstance(value, dict) and "id" in value:
            known = self._known.get((kind, value["id"]))
        if known is None:
            return Piece(indented(item_lines(value), column))
        piece = known.piece
        if not is_same(known.old, value):
            text = self._item(known.node, known.start, kind, value, known.column)
            piece = Piece(text, piece.lead, piece.trail)
        lead = piece.lead.removeprefix(detached(piece.lead))
        return shifted(Piece(piece.text, lead, piece.trail), column - known.column)

    def _item(self, node: Node, start: int, kind: type[Value] | None, new: Any, column: int) -> str:
        """An item that has changed."""
        if node.kind == "mapping" and node.style == "block" and isinstance(new, dict):
            try:
                return self._mapping(node, start, kind, new)
            except UnusualError:
                pass
        if kind is not None and node.kind in ("scalar", "sequence"):
            new = short_form(kind, new)
        lines = list(item_lines(new))
        if node.style == "flow":
            flow = f"- {written_flow(new)}"
            lines = [flow] if len(flow) <= _MAX_FLOW else lines
        return indented(self._commented(lines, node, start), column)
