"""The words that figures add of their own, by language.

A map is in the language of its author, so its lane titles and legends are too.
A language that is not here falls back to English; a journey that lists its own
lanes gives its own titles.
"""

from __future__ import annotations

from collections.abc import Mapping

from journeykit.errors import NotFoundError

__all__ = ["LANGUAGES", "Labels", "labels", "language"]

_EN = {
    "actions": "Doing",
    "backstage": "Backstage",
    "barriers": "Barriers",
    "custom": "More",
    "emotions": "Feeling",
    "expectation": "Expecting",
    "feedback": "Feedback",
    "frontstage": "Frontstage",
    "goals": "Goals",
    "metrics": "Measured",
    "motivations": "Motivations",
    "needs": "Needs",
    "opportunities": "Opportunities",
    "owner": "Owner",
    "pain_points": "Pain points",
    "physical_evidence": "Physical evidence",
    "support": "Support processes",
    "thoughts": "Thinking",
    "line_frontstage": "Line of interaction",
    "line_backstage": "Line of visibility",
    "line_support": "Line of internal interaction",
    "delighted": "delighted",
    "neutral": "neutral",
    "upset": "upset",
    "all_personas": "All personas",
    "scenario": "Scenario",
    "expectations": "Expects",
    "elsewhere": "Further opportunities",
    "challenges": "Challenges",
    "state_current": "Current journey",
    "state_future": "Future journey",
    "state_planned": "Planned journey",
    "state_actual": "Actual journey",
    "owned_by": "owner: {}",
    "reviewed": "reviewed {}",
    "rests_on": "rests on {}",
    "rests_on_nothing": "rests on no evidence yet",
    "evidence_survey": "survey",
    "evidence_interview": "interviews",
    "evidence_review": "reviews",
    "evidence_analytics": "analytics",
    "evidence_support": "support cases",
    "evidence_social": "social media",
    "evidence_observation": "observation",
    "evidence_assumption": "assumptions",
    "evidence_other": "other sources",
    "severity_trivial": "trivial",
    "severity_workaround": "needs a workaround",
    "severity_abandonment": "makes customers leave",
    "moment_moment": "moment of truth",
    "moment_stimulus": "stimulus",
    "moment_zero": "zero moment of truth",
    "moment_first": "first moment of truth",
    "moment_second": "second moment of truth",
    "moment_ultimate": "ultimate moment of truth",
    "priority": "priority {}",
    "ranked": "rank of the opportunity",
    "unsupported": "rests on no evidence",
    "to_be_measured": "to be measured",
    "about": "{}: a journey of {} and {}",
    "phase": "1 phase",
    "phases": "{} phases",
    "touchpoint": "1 touchpoint",
    "touchpoints": "{} touchpoints",
    "seen_by": "It is seen by {}.",
    "one_feeling": "The feeling is {} at {}.",
    "feelings": "The feeling starts at {}, is best at {} ({}) and worst at {} ({}), "
    "and ends at {}.",
    "one_pain": "There is 1 pain point{}.",
    "pains": "There are {} pain points{}.",
    "leaving": ", {} of which make customers leave",
    "transition_happy": "happy path",
    "transition_unhappy": "unhappy path",
    "transition_exception": "exception",
    "transition_alternative": "alternative",
    "transition_loop": "loop",
}

_DE = {
    "actions": "Handeln",
    "backstage": "Hinter der Bühne",
    "barriers": "Hürden",
    "custom": "Weiteres",
    "emotions": "Fühlen",
    "expectation": "Erwarten",
    "feedback": "Rückmeldung",
    "frontstage": "Auf der Bühne",
    "goals": "Ziele",
    "metrics": "Gemessen",
    "motivations": "Beweggründe",
    "needs": "Bedürfnisse",
    "opportunities": "Chancen",
    "owner": "Zuständig",
    "pain_points": "Schmerzpunkte",
    "physical_evidence": "Sichtbares",
    "support": "Unterstützung",
    "thoughts": "Denken",
    "line_frontstage": "Linie der Interaktion",
    "line_backstage": "Linie der Sichtbarkeit",
    "line_support": "Linie der internen Interaktion",
    "delighted": "begeistert",
    "neutral": "neutral",
    "upset": "verärgert",
    "all_personas": "Alle Personas",
    "scenario": "Szenario",
    "expectations": "Erwartet",
    "elsewhere": "Weitere Chancen",
    "challenges": "Herausforderungen",
    "state_current": "Heutige Reise",
    "state_future": "Künftige Reise",
    "state_planned": "Geplante Reise",
    "state_actual": "Tatsächliche Reise",
    "owned_by": "zuständig: {}",
    "reviewed": "geprüft {}",
    "rests_on": "beruht auf {}",
    "rests_on_nothing": "noch ohne Belege",
    "evidence_survey": "Umfrage",
    "evidence_interview": "Interviews",
    "evidence_review": "Bewertungen",
    "evidence_analytics": "Nutzungsdaten",
    "evidence_support": "Supportfälle",
    "evidence_social": "soziale Medien",
    "evidence_observation": "Beobachtung",
    "evidence_assumption": "Annahmen",
    "evidence_other": "weitere Quellen",
    "severity_trivial": "geringfügig",
    "severity_workaround": "verlangt einen Umweg",
    "severity_abandonment": "führt zum Abbruch",
    "moment_moment": "Moment der Wahrheit",
    "moment_stimulus": "Auslöser",
    "moment_zero": "nullter Moment der Wahrheit",
    "moment_first": "erster Moment der Wahrheit",
    "moment_second": "zweiter Moment der Wahrheit",
    "moment_ultimate": "letzter Moment der Wahrheit",
    "priority": "Rang {}",
    "ranked": "Rang der Chance",
    "unsupported": "ohne Belege",
    "to_be_measured": "noch zu messen",
    "about": "{}: eine Reise mit {} und {}",
    "phase": "1 Phase",
    "phases": "{} Phasen",
    "touchpoint": "1 Kontaktpunkt",
    "touchpoints": "{} Kontaktpunkten",
    "seen_by": "Gesehen wird sie von {}.",
    "one_feeling": "Das Gefühl liegt bei {} ({}).",
    "feelings": "Das Gefühl beginnt bei {}, ist am besten bei {} ({}) und am schlechtesten "
    "bei {} ({}) und endet bei {}.",
    "one_pain": "Es gibt 1 Schmerzpunkt{}.",
    "pains": "Es gibt {} Schmerzpunkte{}.",
    "leaving": ", davon {} mit Abbruch",
    "transition_happy": "geplanter Weg",
    "transition_unhappy": "unglücklicher Weg",
    "transition_exception": "Ausnahme",
    "transition_alternative": "Alternative",
    "transition_loop": "Schleife",
}

LANGUAGES: dict[str, Mapping[str, str]] = {"en": _EN, "de": _DE}
"""The words of each language, by its BCP 47 primary tag."""


class Labels:
    """Words of one language, looked up by key."""

    __slots__ = ("_words",)

    def __init__(self, words: Mapping[str, str]) -> None:
        self._words = words

    def __call__(self, key: str, *values: object) -> str:
        """The word for a key, with values put in; an unknown key is a fault of the caller."""
        text = self._words.get(key) or _EN.get(key)
        if text is None:
            raise NotFoundError("label", key, _EN)
        return text.format(*values) if values else text


def labels(locale: str | None) -> Labels:
    """The words for a locale such as "de-AT"; English where the language is not known.

    Examples:
        >>> labels("de-AT")("emotions")
        'Fühlen'
        >>> labels("xx")("emotions")
        'Feeling'
    """
    return Labels(LANGUAGES.get(language(locale), _EN))


def language(locale: str | None) -> str:
    """The primary tag of a locale, English without one.

    Examples:
        >>> language("de-AT"), language("PT_br"), language(None)
        ('de', 'pt', 'en')
    """
    return (locale or "en").replace("_", "-").split("-")[0].lower()
