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

from journeykit.errors import FormatError
from journeykit.io.convert import from_data, to_data
from journeykit.io.faults import Fault
from journeykit.io.source import Source
from journeykit.io.yaml.aliases import aliased, write_out
from journeykit.io.yaml.comments import comments, heading
from journeykit.io.yaml.edit import Editor
from journeykit.io.yaml.matching import is_same
from journeykit.io.yaml.nodes import Node, compose, value_of
from journeykit.io.yaml.pieces import UnusualError
from journeykit.io.yaml.write import write
from journeykit.model import Atlas, Journey

__all__ = ["write_onto"]

# Each anchor that may stay is one more attempt.
_MAX_TRIED = 16


def write_onto(journey: Journey | Atlas, onto: str) -> tuple[str, str | None]:
    """Write a journey onto an older text.

    Args:
        journey: what the text is to say; an atlas without journeys, of which the text
            holds what they share.
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


def _merged(journey: Journey | Atlas, source: Source, root: Node) -> str | None:
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


def _attempt(journey: Journey | Atlas, source: Source, root: Node) -> str | None:
    """What the editor makes of a text, where that is exactly the journey."""
    data = to_data(journey)
    try:
        merged = Editor(source).document(root, data)
        again = Source(merged)
        back = from_data(value_of(compose(again), again), type(journey))
    except (FormatError, UnusualError, Fault):
        return None
    return merged if back == journey and is_same(to_data(back), data) else None
