"""The commands about versions of a journey: what has changed, and two of them brought together."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from journeykit.cli.files import read_journey, write_journey, write_text
from journeykit.cli.settings import UsageError
from journeykit.diagnostics import Diagnostic, Location, Report, Severity
from journeykit.model import Journey

if TYPE_CHECKING:
    from journeykit.analyzers import JourneyDiff
    from journeykit.analyzers.changes import Change

__all__ = ["run_diff", "run_merge"]

_SAME, _OTHER = 0, 1
_SETTLE = "Nothing is written: change one of the two versions, or take a side with --prefer."


def run_diff(arguments: argparse.Namespace) -> int:
    """Say what has changed from one version of a journey to another."""
    from journeykit.analyzers import diff

    old, new = _versions((arguments.old, arguments.new), arguments.source_format)
    picture: str | None = arguments.output if arguments.format is None else None
    if arguments.view and picture is None:
        raise UsageError("--view is for pictures: give --output, and no --format")
    found = diff(old, new)
    if picture is not None:
        _draw(found, picture, arguments.view)
    else:
        write_text(_written(found, arguments.format or "text"), arguments.output)
    return _OTHER if found.items and arguments.exit_code else _SAME


def _draw(found: JourneyDiff, output: str, kind: str | None) -> None:
    from journeykit.renderers import render

    # Words are for a review; whoever asks for a picture wants to see the map.
    usual = "review" if output.endswith((".md", ".markdown")) else "map"
    for loss in render(found, output, kind=kind or usual).losses:
        print(f"{output}: {loss}", file=sys.stderr)
    print(output)


def _written(found: JourneyDiff, format: str) -> str:
    if format == "markdown":
        from journeykit.renderers import to_markdown

        return to_markdown(found, kind="review")
    if format == "json":
        rows = [dict(zip(found.COLUMNS, row, strict=True)) for row in found.rows()]
        return json.dumps(rows, indent=2, ensure_ascii=False, default=str)
    if format == "github":
        from journeykit.validators import reporters

        notes = tuple(_note(change, found.after) for change in found)
        return reporters.write(Report(title=found.title, diagnostics=notes), format="github")
    return found.summary(limit=len(found))


def _note(change: Change, after: Journey) -> Diagnostic:
    """A change as a finding, at its line in the later version."""
    origin = after.origin
    # What is gone has no line there.
    is_there = change.kind != "removed"
    at = origin.locate(change.path) if origin is not None and is_there else None
    line, column = at or (None, None)
    location = Location(file=origin.file if origin else None, line=line, column=column)
    return Diagnostic(
        rule=str(change.kind),
        code="",
        severity=Severity.INFO,
        message=change.line,
        location=location,
    )


def run_merge(arguments: argparse.Namespace) -> int:
    """Bring two versions of a journey together, or say what both have changed."""
    from journeykit.analyzers import merge

    files = (arguments.base, arguments.ours, arguments.theirs)
    merged = merge(*_versions(files, arguments.source_format))
    journey = merged.journey
    if journey is None and arguments.prefer is not None:
        journey = merged.resolve(arguments.prefer)
    if merged.conflicts:
        *told, _ = merged.summary(limit=len(merged.conflicts)).splitlines()
        settled = f"Taken from {arguments.prefer}." if journey else _SETTLE
        print("\n".join([*told, settled]), file=sys.stderr)
    if journey is None:
        return _OTHER
    # Silent, for git runs it in the middle of its own report.
    write_journey(journey, arguments.output, merged.ours.origin, arguments.source_format)
    return _SAME


def _versions(files: Sequence[str], source_format: str | None) -> list[Journey]:
    """The versions in some files; an empty file is a journey in which nothing is there yet.

    So git gives a version that there is not: as an empty file, or as the null device.
    """
    if files.count("-") > 1:
        raise UsageError("standard input can be one of the versions only")
    found = [None if _is_empty(file) else read_journey(file, source_format) for file in files]
    known = next((journey for journey in found if journey is not None), None)
    if known is None:
        raise UsageError("every version is an empty file: there is nothing to compare")
    return [Journey(known.title, id=known.id) if each is None else each for each in found]


def _is_empty(file: str) -> bool:
    return file != "-" and os.path.exists(file) and os.path.getsize(file) == 0
