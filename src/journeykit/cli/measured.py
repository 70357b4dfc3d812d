"""The command that measures a map against a log of events."""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING

from journeykit.cli.files import read_journey, write_journey, write_text

if TYPE_CHECKING:
    from journeykit.analyzers import MeasuredJourney

__all__ = ["add_measure", "run_measure"]

_MAPS = (".yaml", ".yml", ".json", ".toml")


def add_measure(parser: argparse.ArgumentParser) -> None:
    """Say which arguments the command takes."""
    parser.set_defaults(run=run_measure)
    parser.add_argument("file", metavar="MAP", help="the journey; - for standard input")
    parser.add_argument(
        "log", metavar="LOG", help="the events: .csv, .parquet or .xes, gzipped or not"
    )
    for role, what in (
        ("customer", "who did it"), ("event", "what was done"), ("time", "when"),
        ("order", "what breaks ties of time"),
    ):  # fmt: skip
        parser.add_argument(f"--{role}", metavar="COLUMN", help=f"column of {what}")
    parser.add_argument(
        "--time-unit", choices=("s", "ms", "us", "ns"), help="what numbers as times count"
    )
    parser.add_argument(
        "--within", metavar="TIME",
        help="the longest time to go on from a touchpoint, such as 7d (default: any)",
    )  # fmt: skip
    parser.add_argument(
        "--until", metavar="DATE", help="when observation ended (default: the last event)"
    )
    personas = parser.add_mutually_exclusive_group()
    personas.add_argument(
        "--persona", metavar="ID", help="the persona to tell or draw besides all customers"
    )
    personas.add_argument(
        "--no-personas", action="store_true",
        help="measure all customers only, such as where the log lacks columns of a segment",
    )  # fmt: skip
    parser.add_argument(
        "--output", metavar="FILE",
        help="measured.svg, .md, ... for a picture or a document; .yaml, .json or .toml for the "
        "map with the figures written in (default: the figures as text)",
    )  # fmt: skip
    parser.add_argument("--view", metavar="KIND", help="map (default), flow, table, phases")
    parser.add_argument(
        "--format", default="text", choices=("text", "markdown", "json"),
        help="of what is printed without --output (default: text)",
    )  # fmt: skip


def run_measure(arguments: argparse.Namespace) -> int:
    """Say what a log of events tells of a map, draw it, or write it into the map."""
    from journeykit.analyzers import measure
    from journeykit.events import read_events
    from journeykit.renderers import render

    journey = read_journey(arguments.file, arguments.source_format)
    log = read_events(
        arguments.log, customer=arguments.customer, event=arguments.event, time=arguments.time,
        order=arguments.order, time_unit=arguments.time_unit,
    )  # fmt: skip
    persona: str | None = arguments.persona
    personas = () if arguments.no_personas else None if persona is None else (persona,)
    measured = measure(
        journey, log, within=arguments.within, until=arguments.until, personas=personas
    )
    output: str | None = arguments.output
    if output is None:
        write_text(_written(measured, arguments.format, persona, arguments.view), None)
        return 0
    if output.lower().endswith(_MAPS):
        write_journey(measured.journey, output, journey.origin, arguments.source_format)
    else:
        drawn = render(measured, output, kind=arguments.view, persona=persona)
        for loss in drawn.losses:
            print(f"{output}: {loss}", file=sys.stderr)
    print(output)
    return 0


def _written(measured: MeasuredJourney, format: str, persona: str | None, kind: str | None) -> str:
    if format == "markdown":
        from journeykit.renderers import to_markdown

        return to_markdown(measured, kind=kind or "table", persona=persona)
    if format == "json":
        rows = [dict(zip(measured.COLUMNS, row, strict=True)) for row in measured.rows()]
        return json.dumps(rows, indent=2, ensure_ascii=False)
    return measured.summary()
