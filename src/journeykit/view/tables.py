"""Parts of a journey, and reports on it, as tables."""

from __future__ import annotations

from journeykit.diagnostics import Report
from journeykit.model import STANDARD_METRICS, Initiative, Journey, Metric
from journeykit.view.figures import Table, TableColumn, ValueKind
from journeykit.view.format import format_measured

__all__ = ["persona_table", "plan_table", "report_table"]


def persona_table(journey: Journey) -> Table:
    """See the personas side by side, one row each."""
    return Table(
        f"{journey.id}-personas",
        f"{journey.title}: personas",
        columns=(
            TableColumn("Persona"),
            TableColumn("Role"),
            TableColumn("Goals"),
            TableColumn("Needs"),
            TableColumn("Challenges"),
            TableColumn("Share", ValueKind.PERCENT),
        ),
        rows=tuple(
            (
                persona.name,
                persona.role,
                _listed(persona.goals),
                _listed(persona.needs),
                _listed(persona.challenges),
                persona.share,
            )
            for persona in journey.personas
        ),
        locale=journey.locale,
    )


def plan_table(journey: Journey) -> Table:
    """See the action plan, one row for each initiative."""
    return Table(
        f"{journey.id}-plan",
        f"{journey.title}: action plan",
        columns=(
            TableColumn("Initiative"),
            TableColumn("Owner"),
            TableColumn("Team"),
            TableColumn("Due", ValueKind.DATE),
            TableColumn("Status"),
            TableColumn("Metric"),
            TableColumn("Target"),
        ),
        rows=tuple(
            (
                initiative.title,
                initiative.owner,
                initiative.team,
                initiative.due,
                None if initiative.status is None else initiative.status.value,
                *_aim(journey, initiative),
            )
            for initiative in journey.initiatives
        ),
        locale=journey.locale,
    )


def report_table(report: Report) -> Table:
    """See the findings of a report, worst first."""
    return Table(
        "findings",
        f"{report.title}: findings" if report.title else "Findings",
        description=report.summary(),
        columns=(
            TableColumn("Severity"),
            TableColumn("Where"),
            TableColumn("Finding"),
            TableColumn("What to do"),
            TableColumn("Rule"),
        ),
        rows=tuple(
            (
                finding.severity.value,
                finding.location.path or "(journey)",
                finding.message,
                finding.hint,
                finding.rule,
            )
            for finding in report
        ),
    )


def _aim(journey: Journey, initiative: Initiative) -> tuple[str | None, str | None]:
    """What an initiative should change, by the name of the metric, and how far, with its unit."""
    id, target = initiative.metric, initiative.target
    metric = None if id is None else journey.find(Metric, id) or STANDARD_METRICS.get(id)
    name = id if metric is None else metric.name
    if target is None:
        return name, None
    unit = None if metric is None else metric.unit
    return name, format_measured(target, name or "", unit, journey.locale)


def _listed(texts: tuple[str, ...]) -> str | None:
    # A text that takes two lines must not look like two texts.
    before = "• " if len(texts) > 1 else ""
    return "\n".join(before + text for text in texts) or None
