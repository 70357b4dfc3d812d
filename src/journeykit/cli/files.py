"""Journeys and texts, from and to files or the standard streams."""

from __future__ import annotations

import os
import sys

from journeykit.cli.settings import UsageError
from journeykit.errors import NotFoundError
from journeykit.model import Journey, Origin

__all__ = ["read_journey", "write_journey", "write_text"]


def read_journey(file: str, source_format: str | None) -> Journey:
    """A journey from a file, or from standard input for "-"."""
    from journeykit.io import load, loads

    if os.path.isdir(file):
        raise UsageError(f"{file!r} is a folder: name one of the journeys in it")
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


def write_journey(
    journey: Journey, output: str, like: Origin | None, source_format: str | None
) -> None:
    """Write a journey to a file, or to standard output for "-".

    Args:
        journey: the journey.
        output: the file; its ending says the format, or else the input does.
        like: where the journey came from; of YAML its comments stay in YAML.
        source_format: format of the input, where it was said.
    """
    from journeykit.io import dumps
    from journeykit.io.files import write_whole

    known = _format_of(output, source_format)
    onto = like.text if like and known == _format_of(like.file, source_format) == "yaml" else None
    text = dumps(journey, format=known, onto=onto)
    if output == "-":
        sys.stdout.write(text)
    else:
        write_whole(output, text.encode())


def _format_of(file: str | None, source_format: str | None) -> str:
    """The format of a file by its ending, or else that of the input; git's own have none."""
    from journeykit.io.registry import find_format

    if file in (None, "-", "<stdin>"):
        return source_format or "yaml"
    try:
        return find_format(None, file).name
    except NotFoundError:
        if source_format is None:
            raise
        return source_format
