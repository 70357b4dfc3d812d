"""The commands: each takes the parsed arguments and returns an exit code."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from attrs import fields

from journeykit.cli.files import read_journey, write_text
from journeykit.cli.settings import UsageError, options_of_format, options_of_rules
from journeykit.diagnostics import Diagnostic, Location, Report, Severity
from journeykit.errors import FormatError, InvalidValueError, NotFoundError
from journeykit.model import Atlas, Journey, Origin, slug

if TYPE_CHECKING:
    from journeykit.view import Filter

__all__ = ["FINDINGS", "FINE", "TROUBLE", "run_analyze", "run_check", "run_convert", "run_formats", "run_new", "run_render", "run_rules", "run_schema"]  # fmt: skip

FINE, FINDINGS, TROUBLE = 0, 1, 2


def _selectors(values: Sequence[str]) -> tuple[str, ...]:
    return tuple(part.strip() for value in values for part in value.split(",") if part.strip())


def _selection(values: Sequence[str]) -> tuple[str, ...] | None:
    """The rules asked for, or None where nobody asked; asking for none is a slip."""
    if not values:
        return None
    words = _selectors(values)
    if not words:
        raise UsageError("--select: name at least one rule")
    return words


def run_check(arguments: argparse.Namespace) -> int:
    """Say what is wrong with journeys."""
    from journeykit.io.atlas import read_folder
    from journeykit.validators import reporters, validate

    reports = []
    unreadable = False
    for file in arguments.files:
        journey: Journey | Atlas
        try:
            if os.path.isdir(file):
                journey, errors = read_folder(file)
                unreadable = unreadable or bool(errors)
                reports += [_unreadable(error.file or file, error) for error in errors]
            else:
                journey = read_journey(file, arguments.source_format)
        except FormatError as error:
            unreadable = True
            reports.append(_unreadable(file, error))
        except (NotFoundError, InvalidValueError, OSError) as error:
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
                    options=options_of_rules(arguments.option),
                    today=arguments.today,
                )
            )
    report = _merged(reports)
    color = arguments.format == "text" and not arguments.output and sys.stdout.isatty()
    options: dict[str, Any] = {}
    if arguments.format == "text":
        options = {"color": color and "NO_COLOR" not in os.environ, "verbose": arguments.verbose}
    text = reporters.write(report, format=arguments.format, **options)
    write_text(text, arguments.output)
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


def run_render(arguments: argparse.Namespace) -> int:
    """Draw a journey, or what an analysis tells of it."""
    from journeykit.renderers import render
    from journeykit.view import DARK, LIGHT, PRINT

    drawn: Any = read_journey(arguments.file, arguments.source_format)
    if arguments.of:
        from journeykit.analyzers import analyze

        drawn = analyze(drawn, arguments.of)
    theme = {"light": LIGHT, "dark": DARK, "print": PRINT}[arguments.theme]
    seen: dict[str, Any] = {"kind": arguments.view}
    if arguments.only:
        seen["only"] = _filter(arguments.only)
    if arguments.to:
        seen["to"] = read_journey(arguments.to, arguments.source_format)
    if arguments.today:
        seen["today"] = arguments.today
    for output in arguments.outputs:
        path = None if output == "-" else output
        format = arguments.format or ("markdown" if path is None else None)
        options = options_of_format(arguments.option, format, path)
        rendered = render(drawn, path, format=format, theme=theme, options=options, **seen)
        if path is None:
            sys.stdout.buffer.write(rendered.data)
            sys.stdout.flush()
        else:
            print(path)
        for loss in rendered.losses:
            print(f"{output}: {loss}", file=sys.stderr)
    return FINE


def _filter(values: Sequence[str]) -> Filter:
    """The part to show, from texts such as "phases=purchase,use"."""
    from journeykit.view import Filter

    found: dict[str, Any] = {}
    for text in values:
        name, equals, ids = text.partition("=")
        if not equals:
            raise UsageError(f"expected --only PART=IDS, got {text!r}")
        known = [field.name for field in fields(Filter)]
        if name not in known:
            raise NotFoundError("part to show named", name, known)
        if name == "severity":
            found[name] = ids.strip()
        else:
            found[name] = (*found.get(name, ()), *_selectors([ids]))
    return Filter(**found)


def run_analyze(arguments: argparse.Namespace) -> int:
    """Say what a journey tells."""
    from journeykit.analyzers import analyze, analyzers
    from journeykit.renderers import to_markdown

    if arguments.list:
        print("\n".join(analyzers()))
        return FINE
    if arguments.file is None:
        raise UsageError("expected a FILE to analyse, or --list")
    journey = read_journey(arguments.file, arguments.source_format)
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


def run_convert(arguments: argparse.Namespace) -> int:
    """Write a journey in another format."""
    from journeykit.io import dump, dumps

    journey = read_journey(arguments.file, arguments.source_format)
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


def run_new(arguments: argparse.Namespace) -> int:
    """Start a journey in a file."""
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


def run_schema(arguments: argparse.Namespace) -> int:
    """Print the JSON Schema of journey files."""
    from journeykit.io import schema

    print(json.dumps(schema(arguments.of), indent=2, ensure_ascii=False))
    return FINE


def run_rules(arguments: argparse.Namespace) -> int:
    """List the rules, or explain one."""
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


def run_formats(arguments: argparse.Namespace) -> int:
    """List what can be read, written and drawn."""
    from journeykit.io import formats as file_formats
    from journeykit.renderers import formats as render_formats

    read = [
        (
            known.name,
            " ".join(known.suffixes),
            " and ".join(
                word for word, can in (("read", known.reads), ("write", known.writes)) if can
            ),
        )
        for known in file_formats()
    ]
    drawn = [
        (known.name, " ".join(known.suffixes), known.problem or ", ".join(known.draws))
        for known in render_formats(trial=True)
    ]
    widths = [max(len(row[place]) for row in (*read, *drawn)) for place in (0, 1)]
    for title, rows in (("Journeys", read), ("Pictures and documents", drawn)):
        print(title)
        for name, suffixes, does in rows:
            print(f"  {name:<{widths[0]}}  {suffixes:<{widths[1]}}  {does}")
    return FINE
