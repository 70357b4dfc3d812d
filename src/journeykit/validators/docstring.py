"""The parts of a rule's docstring: title, Why, Options, Bad, Good, Source."""

from __future__ import annotations

import inspect
import re
import textwrap

from attrs import field, frozen

from journeykit.model.element import Value
from journeykit.model.frozendict import EMPTY, FrozenDict

__all__ = ["SECTIONS", "RuleDoc", "read_docstring"]

SECTIONS = ("Why", "Options", "Bad", "Good", "Source")
"""The headings that a rule's docstring may have, in their order."""

_HEADING = re.compile(rf"^({'|'.join(SECTIONS)}):[ \t]*(.*)$")
_OPTION = re.compile(r"^(\w+):[ \t]*(.*)$")


@frozen(kw_only=True, repr=False)
class RuleDoc(Value):
    """What a rule says of itself.

    Attributes:
        title: the fault in a sentence, without the full stop.
        why: why it matters.
        bad: a journey, as YAML, in which the rule finds something.
        good: a journey, as YAML, in which it finds nothing.
        source: where the rule comes from.
        options: what each option means, by name.
    """

    title: str
    why: str = ""
    bad: str = ""
    good: str = ""
    source: str = ""
    options: FrozenDict[str, str] = field(default=EMPTY)


def read_docstring(text: str) -> RuleDoc:
    """Take a docstring apart; a section that is absent is empty.

    Args:
        text: the docstring as it stands in the source.

    Examples:
        >>> doc = read_docstring('''A phase is empty.
        ...
        ... Why:
        ...     Nobody meets anybody there.
        ... ''')
        >>> doc.title, doc.why
        ('A phase is empty', 'Nobody meets anybody there.')
    """
    lines = inspect.cleandoc(text).split("\n")
    sections: dict[str, list[str]] = {"": []}
    current = ""
    for line in lines:
        heading = _HEADING.match(line)
        if heading:
            current = heading[1]
            sections[current] = [heading[2]] if heading[2] else []
        else:
            sections[current].append(line)
    parts = {name: _text_of(body) for name, body in sections.items()}
    return RuleDoc(
        title=" ".join(parts[""].split("\n\n")[0].split()).rstrip("."),
        # An argument is prose: its lines are wrapped for the source, not for the reader.
        why=_unwrapped(parts.get("Why", "")),
        bad=parts.get("Bad", ""),
        good=parts.get("Good", ""),
        source=_unwrapped(parts.get("Source", "")),
        options=_options(sections.get("Options", [])),
    )


def _text_of(lines: list[str]) -> str:
    return textwrap.dedent("\n".join(lines)).strip("\n")


def _unwrapped(text: str) -> str:
    return "\n\n".join(" ".join(part.split()) for part in text.split("\n\n") if part.strip())


def _options(lines: list[str]) -> FrozenDict[str, str]:
    found: dict[str, str] = {}
    last = ""
    for line in textwrap.dedent("\n".join(lines)).split("\n"):
        entry = _OPTION.match(line)
        if entry:
            last = entry[1]
            found[last] = entry[2].strip()
        elif last and line.strip():
            found[last] = f"{found[last]} {line.strip()}".strip()
    return FrozenDict(found)
