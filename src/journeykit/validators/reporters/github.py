"""Reports for GitHub Actions: workflow commands that annotate lines of a file."""

from __future__ import annotations

from journeykit.diagnostics import Diagnostic, Report, Severity

__all__ = ["write"]

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def write(report: Report) -> str:
    """Write a report as annotations, one a line; suppressed findings are left out."""
    return "".join(map(_annotation, report.diagnostics))


def _annotation(diagnostic: Diagnostic) -> str:
    location = diagnostic.location
    properties: dict[str, object] = {}
    if location.file is not None:
        properties["file"] = location.file
        # Line and column mean nothing without a file.
        if location.line is not None:
            properties["line"] = location.line
            if location.column is not None:
                properties["col"] = location.column
    properties["title"] = diagnostic.rule
    written = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    message = diagnostic.message
    if location.line is None and location.path:
        message = f"{location.path}: {message}"
    if diagnostic.hint:
        message = f"{message}\n{diagnostic.hint}"
    return f"::{_COMMANDS[diagnostic.severity]} {written}::{_data(message)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
