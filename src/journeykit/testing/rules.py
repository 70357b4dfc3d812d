"""The contract of a rule, as a test."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import import_module
from typing import Any

from attrs import frozen

from journeykit.diagnostics import Diagnostic
from journeykit.errors import shown
from journeykit.model import Atlas, Journey, Touchpoint
from journeykit.testing.conduct import check_frozen, expect, in_fresh_process, quiet
from journeykit.testing.maps import TRIAL_DAY, any_journeys, large_journey, odd_journeys
from journeykit.validators import Rule, rules
from journeykit.validators.atlases import atlas_context
from journeykit.validators.checking import OF_THE_RUN
from journeykit.validators.context import Context
from journeykit.validators.engine import Engine
from journeykit.validators.example import findings, read_example

__all__ = ["check_rule"]

# Collections of a journey whose order means nothing.
_UNORDERED = (
    "personas", "channels", "evidence", "metrics", "objectives", "opportunities", "initiatives",
    "transitions",
)  # fmt: skip


def check_rule(
    rule: Rule,
    *,
    options: Iterable[Mapping[str, object]] = (),
    examples: int = 25,
    size: int = 300,
    fresh_process: bool = True,
) -> None:
    """Hold a rule against what journeykit expects of one.

    - Its title, argument, source and options read as they should.
    - It finds something in its bad example and nothing in its good one.
    - What it finds has a message, a hint, a place that exists and a fingerprint of
      its own.
    - It takes its own defaults, and the options given.
    - It never raises, prints, writes or warns: on empty, half-made, hostile and
      large maps, and on any that the strategies can think of.
    - It changes nothing, and finds the same again, in another process, with other
      ids, and whatever the order of what has none.

    Args:
        rule: the rule; it need not be installed.
        options: further settings to try it with, each a mapping of all that are set.
        examples: how many journeys of the strategies to try; needs hypothesis,
            unless it is 0.
        size: how many touchpoints the large map has.
        fresh_process: whether to try it in another process, too, which takes half
            a second.

    Raises:
        AssertionError: where it falls short, with the journey in question.
        MissingDependencyError: if hypothesis is not installed.

    Examples:
        >>> from journeykit.validators import find_rule
        >>> check_rule(find_rule("touchpoint-without-channel"), examples=3, fresh_process=False)
    """
    kind = type(rule).__name__
    expect(isinstance(rule, Rule), f"expected a Rule, got a {kind}; is @rule(...) above it?")
    expect(
        rule.name not in OF_THE_RUN,
        f"{rule.name}: reports how a run went; it is never run, and cannot be tried",
    )
    check_frozen(rule, rule.name)
    _check_words(rule)
    # Made before anything is watched: hypothesis keeps files of its own.
    trials = _trials(examples, size)
    with quiet(rule.name):
        _check_examples(rule)
        for given in ({}, *options):
            settings = rule.settings(dict(given))
            if rule.on is Atlas:
                _check_atlases(rule, [trial.journey for trial in trials], settings)
                continue
            for trial in trials:
                _check_trial(rule, trial, settings)
    if fresh_process:
        _check_elsewhere(rule)


def _check_words(rule: Rule) -> None:
    name = rule.name
    title = rule.title
    expect(
        bool(title) and not title[0].islower() and not title.endswith("."),
        f"{name}: title: expected a sentence with a capital and no full stop, got {title!r}",
    )
    for section in ("why", "bad", "good", "source"):
        expect(bool(getattr(rule, section)), f"{name}: its docstring has no {section.title()}:")
    for option in rule.options:
        expect(bool(option.text), f"{name}: its docstring says nothing of the option {option.name}")
    built_in = str(rule.function.__module__).startswith("journeykit.")
    expect(
        built_in or not rule.code.startswith("JK"),
        f"{name}: code: JK belongs to built-in rules, got {rule.code!r}",
    )


def _check_examples(rule: Rule) -> None:
    settings = rule.settings({})
    for text in (rule.bad, rule.good):
        # A crash is told here; `findings` would only find nothing.
        _found(rule, _context(read_example(text)), settings)
    bad, good = findings(rule, rule.bad), findings(rule, rule.good)
    expect(bool(bad), f"{rule.name}: expected a finding in its bad example, got none")
    expect(not good, f"{rule.name}: expected none in its good example, got {shown(good[:1], 300)}")
    _check_findings(rule, bad, read_example(rule.bad), "its bad example")
    told = {diagnostic.fingerprint for diagnostic in bad}
    expect(
        len(told) == len(bad),
        f"{rule.name}: its bad example: expected a `key` that tells findings at one place apart",
    )


def _check_findings(
    rule: Rule, found: Iterable[Diagnostic], root: Journey | Atlas, where: str
) -> None:
    paths = {"/".join(place.ids) for place in root.places}
    for diagnostic in found:
        said = f"{rule.name}: {where}: {shown(diagnostic, 300)}"
        message = diagnostic.message
        expect(message.strip() != "" and (message.endswith("...") or not message.endswith(".")),
               f"{said}: message: expected words without a full stop")  # fmt: skip
        expect(bool(diagnostic.hint and diagnostic.hint.strip()), f"{said}: expected a hint")
        path = diagnostic.location.path
        # Ids may hold dots and brackets themselves.
        ends = [len(path), *(m.start() for m in re.finditer(r"[.\[]", path))]
        expect(any(path[:end] in paths for end in ends), f"{said}: there is no such place")


def _check_trial(rule: Rule, trial: _Trial, settings: Mapping[str, Any]) -> None:
    where = f"the journey {shown(trial.journey.title)}"
    found = _found(rule, trial.context, settings)
    _check_findings(rule, found, trial.journey, where)
    again = _found(rule, trial.context, settings)
    expect(found == again, f"{rule.name}: {where}: expected the same findings again")
    expect(trial.journey == trial.twin, f"{rule.name}: {where}: expected that it changes nothing")
    for what, context in trial.variants.items():
        count = len(_found(rule, context, settings))
        expect(
            count == len(found),
            f"{rule.name}: {where}: expected {len(found)} findings {what}, got {count}",
        )


def _check_atlases(rule: Rule, journeys: Sequence[Journey], settings: Mapping[str, Any]) -> None:
    for atlas in (Atlas(), Atlas(journeys), Atlas((*journeys, *journeys))):
        where = f"an atlas of {len(atlas)} journeys"
        found = _found(rule, _context(atlas), settings)
        _check_findings(rule, found, atlas, where)
        again = _found(rule, _context(Atlas(atlas.journeys)), settings)
        expect(found == again, f"{rule.name}: {where}: expected the same findings again")


@frozen(eq=False)
class _Trial:
    """A journey to try rules on, with what is worth making only once."""

    journey: Journey
    twin: Journey
    context: Context
    variants: Mapping[str, Context]
    """The same map told in another way, each by what is other about it."""


@cache
def _trials(examples: int, size: int) -> tuple[_Trial, ...]:
    chosen = any_journeys(examples) if examples else ()
    given = (*odd_journeys(), large_journey(size), *chosen)
    return tuple(_trial(copy.deepcopy(journey), journey) for journey in given)


def _trial(journey: Journey, twin: Journey) -> _Trial:
    variants = {}
    turned = journey.replace(**{name: getattr(journey, name)[::-1] for name in _UNORDERED})
    if turned != journey:
        variants[f"where {', '.join(_UNORDERED)} stand in another order"] = turned
    ids = {touchpoint.id for touchpoint in journey.touchpoints}
    mentioned = {reference.id for reference in journey.references}
    new = {id: f"relabelled-{number}" for number, id in enumerate(sorted(ids))}
    if ids and mentioned.isdisjoint(new.values()):
        variants["with other ids of touchpoints"] = journey.with_ids(Touchpoint, new)
    contexts = {what: Context(variant, TRIAL_DAY) for what, variant in variants.items()}
    return _Trial(journey, twin, Context(journey, TRIAL_DAY), contexts)


def _found(rule: Rule, context: Context, settings: Mapping[str, Any]) -> tuple[Diagnostic, ...]:
    """What a rule finds, before suppressions."""
    known = {each.name: each for each in rules()} | {rule.name: rule}
    root = context.root
    engine = Engine(root, known, {rule.name: dict(settings)}, context)
    outcome = engine.outcome(rule.name)
    if outcome.crash is not None:
        what = "atlas" if isinstance(root, Atlas) else "journey"
        title = shown(context.journey.title)
        raise AssertionError(f"the {what} {title}: {outcome.crash.problem.message}")
    return tuple(finding.diagnostic(root) for finding in outcome.found)


def _context(root: Journey | Atlas) -> Context:
    return atlas_context(root, TRIAL_DAY) if isinstance(root, Atlas) else Context(root, TRIAL_DAY)


def _check_elsewhere(rule: Rule) -> None:
    """The same findings, word for word, in another process."""
    module = str(rule.function.__module__)
    names = [name for name, value in vars(import_module(module)).items() if value is rule]
    if not names:
        return
    sent, found = in_fresh_process(_find_all, module, names[0])
    here = _find_all(module, names[0])
    expect(
        not sent or found == here,
        f"{rule.name}: expected the same findings in another process; is a set being walked?",
    )


def _find_all(module: str, name: str) -> list[tuple[Diagnostic, ...]]:
    rule: Rule = getattr(import_module(module), name)
    settings = rule.settings({})
    return [_found(rule, Context(each, TRIAL_DAY), settings) for each in odd_journeys()]
