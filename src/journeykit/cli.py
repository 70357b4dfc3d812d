"""The command `journeykit`: a thin layer over the library.

Exit codes are fit for CI: 0 for fine, 1 for findings, 2 for input or a call
that cannot be understood.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from datetime import date
from typing import Any

from journeykit import __version__
from journeykit.diagnostics import Diagnostic, Location, Report, Severity
from journeykit.errors import FormatError, JourneyKitError, NotFoundError
from journeykit.model import Journey, Origin, slug

__all__ = ["main"]

FINE, FINDINGS, TROUBLE = 0, 1, 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command.

    Args:
        argv: arguments after the name of the program; by default those of the process.

    Returns:
        0 for fine, 1 for findings, 2 for input or a call that cannot be understood.
    """
    parser = _parser()
    arguments = parser.parse_args(argv)
    if arguments.run is None:
        parser.print_help(sys.stderr)
        return TROUBLE
    try:
        code: int = arguments.run(arguments)
    except JourneyKitError as error:
        print(f"journeykit: {error}", file=sys.stderr)
        return TROUBLE
    except BrokenPipeError:
        # The reader has gone, as in `journeykit rules | head`: that is no fault.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    except OSError as error:
        print(f"journeykit: {error.filename or ''}: {error.strerror or error}", file=sys.stderr)
        return TROUBLE
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="journeykit", description="Customer journey maps: check, draw, analyse, convert."
    )
    parser.add_argument("--version", action="version", version=f"journeykit {__version__}")
    parser.set_defaults(run=None)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    check = commands.add_parser("check", help="say what is wrong with journeys")
    check.set_defaults(run=_check)
    check.add_argument("files", nargs="+", metavar="FILE", help="journeys; - for standard input")
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

    render = commands.add_parser("render", help="draw a journey")
    render.set_defaults(run=_render)
    render.add_argument("file", metavar="FILE")
    render.add_argument(
        "outputs", nargs="+", metavar="OUTPUT", help="map.svg, map.md, ...; - for standard output"
    )
    render.add_argument("--view", metavar="KIND", help="map, blueprint, flow, concepts, ...")
    render.add_argument(
        "--of", metavar="ANALYSIS", help="draw what an analysis tells: drop-off, feelings, ..."
    )
    render.add_argument("--format", metavar="NAME", help="see `journeykit formats`")
    render.add_argument(
        "--theme", default="light", choices=("light", "dark", "print"), help="(default: light)"
    )
    _from(render)

    analyze = commands.add_parser("analyze", help="say what a journey tells")
    analyze.set_defaults(run=_analyze)
    analyze.add_argument("file", metavar="FILE", nargs="?")
    analyze.add_argument("names", nargs="*", metavar="ANALYSIS", help="which (default: all)")
    analyze.add_argument("--list", action="store_true", help="list the analyses")
    analyze.add_argument(
        "--format", default="text", choices=("text", "markdown", "json"), help="(default: text)"
    )
    _from(analyze)

    convert = commands.add_parser("convert", help="write a journey in another format")
    convert.set_defaults(run=_convert)
    convert.add_argument("file", metavar="FILE")
    convert.add_argument("output", metavar="OUTPUT", help="- for standard output")
    convert.add_argument("--to", metavar="FORMAT", help="by default that of the file's ending")
    _from(convert)

    new = commands.add_parser("new", help="start a journey in a file")
    new.set_defaults(run=_new)
    new.add_argument("file", metavar="FILE", help="the file to write, such as journey.yaml")
    new.add_argument("--title", help="what the journey is about")
    new.add_argument("--example", metavar="NAME", help="start from an example of the package")
    new.add_argument("--force", action="store_true", help="write over a file that is there")

    schema = commands.add_parser("schema", help="print the JSON Schema of journey files")
    schema.set_defaults(run=_schema)

    rules = commands.add_parser("rules", help="list the rules, or explain one")
    rules.set_defaults(run=_rules)
    rules.add_argument("rule", nargs="?", metavar="RULE", help="name or code")
    rules.add_argument("--markdown", action="store_true", help="print the page of all rules")

    formats = commands.add_parser("formats", help="list what can be read, written and drawn")
    formats.set_defaults(run=_formats)
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


def _read(file: str, source_format: str | None) -> Journey:
    from journeykit.io import load, loads

    if file == "-":
        return loads(sys.stdin.buffer.read(), format=source_format or "yaml", file="<stdin>")
    return load(file, format=source_format)


def _selectors(values: Sequence[str]) -> tuple[str, ...]:
    return tuple(part.strip() for value in values for part in value.split(",") if part.strip())


def _selection(values: Sequence[str]) -> tuple[str, ...] | None:
    """The rules asked for, or None where nobody asked; asking for none is a slip."""
    if not values:
        return None
    words = _selectors(values)
    if not words:
        raise FormatError("--select: name at least one rule", file="<command line>")
    return words


def _options(values: Sequence[str]) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for text in values:
        target, equals, value = text.partition("=")
        rule, dot, name = target.partition(".")
        if not (equals and dot and rule and name):
            raise FormatError(
                f"expected --option RULE.NAME=VALUE, got {text!r}", file="<command line>"
            )
        try:
            found.setdefault(rule, {})[name] = json.loads(value)
        except ValueError:
            found.setdefault(rule, {})[name] = value
    return found


def _check(arguments: argparse.Namespace) -> int:
    from journeykit.validators import reporters, validate

    reports = []
    unreadable = False
    for file in arguments.files:
        try:
            journey = _read(file, arguments.source_format)
        except FormatError as error:
            unreadable = True
            reports.append(_unreadable(file, error))
        except (NotFoundError, OSError) as error:
            # One file that is not there does not keep the others from being checked.
            unreadable = True
            problem = error.strerror if isinstance(error, OSError) else None
            reports.append(_unreadable(file, FormatError(problem or str(error), file=file)))
        else:
            reports.append(
                validate(
                    journey,
                    select=_selection(arguments.select),
                    ignore=_selectors(arguments.ignore),
                    options=_options(arguments.option),
                    today=arguments.today,
                )
            )
    report = _merged(reports)
    color = arguments.format == "text" and not arguments.output and sys.stdout.isatty()
    options: dict[str, Any] = {}
    if arguments.format == "text":
        options = {"color": color and "NO_COLOR" not in os.environ, "verbose": arguments.verbose}
    text = reporters.write(report, format=arguments.format, **options)
    _write(text, arguments.output)
    if unreadable:
        return TROUBLE
    if arguments.fail_on == "never":
        return FINE
    limit = Severity(arguments.fail_on).rank
    return FINDINGS if any(d.severity.rank <= limit for d in report) else FINE


def _unreadable(file: str, error: FormatError) -> Report:
    """A file that cannot be read, as a finding, so that every reporter can show it."""
    location = Location(
        file=error.file or file, line=error.line, column=error.column, excerpt=error.excerpt
    )
    diagnostic = Diagnostic(
        rule="unreadable-file",
        code="JK000",
        severity=Severity.ERROR,
        message=error.message,
        hint=error.hint,
        location=location,
        key=file,
    )
    return Report(title=file, diagnostics=(diagnostic,))


def _merged(reports: Sequence[Report]) -> Report:
    if len(reports) == 1:
        return reports[0]
    return Report(
        title=f"{len(reports)} journeys",
        diagnostics=tuple(d for report in reports for d in report.diagnostics),
        suppressed=tuple(d for report in reports for d in report.suppressed),
        skipped=tuple(dict.fromkeys(s for report in reports for s in report.skipped)),
        rules=tuple(dict.fromkeys(r for report in reports for r in report.rules)),
    )


def _render(arguments: argparse.Namespace) -> int:
    from journeykit.renderers import render
    from journeykit.view import DARK, LIGHT, PRINT

    drawn: Any = _read(arguments.file, arguments.source_format)
    if arguments.of:
        from journeykit.analyzers import analyze

        drawn = analyze(drawn, arguments.of)
    theme = {"light": LIGHT, "dark": DARK, "print": PRINT}[arguments.theme]
    for output in arguments.outputs:
        path = None if output == "-" else output
        format = arguments.format or ("markdown" if path is None else None)
        rendered = render(drawn, path, format=format, theme=theme, kind=arguments.view)
        if path is None:
            sys.stdout.buffer.write(rendered.data)
            sys.stdout.flush()
        else:
            print(path)
        for loss in rendered.losses:
            print(f"{output}: {loss}", file=sys.stderr)
    return FINE


def _analyze(arguments: argparse.Namespace) -> int:
    from journeykit.analyzers import analyze, analyzers
    from journeykit.renderers import to_markdown

    if arguments.list:
        print("\n".join(analyzers()))
        return FINE
    if arguments.file is None:
        raise FormatError("expected a FILE to analyse, or --list", file="<command line>")
    journey = _read(arguments.file, arguments.source_format)
    names = arguments.names or analyzers()
    if arguments.format == "json":
        found = {name: _plain(analyze(journey, name)) for name in names}
        print(json.dumps(found, indent=2, ensure_ascii=False, default=str))
        return FINE
    parts = []
    for name in names:
        result: Any = analyze(journey, name)
        if arguments.format == "markdown":
            parts.append(to_markdown(result))
        else:
            parts.append(result.summary() if hasattr(result, "summary") else repr(result))
    print("\n\n".join(part.strip("\n") for part in parts))
    return FINE


def _plain(result: Any) -> Any:
    """The rows of a result as mappings of plain values; a foreign result as its text."""
    if not hasattr(result, "rows"):
        return str(result)
    return [dict(zip(result.COLUMNS, row, strict=True)) for row in result.rows()]


def _convert(arguments: argparse.Namespace) -> int:
    from journeykit.io import dump, dumps

    journey = _read(arguments.file, arguments.source_format)
    _tell_notes(journey.origin, arguments.file)
    if arguments.output == "-":
        sys.stdout.write(dumps(journey, format=arguments.to or "yaml"))
    else:
        print(dump(journey, arguments.output, format=arguments.to))
    return FINE


def _tell_notes(origin: Origin | None, file: str) -> None:
    for note in origin.notes if origin is not None else ():
        print(f"{file}:{note.line}:{note.column}: {note.message}", file=sys.stderr)
        if note.hint:
            print(f"  hint: {note.hint}", file=sys.stderr)


def _new(arguments: argparse.Namespace) -> int:
    from importlib.resources import files

    from journeykit.io import dump, loads
    from journeykit.io.files import write_whole

    if os.path.exists(arguments.file) and not arguments.force:
        print(
            f"journeykit: {arguments.file} is there already; --force writes over it",
            file=sys.stderr,
        )
        return TROUBLE
    if arguments.example:
        from journeykit import examples

        text = examples.text(arguments.example)
    else:
        text = files("journeykit.io").joinpath("starter.yaml").read_text(encoding="utf-8")
    if arguments.title:
        from journeykit.io import dumps

        journey = loads(text, format="yaml")
        titled = journey.replace(title=arguments.title, id=slug(arguments.title))
        text = dumps(titled, format="yaml", onto=text)
    if arguments.file.endswith((".yaml", ".yml")):
        write_whole(arguments.file, text.encode())
    else:
        dump(loads(text, format="yaml"), arguments.file)
    print(arguments.file)
    return FINE


def _schema(arguments: argparse.Namespace) -> int:
    from journeykit.io import schema

    print(json.dumps(schema(), indent=2, ensure_ascii=False))
    return FINE


def _rules(arguments: argparse.Namespace) -> int:
    from journeykit.validators import find_rule, rules
    from journeykit.validators.page import rule_section, rules_page

    if arguments.markdown:
        print(rules_page())
    elif arguments.rule:
        print(rule_section(find_rule(arguments.rule)))
    else:
        known = rules()
        width = max(len(rule.name) for rule in known)
        for rule in known:
            mark = "" if rule.default else "  (opt-in)"
            print(f"{rule.code}  {rule.name:<{width}}  {rule.severity:<7}  {rule.title}{mark}")
    return FINE


def _formats(arguments: argparse.Namespace) -> int:
    from journeykit.io import formats as file_formats
    from journeykit.renderers import formats as render_formats

    print("Journeys")
    for known in file_formats():
        does = " and ".join(
            word for word, can in (("read", known.reads), ("write", known.writes)) if can
        )
        print(f"  {known.name:<12} {' '.join(known.suffixes):<16} {does}")
    print("Pictures and documents")
    for drawn in render_formats():
        what = drawn.problem or ", ".join(drawn.draws)
        print(f"  {drawn.name:<12} {' '.join(drawn.suffixes):<16} {what}")
    return FINE


def _write(text: str, output: str | None) -> None:
    if output is None:
        print(text.rstrip("\n"))
    else:
        from journeykit.io.files import write_whole

        write_whole(output, (text.rstrip("\n") + "\n").encode())
