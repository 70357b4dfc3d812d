"""What a text equivalent says of its own, by language."""

from __future__ import annotations

from collections.abc import Mapping

from journeykit.view.labels import LANGUAGES, Labels, language

__all__ = ["PHRASES", "phrases"]

PHRASES: dict[str, Mapping[str, str]] = {
    "en": {
        "across": "Across",
        "are_linked": "{} and {} are linked",
        "bar": "bar at {}",
        "before": "{} a step earlier",
        "bottom_left": "Bottom left",
        "bottom_right": "Bottom right",
        "channel_is": "channel: {}",
        "columns": "Columns",
        "empty": "Nothing here yet.",
        "from_to": "from {} to {}",
        "from_until": "from {} until {}",
        "interval_of": "interval {} to {}",
        "leads_to": "{} leads to {}",
        "lies_above": "{} lies above {}",
        "line_across": "A line from {} to {}",
        "line_at": "A line at {}",
        "matters_most": "matters most",
        "others": "Others",
        "persona_is": "persona: {}",
        "phase_at": "Phase {} of {}: {}",
        "runs": "{} runs from −1 ({}) through 0 ({}) to +1 ({})",
        "signs": "Signs",
        "then": "then {}",
        "tone_negative": "negative",
        "tone_positive": "positive",
        "tone_priority": "stands out",
        "top_left": "Top left",
        "top_right": "Top right",
        "touchpoint_at": "Touchpoint {} of {}: {}",
        "towards": "towards {}",
        "upwards": "Upwards",
        "value_means": "{} means {}",
        "without_content": "Without content",
        "without_value": "Without a value",
    },
    "de": {
        "across": "Waagrecht",
        "are_linked": "{} und {} sind verbunden",
        "bar": "Balken bei {}",
        "before": "einen Schritt davor {}",
        "bottom_left": "Unten links",
        "bottom_right": "Unten rechts",
        "channel_is": "Kanal: {}",
        "columns": "Spalten",
        "empty": "Hier ist noch nichts.",
        "from_to": "von {} auf {}",
        "from_until": "von {} bis {}",
        "interval_of": "Intervall {} bis {}",
        "leads_to": "{} führt zu {}",
        "lies_above": "{} liegt über {}",
        "line_across": "Eine Linie von {} bis {}",
        "line_at": "Eine Linie bei {}",
        "matters_most": "zählt am meisten",
        "others": "Übrige",
        "persona_is": "Persona: {}",
        "phase_at": "Phase {} von {}: {}",
        "runs": "{} reicht von −1 ({}) über 0 ({}) bis +1 ({})",
        "signs": "Zeichen",
        "then": "dann {}",
        "tone_negative": "negativ",
        "tone_positive": "positiv",
        "tone_priority": "hervorgehoben",
        "top_left": "Oben links",
        "top_right": "Oben rechts",
        "touchpoint_at": "Kontaktpunkt {} von {}: {}",
        "towards": "Richtung {}",
        "upwards": "Senkrecht",
        "value_means": "{} bedeutet {}",
        "without_content": "Ohne Inhalt",
        "without_value": "Ohne Wert",
    },
}
"""The phrases of each language, by its BCP 47 primary tag."""


def phrases(locale: str | None) -> Labels:
    """The phrases and the words of figures for a locale; English where it is not known.

    Examples:
        >>> phrases("de")("leads_to", "A", "B"), phrases(None)("scenario")
        ('A führt zu B', 'Scenario')
    """
    spoken = language(locale)
    known = spoken if spoken in PHRASES else "en"
    return Labels({**LANGUAGES[known], **PHRASES[known]})
