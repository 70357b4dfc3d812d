"""Findings that the journey itself declares known and accepted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from journeykit.errors import did_you_mean
from journeykit.model import Suppression
from journeykit.validators.checking import OF_THE_RUN, UNUSED_SUPPRESSION
from journeykit.validators.context import Context
from journeykit.validators.declare import Problem, Rule
from journeykit.validators.engine import Finding, Outcome

__all__ = ["Suppressor", "unused"]

EVERY_RULE = "*"

# What went wrong with the run itself is hidden only by its own name.
_BY_NAME_ONLY = OF_THE_RUN | {UNUSED_SUPPRESSION.name}


class Suppressor:
    """Finds the suppression of a finding in constant time.

    A suppression at an element covers the element and all that it holds. Of
    several the nearest counts, and one that names the rule before one for all.
    """

    def __init__(self, suppressions: Iterable[Suppression]) -> None:
        self._reasons: dict[tuple[str | None, str], str] = {}
        for suppression in suppressions:
            key = (suppression.at, suppression.rule)
            self._reasons.setdefault(key, suppression.reason)

    def reason(self, finding: Finding) -> str | None:
        """Why a finding is accepted, or None where it is not."""
        if not self._reasons:
            return None
        return next((self._reasons[key] for key in keys(finding) if key in self._reasons), None)


def keys(finding: Finding) -> Iterable[tuple[str | None, str]]:
    """All (element id, rule) of suppressions that would match a finding, the nearest first."""
    words = [finding.rule.name, finding.rule.code]
    if finding.rule.name not in _BY_NAME_ONLY:
        words.append(EVERY_RULE)
    for at in (*reversed(finding.place.ids), None):
        for word in words:
            yield at, word


def unused(
    context: Context, rules: Mapping[str, Rule], outcome: Callable[[str], Outcome]
) -> list[Finding]:
    """Report the suppressions that match nothing.

    They are judged by all that the rules they name would find, selected or
    not, so that a narrower selection does not make a suppression look idle.

    Args:
        context: of the run.
        rules: all rules by name.
        outcome: runs a rule by name.
    """
    places = context.each(Suppression)
    if not places:
        return []
    by_word = {word: rule for rule in rules.values() for word in (rule.name, rule.code)}
    named = {suppression.rule for _, suppression in places}
    judges = [
        rule
        for rule in rules.values()
        if rule.name not in _BY_NAME_ONLY
        and (EVERY_RULE in named or rule.name in named or rule.code in named)
    ]
    matched: set[tuple[str | None, str]] = set()
    undecided: set[str] = set()
    for rule in judges:
        result = outcome(rule.name)
        if result.crash is not None:
            undecided |= {rule.name, rule.code, EVERY_RULE}
        matched.update(key for finding in result.found for key in keys(finding))
    found = []
    for place, suppression in places:
        rule_word = suppression.rule
        if rule_word != EVERY_RULE and rule_word not in by_word:
            near = did_you_mean(rule_word, by_word)
            hint = f"did you mean {near!r}?" if near else "name a rule, its code, or '*' for all"
            problem = Problem(
                f"the suppression names the rule {rule_word!r}, which does not exist",
                "rule", hint=hint, key=f"{rule_word} {suppression.at or ''}",
            )  # fmt: skip
        elif (
            rule_word != EVERY_RULE and by_word[rule_word].name in _BY_NAME_ONLY
        ) or rule_word in undecided:
            # Whether these occur depends on the run, not on the map.
            continue
        elif (suppression.at, rule_word) in matched:
            continue
        else:
            where = f" at {suppression.at!r}" if suppression.at else ""
            problem = Problem(
                f"the suppression of {rule_word}{where} matches nothing",
                hint="take it out; what it accepted is gone, or `at` is not the id meant",
                key=f"{rule_word} {suppression.at or ''}",
            )
        found.append(Finding(UNUSED_SUPPRESSION, place, problem))
    return found
