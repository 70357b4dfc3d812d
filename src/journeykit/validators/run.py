"""Checks a journey, or an atlas, against rules and reports what they find."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from journeykit.diagnostics import Report, Skip
from journeykit.errors import InvalidValueError
from journeykit.model import Atlas, Journey
from journeykit.model.garbage import no_collection
from journeykit.validators.asked import ask
from journeykit.validators.atlases import check_atlas
from journeykit.validators.check import check, report
from journeykit.validators.context import Context
from journeykit.validators.declare import Rule
from journeykit.validators.selection import Ignore

__all__ = ["validate"]


def validate(
    journey: Journey | Atlas,
    *,
    select: str | Iterable[str] | None = None,
    ignore: Ignore = (),
    rules: Rule | Iterable[Rule] | None = None,
    options: Mapping[str, Mapping[str, object]] | None = None,
    today: dt.date | str | None = None,
) -> Report:
    """Check a journey, or all journeys of an atlas, against rules.

    A finding never depends on which other rules are selected: what a rule
    requires is looked at even where it is not reported.

    Args:
        journey: the journey, or the atlas; it is not changed. Each journey of an
            atlas is checked with what it shares filled in; what is wrong with a
            shared definition is told once.
        select: which rules to report: names, codes, beginnings of codes ("JK2"),
            topics, "all", "recommended". None means the recommended ones, and
            those of `rules`; an empty series selects nothing.
        ignore: which of these to leave out, in the same words; a mapping gives
            the reason for each, and the report carries it.
        rules: rules of your own, in addition to those installed. Name them in
            `select` to have them alone.
        options: settings by the name of a rule, such as `{"stale-evidence": {"months": 12}}`.
        today: the day of the check, as a date or as text such as "2026-11-30".
            Give one to have the same report every day; without it, it is the
            present day, the only use of a clock.

    Returns:
        The findings, worst first, then in order of the map; suppressed ones
        apart, and what was not run, each with the reason. Of an atlas each path
        starts with the id of the journey.

    Raises:
        NotFoundError: if a selector, a rule or an option does not exist.
        InvalidValueError: if the journey, a rule, the day or the value of an
            option is not what it should be.
        PluginError: if two rules share a name or a code.

    Examples:
        >>> from journeykit.model import Journey, Phase
        >>> report = validate(Journey("Buy a bike", [Phase("Look around")]), select="structure")
        >>> [(d.rule, d.location.path) for d in report]
        [('phase-without-touchpoints', 'look-around.touchpoints')]
    """
    if not isinstance(journey, Journey | Atlas):
        raise InvalidValueError(
            "validate", "journey", expected="a Journey", got=journey,
            hint="jk.load(path) reads one",
        )  # fmt: skip
    asked = ask(select=select, ignore=ignore, rules=rules, options=options, today=today)
    if isinstance(journey, Atlas):
        with no_collection():
            return check_atlas(journey, asked)
    checked = check(journey, Context(journey, asked.today), asked, broken=asked.broken)
    told = [(finding.diagnostic(journey), reason) for finding, reason in checked.findings]
    skipped = [
        Skip(rule.name, "it is about many journeys: check a folder of them, or an Atlas")
        for rule in asked.chosen(of_atlas=True)
        if not asked.named.isdisjoint((rule.name, rule.code))
    ]
    return report(journey.title, told, [checked], asked, skipped=skipped)
