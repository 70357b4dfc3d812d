"""Selectors: what each kind means, and the error for one that means nothing."""

import pytest

from journeykit.errors import NotFoundError
from journeykit.validators import rules
from journeykit.validators.selection import choose, matching

RULES = rules()


def names(found):
    """Names of rules."""
    return {rule.name for rule in found}


def test_selectors_are_names_codes_beginnings_topics_and_sets():
    """Each kind of selector means what it says."""
    assert {"duplicate-id"} == names(matching(RULES, "duplicate-id"))
    assert {"duplicate-id"} == names(matching(RULES, "JK101"))
    assert {r.name for r in RULES if r.code.startswith("JK1")} == names(matching(RULES, "JK1"))
    assert {r.name for r in RULES if r.topic == "plan"} == names(matching(RULES, "plan"))
    assert set(RULES) == set(matching(RULES, "all")) == set(matching(RULES, "JK"))
    assert {r.name for r in RULES if r.default} == names(matching(RULES, "recommended"))


@pytest.mark.parametrize("selector", ["J", "jk101", "duplicate", "", "JK1011", "everything"])
def test_unknown_selector_is_refused(selector):
    """Nothing is selected by half a word."""
    with pytest.raises(NotFoundError, match="no rule, code or topic"):
        matching(RULES, selector)


def test_misspelled_selector_names_the_nearest():
    """In `select` and in `ignore`."""
    with pytest.raises(NotFoundError, match="did you mean 'duplicate-id'"):
        choose(RULES, select="duplicat-id")
    with pytest.raises(NotFoundError, match="did you mean 'wording'"):
        choose(RULES, ignore=["wordin"])


def test_nothing_selected_is_the_recommended_ones():
    """Opt-in rules are left out by default."""
    chosen = choose(RULES)
    assert names(matching(RULES, "recommended")) == names(chosen.rules)
    assert "jargon" not in names(chosen.rules)


def test_empty_selection_selects_nothing():
    """Only where nothing is said the recommended ones run; an empty word is a slip."""
    assert () == choose(RULES, select=[]).rules
    assert () == choose(RULES, select=(), also=RULES[:1]).rules
    with pytest.raises(NotFoundError, match="no rule, code or topic ''"):
        choose(RULES, select="")


def test_ignore_wins_and_keeps_its_reason():
    """Only what would have been selected is told as ignored; the first reason counts."""
    chosen = choose(RULES, select="JK1", ignore={"JK101": "one", "JK1": "two", "JK2": "three"})
    assert () == chosen.rules
    assert "one" == chosen.ignored["duplicate-id"]
    assert "two" == chosen.ignored["journey-without-phases"]
    assert "dangling-reference" not in chosen.ignored
