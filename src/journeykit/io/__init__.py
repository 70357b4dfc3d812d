"""Journeys to and from text.

Importing this loads no parser: each format brings its own on first use.
"""

from __future__ import annotations

from typing import Any

from journeykit.io.atlas import BrokenFilesError, dump_atlas, load_atlas
from journeykit.io.registry import FORMATS, FileFormat
from journeykit.io.transfer import CommentsLostWarning, dump, dumps, load, loads

__all__ = [
    "BrokenFilesError",
    "CommentsLostWarning",
    "FileFormat",
    "dump",
    "dump_atlas",
    "dumps",
    "formats",
    "load",
    "load_atlas",
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


def schema(of: str = "journey") -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of files, for editors and other tools.

    Args:
        of: "journey", or "atlas" for the file of what journeys share.

    Raises:
        NotFoundError: if there is no such file.

    Examples:
        >>> schema()["$id"], schema("atlas")["$id"]
        ('urn:journeykit:schema:1', 'urn:journeykit:schema:atlas:1')
    """
    from journeykit.errors import NotFoundError
    from journeykit.io import json_schema
    from journeykit.model import Atlas, Journey

    kinds: dict[str, type[Journey | Atlas]] = {"journey": Journey, "atlas": Atlas}
    if of not in kinds:
        raise NotFoundError("schema of a file named", of, kinds)
    return json_schema.schema(kinds[of])
