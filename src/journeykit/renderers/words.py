"""The few words that text renderers add of their own, by language."""

from __future__ import annotations

from journeykit.renderers.protocol import Loss
from journeykit.view.labels import labels

__all__ = ["replaced_characters", "word"]

_SHARED = ("empty", "others")


def word(key: str, locale: str | None) -> str:
    """A word in the language of a locale; English where the language is not known.

    Examples:
        >>> word("legend", "de-AT"), word("legend", "xx")
        ('Legende', 'Legend')
    """
    return labels(locale)(key if key in _SHARED else f"head_{key}")


def replaced_characters(count: int) -> tuple[Loss, ...]:
    """The loss of characters that text cannot hold, if there are any.

    Examples:
        >>> [str(loss) for n in (0, 1, 2) for loss in replaced_characters(n)]
        ['1 character that text cannot hold replaced', '2 characters that text cannot hold replaced']
    """
    if not count:
        return ()
    noun = "character" if count == 1 else "characters"
    return (Loss(f"{noun} that text cannot hold replaced", count),)
