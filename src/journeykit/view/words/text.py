"""Texts of others inside sentences of ours: one line each, and a full stop where one is due."""

from __future__ import annotations

import re
from collections.abc import Iterable

from journeykit.view.figures import Chart, Graph, Sheet, Table

__all__ = [
    "capital",
    "in_brackets",
    "joined",
    "lines",
    "listed",
    "one_line",
    "sentence",
    "subtitle",
]

_LINE_END = re.compile("[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_BLANKS = re.compile("[ \t\x1f]+")

# Behind one of these, and behind the quotation marks after it, a full stop is one too many.
_ENDS = re.compile("[.!?…:;。！？．؟।][\"'“”„‘’»«›‹」』)]*$")


def lines(text: str) -> list[str]:
    """The lines of a text that hold something, with runs of blanks as one blank.

    The sign of a list at the start of a line is left out: in words it says nothing.

    Examples:
        >>> lines("• one  way" + chr(10) + "• another")
        ['one way', 'another']
    """
    found = (_BLANKS.sub(" ", line).strip(" ") for line in _LINE_END.split(text))
    return [line for line in (each.removeprefix("• ") for each in found) if line]


def one_line(text: str, joiner: str = " ") -> str:
    """A text in one line, whatever it was.

    Examples:
        >>> one_line("one" + chr(10) + "  two", "; ")
        'one; two'
    """
    return joiner.join(lines(text))


def capital(text: str) -> str:
    """A text as it begins a line; the rest stays as it is.

    Examples:
        >>> capital("by NPS"), capital("")
        ('By NPS', '')
    """
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """A text with a full stop, unless it ends like a sentence already; an empty one stays empty.

    Examples:
        >>> sentence("Pays"), sentence("Really?"), sentence("“Fine.”")
        ('Pays.', 'Really?', '“Fine.”')
    """
    if not text or _ENDS.search(text):
        return text
    return f"{text}."


def joined(texts: Iterable[str | None]) -> str | None:
    """Sentences in a row, or None where there are none.

    Examples:
        >>> joined(["Pays", None, "Really?"]), joined([])
        ('Pays. Really?', None)
    """
    return " ".join(sentence(text) for text in texts if text) or None


def in_brackets(text: str, words: Iterable[str]) -> str:
    """A text, and in brackets what else is to be said of it, each thing once.

    Examples:
        >>> in_brackets("Slow", ["makes customers leave", "", "found in a survey"])
        'Slow (makes customers leave; found in a survey)'
    """
    said = "; ".join(dict.fromkeys(word for word in words if word))
    if not said:
        return text
    return f"{text} ({said})" if text else said


def listed(label: str, texts: Iterable[str]) -> str:
    """A label and what it stands for, each text a sentence; nothing where there is no text.

    Examples:
        >>> listed("Thinking", ["What now?", "Hm"])
        'Thinking: What now? Hm.'
    """
    said = " ".join(sentence(text) for text in texts if text)
    if not said:
        return ""
    return f"{label}: {said}" if label else said


def subtitle(figure: Chart | Graph | Sheet | Table) -> str:
    """The subtitle of a figure as a sentence; nothing where the description says the same."""
    text = one_line(figure.subtitle or "")
    return "" if text in one_line(figure.description) else sentence(text)
