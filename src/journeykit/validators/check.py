"""Runs the rules that were asked for over a journey or an atlas, and reports what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import frozen

from journeykit.diagnostics import Diagnostic, Report, Skip
from journeykit.errors import PluginError
from journeykit.model import Atlas, Journey
from journeykit.model.element import Value
from journeykit.validators.asked import Asked
from journeykit.validators.checking import PLUGIN_BROKEN, RULE_CRASHED, UNUSED_SUPPRESSION
from journeykit.validators.context import Context
from journeykit.validators.declare import Problem, Rule
from journeykit.validators.engine import Engine, Finding
from journeykit.validators.suppressions import Suppressor, unused

__all__ = ["Checked", "check", "report"]


@frozen(kw_only=True, eq=False, repr=False)
class Checked(Value):
    """What became of one journey, or of an atlas as a whole.

    Attributes:
        findings: worst first, then in order of the map; each with the reason for
            which it is accepted, or None.
        skipped: rules that were not run everywhere, each with the reason.
        rules: the rules that were run.
    """

    findings: Sequence[tuple[Finding, str | None]]
    skipped: Sequence[Skip]
    rules: Sequence[Rule]


def check(
    root: Journey | Atlas,
    context: Context,
    asked: Asked,
    *,
    broken: Iterable[PluginError] = (),
) -> Checked:
    """Run the rules over a journey, or those about atlases over one.

    Args:
        root: what is checked.
        context: of the root itself.
        asked: which rules.
        broken: the packages of rules that cannot be loaded, to report here.
    """
    engine = Engine(root, asked.rules, asked.settings, context)
    chosen = asked.chosen(of_atlas=isinstance(root, Atlas))
    run = [rule for rule in chosen if rule is not UNUSED_SUPPRESSION]
    outcomes = [engine.outcome(rule.name) for rule in run]
    found = [finding for outcome in outcomes for finding in outcome.found]
    judged: list[Finding] = []
    if len(run) < len(chosen):
        judged = unused(context, asked.rules, engine.outcome)
    if RULE_CRASHED.name in asked.heard:
        found.extend(engine.crashes)
    if PLUGIN_BROKEN.name in asked.heard:
        problems = (Problem(str(error), key=error.name) for error in broken)
        found.extend(Finding(PLUGIN_BROKEN, context.place, problem) for problem in problems)
    found.extend(judged)
    found.sort(key=lambda f: (f.rule.severity.rank, f.place.rank, f.rule.code))
    suppressor = Suppressor(root.suppressions if isinstance(root, Journey) else ())
    return Checked(
        findings=[(finding, suppressor.reason(finding)) for finding in found],
        skipped=[
            Skip(rule.name, outcome.skip)
            for rule, outcome in zip(run, outcomes, strict=True)
            if outcome.skip is not None
        ],
        rules=chosen,
    )


def report(
    title: str,
    told: Iterable[tuple[Diagnostic, str | None]],
    parts: Sequence[Checked],
    asked: Asked,
    *,
    skipped: Iterable[Skip] = (),
) -> Report:
    """Put a report together.

    Args:
        title: what was checked.
        told: the findings as diagnostics, in their order, each with the reason for
            which it is accepted, or None.
        parts: what became of each part.
        asked: which rules.
        skipped: rules that could not be run at all.
    """
    diagnostics: list[Diagnostic] = []
    suppressed: list[Diagnostic] = []
    for diagnostic, reason in told:
        if reason is None:
            diagnostics.append(diagnostic)
        else:
            suppressed.append(diagnostic.replace(suppressed=reason))
    ignored = (Skip(name, reason) for name, reason in asked.selection.ignored.items())
    barred = dict.fromkeys(skip for part in parts for skip in part.skipped)
    return Report(
        title=title,
        diagnostics=tuple(diagnostics),
        suppressed=tuple(suppressed),
        skipped=(*ignored, *skipped, *barred),
        rules=tuple(dict.fromkeys(rule.name for part in parts for rule in part.rules)),
    )
