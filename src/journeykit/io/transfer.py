"""Reading and writing journeys, whatever the format."""

from __future__ import annotations

import os
import warnings
from importlib import import_module
from pathlib import Path
from typing import Any

from journeykit.errors import FormatError, InvalidValueError
from journeykit.io.faults import Fault
from journeykit.io.files import write_whole
from journeykit.io.registry import FORMATS, FileFormat, find_format
from journeykit.io.source import Source, read_bytes
from journeykit.model.journey import Journey
from journeykit.model.origin import Origin

__all__ = ["CommentsLostWarning", "dump", "dumps", "load", "loads"]


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
    return _read(Source.decoded(read_bytes(path), os.fspath(path)), known)


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
    return _read(Source.decoded(text, file), known)


def dump(journey: Journey, path: str | os.PathLike[str], *, format: str | None = None) -> Path:
    """Write a journey to a file, whole or not at all.

    Onto a YAML file that is there, only what has changed is written: comments,
    the order of keys, anchors and quotes stay. A file that is not a YAML mapping
    has nothing to keep, and is replaced.

    Args:
        journey: the journey.
        path: where to.
        format: name of a format that is written; by default as the file's ending says.

    Returns:
        The path.

    Raises:
        NotFoundError: if there is no such format.
        InvalidValueError: if the format is only read.
    """
    known = _writable(find_format(format, path))
    onto = _existing(Path(path)) if known.name == "yaml" else None
    return write_whole(path, dumps(journey, format=known.name, onto=onto).encode())


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
    from journeykit.io.convert import to_data

    known = _writable(find_format(format))
    if onto is not None and known.name != "yaml":
        raise InvalidValueError(
            "dumps", "onto", expected=f"nothing for {known.name}, which has no comments",
            got=onto,
        )  # fmt: skip
    if onto is not None:
        return _onto(journey, onto, stacklevel=3)
    text: str = _module(known).write(to_data(journey))
    return text


def _onto(journey: Journey, onto: str, *, stacklevel: int) -> str:
    from journeykit.io.yaml.merge import merge

    text, lost = merge(journey, onto)
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


def _writable(known: FileFormat) -> FileFormat:
    if not known.writes:
        names = ", ".join(other.name for other in FORMATS if other.writes)
        raise InvalidValueError(
            "dump", "format", expected=f"a format that is written ({names})", got=known.name,
            hint="journeykit.render draws a journey in other formats",
        )  # fmt: skip
    return known


def _read(source: Source, known: FileFormat) -> Journey:
    module = _module(known)
    if known.name == "mermaid":
        journey: Journey = module.read(source)
        return journey
    from journeykit.io.convert import from_data

    data = module.read(source)
    origin = Origin(source.file, source.text, module.index)
    try:
        return from_data(data).replace(origin=origin)
    except Fault as fault:
        raise source.error(fault.message, at=origin.locate(fault.path), hint=fault.hint) from None


def _existing(path: Path) -> str | None:
    """The text of the file that is written onto, or None where nothing can be kept of it."""
    if not path.is_file():
        return None
    try:
        data = read_bytes(path)
        Source.decoded(data)
        return data.decode()
    except FormatError:
        return None
