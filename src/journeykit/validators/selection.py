"""Which rules a run is to report: names, codes, beginnings of codes, and topics."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from attrs import field, frozen

from journeykit.errors import NotFoundError
from journeykit.model.element import Value
from journeykit.model.fields import as_tuple
from journeykit.model.frozendict import FrozenDict
from journeykit.validators.declare import RESERVED, Rule

__all__ = ["Selection", "choose", "matching"]

Ignore = str | Iterable[str] | Mapping[str, str]


@frozen(repr=False)
class Selection(Value):
    """What a run reports, and what it leaves out on request.

    Attributes:
        rules: the rules to report, in order of the rules they were chosen from.
        ignored: names of rules that would be there had they not been ignored, with the reason.
    """

    rules: tuple[Rule, ...] = field(converter=as_tuple)
    ignored: FrozenDict[str, str]


def matching(rules: Sequence[Rule], selector: str) -> tuple[Rule, ...]:
    """The rules that a selector means.

    Args:
        rules: the rules to choose from.
        selector: the name of a rule, its code, the beginning of a code ("JK2"),
            a topic, "all", or "recommended".

    Raises:
        NotFoundError: if it means none.
    """
    if selector == "all":
        return tuple(rules)
    if selector == "recommended":
        return tuple(rule for rule in rules if rule.default)
    found = tuple(
        rule
        for rule in rules
        if selector in (rule.name, rule.topic)
        # One letter is more likely a slip than a wish for half of the rules.
        or (len(selector) > 1 and rule.code.startswith(selector))
    )
    if not found:
        words = {word for rule in rules for word in (rule.name, rule.code, rule.topic)}
        raise NotFoundError("rule, code or topic", selector, sorted(words | set(RESERVED)))
    return found


def choose(
    rules: Sequence[Rule],
    *,
    select: str | Iterable[str] | None = None,
    ignore: Ignore = (),
    also: Iterable[Rule] = (),
) -> Selection:
    """Apply selectors: first all that are selected, then without those ignored.

    Args:
        rules: the rules to choose from.
        select: selectors; None means "recommended", and `also`. An empty series
            selects nothing.
        ignore: selectors, or selectors with the reason for each.
        also: rules among `rules` that the default selection includes.

    Raises:
        NotFoundError: if a selector means no rule.
    """
    if select is None:
        names = {rule.name for rule in (*matching(rules, "recommended"), *also)}
    else:
        names = {rule.name for word in _words(select) for rule in matching(rules, word)}
    reasons: dict[str, str] = {}
    given = ignore if isinstance(ignore, Mapping) else dict.fromkeys(_words(ignore), "ignored")
    for selector, reason in given.items():
        for rule in matching(rules, selector):
            reasons.setdefault(rule.name, reason)
    return Selection(
        (rule for rule in rules if rule.name in names and rule.name not in reasons),
        FrozenDict({r.name: reasons[r.name] for r in rules if r.name in names & reasons.keys()}),
    )


def _words(value: str | Iterable[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)
