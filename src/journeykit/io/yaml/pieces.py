"""YAML blocks cut into pieces that can be kept, moved and dropped with their comments.

A piece is one entry of a mapping or one item of a list as its author wrote it:
the comments above it, its lines, and the comments below that are indented
further and so belong to it.
"""

from __future__ import annotations

import re

from attrs import define, evolve

from journeykit.io.yaml.nodes import Node

__all__ = ["Block", "Piece", "UnusualError", "cut", "detached", "end_of_line", "join", "shifted"]

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
