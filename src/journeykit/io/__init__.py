"""Journeys to and from text.

Importing this loads no parser: each format brings its own on first use.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from journeykit.io.registry import FORMATS, FileFormat
from journeykit.model.journey import Journey

__all__ = ["FileFormat", "dump", "dumps", "formats", "load", "loads", "schema"]


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
    from journeykit.io import transfer

    return transfer.load(path, format=format)


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
    from journeykit.io import transfer

    return transfer.loads(text, format=format, file=file)


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
    from journeykit.io import transfer

    return transfer.dump(journey, path, format=format)


def dumps(journey: Journey, *, format: str = "yaml", onto: str | None = None) -> str:
    """Write a journey as text.

    The same journey gives the same text. What is read back from it is equal to
    the journey, without exception.

    Args:
        journey: the journey.
        format: name of a format that is written.
        onto: an older YAML text of the journey, of which comments, order, anchors
            and quotes are to stay.

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
    from journeykit.io import transfer

    return transfer.dumps(journey, format=format, onto=onto)


def formats() -> tuple[FileFormat, ...]:
    """The formats that journeys are read from and written to.

    Examples:
        >>> [format.name for format in formats() if format.writes]
        ['yaml', 'json']
    """
    return FORMATS


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of journey files, for editors and other tools.

    Examples:
        >>> schema()["$id"]
        'urn:journeykit:schema:1'
    """
    from journeykit.io import json_schema

    return json_schema.schema()
