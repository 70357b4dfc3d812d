"""Checks a journey against rules and reports what they find."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import cast

from journeykit.diagnostics import Diagnostic, Report, Skip
from journeykit.errors import InvalidValueError, NotFoundError, shown
from journeykit.model import Journey
from journeykit.model.fields import as_date, every
from journeykit.validators.checking import (
    OF_THE_RUN,
    PLUGIN_BROKEN,
    RULE_CRASHED,
    UNUSED_SUPPRESSION,
)
from journeykit.validators.context import Context
from journeykit.validators.declare import OptionValue, Problem, Rule
from journeykit.validators.engine import Engine, Finding
from journeykit.validators.registry import installed, merge
from journeykit.validators.selection import Ignore, choose
from journeykit.validators.suppressions import Suppressor, unused

__all__ = ["validate"]


def validate(
    journey: Journey,
    *,
    select: str | Iterable[str] | None = None,
    ignore: Ignore = (),
    rules: Rule | Iterable[Rule] | None = None,
    options: Mapping[str, Mapping[str, object]] | None = None,
    today: dt.date | str | None = None,
) -> Report:
    """Check a journey against rules.

    A finding never depends on which other rules are selected: what a rule
    requires is looked at even where it is not reported.

    Args:
        journey: the journey; it is not changed.
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
        apart, and what was not run, each with the reason.

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
    if not isinstance(journey, Journey):
        raise InvalidValueError(
            "validate", "journey", expected="a Journey", got=journey,
            hint="jk.load(path) reads one",
        )  # fmt: skip
    own = () if rules is None else _own(every(rules))
    day = _present_day() if today is None else _day(today)
    plugged = installed()
    known = plugged.rules
    if own:
        known = merge(
            [*(("the installed rules", r) for r in known), *(("the rules given", r) for r in own)]
        )
    by_name = {rule.name: rule for rule in known}
    settings = _settings(by_name, options or {})
    selection = choose(known, select=select, ignore=ignore, also=own)
    # The runner's own findings are reported whatever is selected, unless ignored by name.
    heard = {rule.name for rule in choose(known, select="all", ignore=ignore).rules}
    context = Context(journey, day)
    engine = Engine(journey, by_name, settings, context)

    chosen = [rule for rule in selection.rules if rule.name not in OF_THE_RUN]
    run = [rule for rule in chosen if rule is not UNUSED_SUPPRESSION]
    found = [finding for rule in run for finding in engine.outcome(rule.name).found]
    judged: list[Finding] = []
    if UNUSED_SUPPRESSION in chosen:
        judged = unused(context, by_name, engine.outcome)
    if RULE_CRASHED.name in heard:
        found.extend(engine.crashes)
    if PLUGIN_BROKEN.name in heard:
        root = journey.places[0]
        found.extend(
            Finding(PLUGIN_BROKEN, root, Problem(str(error), key=error.name))
            for error in plugged.broken
        )

    found.extend(judged)
    found.sort(key=lambda f: (f.rule.severity.rank, engine.order[f.place.path], f.rule.code))
    suppressor = Suppressor(journey.suppressions)
    diagnostics: list[Diagnostic] = []
    suppressed: list[Diagnostic] = []
    for finding in found:
        diagnostic = finding.diagnostic(journey)
        reason = suppressor.reason(finding)
        if reason is None:
            diagnostics.append(diagnostic)
        else:
            suppressed.append(diagnostic.replace(suppressed=reason))
    skipped = [Skip(name, reason) for name, reason in selection.ignored.items()]
    for rule in run:
        skip = engine.outcome(rule.name).skip
        if skip is not None:
            skipped.append(Skip(rule.name, skip))
    return Report(
        title=journey.title,
        diagnostics=tuple(diagnostics),
        suppressed=tuple(suppressed),
        skipped=tuple(skipped),
        rules=tuple(rule.name for rule in chosen),
    )


def _settings(
    rules: Mapping[str, Rule], options: Mapping[str, Mapping[str, object]]
) -> dict[str, dict[str, OptionValue]]:
    for name, given in options.items():
        if name not in rules:
            raise NotFoundError("rule named", name, rules)
        if not isinstance(given, Mapping):
            raise InvalidValueError(
                "validate", f"options[{shown(name)}]",
                expected="a mapping of options to values", got=given,
            )  # fmt: skip
    return {name: rule.settings(dict(options.get(name, {}))) for name, rule in rules.items()}


def _own(given: tuple[object, ...]) -> tuple[Rule, ...]:
    for item in given:
        if not isinstance(item, Rule):
            raise InvalidValueError(
                "validate", "rules", expected="a Rule", got=item,
                hint="make one of a function with the decorator @jk.rule, "
                "and name installed ones in `select`",
            )  # fmt: skip
    return cast("tuple[Rule, ...]", given)


def _day(given: object) -> dt.date:
    day: object = as_date(given) if isinstance(given, str) else given
    # A moment is a date to Python, but cannot be compared with one.
    if not isinstance(day, dt.date) or isinstance(day, dt.datetime):
        raise InvalidValueError(
            "validate", "today", expected="a date such as 2026-11-30", got=given,
            hint="write .date() behind a moment" if isinstance(day, dt.datetime) else None,
        )  # fmt: skip
    return day


def _present_day() -> dt.date:
    return dt.datetime.now().astimezone().date()
