"""Figures in which every text can be told from every other, to find what is lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from itertools import count
from typing import Any

import attrs

from journeykit.testing.figures import HOSTILE_TEXTS
from journeykit.view.figures import Chart, Figure, Mark

__all__ = ["hostile_words", "lost_words", "plain_words"]

# Fields that name an element or choose a form: what a reader sees is elsewhere. A legend
# says again what stands at its marks.
_SILENT = frozenset({"id", "group", "source", "target", "kind", "locale", "legend"})


def plain_words(figure: Figure) -> tuple[Figure, dict[str, str]]:
    """A figure with a word of its own in place of each text, and the place of each word.

    Examples:
        >>> from journeykit.view.figures import Table, TableColumn
        >>> plain_words(Table("t", "Steps", columns=[TableColumn("Step")]))[1]
        {'Kwbbbb': 'title', 'Kwbbbd': 'columns[0].title'}
    """

    def text(index: int, first: str, last: str) -> str:
        del index, last
        return first

    return _reworded(figure, text)


def hostile_words(figure: Figure) -> tuple[Figure, dict[str, str]]:
    """A figure with a hostile text in place of each text, between two words of its own."""

    def text(index: int, first: str, last: str) -> str:
        return f"{first} {HOSTILE_TEXTS[index % len(HOSTILE_TEXTS)]} {last}"

    return _reworded(figure, text)


def lost_words(words: Mapping[str, str], text: str) -> dict[str, str]:
    """The words that a text does not hold, with their places; capitals make no difference."""
    held = text.casefold()
    return {word: place for word, place in words.items() if word.casefold() not in held}


def _word(number: int) -> str:
    """A word of six letters that no language has."""
    letters = "bcdfghjkmn"
    return "Kw" + "".join(letters[int(digit)] for digit in f"{number:04}")


def _reworded(
    figure: Figure, text: Callable[[int, str, str], str]
) -> tuple[Figure, dict[str, str]]:
    numbers = count()
    words: dict[str, str] = {}
    # Equal marks stay equal: a legend explains them.
    marks: dict[Mark, Mark] = {}

    def renamed(old: str, place: str) -> str:
        if not old:
            return old
        index = next(numbers)
        first, last = _word(2 * index), _word(2 * index + 1)
        new = text(index, first, last)
        words.update({word: place for word in (first, last) if word in new})
        return new

    def rewritten(value: Any, place: str) -> Any:
        if isinstance(value, str):
            return value if isinstance(value, Enum) else renamed(value, place)
        if isinstance(value, Mark):
            if value not in marks:
                marks[value] = value.replace(label=renamed(value.label, place))
            return marks[value]
        if isinstance(value, tuple):
            return tuple(rewritten(item, f"{place}[{i}]") for i, item in enumerate(value))
        kind: Any = type(value)
        if attrs.has(kind):
            names = [each.name for each in attrs.fields(kind)]
            new = {
                name: rewritten(getattr(value, name), f"{place}.{name}".lstrip("."))
                for name in names
                if name not in _SILENT
            }
            if "legend" in names:
                new["legend"] = tuple(marks.get(mark, mark) for mark in value.legend)
            if isinstance(value, Chart) and len(value.series) == 1:
                # A series by itself needs no legend.
                alone = f"{place}.series[0].title".lstrip(".")
                for word in [word for word in words if words[word] == alone]:
                    del words[word]
            return attrs.evolve(value, **new)
        return value

    changed: Figure = rewritten(figure, "")
    return changed, words
