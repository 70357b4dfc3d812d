"""What a text equivalent says of its own, by language."""

from __future__ import annotations

from journeykit.view.labels import Labels, labels

__all__ = ["phrases"]


def phrases(locale: str | None) -> Labels:
    """The phrases and the words of figures for a locale; English where it is not known.

    Examples:
        >>> phrases("de")("leads_to", "A", "B"), phrases(None)("scenario")
        ('A führt zu B', 'Scenario')
    """
    return labels(locale)
