"""The words that figures add of their own, by language.

A map is in the language of its author, so its lane titles and legends are too.
A language that is not here falls back to English; a journey that lists its own
lanes gives its own titles. The words themselves are in `journeykit.view.languages`,
where a new one goes into every language.
"""

from __future__ import annotations

from collections.abc import Mapping

from journeykit.errors import NotFoundError
from journeykit.view.languages import LANGUAGES, words_of

__all__ = ["Labels", "labels", "language"]


class Labels:
    """Words of one language, looked up by key."""

    __slots__ = ("_words",)

    def __init__(self, words: Mapping[str, str]) -> None:
        self._words = words

    def __call__(self, key: str, *values: object) -> str:
        """The word for a key, with values put in; an unknown key is a fault of the caller."""
        text = self._words.get(key)
        if text is None:
            raise NotFoundError("label", key, self._words)
        return text.format(*values) if values else text


def labels(locale: str | None) -> Labels:
    """The words for a locale such as "de-AT"; English where the language is not known.

    Examples:
        >>> labels("de-AT")("emotions")
        'Fühlen'
        >>> labels("xx")("emotions")
        'Feeling'
    """
    spoken = language(locale)
    return Labels(words_of(spoken if spoken in LANGUAGES else "en"))


def language(locale: str | None) -> str:
    """The primary tag of a locale, English without one.

    Examples:
        >>> language("de-AT"), language("PT_br"), language(None)
        ('de', 'pt', 'en')
    """
    return (locale or "en").replace("_", "-").split("-")[0].lower()
