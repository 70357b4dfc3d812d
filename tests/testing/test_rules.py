"""The contract of rules: every built-in one keeps it, and each kind of fault is caught."""

import random
import sys
import warnings
from itertools import count

import pytest

from journeykit.model import Journey, Touchpoint
from journeykit.testing import check_rule
from journeykit.testing.conduct import in_fresh_process
from journeykit.testing.maps import odd_journeys
from journeykit.testing.rules import _find_all
from journeykit.validators import Problem, find_rule, rule, rules
from journeykit.validators.checking import OF_THE_RUN, OWN_RULES
from journeykit.validators.context import Context

BUILT_IN = [each for each in rules() if each.name not in OF_THE_RUN]

BAD = "phases: [{name: Buy, touchpoints: [Pay]}]"
GOOD = "phases: [{name: Buy, touchpoints: [{name: Pay, owner: Ann}]}]"


def made(look, *, bad=BAD, good=GOOD, why="It matters.", **declared):
    """A rule around a function, with a docstring that is in order."""
    look.__doc__ = f"A touchpoint has no owner.\n\nWhy:\n    {why}\n\nBad:\n    {bad}\n\nGood:\n    {good}\n\nSource:\n    Ours.\n"
    return rule(**{"code": "XY101", "on": Touchpoint, "topic": "ours", **declared})(look)


def ownerless(touchpoint, context):
    if touchpoint.owner is None:
        yield Problem("it has no owner", field="owner", hint="say who answers for it")


@pytest.mark.parametrize("each", BUILT_IN, ids=lambda each: each.name)
def test_every_built_in_rule_keeps_the_contract(each):
    """Words, examples, odd journeys, other ids, other orders."""
    check_rule(each, examples=15, size=60, fresh_process=False)


def test_built_in_rules_find_the_same_in_another_process():
    """Nothing depends on the hashes of texts: all rules at once, because a process takes time."""
    homes = {}
    for each in BUILT_IN:
        if each not in OWN_RULES:
            module = sys.modules[each.function.__module__]
            name = next(name for name, value in vars(module).items() if value is each)
            homes[each.name] = (module.__name__, name)
    sent, found = in_fresh_process(_find_everything, list(homes.values()))
    if not sent:
        pytest.skip("this module cannot be imported in another process")
    assert _find_everything(list(homes.values())) == found


def _find_everything(homes):
    return [_find_all(module, name) for module, name in homes]


def test_a_good_rule_passes():
    """Nothing is asked that a simple rule does not do."""
    check_rule(made(ownerless))


def test_options_are_tried():
    """What is set is looked at as the defaults are."""

    def owner_too_long(touchpoint, context, *, most=3):
        if touchpoint.owner is None or len(touchpoint.owner) > most:
            yield Problem("it has no owner or a long one", hint="" if most == 0 else "shorten")

    owner_too_long = made(owner_too_long, why="It matters.\n\nOptions:\n    most: how long")
    check_rule(owner_too_long, options=[{"most": 100}], examples=5)
    with pytest.raises(AssertionError, match="expected a hint"):
        check_rule(owner_too_long, options=[{"most": 0}], examples=0)


def faulty(problem):
    def look(touchpoint, context):
        if touchpoint.owner is None:
            yield problem(touchpoint, context)

    return look


def ok(touchpoint, context):
    return Problem("it has no owner", hint="name one")


ticks = count()


def prints(touchpoint, context):
    print("looking")
    return ok(touchpoint, context)


def writes(touchpoint, context):
    with open("log.txt", "w") as file:
        file.write("looking")
    return ok(touchpoint, context)


def warns(touchpoint, context):
    warnings.warn("odd", UserWarning, stacklevel=1)
    return ok(touchpoint, context)


def mutates(touchpoint, context):
    object.__setattr__(touchpoint, "name", touchpoint.name + "!")
    return ok(touchpoint, context)


@pytest.mark.parametrize(
    ("problem", "fault"),
    [
        (lambda t, c: Problem("it has no owner"), "expected a hint"),
        (lambda t, c: Problem("It has no owner.", hint="x"), "words without a full stop"),
        (lambda t, c: Problem(f"no owner {next(ticks)}", hint="x"), "the same findings again"),
        (lambda t, c: Problem("x", field="ownr", hint="x"), "no field 'ownr'"),
        (prints, "prints nothing, got 'looking"),
        (writes, "writes no files, got log.txt"),
        (warns, "stopped with UserWarning: odd"),
        (mutates, "changes nothing"),
    ],
)  # fmt: skip
def test_faults_of_findings_are_named(problem, fault):
    """The message says what was expected."""
    with pytest.raises(AssertionError, match=fault):
        check_rule(made(faulty(problem)), examples=2, fresh_process=False)


@pytest.mark.parametrize(
    ("declared", "fault"),
    [
        ({"good": BAD}, "expected none in its good example"),
        ({"bad": GOOD}, "expected a finding in its bad example, got none"),
        ({"code": "JK999"}, "JK belongs to built-in rules"),
    ],
)
def test_faults_of_the_declaration_are_named(declared, fault):
    """Examples that do not show the fault, and codes of others."""
    with pytest.raises(AssertionError, match=fault):
        check_rule(made(ownerless, **declared), examples=0, fresh_process=False)


def test_one_that_trusts_the_map_is_caught():
    """A channel that dangles, a phase without touchpoints: somebody's map has it."""

    def trusting(journey, context):
        if journey.phases[0].touchpoints[0].owner is None:
            yield Problem("no owner", hint="name one")

    with pytest.raises(AssertionError, match="'Empty'.*stopped with IndexError"):
        check_rule(made(trusting, on=Journey), examples=0, fresh_process=False)


def test_one_that_looks_at_ids_or_order_is_caught():
    """Ids are for tools, and personas have no order."""

    def by_id(touchpoint, context):
        if not touchpoint.id.startswith("relabelled"):
            yield Problem("odd id", hint="x")

    good = "phases: [{name: Buy, touchpoints: [{name: Pay, id: relabelled}]}]"
    with pytest.raises(AssertionError, match="with other ids of touchpoints, got 0"):
        check_rule(made(by_id, good=good), examples=0, fresh_process=False)

    def by_order(journey, context):
        if [channel.id for channel in journey.channels][:1] == ["channel-0"]:
            yield Problem("first", hint="x")

    by_order = made(by_order, on=Journey, bad="channels: [Channel 0]", good="channels: [Web]")
    with pytest.raises(AssertionError, match="stand in another order, got 0"):
        check_rule(by_order, examples=0, fresh_process=False)


def test_what_is_no_rule_is_refused():
    """A function without its decorator, and the reports of the run itself."""
    with pytest.raises(AssertionError, match="expected a Rule, got a function; is @rule"):
        check_rule(ownerless)
    with pytest.raises(AssertionError, match="it is never run"):
        check_rule(find_rule("rule-crashed"))


def test_without_hypothesis_examples_can_be_left_out(monkeypatch):
    """The error says what to install."""
    from journeykit.errors import MissingDependencyError
    from journeykit.testing import maps

    monkeypatch.setattr(maps, "find_spec", lambda name: None)
    maps.any_journeys.cache_clear()
    with pytest.raises(MissingDependencyError, match="pip install 'hypothesis'"):
        check_rule(find_rule("phase-without-touchpoints"), examples=random.randint(900, 999))
    check_rule(find_rule("phase-without-touchpoints"), examples=0, fresh_process=False)


def test_odd_journeys_are_what_they_say():
    """Each can be checked, written and drawn like any other."""
    for journey in odd_journeys():
        assert Context(journey, None).journey is journey
    assert {"Empty", "Half made", "Dangling", "Doubled", "Hostile"} == {
        journey.title for journey in odd_journeys()
    }
