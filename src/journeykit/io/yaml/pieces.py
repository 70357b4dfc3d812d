"""YAML blocks cut into pieces that can be kept, moved and dropped with their comments.

A piece is one entry of a mapping or one item of a list as its author wrote it:
the comments above it, its lines, and the comments below that are indented
further and so belong to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from attrs import define, evolve

from journeykit.io.yaml.nodes import Node

__all__ = [
    "Block",
    "Piece",
    "UnusualError",
    "cut",
    "detached",
    "end_of_line",
    "indented",
    "join",
    "led",
    "shifted",
    "unfold",
]

_IDLE = re.compile(r"[ \t]*(?:#.*)?")


class UnusualError(Exception):
    """A block is laid out in a way that cannot be cut into lines."""


@define
class Piece:
    """An entry or an item, as it is written.

    Attributes:
        text: from its first character to the end of its last line; the first line
            without its indentation, the others with it.
        lead: whole lines of comments and blanks above it.
        trail: whole lines of comments below it that are indented further.
    """

    text: str
    lead: str = ""
    trail: str = ""


@define
class Block:
    """A block mapping or list, cut.

    Attributes:
        column: the column, from 0, in which its entries start.
        head: what stands before the first entry: `key:` or `-`, and what follows it there.
        inline: whether the first entry stands on the line of the head.
        starts: the offset of each entry.
        pieces: the entries.
    """

    column: int
    head: str
    inline: bool
    starts: list[int]
    pieces: list[Piece]


def end_of_line(text: str, at: int) -> int:
    """Offset of the end of the line in which a character stands."""
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def cut(text: str, node: Node, start: int) -> Block:
    """Cut a block into pieces.

    Args:
        text: the whole YAML text.
        node: a block mapping or block sequence with at least one entry.
        start: offset of what holds it: its key, or the dash in front of it.

    Raises:
        UnusualError: if its entries do not each start on a line of their own.
    """
    starts = _starts(text, node)
    first = starts[0]
    column = first - _line_start(text, first)
    newline = text.find("\n", start, first)
    inline = newline < 0
    head = text[start:first] if inline else text[start:newline]
    gap = "" if inline else text[newline + 1 : _line_start(text, first)]
    pieces: list[Piece] = []
    for place, item in zip(starts, node.items, strict=True):
        # The first entry is a key in the second place on its line, behind a dash.
        own_line = not text[_line_start(text, place) : place].strip()
        if not _is_idle(gap) or not (own_line or (inline and place == first)):
            raise UnusualError
        trail, lead = _split(gap, column) if pieces else ("", gap)
        if pieces:
            pieces[-1].trail = trail
        end = end_of_line(text, max(place, item.end))
        pieces.append(Piece(text[place:end], lead))
        following = starts[len(pieces)] if len(pieces) < len(starts) else None
        gap = "" if following is None else text[end + 1 : _line_start(text, following)]
    return Block(column, head, inline, starts, pieces)


_BEHIND = re.compile(r"[ \t]*,?[ \t]*(?P<comment>#.*)?")
_CLOSED = re.compile(r"[ \t]*,?[ \t]*\][ \t]*(?P<comment>#.*)?")


def unfold(text: str, node: Node, start: int, column: int) -> Block:
    """Lay out a list in brackets, with comments on its lines, as a block.

    Args:
        text: the whole YAML text.
        node: a flow sequence with at least one item.
        start: offset of the key that holds it.
        column: the column, from 0, in which its items are to start.

    Raises:
        UnusualError: if there are no comments in it, or an item has several lines.
    """
    inside = text[node.start : node.end]
    opening = end_of_line(text, node.start)
    head = re.fullmatch(r"\[[ \t]*(?P<comment>#.*)?", text[node.start : opening])
    if "#" not in inside or head is None or not node.items:
        raise UnusualError
    comment = f" {head['comment']}" if head["comment"] else ""
    pieces: list[Piece] = []
    at = opening + 1
    for item, following in zip(node.items, [*node.items[1:], None], strict=True):
        line, end = _line_start(text, item.start), end_of_line(text, item.end)
        if at > line:
            # Not the first of its line.
            lead = ""
        elif text[line : item.start].strip() or not _is_idle(text[at:line]):
            raise UnusualError
        else:
            lead = _aligned(text[at:line], column)
        if following is not None and following.start < end:
            end = following.start
        behind = text[item.end : end]
        found = _BEHIND.fullmatch(behind) or _CLOSED.fullmatch(behind)
        written = text[item.start : item.end]
        if not found or "\n" in written:
            raise UnusualError
        tail = f" {found['comment']}" if found["comment"] else ""
        pieces.append(Piece(f"- {written}{tail}", lead))
        at = end + 1
    if at <= node.end:
        line = _line_start(text, node.end)
        closing = _CLOSED.fullmatch(text[line : end_of_line(text, node.end)])
        if closing is None or not _is_idle(text[at:line]):
            raise UnusualError
        pieces[-1].trail = _aligned(text[at:line], column)
        comment += f" {closing['comment']}" if closing["comment"] else ""
    starts = [item.start for item in node.items]
    key = text[start : node.start].rstrip()
    return Block(column, key + comment, False, starts, pieces)


def _aligned(lines: str, column: int) -> str:
    """Whole lines of comments, in one column."""
    return "".join(
        " " * column + line.lstrip() if line.strip() else line
        for line in lines.splitlines(keepends=True)
    )


def _starts(text: str, node: Node) -> list[int]:
    if node.kind == "mapping":
        for key in node.keys:
            if text[_line_start(text, key.start) : key.start].rstrip().endswith("?"):
                raise UnusualError
        return [key.start for key in node.keys]
    column = node.start - _line_start(text, node.start)
    if text[node.start] != "-":
        # An anchor or a tag comes before the list.
        dash = re.compile(r"^[ \t]*-(?=\s)", re.MULTILINE).search(text, node.start)
        if dash is None:
            raise UnusualError
        column = dash.end() - 1 - _line_start(text, dash.end() - 1)
    return [_dash(text, item.start, column) for item in node.items]


def _dash(text: str, at: int, column: int) -> int:
    """The dash of an item: in its column, on the item's line or above it."""
    line = _line_start(text, at)
    while True:
        place = line + column
        if text[place : place + 1] == "-" and place <= at and "\n" not in text[line:place]:
            return place
        if line == 0:
            raise UnusualError
        line = _line_start(text, line - 1)


def _is_idle(lines: str) -> bool:
    return all(_IDLE.fullmatch(line) for line in lines.split("\n"))


def _split(gap: str, column: int) -> tuple[str, str]:
    """What of the lines between two entries belongs to the first: comments further in."""
    end = at = 0
    for line in gap.splitlines(keepends=True):
        at += len(line)
        if line.strip():
            if len(line) - len(line.lstrip()) <= column:
                break
            end = at
    return gap[:end], gap[end:]


def detached(lead: str) -> str:
    """The part of a lead that an empty line parts from what is below it.

    It speaks of more than one entry, and stays when the entry goes.
    """
    lines = lead.splitlines(keepends=True)
    for index in range(len(lines) - 1, -1, -1):
        if not lines[index].strip():
            kept = "".join(lines[: index + 1])
            return kept if kept.strip() else ""
    return ""


def join(pieces: list[Piece], column: int, head: str = "", *, inline: bool = False) -> str:
    """Put pieces together below or behind a head, without the last line end."""
    if inline and not pieces[0].lead:
        first, rest = head + pieces[0].text + _trail(pieces[0]), pieces[1:]
        return "\n".join([first, *(_whole(piece, column) for piece in rest)])
    lines = [_whole(piece, column) for piece in pieces]
    return "\n".join([head.rstrip() if inline else head, *lines]) if head else "\n".join(lines)


def _whole(piece: Piece, column: int) -> str:
    return f"{piece.lead}{' ' * column}{piece.text}{_trail(piece)}"


def _trail(piece: Piece) -> str:
    return "\n" + piece.trail.removesuffix("\n") if piece.trail else ""


def shifted(piece: Piece, by: int) -> Piece:
    """The piece indented further, or less."""
    if not by:
        return piece
    first, newline, rest = piece.text.partition("\n")
    return evolve(
        piece,
        text=first + newline + _shift(rest, by),
        lead=_shift(piece.lead, by),
        trail=_shift(piece.trail, by),
    )


def _shift(lines: str, by: int) -> str:
    def shift(line: str) -> str:
        if not line.strip():
            return line
        blanks = len(line) - len(line.lstrip(" "))
        return " " * max(0, blanks + by) + line[blanks:]

    return "".join(shift(line) for line in re.split(r"(?<=\n)", lines))


def led(piece: Piece, lead: str) -> Piece:
    """A piece with further lines above its own lead."""
    return Piece(piece.text, lead + piece.lead, piece.trail)


def indented(lines: Iterable[str], column: int) -> str:
    """Lines from column 0 as the text of a piece: all but the first indented."""
    first, *rest = lines
    return "\n".join([first, *(" " * column + line if line else "" for line in rest)])
