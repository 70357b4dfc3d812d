"""The few words that text renderers add of their own, by language."""

from __future__ import annotations

from journeykit.view.labels import labels

__all__ = ["word"]

_SHARED = ("empty", "others")


def word(key: str, locale: str | None) -> str:
    """A word in the language of a locale; English where the language is not known.

    Examples:
        >>> word("legend", "de-AT"), word("legend", "xx")
        ('Legende', 'Legend')
    """
    return labels(locale)(key if key in _SHARED else f"head_{key}")
