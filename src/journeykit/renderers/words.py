"""The few words that text renderers add of their own, by language."""

from __future__ import annotations

from collections.abc import Mapping

from journeykit.view.labels import language

__all__ = ["word"]

_WORDS: dict[str, Mapping[str, str]] = {
    "en": {
        "connections": "Connections",
        "count": "Count",
        "empty": "Nothing here yet.",
        "from": "From",
        "in_words": "In words",
        "interval": "Interval",
        "kind": "Kind",
        "label": "Label",
        "legend": "Legend",
        "lines": "Divided by",
        "node": "Node",
        "others": "Others",
        "part": "Part",
        "to": "To",
        "touchpoint": "Touchpoint",
        "until": "Until",
        "what": "What",
    },
    "de": {
        "connections": "Verbindungen",
        "count": "Anzahl",
        "empty": "Hier ist noch nichts.",
        "from": "Von",
        "in_words": "In Worten",
        "interval": "Intervall",
        "kind": "Art",
        "label": "Beschriftung",
        "legend": "Legende",
        "lines": "Geteilt durch",
        "node": "Knoten",
        "others": "Übrige",
        "part": "Teil",
        "to": "Nach",
        "touchpoint": "Kontaktpunkt",
        "until": "Bis",
        "what": "Was",
    },
}


def word(key: str, locale: str | None) -> str:
    """A word in the language of a locale; English where the language is not known.

    Examples:
        >>> word("legend", "de-AT"), word("legend", "xx")
        ('Legende', 'Legend')
    """
    return _WORDS.get(language(locale), _WORDS["en"])[key]
