"""From coded comments to themes, pain points and evidence."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from attrs import frozen

from journeykit.analyzers.funnels.options import option
from journeykit.analyzers.ratings.coded import CodedComments, CodedTheme
from journeykit.analyzers.stats import Estimate, wilson_interval
from journeykit.analyzers.stats.intervals import quantile
from journeykit.analyzers.ways import Stop, stops
from journeykit.errors import InvalidValueError, NotFoundError
from journeykit.events.ratings import records
from journeykit.model import Evidence, EvidenceKind, Journey, PainPoint, Touchpoint, slug

__all__ = ["count_comments"]

_SENTIMENTS = {"negative": -1.0, "neutral": 0.0, "mixed": 0.0, "positive": 1.0}


@frozen
class _Comment:
    """One comment, as it was coded."""

    stop: Stop
    theme: str
    who: str
    persona: str | None
    sentiment: float | None
    quote: str | None
    date: dt.date | None
    evidence: str


def count_comments(
    journey: Journey,
    data: Any,
    *,
    touchpoint: str = "touchpoint",
    theme: str = "theme",
    sentiment: str | None = None,
    quote: str | None = None,
    source: str | None = None,
    date: str | None = None,
    person: str | None = None,
    persona: str | None = None,
    kind: EvidenceKind | str = EvidenceKind.REVIEW,
    pains: Iterable[str] | None = None,
    quotes: int = 3,
    confidence: float = 0.95,
) -> CodedComments:
    """Count reviews and comments that somebody has coded, as evidence of pain points.

    Nothing is read out of the texts: a theme is what a person, or another tool, has put
    beside them. For each theme at a touchpoint there are its comments and their share
    of all comments about that touchpoint, with Wilson's limits. Each source becomes an
    `Evidence`, and the themes that hurt become pain points that rest on it; where the
    map has that pain already, only the evidence is added. Counting again changes nothing.

    Args:
        journey: the map.
        data: a row for each comment and theme: a frame that Narwhals reads, mappings, or
            the path of a file of CSV or Parquet.
        touchpoint: column of the touchpoint: its id or its name.
        theme: column of the theme.
        sentiment: column of "negative", "neutral" or "positive", or of numbers, those below
            0 being negative; or None.
        quote: column of what was said, or None.
        source: column of where it was said, or None: then all is one evidence, "Comments".
        date: column of dates, or of texts such as 2026-11-30, or None.
        person: column of who said it, or None: then each row counts. With it, a person counts
            once for a theme at a touchpoint.
        persona: column of ids or names of personas, or None: then all count together.
        kind: what kind of evidence the sources are, such as "review" or "support".
        pains: themes that hurt; None takes those with more negative comments than
            positive ones, or all where there is no sentiment.
        quotes: how many quotes are kept for each theme.
        confidence: of the limits, between 0 and 1.

    Raises:
        NotFoundError: if there is no such column, file, kind, theme or persona.
        InvalidValueError: if data is no table, no comment is about a touchpoint of the
            map, or a sentiment or date cannot be read.

    Examples:
        >>> from journeykit.model import Phase
        >>> shop = Journey("Buy", [Phase("Pay", ["Cart", "Pay"])])
        >>> said = [{"touchpoint": "Pay", "theme": "Card refused", "text": "Again!"},
        ...         {"touchpoint": "pay", "theme": "Card refused", "text": None},
        ...         {"touchpoint": "pay", "theme": "Too many fields", "text": "So long."}]
        >>> found = count_comments(shop, said, quote="text")
        >>> [(item.theme, item.n, item.whole, item.quotes) for item in found]
        [('Card refused', 2, 3, ('Again!',)), ('Too many fields', 1, 3, ('So long.',))]
        >>> [pain.text for pain in found.journey.touchpoint("pay").pain_points]
        ['Card refused', 'Too many fields']
    """
    quantile(confidence, owner="count_comments")
    way = option(EvidenceKind, kind, "kind")
    rows = records(
        data, "count_comments",
        {
            "touchpoint": touchpoint, "theme": theme, "sentiment": sentiment, "quote": quote,
            "source": source, "date": date, "person": person, "persona": persona,
        },
    )  # fmt: skip
    reader = _Reader(journey)
    comments = [comment for at, row in enumerate(rows) for comment in reader.read(at, row)]
    if not comments:
        raise InvalidValueError(
            "count_comments", "data", expected=f"comments about touchpoints of {journey.title!r}",
            got=list(reader.unbound) or f"{reader.uncoded} rows without touchpoint or theme",
            hint="touchpoints are " + ", ".join([stop.id for stop in reader.along[:12]]),
        )  # fmt: skip
    sources: dict[str, list[_Comment]] = defaultdict(list)
    for comment in comments:
        sources[comment.evidence].append(comment)
    evidence = tuple(
        Evidence(
            name, kind=way, sample_size=len(some),
            date=max((c.date for c in some if c.date is not None), default=None),
        )
        for name, some in sorted(sources.items())
    )  # fmt: skip
    themes = _themes(comments, sentiment is not None, quotes, confidence)
    hurting = _hurting(comments, themes, pains)
    judged = tuple(item.replace(pain=(item.touchpoint, item.theme) in hurting) for item in themes)
    return CodedComments(
        items=judged, title=journey.title, comments=len(comments), people=person is not None,
        uncoded=reader.uncoded, unbound=tuple(reader.unbound.most_common()),
        journey=_written(journey, judged, evidence), evidence=evidence, confidence=confidence,
        locale=journey.locale,
    )  # fmt: skip


class _Reader:
    """Reads rows of a table as comments, and counts those that are none; lives only while it does."""

    def __init__(self, journey: Journey) -> None:
        self.along = stops(journey, owner="count_comments")
        self.by_name = {slug(stop.name): stop for stop in reversed(self.along)}
        self.by_name |= {stop.id: stop for stop in reversed(self.along)}
        self.personas = {slug(p.name): p.id for p in journey.personas}
        self.personas |= {p.id: p.id for p in journey.personas}
        self.uncoded = 0
        self.unbound: Counter[str] = Counter()

    def read(self, at: int, row: dict[str, Any]) -> Iterable[_Comment]:
        """The comment of a row, if it is one."""
        where, theme = _text(row["touchpoint"]), _text(row["theme"])
        if where is None or theme is None:
            self.uncoded += 1
            return
        stop = self.by_name.get(where) or self.by_name.get(slug(where))
        if stop is None:
            self.unbound[where] += 1
            return
        persona = _text(row["persona"])
        if persona is not None:
            known = self.personas.get(persona) or self.personas.get(slug(persona))
            if known is None:
                raise NotFoundError(f"persona (row {at + 1})", persona, self.personas)
            persona = known
        yield _Comment(
            stop=stop, theme=theme, who=_text(row["person"]) or f"row {at}", persona=persona,
            sentiment=_sentiment(row["sentiment"], at), quote=_text(row["quote"]),
            date=_date(row["date"], at), evidence=_text(row["source"]) or "Comments",
        )  # fmt: skip


def _text(value: Any) -> str | None:
    """A cell as text on one line; what is blank is missing."""
    return None if value is None else " ".join(str(value).split()) or None


def _sentiment(value: Any, at: int) -> float | None:
    if value is None or value == "":
        return None
    if isinstance(value, str):
        found = _SENTIMENTS.get(value.strip().casefold())
        if found is None:
            raise InvalidValueError(
                "count_comments", f"sentiment (row {at + 1})", got=value,
                expected=f"a number, or one of {', '.join(_SENTIMENTS)}",
            )  # fmt: skip
        return found
    return float(value)


def _date(value: Any, at: int) -> dt.date | None:
    if value is None or value == "":
        return None
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(str(value).strip()[:10])
    except ValueError:
        raise InvalidValueError(
            "count_comments",
            f"date (row {at + 1})",
            expected="a date such as 2026-11-30",
            got=value,
        ) from None


def _themes(
    comments: list[_Comment], felt: bool, quotes: int, confidence: float
) -> tuple[CodedTheme, ...]:
    """The comments by touchpoint, persona and theme, the most frequent first."""
    whole: dict[tuple[str, str | None], set[str]] = defaultdict(set)
    groups: dict[tuple[str, str | None, str], list[_Comment]] = defaultdict(list)
    for c in comments:
        whole[c.stop.id, c.persona].add(c.who)
        groups[c.stop.id, c.persona, c.theme].append(c)
    items = []
    for (touchpoint, persona, theme), some in groups.items():
        n, of = len({c.who for c in some}), len(whole[touchpoint, persona])
        low, high = wilson_interval(n, of, confidence=confidence)
        negative = {c.who for c in some if c.sentiment is not None and c.sentiment < 0}
        items.append(
            CodedTheme(
                touchpoint=touchpoint, name=some[0].stop.name, theme=theme, persona=persona, n=n,
                whole=of, share=Estimate(n / of, low=low, high=high),
                negative=len(negative) if felt else None, quotes=_quotes(some, quotes),
                evidence=tuple(sorted({slug(c.evidence) for c in some})),
            )
        )  # fmt: skip
    places = {c.stop.id: c.stop.position for c in comments}
    order = sorted(items, key=lambda i: (-i.n, places[i.touchpoint], i.theme, i.persona or ""))
    return tuple(order)


def _quotes(some: list[_Comment], number: int) -> tuple[str, ...]:
    """Different quotes, the most negative first, then the latest."""
    ranked = sorted(
        (c for c in some if c.quote is not None),
        key=lambda c: (c.sentiment or 0.0, -(c.date or dt.date.min).toordinal()),
    )
    return tuple(dict.fromkeys(c.quote for c in ranked if c.quote is not None))[:number]


def _hurting(
    comments: list[_Comment], themes: tuple[CodedTheme, ...], pains: Iterable[str] | None
) -> set[tuple[str, str]]:
    """Which themes hurt, with their touchpoints."""
    there = {(item.touchpoint, item.theme) for item in themes}
    if pains is not None:
        known = {theme for _, theme in there}
        chosen = {pains} if isinstance(pains, str) else set(pains)
        for theme in sorted(chosen - known):
            raise NotFoundError("theme", theme, known)
        return {(touchpoint, theme) for touchpoint, theme in there if theme in chosen}
    mood: dict[tuple[str, str], int] = defaultdict(int)
    coded = False
    for c in comments:
        if c.sentiment is not None:
            coded = True
            mood[c.stop.id, c.theme] += (c.sentiment > 0) - (c.sentiment < 0)
    return {key for key in there if mood[key] < 0} if coded else there


def _written(
    journey: Journey, themes: tuple[CodedTheme, ...], evidence: tuple[Evidence, ...]
) -> Journey:
    """The map with the themes that hurt as pain points."""
    result = journey
    for source in evidence:
        result = result.with_element(source)
    for item in themes:
        if item.pain:
            touchpoint = result.get(Touchpoint, item.touchpoint)
            result = result.with_touchpoint(_with_pain(result, touchpoint, item))
    return result


def _with_pain(journey: Journey, touchpoint: Touchpoint, item: CodedTheme) -> Touchpoint:
    pains = list(touchpoint.pain_points)
    id = slug(item.theme)
    for at, pain in enumerate(pains):
        if id in (pain.id, slug(pain.text)):
            rests_on = dict.fromkeys((*pain.evidence, *item.evidence))
            pains[at] = pain.replace(evidence=tuple(rests_on))
            break
    else:
        # The same theme may hurt at several touchpoints: each is a pain of its own.
        taken = journey.find(PainPoint, id) is not None
        new_id = f"{touchpoint.id}-{id}" if taken else id
        pains.append(PainPoint(item.theme, id=new_id, evidence=item.evidence))
    return touchpoint.replace(pain_points=tuple(pains))
