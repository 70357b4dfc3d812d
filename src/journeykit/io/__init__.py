"""Journeys to and from text.

Importing this loads no parser: each format brings its own on first use.
"""

from __future__ import annotations

from typing import Any

from journeykit.io.registry import FORMATS, FileFormat
from journeykit.io.transfer import CommentsLostWarning, dump, dumps, load, loads

__all__ = [
    "CommentsLostWarning",
    "FileFormat",
    "dump",
    "dumps",
    "formats",
    "load",
    "loads",
    "schema",
]


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
