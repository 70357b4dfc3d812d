"""The formats that journeys are read from and written to."""

from __future__ import annotations

import os
from pathlib import Path

from attrs import field, frozen

from journeykit.errors import NotFoundError
from journeykit.model.element import Value

__all__ = ["FORMATS", "FileFormat", "find_format"]


@frozen(kw_only=True, repr=False)
class FileFormat(Value):
    """A format for journeys in files.

    Attributes:
        name: what it is called, such as "yaml".
        suffixes: endings of its files, the usual one first.
        reads: whether journeys are read from it.
        writes: whether journeys are written to it.
        description: what it is good for, in a line.
    """

    name: str = field(kw_only=False)
    suffixes: tuple[str, ...]
    reads: bool = True
    writes: bool = False
    description: str


FORMATS: tuple[FileFormat, ...] = (
    FileFormat(
        "yaml",
        suffixes=(".yaml", ".yml"),
        writes=True,
        description="YAML 1.2, for people; comments survive an edit",
    ),
    FileFormat(
        "json",
        suffixes=(".json",),
        writes=True,
        description="JSON, for machines; the fastest to read",
    ),
    FileFormat(
        "toml",
        suffixes=(".toml",),
        description="TOML 1.0",
    ),
    FileFormat(
        "mermaid",
        suffixes=(".mmd", ".mermaid", ".md"),
        description="a Mermaid journey diagram, alone or as a block of a Markdown file",
    ),
)


def find_format(name: str | None, path: str | os.PathLike[str] | None = None) -> FileFormat:
    """The format of this name, or else of this path's ending.

    Raises:
        NotFoundError: if there is none.
    """
    if name is not None:
        for known in FORMATS:
            if known.name == name:
                return known
        raise NotFoundError("file format", name, [known.name for known in FORMATS])
    suffix = Path(path or "").suffix.lower()
    for known in FORMATS:
        if suffix in known.suffixes:
            return known
    suffixes = [suffix for known in FORMATS for suffix in known.suffixes]
    raise NotFoundError("format named, and none known by the ending", suffix, suffixes)
