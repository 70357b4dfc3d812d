"""The examples of rules: small journeys, written as text, checked on one fixed day.

An example in a rule's docstring is the fields of a journey as YAML, as they
stand in a file. `journeykit` (the version of the format) and `title` may be
left out. One that begins with the word `journey` alone is a Mermaid diagram.
"""

from __future__ import annotations

import datetime as dt

from journeykit.diagnostics import Diagnostic
from journeykit.model import Journey
from journeykit.validators.declare import Rule
from journeykit.validators.run import validate

__all__ = ["EXAMPLE_DAY", "findings", "read_example"]

EXAMPLE_DAY = dt.date(2026, 6, 1)
"""The day on which examples are checked."""

_TITLE = "Buy a bike"


def read_example(text: str) -> Journey:
    """Read the example of a rule.

    Args:
        text: `Rule.bad` or `Rule.good`.

    Raises:
        FormatError: if it is no journey.

    Examples:
        >>> read_example("phases: [{name: Look around}]")
        <Journey 'Buy a bike': 1 phase>
    """
    from journeykit.io import loads

    lines = text.strip().splitlines()
    if lines and lines[0].strip() == "journey":
        return loads(text, format="mermaid")
    keys = {line.split(":")[0] for line in lines}
    head = ["journeykit: 1"] if "journeykit" not in keys else []
    if "title" not in keys:
        head.append(f"title: {_TITLE}")
    return loads("\n".join((*head, text.strip("\n"), "")), format="yaml")


def findings(rule: Rule, text: str) -> tuple[Diagnostic, ...]:
    """What a rule finds in an example, by itself, on `EXAMPLE_DAY`.

    With it, the author of a rule tests it by its own documentation:

        assert findings(my_rule, my_rule.bad)
        assert not findings(my_rule, my_rule.good)

    Args:
        rule: the rule; it need not be installed.
        text: `Rule.bad`, `Rule.good`, or another journey in the same form.
    """
    report = validate(read_example(text), select=rule.name, rules=[rule], today=EXAMPLE_DAY)
    return tuple(d for d in report.diagnostics if d.rule == rule.name)
