"""What the command line understands."""

from __future__ import annotations

import argparse
from datetime import date

from journeykit import __version__
from journeykit.cli import atlas, commands, measured, versions

__all__ = ["make_parser"]


def make_parser() -> argparse.ArgumentParser:
    """The parser of the command line, with a function to run for each command."""
    parser = argparse.ArgumentParser(
        prog="journeykit", description="Customer journey maps: check, draw, analyse, convert."
    )
    parser.add_argument("--version", action="version", version=f"journeykit {__version__}")
    parser.set_defaults(run=None, command=parser)
    verbs = parser.add_subparsers(title="commands", metavar="COMMAND")

    check = verbs.add_parser("check", help="say what is wrong with journeys")
    check.set_defaults(run=commands.run_check)
    check.add_argument(
        "files", nargs="+", metavar="FILE",
        help="journeys, or a folder of those that belong together; - for standard input",
    )  # fmt: skip
    check.add_argument(
        "--select", action="append", default=[], metavar="RULES",
        help="run only these: names, codes, topics, 'all', 'recommended'; by commas",
    )  # fmt: skip
    check.add_argument(
        "--ignore", action="append", default=[], metavar="RULES", help="leave these out; by commas"
    )
    check.add_argument(
        "--option", action="append", default=[], metavar="RULE.NAME=VALUE", help="set up a rule"
    )
    check.add_argument(
        "--format", default="text", choices=("text", "json", "sarif", "github"),
        help="how to report (default: text)",
    )  # fmt: skip
    check.add_argument("--output", metavar="FILE", help="write the report there")
    check.add_argument(
        "--fail-on", default="error", choices=("error", "warning", "info", "never"),
        help="the mildest finding that makes the exit code 1 (default: error)",
    )  # fmt: skip
    check.add_argument(
        "--today", type=_date, metavar="DATE", help="the day to judge dates by (default: today)"
    )
    check.add_argument("--verbose", action="store_true", help="list what was skipped and why")
    _from(check)

    render = verbs.add_parser("render", help="draw a journey")
    render.set_defaults(run=commands.run_render)
    render.add_argument("file", metavar="FILE")
    render.add_argument(
        "outputs", nargs="+", metavar="OUTPUT", help="map.svg, map.md, ...; - for standard output"
    )
    render.add_argument(
        "--view", metavar="KIND",
        help="map, blueprint, change, flow, concepts, by-persona, cards, personas, plan, "
        "timeline, before-after, ...",
    )  # fmt: skip
    render.add_argument(
        "--only", action="append", default=[], metavar="PART=IDS",
        help="show only these phases, touchpoints, personas, channels or lanes, such as "
        "phases=purchase,use; or pain points from a severity on, severity=workaround",
    )  # fmt: skip
    render.add_argument(
        "--to", metavar="FILE", help="the journey to compare with, for change and before-after"
    )
    render.add_argument("--today", type=_date, metavar="DATE", help="the day to mark in a timeline")
    render.add_argument(
        "--of", metavar="ANALYSIS", help="draw what an analysis tells: drop-off, feelings, ..."
    )
    render.add_argument("--format", metavar="NAME", help="see `journeykit formats`")
    render.add_argument(
        "--option", action="append", default=[], metavar="NAME=VALUE",
        help="set up the format, such as dpi=90 or max_width=1190",
    )  # fmt: skip
    render.add_argument(
        "--theme", default="light", choices=("light", "dark", "print"), help="(default: light)"
    )
    _from(render)

    analyze = verbs.add_parser("analyze", help="say what a journey tells")
    analyze.set_defaults(run=commands.run_analyze)
    analyze.add_argument("file", metavar="FILE", nargs="?")
    analyze.add_argument("names", nargs="*", metavar="ANALYSIS", help="which (default: all)")
    analyze.add_argument("--list", action="store_true", help="list the analyses")
    analyze.add_argument(
        "--format", default="text", choices=("text", "markdown", "json"), help="(default: text)"
    )
    _from(analyze)

    measure = verbs.add_parser("measure", help="measure a journey against a log of events")
    measured.add_measure(measure)
    _from(measure)

    diff = verbs.add_parser("diff", help="say what has changed between two versions of a journey")
    diff.set_defaults(run=versions.run_diff)
    diff.add_argument("old", metavar="OLD", help="the earlier version; - for standard input")
    diff.add_argument("new", metavar="NEW", help="the later version; - for standard input")
    diff.add_argument(
        "--format", choices=("text", "markdown", "json", "github"),
        help="how to tell it (default: text); github: notices of GitHub Actions",
    )  # fmt: skip
    diff.add_argument(
        "--output", metavar="FILE",
        help="write it there; without --format a picture or a document by its ending, such as "
        "changes.svg or changes.md",
    )  # fmt: skip
    diff.add_argument(
        "--view", choices=("map", "review"),
        help="what to draw: the map with its changes (default), or a table of them (of Markdown)",
    )  # fmt: skip
    diff.add_argument("--exit-code", action="store_true", help="exit with 1 if there are changes")
    _from(diff)

    merge = verbs.add_parser("merge", help="bring two versions of a journey together")
    merge.set_defaults(run=versions.run_merge)
    merge.add_argument("base", metavar="BASE", help="the version that both started from")
    merge.add_argument("ours", metavar="OURS", help="one version, the comments of which stay")
    merge.add_argument("theirs", metavar="THEIRS", help="the other version")
    merge.add_argument(
        "-o", "--output", default="-", metavar="FILE",
        help="where to write the outcome (default: - for standard output); nothing is written "
        "where there are conflicts",
    )  # fmt: skip
    merge.add_argument(
        "--prefer", choices=("ours", "theirs"), help="the side to take where there are conflicts"
    )
    _from(merge)

    many = verbs.add_parser("atlas", help="say what the journeys of a folder have in common")
    atlas.add_atlas(many)

    convert = verbs.add_parser("convert", help="write a journey in another format")
    convert.set_defaults(run=commands.run_convert)
    convert.add_argument("file", metavar="FILE")
    convert.add_argument("output", metavar="OUTPUT", help="- for standard output")
    convert.add_argument("--to", metavar="FORMAT", help="by default that of the file's ending")
    _from(convert)

    new = verbs.add_parser("new", help="start a journey in a file")
    new.set_defaults(run=commands.run_new)
    new.add_argument("file", metavar="FILE", help="the file to write, such as journey.yaml")
    new.add_argument("--title", help="what the journey is about")
    new.add_argument("--example", metavar="NAME", help="start from an example of the package")
    new.add_argument("--force", action="store_true", help="write over a file that is there")

    schema = verbs.add_parser("schema", help="print the JSON Schema of journey files")
    schema.set_defaults(run=commands.run_schema)
    schema.add_argument(
        "of", nargs="?", default="journey", choices=("journey", "atlas"),
        help="atlas for the file of what journeys share (default: journey)",
    )  # fmt: skip

    rules = verbs.add_parser("rules", help="list the rules, or explain one")
    rules.set_defaults(run=commands.run_rules)
    rules.add_argument("rule", nargs="?", metavar="RULE", help="name or code")
    rules.add_argument("--markdown", action="store_true", help="print the page of all rules")

    formats = verbs.add_parser("formats", help="list what can be read, written and drawn")
    formats.set_defaults(run=commands.run_formats)
    for command in verbs.choices.values():
        command.set_defaults(command=command)
    return parser


def _from(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--from", dest="source_format", metavar="FORMAT",
        help="format of the input (default: by its ending; yaml for standard input)",
    )  # fmt: skip


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"expected a date such as 2026-11-30, got {text!r}"
        ) from None
