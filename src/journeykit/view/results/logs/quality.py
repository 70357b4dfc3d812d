"""What a log can be trusted with, as a table."""

from __future__ import annotations

from journeykit.diagnostics import Severity
from journeykit.events.quality import LogFinding, LogQuality
from journeykit.view.figures import Table, TableColumn
from journeykit.view.format import format_number
from journeykit.view.labels import Labels, labels
from journeykit.view.results.bars import share_text
from journeykit.view.results.findings import severity_text
from journeykit.view.results.logs.common import Views, described, units

__all__ = ["VIEWS"]


def quality_table(result: LogQuality, *, locale: str | None = None) -> Table:
    """See what is wrong or odd with a log, the worst first, and what is done with it.

    Args:
        result: what was found.
        locale: language as BCP 47; None is English.
    """
    words = labels(locale)
    rows = format_number(result.rows, locale=locale)
    title = words("log_quality", rows, units("customers", result.customers, words, locale))
    counts = [
        sum(finding.severity is severity for finding in result)
        for severity in (Severity.ERROR, Severity.WARNING, Severity.INFO)
    ]
    subtitle = words("log_quality_sum", *counts) if any(counts) else words("log_quality_none")
    heads = (
        "severity", "finding", "how_many", "examples", "done", "what_to_do"
    )  # fmt: skip
    return Table(
        "log-quality",
        title,
        description=described(title, subtitle),
        subtitle=subtitle,
        columns=[TableColumn(words(f"head_{head}")) for head in heads],
        rows=[_row(finding, words, locale) for finding in result],
        locale=locale,
    )


def _row(finding: LogFinding, words: Labels, locale: str | None) -> tuple[str | None, ...]:
    number, whole = (format_number(n, locale=locale) for n in (finding.count, finding.whole))
    return (
        severity_text(finding.severity, words),
        finding.message,
        f"{number} / {whole} {finding.unit}\n{share_text(finding.share, locale)}",
        "\n".join(finding.examples) or None,
        finding.done,
        finding.hint,
    )


VIEWS: Views = {LogQuality: {"findings": (Table, quality_table)}}
