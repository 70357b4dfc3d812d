"""The examples of rules: small journeys, written as text, checked on one fixed day.

An example in a rule's docstring is the fields of a journey as YAML, as they
stand in a file. `journeykit` (the version of the format) and `title` may be
left out. One that begins with the word `journey` alone is a Mermaid diagram. For
rules about an atlas it is several such texts, each below a line with its file:
`--- # buy.yaml`; what the journeys share stands below `--- # atlas.yaml`.
"""

from __future__ import annotations

import datetime as dt
import re

from journeykit.diagnostics import Diagnostic
from journeykit.model import Atlas, Journey
from journeykit.validators.declare import Rule
from journeykit.validators.run import validate

__all__ = ["EXAMPLE_DAY", "findings", "read_example"]

EXAMPLE_DAY = dt.date(2026, 6, 1)
"""The day on which examples are checked."""

_TITLE = "Buy a bike"


_PART = re.compile(r"^--- # (\S+)$", re.MULTILINE)


def read_example(text: str) -> Journey | Atlas:
    """Read the example of a rule.

    Args:
        text: `Rule.bad` or `Rule.good`.

    Returns:
        The journey, or the atlas where the text is one of several files.

    Raises:
        FormatError: if it is no journey.

    Examples:
        >>> read_example("phases: [{name: Look around}]")
        <Journey 'Buy a bike': 1 phase>
    """
    parts = _PART.split(text)
    if len(parts) == 1:
        return _journey(text)
    files = dict(zip(parts[1::2], parts[2::2], strict=True))
    shared = files.pop("atlas.yaml", None)
    journeys = [_journey(part, file) for file, part in files.items()]
    if shared is None:
        return Atlas(journeys)
    from journeykit.io.registry import find_format
    from journeykit.io.source import Source
    from journeykit.io.transfer import read_source

    atlas = read_source(Source(shared, "atlas.yaml"), find_format("yaml"), Atlas)
    return atlas.replace(journeys=journeys, origin=atlas.origin)


def _journey(text: str, file: str | None = None) -> Journey:
    from journeykit.io import loads

    lines = text.strip().splitlines()
    if lines and lines[0].strip() == "journey":
        return loads(text, format="mermaid", file=file)
    keys = {line.split(":")[0] for line in lines}
    head = ["journeykit: 1"] if "journeykit" not in keys else []
    if "title" not in keys:
        head.append(f"title: {_TITLE}")
    return loads("\n".join((*head, text.strip("\n"), "")), format="yaml", file=file)


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
