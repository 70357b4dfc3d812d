"""Reporters: functions from a report to text, one a format."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from journeykit.diagnostics import Report
from journeykit.errors import NotFoundError
from journeykit.validators.declare import Rule
from journeykit.validators.registry import rules as installed_rules
from journeykit.validators.reporters import github, json, sarif, text

__all__ = ["FORMATS", "write"]

FORMATS: tuple[str, ...] = ("text", "json", "sarif", "github")
"""The names of the formats."""


def write(
    report: Report,
    format: str = "text",
    *,
    color: bool = False,
    verbose: bool = False,
    rules: Iterable[Rule] | None = None,
) -> str:
    """Write a report down.

    Args:
        report: what was found.
        format: text (for people), json, sarif (SARIF 2.1.0, for code hosts), or
            github (annotations of GitHub Actions).
        color: whether text carries ANSI colours.
        verbose: whether text lists what was suppressed and what was not run,
            rather than count it.
        rules: the rules whose documentation SARIF carries; by default those installed.

    Returns:
        The text, ending with a newline unless it is empty.

    Raises:
        NotFoundError: if there is no such format.

    Examples:
        >>> from journeykit.diagnostics import Report
        >>> print(write(Report(title="Buy a bike")), end="")
        Buy a bike: no findings
    """
    writers: dict[str, Callable[[], str]] = {
        "text": lambda: text.write(report, color=color, verbose=verbose),
        "json": lambda: json.write(report),
        "sarif": lambda: sarif.write(
            report, rules=installed_rules() if rules is None else tuple(rules)
        ),
        "github": lambda: github.write(report),
    }
    if format not in writers:
        raise NotFoundError("format of reports named", format, FORMATS)
    return writers[format]()
