"""Rules about texts (JKW)."""

# Every rule is given an element and a context, whether it looks at both or not.
# ruff: noqa: ARG001

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from operator import eq

from journeykit.errors import shown
from journeykit.model import Journey, Phase, Place, Touchpoint
from journeykit.validators.context import Context
from journeykit.validators.declare import Problem, Severity, rule
from journeykit.validators.words import call, prose, texts

TOPIC = "wording"

# Whole texts that say nothing, and beginnings that promise a text.
_EMPTY = frozenset(
    (
        "tbd", "tba", "todo", "fixme", "xxx", "???", "...", "-", "--", "n/a", "test", "untitled",
        "placeholder", "dummy", "foo", "asdf",
        # Those of the starter file that `journeykit new` writes.
        "say what brings the customer here.", "say what the customer expects of it.",
        "say who keeps this map true", "say who this is", "say what they want to reach",
        "say what the company wants from it", "say what the map rests on",
        "say what the customer wants to have reached here", "say what the customer does",
        "say what the customer thinks", "say what hurts", "say what could be better",
        "say who looks after it",
    )
)  # fmt: skip
_PLACEHOLDER = re.compile(
    r"""
      (?-i:\b(?:TODO|FIXME|TBD|XXX+)\b)       # in capitals: xxx is also a kiss, todo is Spanish
    | \blorem\s+ipsum\b
    | ^(?:new|untitled|unnamed)\s
      (?:journey|map|phase|stage|touchpoint|step|persona|card|lane|opportunity|item)\b[\s\d()]*$
    | ^(?:journey|phase|stage|touchpoint|step|persona|channel|lane)\s*\#?\d+$
    | ^<[^<>]*>$ | ^\[[^\[\]]*\]$ | ^\{\{.*\}\}$
    """,
    re.IGNORECASE | re.VERBOSE,
)


# What such a text begins with, or holds. Few others do, and only these are looked at closely.
_BEGINNINGS = (
    "new", "untitled", "unnamed", "journey", "phase", "stage", "touchpoint", "step", "persona",
    "channel", "lane", "<", "[", "{",
)  # fmt: skip
_WITHIN = ("todo", "fixme", "tbd", "xxx", "lorem")


def _maybe_placeholders(folded: str) -> list[int]:
    """Which lines of a folded text may be placeholders: most maps have few, or none."""
    lines = folded.split("\n")[1:-1]
    found: set[int] = set()
    beginnings = tuple(word for word in _BEGINNINGS if f"\n{word}" in folded)
    if beginnings:
        found.update(n for n, line in enumerate(lines) if line.startswith(beginnings))
    if not _EMPTY.isdisjoint(map(str.strip, lines)):
        found.update(n for n, line in enumerate(lines) if line.strip() in _EMPTY)
    for word in _WITHIN:
        if word in folded:
            found.update(n for n, line in enumerate(lines) if word in line)
    return sorted(found)


@rule(code="JKW01", on=Journey, topic=TOPIC)
def placeholder_text(journey: Journey, context: Context) -> Iterator[Problem]:
    """A text is still to be written.

    Why:
        TODO, lorem ipsum and "New touchpoint" are notes to oneself. Drawn on a
        wall they say that nobody has finished.

    Bad:
        phases:
          - name: Buy
            touchpoints:
              - name: New touchpoint
                thoughts: [TODO]

    Good:
        phases:
          - name: Buy
            touchpoints:
              - name: Pay
                thoughts: [Is this page safe?]

    Source:
        journeykit: a map is read by those who did not write it.
    """
    for number in _maybe_placeholders(context.lookups.folded):
        text = context.lookups.bare_texts[number]
        if text.casefold().strip() in _EMPTY or _PLACEHOLDER.search(text):
            place, field, index, _ = context.lookups.texts[number]
            yield Problem(
                f"{shown(text)} is a placeholder",
                field, at=place, index=index, key=text,
                hint="write what is meant, or take it out",
            )  # fmt: skip


@rule(code="JKW02", on=Journey, topic=TOPIC, severity=Severity.INFO)
def surrounding_space(journey: Journey, context: Context) -> Iterator[Problem]:
    """A text begins or ends with blanks.

    Why:
        Nobody sees them, but they push text out of line, and "Web " and "Web"
        are two names to every tool.

    Bad:
        phases:
          - name: "Buy "

    Good:
        phases:
          - name: Buy

    Source:
        journeykit: what nobody can see should not make a difference.
    """
    bare = context.lookups.bare_texts
    if all(map(eq, bare, map(str.strip, bare))):
        return
    for place, field, index, text in context.lookups.texts:
        if text != text.strip():
            yield Problem(
                f"{shown(text)} begins or ends with blanks",
                field, at=place, index=index, key=text.strip(), hint="take them out",
            )  # fmt: skip


# Overrides of the writing direction can make a text read as another.
_OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")


def _is_invisible(character: str) -> bool:
    if character in "\n\t":
        return False
    return character in _OVERRIDES or unicodedata.category(character) == "Cc"


@rule(code="JKW03", on=Journey, topic=TOPIC)
def invisible_character(journey: Journey, context: Context) -> Iterator[Problem]:
    r"""A text holds control characters, or overrides of the writing direction.

    Why:
        They come along with pasted text, break files and pictures, and can make
        a text look like another. Marks that scripts need, such as joiners in
        Persian and in emoji, are fine.

    Bad:
        phases:
          - name: "Buy\u202E"

    Good:
        phases:
          - name: Buy

    Source:
        Boucher and Anderson 2021, Trojan Source; Unicode Technical Standard 55.
    """
    if all(map(str.isprintable, context.lookups.bare_texts)):
        return
    for place, field, index, text in context.lookups.texts:
        # Printable text, which is nearly all there is, is let through at once.
        if text.isprintable():
            continue
        found = sorted({f"U+{ord(c):04X}" for c in text if _is_invisible(c)})
        if found:
            yield Problem(
                f"{shown(text)} holds {', '.join(found)}, which nobody can see",
                field, at=place, index=index, key=" ".join(found), hint="type the text again, without them",
            )  # fmt: skip


@rule(code="JKW04", on=Journey, topic=TOPIC, severity=Severity.INFO)
def name_too_long(journey: Journey, context: Context, *, most: int = 60) -> Iterator[Problem]:
    """The name of a phase or a touchpoint does not fit a column head.

    Why:
        A name is what one points at in a meeting. What happens there belongs to
        the actions.

    Options:
        most: how many characters a name may have.

    Bad:
        phases:
          - name: Buy
            touchpoints:
              - name: The customer enters the card number, waits for the bank and is sent back

    Good:
        phases:
          - name: Buy
            touchpoints:
              - name: Pay by card
                actions: [Enters the card number, Waits for the bank]

    Source:
        journeykit: columns of a drawn map are some twenty characters wide.
    """
    heads: list[tuple[Place, Phase | Touchpoint]] = [
        *context.each(Phase),
        *context.each(Touchpoint),
    ]
    for place, value in heads:
        if len(value.name) > max(most, 1):
            yield Problem(
                f"{call(value)} has a name of {len(value.name)} characters", "name", at=place,
                hint="shorten it, and tell the rest under `actions`",
            )  # fmt: skip


@rule(code="JKW05", on=Touchpoint, topic=TOPIC, severity=Severity.INFO, default=False)
def jargon(
    touchpoint: Touchpoint,
    context: Context,
    *,
    words: tuple[str, ...] = (
        "churn", "conversion", "cross-sell", "funnel", "go-live", "kpi", "lead", "leads",
        "onboarding", "roll-out", "sku", "stakeholder", "upsell", "use case",
    ),
) -> Iterator[Problem]:  # fmt: skip
    """What customers do, think or want is told in the company's words.

    Why:
        No customer ever thought "I am a lead". Words of the house in the rows
        that belong to the customer show that the house was asked.

    Options:
        words: the words to look for, in any case.

    Bad:
        phases:
          - name: Buy
            touchpoints:
              - name: Sign up
                thoughts: [Will the onboarding scale to my use case?]

    Good:
        phases:
          - name: Buy
            touchpoints:
              - name: Sign up
                thoughts: [How long will it take to set this up?]

    Source:
        BilLogic's check for jargon in lanes that face the customer.
    """
    pattern = _any_of(words)
    columns = [column for column in prose([context.place]) if column[1] in _OF_THE_CUSTOMER]
    for _, field, index, text in (found for column in columns for found in texts(column)):
        if pattern is None:
            return
        found = pattern.search(text)
        if found:
            yield Problem(
                f"{shown(found[0])} is not a customer's word", field, index=index, key=text,
                hint="write it as a customer would say it",
            )  # fmt: skip


_OF_THE_CUSTOMER = frozenset(
    ("name", "actions", "thoughts", "motivations", "goals", "needs", "barriers")
)


@cache
def _any_of(words: tuple[str, ...]) -> re.Pattern[str] | None:
    choices = [re.escape(word) for word in words if word.strip()]
    if not choices:
        return None
    return re.compile(rf"(?<!\w)(?:{'|'.join(choices)})(?!\w)", re.IGNORECASE)


@rule(code="JKW06", on=Touchpoint, topic=TOPIC, severity=Severity.INFO, default=False)
def company_centred_name(
    touchpoint: Touchpoint,
    context: Context,
    *,
    beginnings: tuple[str, ...] = (
        "acquire", "capture", "convert", "customer", "nurture", "onboard", "our", "push", "qualify",
        "retain", "send", "target", "upsell", "user", "we",
    ),
) -> Iterator[Problem]:  # fmt: skip
    """The name of a touchpoint says what the company does.

    Why:
        "Send newsletter" is a task of marketing; the customer gets a newsletter,
        or more likely does not read it. Names in the customer's words keep the
        map on the customer's side.

    Options:
        beginnings: words that such names begin with, in any case.

    Bad:
        phases:
          - name: Buy
            touchpoints:
              - name: Send invoice

    Good:
        phases:
          - name: Buy
            touchpoints:
              - name: Get the invoice

    Source:
        Smaply, Why journey maps fail: maps that have the shape of the process.
    """
    first = touchpoint.name.split()[0].casefold().strip(":,.")
    if first in {word.casefold() for word in beginnings}:
        yield Problem(
            f"{call(touchpoint)} is named from the company's side", "name",
            hint="say what the customer does or gets, such as 'Get the invoice'",
        )  # fmt: skip


@rule(code="JKW07", on=Journey, topic=TOPIC, severity=Severity.INFO)
def repeated_text(journey: Journey, context: Context) -> Iterator[Problem]:
    """The same text stands twice in one list.

    Why:
        It was pasted twice, or the second was to be changed and was not.

    Bad:
        phases:
          - name: Buy
            touchpoints:
              - name: Pay
                thoughts: [Is this page safe?, Is this page safe?]

    Good:
        phases:
          - name: Buy
            touchpoints:
              - name: Pay
                thoughts: [Is this page safe?, What does shipping cost?]

    Source:
        journeykit: a map is read by those who did not write it.
    """
    # To see that all is well takes less than to say where each text is.
    if all(len(set(map(_said, held))) == len(held) for held in context.lookups.text_lists):
        return
    seen: set[str] = set()
    first = ""
    for place, field, index, text in context.lookups.texts:
        # A list begins; most end there as well.
        if not index:
            first = text
            continue
        said = _said(text)
        if index == 1:
            seen = {_said(first)}
        if said in seen:
            yield Problem(
                f"{call(place.element)} says {shown(text)} twice",
                field, at=place, index=index, key=said, hint="take one of them out",
            )  # fmt: skip
        else:
            seen.add(said)


def _said(text: str) -> str:
    """A text as it compares, whatever its case and its blanks."""
    return " ".join(text.casefold().split())


# Not the whole of BCP 47, but what a language tag in use looks like.
_LOCALE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|\d{3}))?(-[A-Za-z0-9]{1,8})*")


@rule(code="JKW08", on=Journey, topic=TOPIC)
def locale_malformed(journey: Journey, context: Context) -> Iterator[Problem]:
    """The locale is no language tag.

    Why:
        Screen readers pronounce the map by it, and drawings choose their labels
        by it. "English" and "de_AT" tell them nothing.

    Bad:
        locale: English

    Good:
        locale: en-GB

    Source:
        BCP 47 (RFC 5646).
    """
    if journey.locale is not None and not _LOCALE.fullmatch(journey.locale):
        yield Problem(
            f"the locale {shown(journey.locale)} is no language tag", "locale",
            hint="write a tag such as en, de-AT or pt-BR",
        )  # fmt: skip
