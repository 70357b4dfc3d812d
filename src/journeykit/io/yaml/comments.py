"""Where the comments of a YAML text stand."""

from __future__ import annotations

import re

from journeykit.io.yaml.nodes import Node

__all__ = ["comments", "heading", "is_idle"]

_COMMENT = re.compile(r"(?:^|(?<=[ \t]))#.*", re.MULTILINE)
_HEAD = re.compile(r"[ \t]*(?:#.*)?|---[ \t]*|%.*")


def comments(text: str, root: Node | None) -> list[tuple[int, str]]:
    """The comments of a text, each with its offset.

    Args:
        text: the text, with line ends of one character.
        root: what it says; for a text that cannot be read, a sign within a text
            may be taken for a comment.
    """
    texts = [] if root is None else _texts(root)
    found = []
    index = 0
    for comment in _COMMENT.finditer(text):
        at = comment.start()
        while index < len(texts) and texts[index][1] <= at:
            index += 1
        if index == len(texts) or at < texts[index][0]:
            found.append((at, comment[0].rstrip()))
        elif texts[index][2]:
            # The header of a text of several lines may have one behind it.
            header = text.find("\n", texts[index][0])
            if at < header:
                found.append((at, comment[0].rstrip()))
    return found


def _texts(root: Node) -> list[tuple[int, int, bool]]:
    """Start and end of every scalar, in order, and whether it is a literal one."""
    found = []
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if node.kind == "scalar":
            found.append((node.start, node.end, node.style == "literal"))
        elif node.kind != "alias":
            waiting += node.keys + node.items
    return sorted(found)


def heading(text: str) -> str:
    """The comments at the top of a text, with the empty lines between them."""
    kept = []
    for line in text.splitlines():
        if not _HEAD.fullmatch(line):
            break
        if not line.startswith(("---", "%")):
            kept.append(line.rstrip())
    lines = "\n".join(kept).strip("\n")
    return f"{lines}\n" if lines else ""


def is_idle(text: str) -> bool:
    """Whether a text holds comments and empty lines only."""
    return all(_HEAD.fullmatch(line) for line in text.splitlines())
