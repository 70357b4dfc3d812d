"""Parts of a journey as tables."""

from __future__ import annotations

from collections.abc import Sequence

from journeykit.model import STANDARD_METRICS, Initiative, InitiativeStatus, Journey, Metric
from journeykit.view.figures import Table, TableColumn, ValueKind
from journeykit.view.filters import Filter
from journeykit.view.format import format_measured
from journeykit.view.journeys.parts import Part, part_of
from journeykit.view.labels import Labels, labels

__all__ = ["persona_table", "plan_table"]


def persona_table(journey: Journey, *, only: Filter | None = None) -> Table:
    """See the personas side by side, one row each.

    Args:
        journey: the journey.
        only: which part of it to show: the personas who come there.
    """
    words = labels(journey.locale)
    part = part_of(journey, only)
    names = ", ".join(persona.name for persona in part.personas)
    count = len(part.personas)
    if not count:
        said = words("no_personas")
    else:
        said = words("persona_has", names) if count == 1 else words("personas_has", count, names)
    lists = ("goals", "needs", "challenges")
    return Table(
        f"{journey.id}-personas",
        _titled(part, words("head_personas"), words),
        description=part.said(said, words, lanes=False),
        columns=(
            TableColumn(words("head_persona")),
            TableColumn(words("role")),
            *(TableColumn(words(key)) for key in lists),
            TableColumn(words("head_share"), ValueKind.PERCENT, decimals=0),
        ),
        rows=tuple(
            (
                persona.name,
                persona.role,
                *(_listed(getattr(persona, key)) for key in lists),
                persona.share,
            )
            for persona in part.personas
        ),
        locale=journey.locale,
    )


def plan_table(journey: Journey, *, only: Filter | None = None) -> Table:
    """See the action plan, one row for each initiative.

    Args:
        journey: the journey.
        only: which part of it to show: what is planned for it.
    """
    words = labels(journey.locale)
    part = part_of(journey, only)
    shown = tuple(filter(part.has_initiative, journey.initiatives))
    keys = ("initiative", "owner", "team", "due", "status", "metric", "target")
    return Table(
        f"{journey.id}-plan",
        _titled(part, words("head_action_plan"), words),
        description=part.said(_progress(shown, words), words, lanes=False),
        columns=tuple(
            TableColumn(words(f"head_{key}"), ValueKind.DATE if key == "due" else ValueKind.TEXT)
            for key in keys
        ),
        rows=tuple(
            (
                initiative.title,
                initiative.owner,
                initiative.team,
                initiative.due,
                None if initiative.status is None else words(f"status_{initiative.status}"),
                *_aim(journey, initiative),
            )
            for initiative in shown
        ),
        locale=journey.locale,
    )


def _titled(part: Part, name: str, words: Labels) -> str:
    """The title of a table, with what is shown where that is not all."""
    title = words("titled", part.journey.title, name)
    shown = part.words(words, lanes=False)
    return title if shown is None else f"{title} ({shown})"


def _progress(initiatives: Sequence[Initiative], words: Labels) -> str:
    """How far the plan is: how many initiatives, how many done, and what is due next."""
    if not initiatives:
        return words("plan_empty")
    done = sum(initiative.status is InitiativeStatus.DONE for initiative in initiatives)
    due = [i.due for i in initiatives if i.due and (i.status is None or i.status.is_open)]
    if not due:
        return words("plan_open", len(initiatives), done)
    return words("plan_has", len(initiatives), done, min(due).isoformat())


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
