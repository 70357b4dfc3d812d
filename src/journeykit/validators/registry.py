"""Which rules there are: the runner's own, and those of the entry points."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from types import ModuleType
from typing import Any

from attrs import field, frozen

from journeykit import plugins
from journeykit.errors import NotFoundError, PluginError
from journeykit.model.element import Value
from journeykit.model.fields import as_tuple
from journeykit.validators.checking import OWN_RULES
from journeykit.validators.declare import Rule

__all__ = ["Installed", "find_rule", "installed", "rules", "unite"]


@frozen(repr=False)
class Installed(Value):
    """What the entry points gave.

    Attributes:
        rules: all rules, by code.
        broken: the entry points that could not be loaded, as errors that name them.
    """

    rules: tuple[Rule, ...] = field(converter=as_tuple)
    broken: tuple[PluginError, ...] = field(default=(), converter=as_tuple)


def rules() -> tuple[Rule, ...]:
    """All installed rules by code: those of journeykit, and those of plug-ins.

    A plug-in that cannot be loaded is not among them; `validate` reports it.

    Raises:
        PluginError: if two rules share a name or a code.

    Examples:
        >>> next(rule.name for rule in rules() if rule.code == "JK101")
        'duplicate-id'
    """
    return installed().rules


def find_rule(word: str) -> Rule:
    """The installed rule of a name or a code.

    Raises:
        NotFoundError: if there is none; it names the packages of rules that are broken.

    Examples:
        >>> find_rule("JK101")
        <Rule JK101 duplicate-id>
    """
    plugged = installed()
    for rule in plugged.rules:
        if word in (rule.name, rule.code):
            return rule
    names = [name for rule in plugged.rules for name in (rule.name, rule.code)]
    raise NotFoundError("rule", word, names, broken=plugged.broken)


# What is installed does not change while a program runs, and looking it up
# reads the metadata of every distribution.
@cache
def installed() -> Installed:
    """Load the entry points of the group `journeykit.validators`, once a process.

    Raises:
        PluginError: if two rules share a name or a code.
    """
    found: list[tuple[str, Rule]] = [("journeykit", rule) for rule in OWN_RULES]
    broken: list[PluginError] = []
    for name, point in plugins.find_plugins(plugins.VALIDATORS).items():
        try:
            loaded = plugins.load_plugin(plugins.VALIDATORS, name)
            collected = _rules_in(loaded, name)
        except PluginError as error:
            broken.append(error)
        else:
            owner = f"the plug-in {name!r} ({point.value})"
            found.extend((owner, rule) for rule in collected)
    return Installed(unite(found), broken)


def unite(owned: Iterable[tuple[str, Rule]]) -> tuple[Rule, ...]:
    """Put rules together, by code; the same rule twice counts once.

    Args:
        owned: rules, each with the one who brings it, in words.

    Raises:
        PluginError: if two different rules share a name or a code.
    """
    seen: dict[str, tuple[str, Rule]] = {}
    kept: list[Rule] = []
    for owner, rule in owned:
        known = seen.get(rule.name)
        if known is not None and known[1] is rule:
            continue
        for word in (rule.name, rule.code):
            if word in seen:
                other, first = seen[word]
                msg = (
                    f"two rules are called {word!r}: {first.name} ({first.code}) of {other}, "
                    f"and {rule.name} ({rule.code}) of {owner}; rename one of them"
                )
                raise PluginError(msg, group=plugins.VALIDATORS, name=word)
            seen[word] = (owner, rule)
        kept.append(rule)
    return tuple(sorted(kept, key=lambda rule: rule.code))


def _rules_in(loaded: Any, name: str) -> list[Rule]:
    """The rules of what an entry point loads to: a rule, a module, or a series of rules."""
    if isinstance(loaded, Rule):
        return [loaded]
    try:
        items: Iterable[Any] = vars(loaded).values() if isinstance(loaded, ModuleType) else loaded
        found = [item for item in items if isinstance(item, Rule)]
    # What a stranger's iterable raises is theirs to hear of.
    except Exception as error:
        msg = f"the plug-in {name!r} of {plugins.VALIDATORS} gives no rules: {error}"
        raise PluginError(msg, group=plugins.VALIDATORS, name=name) from error
    if not found:
        msg = (
            f"the plug-in {name!r} of {plugins.VALIDATORS} holds no rule; it should load to a "
            "Rule, to a module with rules, or to a list of them"
        )
        raise PluginError(msg, group=plugins.VALIDATORS, name=name)
    return found
