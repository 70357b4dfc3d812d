"""What a funnel counts, as a sentence in the language of the figure."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.events.funnels import FunnelDefinition, OnExclusion
from journeykit.events.moments import as_text
from journeykit.view.format import format_duration
from journeykit.view.labels import Labels, labels, language
from journeykit.view.languages import LANGUAGES
from journeykit.view.words.text import capital

__all__ = ["defined", "rules_in_words"]


def defined(definition: FunnelDefinition, locale: str | None) -> str:
    """All that a funnel counts, one rule after the other.

    In English they are the words of the definition itself.

    Args:
        definition: of the funnel.
        locale: language as BCP 47; None is English.
    """
    spoken = language(locale)
    if spoken == "en" or spoken not in LANGUAGES:
        rules = definition.rules()
    else:
        rules = list(rules_in_words(definition, labels(locale), locale))
    return capital("; ".join(rules))


def rules_in_words(d: FunnelDefinition, words: Labels, locale: str | None) -> Iterator[str]:
    """The rules of `FunnelDefinition.rules`, in the same order, in the words of a language."""
    yield words(f"rule_{d.count}")
    yield words(f"rule_{d.order}")
    if d.within_us is None:
        yield words("rule_no_window")
    else:
        yield words("rule_window", format_duration(d.within_us / 1e6, locale))
    yield words("rule_open" if d.open else f"rule_entry_{d.entry}")
    yield words(f"rule_ties_{d.ties}")
    for e in d.exclusions:
        yield words(
            "rule_no_between", str(e), d.names[int(e.after or 0)], d.names[int(e.before or 0)]
        )
    if d.exclusions:
        yield words("rule_remove" if d.on_exclusion is OnExclusion.REMOVE else "rule_stop")
    if d.since_us is not None:
        yield words("rule_since", as_text(d.since_us))
    if d.until_us is not None:
        yield words("rule_until_on" if d.past_end else "rule_until_end", as_text(d.until_us))
    if d.by:
        of = words(
            f"rule_value_{d.attribution}",
            *([] if d.attribution_step is None else [d.names[d.attribution_step]]),
        )
        yield words("rule_by", ", ".join(d.by), of)
