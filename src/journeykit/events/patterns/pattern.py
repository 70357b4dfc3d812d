"""What a path pattern says: which events follow each other, and what may lie between."""

from __future__ import annotations

import re
from functools import cached_property

from attrs import field, frozen

from journeykit.model.element import Value

__all__ = ["Pattern", "PatternItem"]

_PLAIN = re.compile(r"""[^\s()\[\]{}|,'"^$*+?]+(?: +[^\s()\[\]{}|,'"^$*+?]+)*""")
"""Names that need no quotes."""


@frozen
class PatternItem(Value):
    """Events in a row, all of one kind: one of them, several, or a gap of any length.

    Attributes:
        events: names, any one of which is meant; with none and `negated`, any event.
        negated: any event but these is meant.
        least: how many there are at least.
        most: how many at most, or None for any number.
    """

    events: tuple[str, ...] = ()
    negated: bool = field(default=False, kw_only=True)
    least: int = field(default=1, kw_only=True)
    most: int | None = field(default=1, kw_only=True)

    @property
    def single(self) -> bool:
        """Whether it stands for exactly one event."""
        return self.least == self.most == 1

    @property
    def any(self) -> bool:
        """Whether every event is meant."""
        return self.negated and not self.events

    def __str__(self) -> str:
        names = [_written(name) for name in self.events]
        if self.any:
            text = "."
        elif self.negated:
            text = f"[^{', '.join(names)}]"
        else:
            text = names[0] if len(names) == 1 else f"({'|'.join(names)})"
        return text + self._quantifier

    @property
    def _quantifier(self) -> str:
        known = {(1, 1): "", (0, None): "*", (1, None): "+", (0, 1): "?"}
        if (self.least, self.most) in known:
            return known[self.least, self.most]
        if self.least == self.most:
            return f"{{{self.least}}}"
        return f"{{{self.least},{'' if self.most is None else self.most}}}"


@frozen
class Pattern(Value):
    """A path pattern, read.

    Attributes:
        items: what follows each other, without anything between.
        from_start: it begins with the first event of the path.
        to_end: it ends with the last event of the path.
    """

    items: tuple[PatternItem, ...]
    from_start: bool = field(default=False, kw_only=True)
    to_end: bool = field(default=False, kw_only=True)

    @cached_property
    def events(self) -> tuple[str, ...]:
        """The names of all events that it speaks of, each once."""
        return tuple(dict.fromkeys(name for item in self.items for name in item.events))

    def __str__(self) -> str:
        parts = ["^"] if self.from_start else []
        parts += map(str, self.items)
        return " -> ".join([*parts, "$"] if self.to_end else parts)


def _written(name: str) -> str:
    """A name as it is written in a pattern, in quotes where it has to be."""
    plain = _PLAIN.fullmatch(name) and "->" not in name and set(name) != {"."} and name[-1] != "."
    if plain:
        return name
    return "'" + name.replace("\\", "\\\\").replace("'", "\\'") + "'"
