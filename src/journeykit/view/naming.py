"""What kinds of node and edge are called, by language."""

from __future__ import annotations

from journeykit.errors import NotFoundError
from journeykit.model import TransitionKind
from journeykit.model.text import slug
from journeykit.view.labels import labels

__all__ = ["PLAIN_WAYS", "WAYS", "edge_word", "node_word"]

PLAIN_WAYS = frozenset({"happy", "next"})
"""Kinds of edges that need no word: what is planned to follow, and what was seen to follow."""

WAYS = PLAIN_WAYS | frozenset(TransitionKind) | {"hidden", "unmapped"}
"""Kinds of edges that lead from one node to the next, and are no relations."""


def edge_word(kind: str, locale: str | None) -> str:
    """The word for a kind of edge: of a way, or of a relation; an unknown kind is its own word.

    Args:
        kind: such as "happy" or "hurts by".
        locale: language of the figure, or None.

    Examples:
        >>> edge_word("happy", "en"), edge_word("loop", "de"), edge_word("owns", "de")
        ('happy path', 'Schleife', 'owns')
        >>> edge_word("hurts by", "de")
        'schmerzt durch'
    """
    return _word(kind, locale, "transition", "relation")


def node_word(kind: str, locale: str | None) -> str:
    """The word for a kind of node; an unknown kind is its own word.

    Args:
        kind: such as "pain point".
        locale: language of the figure, or None.

    Examples:
        >>> node_word("pain point", "de"), node_word("server", "de")
        ('Schmerzpunkt', 'server')
    """
    return _word(kind, locale, "kind")


def _word(kind: str, locale: str | None, *families: str) -> str:
    key = slug(kind).replace("-", "_") if kind.strip() else ""
    words = labels(locale)
    for family in families:
        try:
            return words(f"{family}_{key}")
        except NotFoundError:
            continue
    return kind
