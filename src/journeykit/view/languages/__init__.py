"""The words that figures add of their own: a module for each language, all with the same keys."""

from __future__ import annotations

from collections.abc import Mapping

from journeykit.view.languages import de, en

__all__ = ["LANGUAGES"]

LANGUAGES: Mapping[str, Mapping[str, str]] = {"en": en.WORDS, "de": de.WORDS}
"""The words of each language, by its BCP 47 primary tag."""
