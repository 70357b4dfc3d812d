"""The command that says what the journeys of a folder have in common."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from journeykit.cli.files import write_text
from journeykit.cli.settings import UsageError

__all__ = ["add_atlas", "run_atlas"]


def add_atlas(parser: argparse.ArgumentParser) -> None:
    """Say which arguments the command takes."""
    parser.set_defaults(run=run_atlas)
    parser.add_argument("folder", metavar="FOLDER", help="the journeys, one file each")
    parser.add_argument(
        "--view", choices=("matrix", "table", "tree", "similar"),
        help="only this: journeys by what they have, the same as a list, which journey opens into "
        "which, pain points that may be the same (default: all, as text)",
    )  # fmt: skip
    parser.add_argument(
        "--of", metavar="KIND",
        help="for a drawn or printed matrix or table: channel, persona, 'pain point', opportunity, "
        "metric",
    )  # fmt: skip
    parser.add_argument("--output", metavar="FILE", help="draw it there: atlas.svg, atlas.md, ...")
    parser.add_argument(
        "--format", default="text", choices=("text", "markdown", "json"),
        help="of what is printed without --output (default: text)",
    )  # fmt: skip


def run_atlas(arguments: argparse.Namespace) -> int:
    """Say what journeys have in common, or draw it."""
    from journeykit.analyzers import cross_reference, journey_tree, similar_pain_points
    from journeykit.io import load_atlas
    from journeykit.renderers import render, to_markdown

    view: str | None = arguments.view
    shown = arguments.output is not None or arguments.format == "markdown"
    if arguments.of is not None and (view in ("tree", "similar") or not shown):
        raise UsageError(
            "--of says what a matrix or table shows: with --output or --format markdown only"
        )
    atlas = load_atlas(arguments.folder)
    results: list[Any] = []
    if view in (None, "matrix", "table"):
        results.append(cross_reference(atlas))
    if view == "tree" or (view is None and atlas.links):
        results.append(journey_tree(atlas))
    if view in (None, "similar"):
        results.append(similar_pain_points(atlas))
    kind = "table" if view == "similar" else view
    options = {} if arguments.of is None else {"of": arguments.of}
    if arguments.output is not None:
        drawn = render(results[0], arguments.output, kind=kind, **options)
        for loss in drawn.losses:
            print(f"{arguments.output}: {loss}", file=sys.stderr)
        print(arguments.output)
    elif arguments.format == "markdown":
        parts = [to_markdown(results[0], kind=kind, **options), *map(to_markdown, results[1:])]
        write_text("\n".join(parts), None)
    elif arguments.format == "json":
        found = {type(result).__name__: _rows(result) for result in results}
        write_text(json.dumps(found, indent=2, ensure_ascii=False), None)
    else:
        write_text("\n\n".join(result.summary() for result in results), None)
    return 0


def _rows(result: Any) -> list[dict[str, Any]]:
    return [dict(zip(result.COLUMNS, row, strict=True)) for row in result.rows()]
