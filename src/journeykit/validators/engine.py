"""Runs rules over a journey or an atlas: each once, after those that it requires."""

from __future__ import annotations

import inspect
import os
import traceback
from collections.abc import Iterable, Mapping
from itertools import compress
from operator import attrgetter
from typing import Any

import attrs
from attrs import define, field, frozen

from journeykit import plugins
from journeykit.diagnostics import Diagnostic
from journeykit.errors import did_you_mean, shown
from journeykit.model import Atlas, Journey, Place
from journeykit.model.element import Value
from journeykit.validators.checking import RULE_CRASHED
from journeykit.validators.context import Context
from journeykit.validators.declare import OptionValue, Problem, Rule
from journeykit.validators.location import locate

__all__ = ["Engine", "Finding", "Outcome"]

_Path = tuple[str | int, ...]


@frozen(eq=False, repr=False)
class Finding(Value):
    """A problem with the rule that found it and the place where it is.

    Attributes:
        rule: the rule.
        place: where the problem is.
        problem: what it is.
    """

    rule: Rule
    place: Place
    problem: Problem

    def diagnostic(self, root: Journey | Atlas, *, within: str | None = None) -> Diagnostic:
        """The finding as reports carry it. See `locate`."""
        return Diagnostic(
            rule=self.rule.name,
            code=self.rule.code,
            severity=self.rule.severity,
            message=self.problem.message,
            hint=self.problem.hint,
            location=locate(root, self.place, self.problem, within=within),
            key=self.problem.key,
        )


@define(eq=False)
class Outcome:
    """What became of one rule.

    Attributes:
        found: its findings, in order of the map.
        skip: why it was not run, or not everywhere; None where it was.
        crash: the exception with which it stopped, as a finding, or None.
    """

    found: list[Finding] = field(factory=list)
    skip: str | None = None
    crash: Finding | None = None
    _everywhere: bool = field(default=False, alias="everywhere")
    _required: tuple[Outcome, ...] = field(default=(), alias="required")
    # Most rules find nothing, and need no sets.
    _places: set[_Path] | None = field(default=None, init=False)
    _holders: set[_Path] | None = field(default=None, init=False)

    def bar(self, place: Place) -> None:
        """Note that nothing that requires this rule can be said on the line of this place."""
        if self._places is None or self._holders is None:
            self._places, self._holders = set(), set()
        self._places.add(place.path)
        above = place.parent
        while above is not None:
            self._holders.add(above.path)
            above = above.parent

    @property
    def may_bar(self) -> bool:
        """Whether there is any place that it bars."""
        own = self._everywhere or self.crash is not None or self._places is not None
        return own or any(outcome.may_bar for outcome in self._required)

    def bars(self, place: Place) -> bool:
        """Whether the rule, or one that it requires, found something at a place, around or within it."""
        if self._everywhere or self.crash is not None:
            return True
        if any(outcome.bars(place) for outcome in self._required):
            return True
        if self._places is None or self._holders is None:
            return False
        if place.path in self._holders:
            return True
        here: Place | None = place
        while here is not None:
            if here.path in self._places:
                return True
            here = here.parent
        return False


_NOTHING = Outcome()
"""Of a rule that was called for nothing."""


class Engine:
    """Runs rules on demand and remembers what became of each.

    A rule that another requires runs even where nobody selected it, so that
    what a rule finds never depends on which others are reported.
    """

    def __init__(
        self,
        root: Journey | Atlas,
        rules: Mapping[str, Rule],
        settings: Mapping[str, Mapping[str, OptionValue]],
        context: Context,
    ) -> None:
        self._root = root
        self._rules = rules
        self._settings = settings
        self._context = context
        self._contexts: dict[type[Value], tuple[tuple[Value, Context], ...]] = {}
        self._places: dict[type[Value], tuple[Place, ...]] = {}
        self._narrowed: dict[
            tuple[type[Value], str | None, str | None], tuple[tuple[Value, Context], ...]
        ] = {}
        self._outcomes: dict[str, Outcome] = {}
        self._waiting: list[str] = []

    @property
    def crashes(self) -> list[Finding]:
        """The crashes of all rules that were run so far."""
        return [outcome.crash for outcome in self._outcomes.values() if outcome.crash is not None]

    def outcome(self, name: str) -> Outcome:
        """Run a rule, unless it has been run, and what it requires before it."""
        known = self._outcomes.get(name)
        if known is None:
            rule = self._rules[name]
            # Most maps have nothing at all of many kinds.
            if not rule.requires and not self._called_for(rule):
                known = _NOTHING
            else:
                self._waiting.append(name)
                known = self._run(rule)
                self._waiting.pop()
            self._outcomes[name] = known
        return known

    def _run(self, rule: Rule) -> Outcome:
        required: list[tuple[str, Outcome]] = []
        for name in rule.requires:
            if name not in self._rules:
                return Outcome(skip=f"it requires {name}, which is not installed", everywhere=True)
            if name in self._waiting:
                circle = " > ".join((*self._waiting[self._waiting.index(name) :], name))
                return Outcome(skip=f"it requires itself in a circle: {circle}", everywhere=True)
            required.append((name, self.outcome(name)))
        contexts = self._called_for(rule)
        settings: Mapping[str, Any] = self._settings.get(rule.name, {})
        found: list[Finding] = []
        crash: Finding | None = None
        barred: dict[str, int] = {}
        # What a rule is called for, it is called for often: nothing is looked up twice.
        function = rule.function
        barring = [(name, other) for name, other in required if other.may_bar]
        for element, context in contexts:
            if barring:
                bar = _bar(barring, context.place)
                if bar is not None:
                    barred[bar] = barred.get(bar, 0) + 1
                    continue
            try:
                for problem in function(element, context, **settings):
                    # One by one: what was found before a rule stopped stays found.
                    found.append(self._finding(rule, problem, context))  # noqa: PERF401
            # A rule is a stranger's code: whatever it raises is one more finding, be it the
            # wish to end the process. Only the user may do that.
            except (Exception, SystemExit) as error:
                crash = _crash(rule, error, context.place)
                break
        if not (found or barring or crash):
            return _NOTHING
        outcome = Outcome(found, crash=crash, required=tuple(each for _, each in barring))
        if barred:
            outcome.skip = _reason(barred, len(contexts), dict(required))
        for finding in found:
            outcome.bar(finding.place)
        return outcome

    def _finding(self, rule: Rule, problem: object, context: Context) -> Finding:
        """What a rule has found, or a refusal."""
        if not isinstance(problem, Problem):
            msg = f'expected a Problem, got {shown(problem)}; write `yield Problem("...")`'
            raise TypeError(msg)
        place = problem.at or context.place
        if place.root.element is not self._root:
            msg = f"the map has no place {place.path}: it is one of another value"
            raise LookupError(msg)
        _check_field(problem, place)
        return Finding(rule, place, problem)

    def _called_for(self, rule: Rule) -> tuple[tuple[Value, Context], ...]:
        """The values that a rule is called for, each with its context."""
        if rule.filled is None and rule.empty is None:
            return self._contexts_of(rule.on)
        key = rule.on, rule.filled, rule.empty
        known = self._narrowed.get(key)
        if known is None:
            places = self._places_of(rule.on)
            for name, wanted in ((rule.filled, True), (rule.empty, False)):
                if name is not None:
                    values = map(attrgetter(f"element.{name}"), places)
                    # A figure of 0 fills its field.
                    kept = [(bool(value) or value == 0) is wanted for value in values]
                    places = tuple(compress(places, kept))
            if len(places) == len(self._places_of(rule.on)):
                known = self._contexts_of(rule.on)
            else:
                known = tuple((place.element, self._context.at(place)) for place in places)
            self._narrowed[key] = known
        return known

    def _places_of(self, kind: type[Value]) -> tuple[Place, ...]:
        """Where values of a type are, in order of the map."""
        known = self._places.get(kind)
        if known is None:
            by_type = self._context.lookups.places
            types = [found for found in by_type if issubclass(found, kind)]
            if len(types) == 1:
                known = by_type[types[0]]
            else:
                places = [place for found in types for place in by_type[found]]
                known = tuple(sorted(places, key=attrgetter("rank")))
            self._places[kind] = known
        return known

    def _contexts_of(self, kind: type[Value]) -> tuple[tuple[Value, Context], ...]:
        """Each value of a type with its context; rules of one type share them."""
        known = self._contexts.get(kind)
        if known is None and kind is Atlas:
            whole = (self._root, self._context)
            known = (whole,) if isinstance(self._root, Atlas) else ()
            self._contexts[kind] = known
        elif known is None:
            places = self._places_of(kind)
            known = tuple((place.element, self._context.at(place)) for place in places)
            self._contexts[kind] = known
        return known


def _bar(required: Iterable[tuple[str, Outcome]], place: Place) -> str | None:
    """The first of some rules that found a problem at a place."""
    return next((name for name, outcome in required if outcome.bars(place)), None)


def _crash(rule: Rule, error: BaseException, place: Place) -> Finding:
    """The exception with which a rule stopped, as a finding."""
    what = ": ".join(part for part in (type(error).__name__, str(error)) if part)
    message = f"the rule {rule.name} stopped with {what} ({_home(rule, error)})"
    hint = f"report it to those who wrote the rule; until then, ignore {rule.name}"
    return Finding(RULE_CRASHED, place, Problem(message, hint=hint, key=rule.name))


def _home(rule: Rule, error: BaseException) -> str:
    """Where a rule comes from, and the last of its lines that ran."""
    owner = plugins.distribution_of(rule.function)
    whose = "" if owner is None else f"from {owner}, "
    code = inspect.unwrap(rule.function).__code__
    frames = traceback.walk_tb(error.__traceback__)
    lines = [line for frame, line in frames if frame.f_code.co_filename == code.co_filename]
    # Where the mistake is seen from outside, none of its lines is in the traceback.
    line = lines[-1] if lines else code.co_firstlineno
    return f"{whose}{os.path.basename(code.co_filename)}, line {line}"


def _check_field(problem: Problem, place: Place) -> None:
    """Refuse a field that the element at a place has not: nobody would find it."""
    kind = type(place.element)
    fields = [attribute.name for attribute in attrs.fields(kind)]
    if problem.field is None or problem.field in fields:
        return
    near = did_you_mean(problem.field, fields)
    hint = "" if near is None else f"; did you mean {near!r}?"
    msg = f"{kind.__name__} has no field {shown(problem.field)}{hint}"
    raise LookupError(msg)


def _reason(barred: Mapping[str, int], total: int, required: Mapping[str, Outcome]) -> str:
    parts = []
    for name, count in barred.items():
        where = "" if total == 1 else f" at {count} of {total} places"
        outcome = required[name]
        if outcome.crash is not None:
            why = f"{name} crashed"
        elif not outcome.found:
            why = f"{name} was not run"
        else:
            why = f"{name} found a problem there first"
        parts.append(f"not run{where}, because {why}")
    return "; ".join(parts)
