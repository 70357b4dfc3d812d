"""Every rule shows itself: its bad example has the fault, its good one has not."""

import re

import pytest

from journeykit.diagnostics import Severity
from journeykit.model import KINDS
from journeykit.validators import rules
from journeykit.validators.checking import OF_THE_RUN
from journeykit.validators.example import EXAMPLE_DAY, findings, read_example
from journeykit.validators.run import validate

RULES = rules()
SHOWN = [rule for rule in RULES if rule.name not in OF_THE_RUN]

TOPIC_OF = {
    "0": "checking", "1": "structure", "2": "references", "3": "anatomy", "4": "personas",
    "5": "emotions", "6": "metrics", "7": "objectives", "8": "plan", "9": "evidence",
    "A": "atlas", "B": "blueprint", "W": "wording",
}  # fmt: skip


@pytest.mark.parametrize("rule", SHOWN, ids=lambda rule: rule.name)
def test_bad_example_is_found(rule):
    """The bad example has the fault, at a place that exists, with a hint and a clear message."""
    found = findings(rule, rule.bad)
    assert found
    journey = read_example(rule.bad)
    paths = {"/".join(place.ids) for place in journey.places}
    for diagnostic in found:
        assert (rule.name, rule.code) == (diagnostic.rule, diagnostic.code)
        assert rule.severity is diagnostic.severity
        assert re.split(r"[.\[]", diagnostic.location.path)[0] in paths
        assert diagnostic.hint
        assert diagnostic.location.line is not None
        assert not diagnostic.message.endswith(".")


@pytest.mark.parametrize("rule", SHOWN, ids=lambda rule: rule.name)
def test_good_example_is_clean(rule):
    """The good example lacks the fault, and suffers from no other error."""
    assert () == findings(rule, rule.good)
    report = validate(read_example(rule.good), select="all", today=EXAMPLE_DAY)
    assert [] == [d.message for d in report.diagnostics if d.severity is Severity.ERROR]


@pytest.mark.parametrize("rule", SHOWN, ids=lambda rule: rule.name)
def test_one_fault_is_told_once(rule):
    """No two findings in an example share rule, place and key: fingerprints are distinct."""
    found = findings(rule, rule.bad)
    assert len(found) == len({diagnostic.fingerprint for diagnostic in found})


def test_there_are_enough_rules():
    """The topics of the field are covered."""
    assert len(RULES) >= 100


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_rule_is_documented_and_numbered_by_topic(rule):
    """The code tells the topic; title, argument and source are there."""
    assert re.fullmatch(r"JK[0-9A-Z]\d\d", rule.code)
    assert TOPIC_OF[rule.code[2]] == rule.topic
    assert rule.title[0].isupper()
    assert not rule.title.endswith(".")
    assert rule.why
    assert rule.source
    assert all(option.text for option in rule.options)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_required_rules_exist(rule):
    """A rule requires rules that are there."""
    assert set(rule.requires) <= {other.name for other in RULES}


def test_references_of_examples_are_sound():
    """Examples are models of how to write: only the one about references has dangling ones."""
    for rule in SHOWN:
        report = validate(read_example(rule.good), select="JK2", today=EXAMPLE_DAY)
        assert () == report.errors, rule.name


def test_every_kind_of_element_is_looked_at():
    """There is a rule about every kind of element that carries claims."""
    looked_at = {rule.on for rule in RULES}
    expected = {"initiative", "objective", "opportunity", "pain point", "persona", "phase"}
    assert {KINDS[word] for word in expected} <= looked_at
