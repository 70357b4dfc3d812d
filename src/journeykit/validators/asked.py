"""What a run was asked: which rules, with which settings, on which day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import cast

from attrs import frozen

from journeykit.errors import InvalidValueError, NotFoundError, PluginError, shown
from journeykit.model import Atlas
from journeykit.model.element import Value
from journeykit.model.fields import as_date, every
from journeykit.validators.checking import OF_THE_RUN
from journeykit.validators.declare import OptionValue, Rule
from journeykit.validators.registry import installed, unite
from journeykit.validators.selection import Ignore, Selection, choose

__all__ = ["Asked", "ask"]


@frozen(kw_only=True, eq=False, repr=False)
class Asked(Value):
    """A run, before anything is checked.

    Attributes:
        rules: all rules by name.
        settings: their options, by name.
        selection: the rules to report, and those left out.
        heard: names of the rules that are not ignored.
        broken: the packages of rules that cannot be loaded.
        named: what was asked for in words; empty where nothing was.
        today: the day of the check.
    """

    rules: Mapping[str, Rule]
    settings: Mapping[str, Mapping[str, OptionValue]]
    selection: Selection
    heard: frozenset[str]
    broken: tuple[PluginError, ...]
    named: frozenset[str]
    today: dt.date

    def chosen(self, *, of_atlas: bool) -> list[Rule]:
        """The rules to report of a journey, or of an atlas as a whole."""
        return [
            rule
            for rule in self.selection.rules
            if rule.name not in OF_THE_RUN and (rule.on is Atlas) is of_atlas
        ]


def ask(
    *,
    select: str | Iterable[str] | None,
    ignore: Ignore,
    rules: Rule | Iterable[Rule] | None,
    options: Mapping[str, Mapping[str, object]] | None,
    today: dt.date | str | None,
) -> Asked:
    """Make sense of the arguments of `validate`, or refuse them."""
    own = () if rules is None else _own(every(rules))
    day = _present_day() if today is None else _day(today)
    plugged = installed()
    known = plugged.rules
    if own:
        known = unite(
            [*(("the installed rules", r) for r in known), *(("the rules given", r) for r in own)]
        )
    by_name = {rule.name: rule for rule in known}
    words = None
    if select is not None:
        words = (select,) if isinstance(select, str) else tuple(select)
    return Asked(
        rules=by_name,
        settings=_settings(by_name, options or {}),
        selection=choose(known, select=words, ignore=ignore, also=own),
        # The runner's own findings are reported whatever is selected, unless ignored by name.
        heard=frozenset(rule.name for rule in choose(known, select="all", ignore=ignore).rules),
        broken=plugged.broken,
        named=frozenset(words or ()),
        today=day,
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
