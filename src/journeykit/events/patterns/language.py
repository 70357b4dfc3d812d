"""The language of path patterns: `cart -> [^support]* -> paid`."""

from __future__ import annotations

import re
from typing import Final, NoReturn

from attrs import define

from journeykit.errors import FormatError, InvalidValueError
from journeykit.events.patterns.pattern import Pattern, PatternItem

__all__ = ["parse_pattern"]

_TOKEN = re.compile(
    r"""\s*(?:
      (?P<arrow>->)
    | (?P<quoted>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")
    | (?P<count>\{\s*\d*\s*(?:,\s*\d*\s*)?\})
    | (?P<sign>[()\[\]{}|,'"^$*+?])
    | (?P<dot>\.(?=[\s*+?{]|->|$))
    | (?P<name>(?:(?!->)[^\s()\[\]{}|,'"^$*+?])+(?:[ \t]+(?:(?!->)[^\s()\[\]{}|,'"^$*+?])+)*)
    )""",
    re.VERBOSE,
)
_COUNT = re.compile(r"\{\s*(\d*)\s*(,?)\s*(\d*)\s*\}")
_MANY: Final = {"*": (0, None), "+": (1, None), "?": (0, 1)}
_EXAMPLE = "as in cart -> [^support]* -> paid"
_LARGEST = 1_000_000


@define
class _Token:
    kind: str
    text: str
    place: int


def parse_pattern(text: str) -> Pattern:
    """Read a path pattern; its signs are explained at `journeykit.find_pattern`.

    Args:
        text: the pattern.

    Returns:
        The pattern, read; its `str` is the pattern in one way of writing.

    Raises:
        FormatError: if it cannot be read, with the place and what to write instead.
        InvalidValueError: if it is no text.

    Examples:
        >>> str(parse_pattern("cart->[^ support ]*->(paid | paid_later)"))
        'cart -> [^support]* -> (paid|paid_later)'
    """
    if not isinstance(text, str):
        raise InvalidValueError(
            "parse_pattern", "pattern", expected=f"a text, {_EXAMPLE}", got=text
        )
    return _Reader(text, _tokens(text)).pattern()


def _refuse(text: str, place: int, message: str, hint: str) -> NoReturn:
    """Say what is wrong, and point at it."""
    line = text.count("\n", 0, place)
    column = place - (text.rfind("\n", 0, place) + 1)
    raise FormatError(
        message, file="pattern", line=line + 1, column=column + 1, hint=hint,
        excerpt=(text.split("\n") or [""])[line],
    )  # fmt: skip


def _tokens(text: str) -> list[_Token]:
    found = []
    place = 0
    while text[place:].strip():
        token = _TOKEN.match(text, place)
        if token is None or token.lastgroup is None:
            start = len(text) - len(text[place:].lstrip())
            _refuse(text, start, f"{text[start]!r} means nothing here", "write the name in quotes")
        kind = token.lastgroup
        start = token.start(kind)
        if token[kind] in {"'", '"'}:
            _refuse(text, start, "a quote that is never closed", f"end the name with {token[kind]}")
        found.append(_Token(kind, token[kind], start))
        place = token.end()
    found.append(_Token("end", "", len(text.rstrip())))
    return found


@define
class _Reader:
    """Reads tokens from the left, and looks one ahead."""

    text: str
    tokens: list[_Token]
    position: int = 0

    @property
    def next(self) -> _Token:
        return self.tokens[self.position]

    def take(self, *texts: str) -> bool:
        """Go on if the next sign is one of these."""
        found = self.next.kind in {"sign", "arrow"} and self.next.text in texts
        self.position += found
        return found

    def refuse(self, message: str, hint: str, token: _Token | None = None) -> NoReturn:
        _refuse(self.text, (token or self.next).place, message, hint)

    def pattern(self) -> Pattern:
        from_start = self.take("^")
        if from_start:
            self.take("->")
        items: list[PatternItem] = []
        firsts: list[_Token] = []
        to_end = False
        while not to_end:
            if items and not self.take("->"):
                if self.next.kind == "end":
                    break
                to_end = self._end()
                continue
            if items and self.next.text == "$" and self.next.kind == "sign":
                to_end = self._end()
                continue
            firsts.append(self.next)
            items.append(self._item())
        for item, token, fixed, which in (
            (items[0], firsts[0], from_start, ("begin", "^ ->")),
            (items[-1], firsts[-1], to_end, ("end", "-> $")),
        ):
            if item.least == 0 and not fixed:
                self.refuse(
                    f"a pattern cannot {which[0]} with events that may be missing: "
                    "it would mean the same without them",
                    f"leave {item} out, or fix it with {which[1]}", token,
                )  # fmt: skip
        return Pattern(tuple(items), from_start=from_start, to_end=to_end)

    def _end(self) -> bool:
        if not self.take("$"):
            if self.next.text == "^":
                self.refuse("^ is the start of a path", "write it first")
            self.refuse(
                f"expected -> or the end, got {self.next.text!r}",
                f"put -> between events, {_EXAMPLE}; names with such signs go in quotes",
            )
        if self.next.kind != "end":
            self.refuse("nothing can come after $, the end of a path", "leave it out")
        return True

    def _item(self) -> PatternItem:
        first = self.next
        if self.take("*"):
            return PatternItem(negated=True, least=0, most=None)
        negated = False
        events: tuple[str, ...] = ()
        if first.kind == "dot":
            self.position += 1
            negated = True
        elif self.take("("):
            events = self._names(")", "|", first)
        elif self.take("["):
            negated = self.take("^")
            events = self._names("]", ",|", first)
        else:
            events = (self._name(),)
        least, most = self._many()
        return PatternItem(events, negated=negated, least=least, most=most)

    def _name(self) -> str:
        token = self.next
        if token.kind not in {"name", "quoted"}:
            came = "the end" if token.kind == "end" else repr(token.text)
            hint = f"name an event, {_EXAMPLE}"
            if token.text in {"(", "["}:
                hint = "brackets hold names of events only, not one in another"
            self.refuse(f"expected the name of an event, got {came}", hint)
        self.position += 1
        if token.kind == "quoted":
            name = re.sub(r"\\(.)", r"\1", token.text[1:-1], flags=re.DOTALL)
            if not name:
                self.refuse("a name without a letter", "write the name between the quotes", token)
            return name
        if token.text.endswith("."):
            self.refuse(
                f"{token.text!r} ends with a dot, which alone is any event",
                "put -> before the dot, or the name in quotes", token,
            )  # fmt: skip
        return token.text

    def _names(self, closing: str, separators: str, opening: _Token) -> tuple[str, ...]:
        names = [self._name()]
        while self.take(*separators):
            names.append(self._name())
        if self.next.text == "->":
            self.refuse(
                "brackets stand for one event, not for several that follow each other",
                "close them before ->; what repeats as a whole cannot be written",
            )
        if not self.take(closing):
            sign = f"{separators[0]!r} or {closing!r}"
            if self.next.kind == "end":
                self.refuse(f"{opening.text!r} is never closed", f"write {closing}", opening)
            self.refuse(f"expected {sign}, got {self.next.text!r}", "write such names in quotes")
        return tuple(dict.fromkeys(names))

    def _many(self) -> tuple[int, int | None]:
        """How many of the events before, as written after them."""
        token = self.next
        least, most = 1, 1
        counted: tuple[int, int | None] = (least, most)
        if token.kind == "sign" and token.text in _MANY:
            self.position += 1
            counted = _MANY[token.text]
        elif token.kind == "count":
            self.position += 1
            counted = self._counted(token)
        else:
            return counted
        if self.next.kind == "count" or (self.next.kind == "sign" and self.next.text in _MANY):
            self.refuse("how many is said twice", "keep one of the two")
        return counted

    def _counted(self, token: _Token) -> tuple[int, int | None]:
        match = _COUNT.fullmatch(token.text)
        low, comma, high = match.groups() if match else ("", "", "")
        example = "as in a{2}, a{2,} or a{2,3}"
        if not low and not high:
            self.refuse("{} without a number", f"write how many, {example}", token)
        least = int(low or 0)
        most = int(high) if high else (None if comma else least)
        if most is not None and (most < least or most == 0):
            self.refuse(
                f"{token.text} is no number of events", f"the larger last, {example}", token
            )
        if max(least, most or 0) > _LARGEST:
            self.refuse("more events than a path has", f"at most {_LARGEST:,}", token)
        return least, most
