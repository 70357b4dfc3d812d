"""The words that the library adds of its own: a module for each language, all with the same keys.

A language is loaded when the first figure speaks it, so that nobody pays for those
that they do not read. What is put into a phrase stands for its braces in turn; where a
language wants another order, it numbers them, as in "{1}: {0}".
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import cast

__all__ = ["LANGUAGES", "words_of"]

LANGUAGES = ("ar", "de", "en", "es", "fr", "he", "ja")
"""The languages that are spoken, by their BCP 47 primary tags."""


@cache
def words_of(language: str) -> Mapping[str, str]:
    """The words of one of the languages, by key.

    Args:
        language: one of `LANGUAGES`.

    Examples:
        >>> words_of("de")["emotions"]
        'Fühlen'
    """
    return cast("Mapping[str, str]", import_module(f"{__name__}.{language}").WORDS)
