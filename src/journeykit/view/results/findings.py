"""The findings of a report as a table."""

from __future__ import annotations

from journeykit.diagnostics import Report, Severity
from journeykit.view.figures import Table, TableColumn
from journeykit.view.labels import Labels, labels

__all__ = ["report_table", "severity_text"]


def report_table(report: Report, *, locale: str | None = None) -> Table:
    """See the findings of a report, worst first.

    Args:
        report: the report.
        locale: language of the heads, or None; findings are in English.
    """
    words = labels(locale)
    name = words("head_findings")
    keys = ("severity", "finding", "what_to_do", "where", "rule")
    return Table(
        "findings",
        words("titled", report.title, name) if report.title else name,
        description=report.summary(),
        columns=tuple(TableColumn(words(f"head_{key}")) for key in keys),
        rows=tuple(
            (
                severity_text(finding.severity, words),
                finding.message,
                finding.hint,
                finding.location.path or words("whole_journey"),
                finding.rule,
            )
            for finding in report
        ),
        locale=locale,
    )


def severity_text(severity: Severity, words: Labels) -> str:
    """How bad a finding is, by signs and by a word."""
    full = len(Severity) - severity.rank
    # Sign and word stay on one line.
    return f"{'●' * full}{'○' * severity.rank}\u00a0{words(f'finding_{severity.value}')}"
