"""A journey written onto an older YAML text of it, so that its author's hand survives.

What means the same as before is copied letter by letter: comments, order of
keys, quotes, anchors, short forms. What has changed is written anew in its
place. Entries are found again by key, items of lists by id, and else by their
position; an item that moves takes along the comment above it.

The result is read back. Should it not be the journey, as when an anchor was
changed for one of its aliases only, the aliases are written out first. Should
that not help either, the text is written anew below the comments at its top.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from attrs import evolve, frozen

from journeykit.errors import FormatError
from journeykit.io.convert import FILE_KEYS, converter, from_data, nested_fields, to_data
from journeykit.io.faults import Fault
from journeykit.io.source import Source
from journeykit.io.yaml.aliases import aliased, write_out
from journeykit.io.yaml.comments import comments, heading
from journeykit.io.yaml.nodes import Node, compose, value_of
from journeykit.io.yaml.pieces import (
    Block,
    Piece,
    UnusualError,
    cut,
    detached,
    end_of_line,
    join,
    shifted,
    unfold,
)
from journeykit.io.yaml.scalars import written, written_flow
from journeykit.io.yaml.write import entry_lines, item_lines, write
from journeykit.model import Emotion, Journey, Measurement, Touchpoint, Transition
from journeykit.model.element import Value

__all__ = ["merge"]

_MAX_FLOW = 80
# Each anchor that may stay is one more attempt.
_MAX_TRIED = 16
_COMMENT = re.compile(r"[ \t]+#.*")


def merge(journey: Journey, onto: str) -> tuple[str, str | None]:
    """Write a journey onto an older text.

    Args:
        journey: what the text is to say.
        onto: the older text.

    Returns:
        The new text, which loads as exactly the journey, and why comments of the
        older one were lost, or None where none was. Where the older text cannot
        be kept, the new one is fresh, below the comments at the top of the older.
    """
    source = Source(onto.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
    root: Node | None = None
    merged = reason = None
    if source.text.strip():
        try:
            root = compose(source)
        except FormatError as error:
            at = "" if error.line is None else f" (line {error.line})"
            reason = f"the older text cannot be read{at}: {error.message}"
        else:
            merged = _merged(journey, source, root)
            reason = "its layout is one that cannot be edited in place"
            if root.style != "block" or root.kind != "mapping":
                reason = "the older text is no mapping in block style"
    lost = None
    if merged is None:
        top = heading(source.text)
        merged = top + write(to_data(journey))
        if len(comments(source.text, root)) > len(comments(top, None)):
            lost = reason
    return merged.replace("\n", "\r\n") if "\r\n" in onto else merged, lost


def _merged(journey: Journey, source: Source, root: Node) -> str | None:
    """The new text, or None where nothing of the older one can be kept."""
    if root.kind != "mapping" or root.style != "block":
        return None
    merged = _attempt(journey, source, root)
    names = aliased(source, root) if merged is None else []
    if not names:
        return merged

    def without(gone: list[str]) -> str | None:
        try:
            text = Source(write_out(source, root, gone))
            return _attempt(journey, text, compose(text))
        except FormatError:
            return None

    # An anchor has changed for some of its aliases only: that one is written out.
    merged = without(names)
    gone = names
    for name in names[:_MAX_TRIED] if merged is not None else ():
        fewer = [each for each in gone if each != name]
        better = without(fewer) if fewer else None
        if better is not None:
            merged, gone = better, fewer
    return merged


def _attempt(journey: Journey, source: Source, root: Node) -> str | None:
    """What the merger makes of a text, where that is exactly the journey."""
    data = to_data(journey)
    try:
        merged = _Merger(source).document(root, data)
        again = Source(merged)
        back = from_data(value_of(compose(again), again))
    except (FormatError, UnusualError, Fault):
        return None
    return merged if back == journey and _same(to_data(back), data) else None


def _same(old: Any, new: Any) -> bool:
    """Whether two pieces of plain data are equal, types of figures included."""
    return bool(old == new) and json.dumps(old, sort_keys=True, default=str) == json.dumps(
        new, sort_keys=True, default=str
    )


def _short_form(kind: type[Value], new: Any) -> Any:
    """What may stand for an element that says no more: a text, a valence, a pair."""
    if not isinstance(new, dict):
        return new
    first, *others = new.values()
    if kind is Emotion:
        return first if list(new) == ["valence"] else new
    if kind is Transition:
        pair = dict(list(new.items())[:2])
        return [first, others[0]] if others and _canonical(kind, pair) == new else new
    if isinstance(first, list) and len(first) == 1:
        first = first[0]
    return first if isinstance(first, str) and _canonical(kind, first) == new else new


def _canonical(kind: type[Value] | None, raw: Any) -> Any:
    """How a part of a file would be written today, or as it is where it cannot be read."""
    if kind is None:
        return raw
    try:
        value = converter().structure(raw, kind)
    except Fault:
        return raw
    return converter().unstructure(value) if isinstance(value, kind) else raw


@frozen
class _Item:
    """An item of a list of elements, where it stands in the older text."""

    kind: type[Value]
    node: Node
    piece: Piece
    start: int
    column: int
    old: Any


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


class _Merger:
    def __init__(self, source: Source) -> None:
        self._source = source
        self._text = source.text
        self._known: dict[tuple[type[Value], str], _Item] = {}
        self._comments: list[tuple[int, str]] = []

    def document(self, root: Node, new: dict[str, Any]) -> str:
        self._comments = comments(self._text, root)
        raw = self._raw(root)
        body = {key: value for key, value in raw.items() if key not in FILE_KEYS}
        old = {**raw, **_canonical(Journey, body)}
        first = root.keys[0].start
        if self._text[self._text.rfind("\n", 0, first) + 1 : first].strip():
            raise UnusualError
        self._gather(root, Journey)
        # What heads the file is about the file, whichever entry comes first.
        block = cut(self._text, root, first)
        pieces = self._entries(root, first, Journey, old, new)
        line = self._text.rfind("\n", 0, first) + 1
        rest = self._text[end_of_line(self._text, root.end) + 1 :]
        return f"{self._text[:line]}{join(pieces, block.column)}\n{rest}"

    def _raw(self, node: Node) -> Any:
        return value_of(node, self._source)

    def _gather(self, node: Node, kind: type[Value]) -> None:
        """Note where every element stands, for those that move to another list."""
        for key, item in zip(node.keys, node.items, strict=True):
            nested = nested_fields(kind).get(key.value) if isinstance(key.value, str) else None
            if nested is None or item.kind != "sequence" or item.style != "block":
                continue
            try:
                block = cut(self._text, item, key.start)
            except UnusualError:
                continue
            for each, piece, start in zip(item.items, block.pieces, block.starts, strict=True):
                old = _canonical(nested.kind, self._raw(each))
                if isinstance(old, dict) and isinstance(old.get("id"), str):
                    found = _Item(nested.kind, each, piece, start, block.column, old)
                    self._known.setdefault((nested.kind, old["id"]), found)
                if each.kind == "mapping":
                    self._gather(each, nested.kind)

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
            elif _same(old.get(field), new[field]):
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
            made.append((field, _led(kept, left)))
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
            meant = _same(change.old.get(name), new[name])
            if meant and (name != "id" or _derives_id(change.kind, new)):
                continue
            before = set(order[:index])
            place = max((i + 1 for i, (field, _) in enumerate(made) if field in before), default=0)
            piece = Piece(_indented(entry_lines(name, new[name]), change.column))
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
                    return self._mapping(item, start, None, _figures(new), _figures(old))
                if isinstance(new, list) and len(new) == 1 and isinstance(new[0], dict):
                    return self._mapping(item, start, inner, new[0])
                if isinstance(new, list) and inner is not None:
                    return self._listed(item, start, inner, new)
            if item.style == "flow" and item.kind == "sequence" and isinstance(new, list):
                return self._unfolded(item, start, inner, old, new)
        except UnusualError:
            pass
        new = self._as_short(item, inner, new)
        if kind is Touchpoint and name == "emotion" and isinstance(new, list):
            name = "emotions"
        lines = list(entry_lines(name, new))
        if item.style in ("flow", "plain", "quoted") and isinstance(new, list | dict):
            flow = f"{written(name)}: {written_flow(new)}"
            if len(flow) <= _MAX_FLOW and (item.style == "flow" or inner is None):
                lines = [flow]
        return _indented(self._commented(lines, item, start), change.column)

    def _as_short(self, item: Node, kind: type[Value] | None, new: Any) -> Any:
        """A new value in the short form that the older one has, where it has one too."""
        if kind is None:
            return new
        if item.kind == "scalar" and item.style != "literal":
            one = _short_form(kind, new[0] if isinstance(new, list) and len(new) == 1 else new)
            return new if isinstance(one, dict) else one
        if item.style == "flow" and isinstance(new, list):
            if item.kind == "mapping" and kind is Measurement and "metric" not in item.names:
                return _figures_or_not(new)
            if any(each.target.kind != "mapping" for each in item.items):
                return [_short_form(kind, each) for each in new]
        return new

    def _mapping(
        self, item: Node, start: int, kind: type[Value] | None, new: Any, old: Any = None
    ) -> str:
        block = cut(self._text, item, start)
        if old is None:
            old = _canonical(kind, self._raw(item))
        pieces = self._entries(item, start, kind, old if isinstance(old, dict) else {}, new)
        if not pieces:
            raise UnusualError
        return join(pieces, block.column, block.head, inline=block.inline)

    def _listed(self, item: Node, start: int, kind: type[Value], new: list[Any]) -> str:
        """One element, now the item of a list in which there are others."""
        block = cut(self._text, item, start)
        old = _canonical(kind, self._raw(item))
        matches = _matches([old], new)
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
            old = [_canonical(kind, self._raw(item)) for item in node.items]
        matches = _matches(old, new)
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
            if not _same(old[match], value):
                text = self._item(node.items[match], block.starts[match], kind, value, block.column)
                piece = Piece(text, piece.lead, piece.trail)
            pieces.append(_led(piece, left[match]))
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
            return Piece(_indented(item_lines(value), column))
        piece = known.piece
        if not _same(known.old, value):
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
            new = _short_form(kind, new)
        lines = list(item_lines(new))
        if node.style == "flow":
            flow = f"- {written_flow(new)}"
            lines = [flow] if len(flow) <= _MAX_FLOW else lines
        return _indented(self._commented(lines, node, start), column)


def _figures(measurements: Any) -> dict[str, Any]:
    """Measurements as a mapping from metrics to their figures.

    Raises:
        UnusualError: if they say more than that.
    """
    figures = {each["metric"]: each.get("value") for each in measurements}
    more = any(set(each) - {"metric", "value"} for each in measurements)
    if more or len(figures) < len(measurements) or "metric" in figures:
        raise UnusualError
    return figures


def _figures_or_not(measurements: list[Any]) -> Any:
    try:
        return _figures(measurements)
    except UnusualError:
        return measurements


def _led(piece: Piece, lead: str) -> Piece:
    return Piece(piece.text, lead + piece.lead, piece.trail)


def _indented(lines: Any, column: int) -> str:
    """Lines from column 0 as the text of a piece: all but the first indented."""
    first, *rest = lines
    return "\n".join([first, *(" " * column + line if line else "" for line in rest)])


def _derives_id(kind: type[Value] | None, new: dict[str, Any]) -> bool:
    """Whether an element would get its id without saying it."""
    without = {name: value for name, value in new.items() if name not in ("id", *FILE_KEYS)}
    derived = _canonical(kind, without)
    return isinstance(derived, dict) and derived.get("id") == new.get("id")


def _matches(old: Sequence[Any], new: Sequence[Any]) -> list[int | None]:
    """For each new item of a list the old one that it was, or None.

    By id where there are ids, and else by being equal; what is left is matched by
    its position: an element only if it has the name of the one that stood there.
    """
    free: dict[str, list[int]] = {}
    for index in range(len(old) - 1, -1, -1):
        free.setdefault(_identity(old[index]), []).append(index)
    found: list[int | None] = []
    for item in new:
        same = free.get(_identity(item))
        found.append(same.pop() if same else None)
    taken = set(found)
    for index, item in enumerate(new):
        if found[index] is None and index < len(old) and index not in taken:
            before = old[index]
            if not (_has_id(item) or _has_id(before)) or _same(_first(before), _first(item)):
                found[index] = index
    return found


def _has_id(item: Any) -> bool:
    return isinstance(item, dict) and "id" in item


def _identity(item: Any) -> str:
    if _has_id(item):
        return json.dumps(["id", item["id"]], default=str)
    return json.dumps(item, sort_keys=True, default=str)


def _first(item: Any) -> Any:
    return next(iter(item.values()), None) if isinstance(item, dict) else item
