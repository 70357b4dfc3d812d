"""Journeys and texts, from and to files or the standard streams."""

from __future__ import annotations

import sys

from journeykit.model import Journey

__all__ = ["read_journey", "write_text"]


def read_journey(file: str, source_format: str | None) -> Journey:
    """A journey from a file, or from standard input for "-"."""
    from journeykit.io import load, loads

    if file == "-":
        return loads(sys.stdin.buffer.read(), format=source_format or "yaml", file="<stdin>")
    return load(file, format=source_format)


def write_text(text: str, output: str | None) -> None:
    """Write a text to a file, whole or not at all, or to standard output for None."""
    if output is None:
        print(text.rstrip("\n"))
    else:
        from journeykit.io.files import write_whole

        write_whole(output, (text.rstrip("\n") + "\n").encode())
