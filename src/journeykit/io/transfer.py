"""Reading and writing journeys, whatever the format."""

from __future__ import annotations

import os
import re
import warnings
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar

from journeykit.errors import FormatError, InvalidValueError
from journeykit.io.faults import Fault
from journeykit.io.files import write_whole
from journeykit.io.registry import FORMATS, FileFormat, find_format
from journeykit.io.source import Source, read_bytes
from journeykit.model.atlas import Atlas
from journeykit.model.element import Value
from journeykit.model.journey import Journey
from journeykit.model.origin import Origin
from journeykit.model.text import slug

__all__ = [
    "CommentsLostWarning",
    "dump",
    "dumps",
    "load",
    "loads",
    "read_source",
    "writable",
    "write_text",
]

V = TypeVar("V", bound=Value)

_CONFLICT = re.compile(r"^<{7}(?: |$)", re.MULTILINE)


class CommentsLostWarning(UserWarning):
    """A journey was written onto an older text whose comments could not be kept."""


def load(path: str | os.PathLike[str], *, format: str | None = None) -> Journey:
    """Read a journey from a file.

    Args:
        path: the file.
        format: name of the format, one of `formats()`; by default as the file's
            ending says.

    Returns:
        The journey. Its `origin` knows on which line everything stands, and
        what the author should know of how the text was read.

    Raises:
        FormatError: if the file cannot be read as a journey, with line and column.
        NotFoundError: if there is no such file, or no such format.
    """
    known = _readable(find_format(format, path))
    return read_source(Source.decoded(read_bytes(path), os.fspath(path)), known, Journey)


def loads(text: str | bytes, *, format: str, file: str | None = None) -> Journey:
    r"""Read a journey from text.

    Args:
        text: the text, or its bytes in UTF-8.
        format: name of the format, one of `formats()`.
        file: name of the file that errors and findings should mention.

    Raises:
        FormatError: if the text cannot be read as a journey, with line and column.
        NotFoundError: if there is no such format.

    Examples:
        >>> journey = loads("title: Buy a bike\nphases: [Awareness, Purchase]", format="yaml")
        >>> [phase.name for phase in journey.phases]
        ['Awareness', 'Purchase']
    """
    known = _readable(find_format(format))
    return read_source(Source.decoded(text, file), known, Journey)


def dump(journey: Journey, path: str | os.PathLike[str], *, format: str | None = None) -> Path:
    """Write a journey to a file, whole or not at all.

    Onto a YAML file that is there, only what has changed is written: comments,
    the order of keys, anchors and quotes stay. Of a file of another journey (one
    with another id; or without an id, another title and other touchpoints)
    nothing stays. Where comments are lost, a `CommentsLostWarning` says so.

    A YAML file that is there and cannot be read, or is no journey (it has no
    `title`), is not written over. An empty one is, and one of comments only,
    which stay. A file of another format is replaced.

    Args:
        journey: the journey.
        path: where to.
        format: name of a format that is written; by default as the file's ending says.

    Returns:
        The path.

    Raises:
        NotFoundError: if there is no such format.
        InvalidValueError: if the format is only read.
        FormatError: if there is a YAML file that is no journey; it stays as it is.
    """
    known = writable(find_format(format, path))
    onto = _existing(path) if known.name == "yaml" else None
    if onto is not None and _is_of(onto, journey):
        text = _onto(journey, onto, stacklevel=3)
    else:
        text = dumps(journey, format=known.name)
        if onto is not None and _has_comments(onto):
            _warn("the file was of another journey", stacklevel=3)
    return write_whole(path, text.encode())


def dumps(journey: Journey, *, format: str = "yaml", onto: str | None = None) -> str:
    """Write a journey as text.

    The same journey gives the same text. What is read back from it is equal to
    the journey, without exception.

    Args:
        journey: the journey.
        format: name of a format that is written.
        onto: an older YAML text of the journey, of which comments, order, anchors
            and quotes are to stay. Where that cannot be, the comments at its top
            stay, and a `CommentsLostWarning` says what was lost and why.

    Raises:
        NotFoundError: if there is no such format.
        InvalidValueError: if the format is only read, or `onto` is given for JSON.

    Examples:
        >>> print(dumps(Journey("Buy a bike", ["Awareness"])), end="")
        journeykit: 1
        title: Buy a bike
        id: buy-a-bike
        phases:
          - name: Awareness
            id: awareness
    """
    known = writable(find_format(format))
    if onto is not None and known.name != "yaml":
        raise InvalidValueError(
            "dumps", "onto", expected=f"nothing for {known.name}, which has no comments",
            got=onto,
        )  # fmt: skip
    if onto is not None:
        return _onto(journey, onto, stacklevel=3)
    return write_text(journey, known)


def write_text(value: Journey | Atlas, known: FileFormat) -> str:
    """Write a journey, or what the journeys of an atlas share, in a format that is written."""
    from journeykit.io.convert import to_data

    text: str = _module(known).write(to_data(value))
    return text


def _onto(journey: Journey, onto: str, *, stacklevel: int) -> str:
    from journeykit.io.yaml.merge import write_onto

    text, lost = write_onto(journey, onto)
    if lost is not None:
        _warn(lost, stacklevel=stacklevel + 1)
    return text


def _warn(reason: str, *, stacklevel: int) -> None:
    warnings.warn(
        f"comments of the older text were lost: {reason}", CommentsLostWarning, stacklevel
    )


def _module(known: FileFormat) -> Any:
    # Each format loads what it needs, and only when it is used.
    return import_module(f"journeykit.io.{known.name}")


def _readable(known: FileFormat) -> FileFormat:
    if not known.reads:
        names = ", ".join(other.name for other in FORMATS if other.reads)
        raise InvalidValueError(
            "load", "format", expected=f"a format that is read ({names})", got=known.name
        )
    return known


def writable(known: FileFormat) -> FileFormat:
    """The format itself, where it is one that is written.

    Raises:
        InvalidValueError: if it is not.
    """
    if not known.writes:
        names = ", ".join(other.name for other in FORMATS if other.writes)
        suffixes = " or ".join(other.suffixes[0] for other in FORMATS if other.writes)
        raise InvalidValueError(
            "file format", "", expected=f"one that is written ({names})", got=known.name,
            hint=f"{known.name} is only read here: write to a file that ends in {suffixes}; "
            "journeykit.render draws a journey in other formats",
        )  # fmt: skip
    return known


def read_source(source: Source, known: FileFormat, kind: type[V]) -> V:
    """Read a text as a journey, or as what the journeys of an atlas share.

    Args:
        source: the text.
        known: its format.
        kind: `Journey` or `Atlas`; a Mermaid diagram is always a journey.

    Raises:
        FormatError: if it cannot be read so, with line and column.
    """
    try:
        return _parsed(source, known, kind)
    except FormatError:
        conflict = _CONFLICT.search(source.text)
        if conflict is None or "\n=======\n" not in source.text:
            raise
    raise source.error(
        "a conflict of two versions of the file, which Git has left unsolved, starts here",
        offset=conflict.start(),
        hint="keep one version, or what is right of both, and take out the lines that start "
        "with <<<<<<<, ======= and >>>>>>>",
    )


def _parsed(source: Source, known: FileFormat, kind: type[V]) -> V:
    module = _module(known)
    if known.name == "mermaid":
        diagram: V = module.read(source)
        return diagram
    from journeykit.io.convert import from_data

    data = module.read(source)
    origin = Origin(source.file, source.text, module.index)
    try:
        made = from_data(data, kind)
    except Fault as fault:
        raise source.error(fault.message, at=origin.locate(fault.path), hint=fault.hint) from None
    # It is still being made: `replace` would convert and check every field once more.
    object.__setattr__(made, "origin", origin)
    return made


def _existing(path: str | os.PathLike[str]) -> str | None:
    """The text of the YAML file that is written onto, or None where there is none.

    Raises:
        FormatError: if the file is there and holds something other than a journey.
    """
    if not Path(path).is_file():
        return None
    from journeykit.io.yaml import read
    from journeykit.io.yaml.comments import is_idle

    name = os.fspath(path)
    try:
        content = read_bytes(path)
        if not content.removeprefix(b"\xef\xbb\xbf").strip():
            return None
        source = Source.decoded(content, name)
        if is_idle(source.text):
            return content.decode()
        data = read(source)
    except FormatError as error:
        raise _kept(
            f"the file is there, and is not written over, for it cannot be read: {error.message}",
            error,
        ) from None
    if isinstance(data, dict) and "title" in data:
        return content.decode()
    what = "it has no `title`" if isinstance(data, dict) else "it holds no mapping"
    raise _kept(
        f"the file is there, and is not written over, for it is no journey: {what}",
        source.error("", at=(1, 1)),
    )


def _kept(message: str, error: FormatError) -> FormatError:
    return FormatError(
        message, file=error.file, line=error.line, column=error.column, excerpt=error.excerpt,
        hint="mend, move or remove it first; or write the text of `dumps` there yourself",
    )  # fmt: skip


def _is_of(onto: str, journey: Journey) -> bool:
    """Whether a text is of this journey, judged by ids, or of none."""
    from journeykit.io.yaml import read
    from journeykit.io.yaml.comments import is_idle

    source = Source.decoded(onto)
    if is_idle(source.text):
        return True
    data = read(source)
    if data.get("id") is not None:
        return bool(data["id"] == journey.id)
    return _id_of(data, "title") == journey.id or not _touchpoint_ids(data).isdisjoint(
        touchpoint.id for touchpoint in journey.touchpoints
    )


def _has_comments(onto: str) -> bool:
    from journeykit.io.yaml.comments import comments
    from journeykit.io.yaml.nodes import compose

    source = Source.decoded(onto)
    return bool(comments(source.text, compose(source)))


def _touchpoint_ids(data: dict[Any, Any]) -> set[str | None]:
    """The ids of touchpoints in plain data, which need not be a sound journey."""
    found = set()
    for phase in _items(data.get("phases")):
        for touchpoint in _items(phase.get("touchpoints") if isinstance(phase, dict) else None):
            found.add(_id_of(touchpoint, "name"))
    return found - {None}


def _items(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _id_of(value: Any, key: str) -> str | None:
    name = value
    if isinstance(value, dict):
        if isinstance(value.get("id"), str):
            return str(value["id"])
        name = value.get(key)
    return slug(name) if isinstance(name, str) else None
