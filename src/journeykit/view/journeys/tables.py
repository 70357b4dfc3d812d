"""Parts of a journey as tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journeykit.analyzers.progress import MetricProgress, metric_progress
from journeykit.model import STANDARD_METRICS, Initiative, InitiativeStatus, Journey, Metric
from journeykit.view.figures import Table, TableColumn, ValueKind
from journeykit.view.filters import Filter
from journeykit.view.format import format_measured, format_percent
from journeykit.view.journeys.parts import Part, part_of
from journeykit.view.labels import Labels, labels

__all__ = ["persona_table", "plan_table"]

_SIGNS = 5


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
    progress = [metric_progress(journey, initiative) for initiative in shown]
    # Where nothing was measured, columns of it would be empty.
    measured = [
        key for key in ("baseline", "now") if any(getattr(p, key) is not None for p in progress)
    ]
    keys = ("initiative", "owner", "team", "due", "status", "metric", *measured, "target")
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
                *_aim(journey, p, measured),
            )
            for initiative, p in zip(shown, progress, strict=True)
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


def _aim(journey: Journey, p: MetricProgress, measured: Sequence[str]) -> Iterator[str | None]:
    """What is to change, by the name of the metric; where it stood, stands and is to be."""
    metric = None if p.metric is None else journey.find(Metric, p.metric)
    metric = metric or STANDARD_METRICS.get(p.metric or "")
    name = p.metric if metric is None else metric.name
    unit = None if metric is None else metric.unit
    yield name
    for key in (*measured, "target"):
        value: float | None = getattr(p, key)
        text = None if value is None else format_measured(value, name or "", unit, journey.locale)
        if key == "now" and text is not None and p.share is not None:
            text = f"{text}\n{_way(p.share, journey.locale)}"
        yield text


def _way(share: float, locale: str | None) -> str:
    """How much of the way to the target is made, as signs and as a share."""
    full = round(_SIGNS * min(1.0, max(0.0, share)))
    return f"{'●' * full}{'○' * (_SIGNS - full)} {format_percent(share, 0, locale)}"


def _listed(texts: tuple[str, ...]) -> str | None:
    # A text that takes two lines must not look like two texts.
    before = "• " if len(texts) > 1 else ""
    return "\n".join(before + text for text in texts) or None
