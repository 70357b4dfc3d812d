"""Find customers who behave otherwise, and draft personas of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from journeykit.analyzers.funnels.findings import Adjustment, adjusted
from journeykit.analyzers.funnels.options import option
from journeykit.analyzers.problems.draft import (
    MARK,
    DraftPersona,
    DraftPersonas,
    Trait,
    TraitKind,
    segment_text,
)
from journeykit.analyzers.problems.look import (
    AGAIN,
    ON,
    SOON,
    Look,
    check_options,
    look,
    told_apart,
)
from journeykit.analyzers.problems.search import Question, search
from journeykit.analyzers.problems.way import Steps, Way, way_of
from journeykit.analyzers.stats import compare_rates
from journeykit.analyzers.stats.rate_model import RateModel
from journeykit.analyzers.wording import listed
from journeykit.errors import InvalidValueError
from journeykit.events.durations import Duration
from journeykit.events.log import EventLog
from journeykit.events.moments import as_time
from journeykit.events.passages.around import EventUse, uses
from journeykit.model import Evidence, EvidenceKind, Persona

__all__ = ["draft_personas"]

_HARDLY = 0.02
"""So much less often all others do an event that is the segment's own, as a part of its share."""

Values = tuple[str | None, ...]
Counts = list[tuple[Values, float, float]]
Segment = tuple[tuple[int, str | None], ...]


def draft_personas(
    log: EventLog,
    steps: Steps,
    *,
    by: str | Sequence[str],
    within: Duration | None = None,
    alpha: float = 0.05,
    adjust: Adjustment | str = Adjustment.HOLM,
    minimum: int = 100,
    min_effect: float = 0.05,
    seed: int = 0,
    confidence: float = 0.95,
) -> DraftPersonas:
    """Find segments that behave otherwise than all others, and offer them as draft personas.

    The customers are split into two halves by lot. In the one, values of the columns
    and pairs of values are compared with all others: who comes on at each step, who soon,
    who does a step again, who ever does an event, and who begins with it. As in
    `find_problems`, the surest difference is taken up first and the others are
    tested given it. What was found is tested once more in the other half, where chance
    would have to strike twice. Only what both halves show becomes a draft.

    What comes with a segment is told apart and makes no draft: an event that nobody else
    does, such as the click on an ad of those who came by the ad, is how one knows the
    segment, and nothing that its customers do otherwise.

    A draft is no fact: it says who behaves otherwise, never why, and what no log knows,
    such as goals and feelings, it leaves empty.

    Args:
        log: the events.
        steps: see `find_problems`.
        by: column or columns whose values make segments.
        within: longest time from the first step to any other; None sets no limit.
        alpha: level below which an adjusted p value is a finding, in each half.
        adjust: how p values are adjusted: "holm" or "benjamini-hochberg".
        minimum: the least number of customers of a segment, in each half.
        min_effect: the least difference of shares, in both halves.
        seed: of the lot.
        confidence: confidence of the intervals, between 0 and 1.

    Returns:
        The drafts, those of most customers first.

    Raises:
        InvalidValueError: if the steps or an option make no sense, with the reason.
        NotFoundError: if an event, column or value of an option is not known.

    Examples:
        >>> from journeykit.events import EventLog
        >>> events = []
        >>> for n in range(2000):
        ...     student = "yes" if n % 3 == 0 else "no"
        ...     did = ["look", "chat"] if n % 7 < (5 if student == "yes" else 1) else ["look"]
        ...     for at, event in enumerate([*did, *(["buy"] if n % 2 else [])]):
        ...         row = {"customer": n, "event": event, "time": n * 3600 + at, "student": student}
        ...         events.append(row)
        >>> drafts = draft_personas(EventLog(events), ["look", "buy"], by="student")
        >>> [(d.persona.name, d.traits[0].behaviour) for d in drafts]
        [('Draft: yes', "ever do 'chat'")]
    """
    owner = "draft_personas"
    check_options(owner, alpha=alpha, minimum=minimum, min_effect=min_effect)
    way = way_of(owner, log, steps, by=by, within=within)
    if not way.columns:
        raise InvalidValueError(
            owner, "by", expected="a column or more whose values make segments", got=by
        )
    method = option(Adjustment, adjust, "adjust")
    halves = [_half(part, way, minimum) for part in log.split(seed=seed)]
    first, other = halves
    tests = search([t.question for t in first.topics], adjust=method, alpha=alpha)
    found = list(_found(first, other, min_effect=min_effect, confidence=confidence))
    p_values = adjusted([trait.again.test.p for _, trait in found], method)
    traits: dict[Segment, list[Trait]] = defaultdict(list)
    for (segment, trait), p in zip(found, p_values, strict=True):
        same = (trait.found.difference or 0.0) * (trait.again.difference or 0.0) > 0
        large = abs(trait.again.difference or 0.0) >= min_effect
        holds = p is not None and p < alpha and same and large
        traits[segment].append(trait.replace(p=p, holds=holds))
    traits = {segment: list(_told_apart(of)) for segment, of in traits.items()}
    evidence = _evidence(log)
    drafts = [
        _draft(segment, of, halves, way.columns, evidence)
        for segment, of in traits.items()
        if any(trait.holds and not trait.given for trait in of)
    ]
    used = {column for segment in traits for column, _ in segment}
    return DraftPersonas(
        items=tuple(sorted(drafts, key=lambda d: (-d.customers, d.persona.name))),
        evidence=evidence, steps=way.definition.names, by=way.columns,
        halves=(first.customers, other.customers), seed=seed, tests=tests, adjust=method,
        alpha=alpha, minimum=minimum, min_effect=min_effect,
        unsure=tuple(
            segment_text(_columns(segment, way.columns))
            for segment, of in traits.items()
            if not any(trait.holds for trait in of)
        ),
        same=tuple(
            segment_text(_columns(segment, way.columns))
            for segment, of in traits.items()
            if any(trait.holds for trait in of) and all(t.given for t in of if t.holds)
        ),
        quiet=tuple(name for n, name in enumerate(way.columns) if n not in used),
        notes=(*way.notes, *first.look.notes),
    )  # fmt: skip


@frozen(kw_only=True, eq=False)
class _Topic:
    """Something that is asked of every segment: what, and how many of whom do it."""

    kind: TraitKind
    of: tuple[str, ...]
    counts: Counts
    values: tuple[Values, ...]
    question: Question


@frozen(kw_only=True, eq=False)
class _Half:
    look: Look
    uses: tuple[EventUse, ...]
    topics: tuple[_Topic, ...]

    @property
    def customers(self) -> int:
        return sum(use.customers for use in self.uses)

    def smaller(self, segment: Segment) -> Segment:
        """Of the two values of a column the rarer one: those who differ from most."""
        if len(segment) != 1:
            return segment
        ((column, _),) = segment
        sizes = {((column, use.values[column]),) for use in self.uses}
        return min(sizes, key=lambda s: (self.among(s), str(s))) if len(sizes) == 2 else segment

    def among(self, segment: Segment) -> int:
        """How many customers belong to a segment."""
        return sum(use.customers for use in self.uses if _holds(use.values, segment))


def _half(log: EventLog, way: Way, minimum: int) -> _Half:
    seen = look(log, way.definition, way.columns, end_us=log.extent.last_us or 0, minimum=minimum)
    used = uses(log, way.columns)
    topics = [*_on_the_way(seen, minimum), *_used(used, way, minimum)]
    return _Half(look=seen, uses=used, topics=tuple(topics))


def _on_the_way(seen: Look, minimum: int) -> Iterator[_Topic]:
    for step in seen.steps:
        if step.reached < 2 * minimum:
            continue
        here, there = seen.names[step.number : step.number + 2]
        for what, kind in ((ON, TraitKind.ON), (SOON, TraitKind.SOON), (AGAIN, TraitKind.AGAIN)):
            counts: Counts = []
            for c in step.cells:
                k = {ON: c.on, SOON: c.soon, AGAIN: c.again}[what]
                counts.append((c.values, k, c.on if what == SOON else c.reached))
            yield _Topic(
                kind=kind, of=(here,) if what == AGAIN else (here, there), counts=counts,
                values=step.values, question=step.question(what, minimum=minimum, changes=False),
            )  # fmt: skip


def _used(used: Sequence[EventUse], way: Way, minimum: int) -> Iterator[_Topic]:
    everybody = sum(use.customers for use in used)
    values = tuple(
        told_apart(((use.values[n], use.customers) for use in used), minimum=minimum)
        for n in range(len(way.columns))
    )
    own = {name for step in way.definition.steps for name in step.names}
    for event in sorted({event for use in used for event in use.events}):
        for kind in (TraitKind.DOES, TraitKind.BEGINS):
            if kind is TraitKind.DOES and event in own:
                continue
            did = [(use.events if kind is TraitKind.DOES else use.first) for use in used]
            counts: Counts = [
                (use.values, of.get(event, 0), use.customers)
                for use, of in zip(used, did, strict=True)
            ]
            if minimum <= sum(k for _, k, _ in counts) <= everybody - minimum:
                yield _Topic(
                    kind=kind, of=(event,), counts=counts, values=values,
                    question=_question(counts, values, minimum),
                )  # fmt: skip


def _question(counts: Counts, values: tuple[Values, ...], minimum: int) -> Question:
    codes = [
        [of.index(cell[number]) + 1 if cell[number] in of else 0 for cell, _, _ in counts]
        for number, of in enumerate(values)
    ]
    model = RateModel(
        [k for _, k, _ in counts], [n for _, _, n in counts], [0] * len(counts), codes,
        minimum=minimum,
    )  # fmt: skip
    return Question(model, [range(1, len(of) + 1) for of in values], pairs=True, changes=False)


def _found(
    first: _Half, other: _Half, *, min_effect: float, confidence: float
) -> Iterator[tuple[Segment, Trait]]:
    """What was found in one half, with the figures of both."""
    again = {(topic.kind, topic.of): topic.counts for topic in other.topics}
    for topic in first.topics:
        for found in topic.question.found:
            where = tuple((n, topic.values[n][code - 1]) for n, code in found.flag.where)
            segment = first.smaller(where)
            one, two = (
                compare_rates(*_sums(counts, segment), confidence=confidence)
                for counts in (topic.counts, again.get((topic.kind, topic.of), []))
            )
            if abs(one.difference or 0.0) >= min_effect:
                yield segment, Trait(kind=topic.kind, of=topic.of, found=one, again=two)


def _told_apart(traits: Sequence[Trait]) -> Iterator[Trait]:
    """The traits of a segment, with those that come with it marked.

    Who begins with an event that nobody else begins with cannot begin with another.
    """
    theirs = [trait for trait in traits if _theirs_alone(trait)]
    begun = any(trait.kind is TraitKind.BEGINS for trait in theirs)
    for trait in traits:
        given = trait in theirs or (begun and trait.kind is TraitKind.BEGINS)
        yield trait.replace(given=given)


def _theirs_alone(trait: Trait) -> bool:
    """Whether hardly anybody else does it at all."""
    return trait.kind in (TraitKind.DOES, TraitKind.BEGINS) and all(
        (c.second or 0.0) <= _HARDLY * (c.first or 0.0) for c in (trait.found, trait.again)
    )


def _sums(counts: Counts, segment: Segment) -> tuple[int, int, int, int]:
    k1 = n1 = k2 = n2 = 0
    for values, k, n in counts:
        if _holds(values, segment):
            k1, n1 = k1 + int(k), n1 + int(n)
        else:
            k2, n2 = k2 + int(k), n2 + int(n)
    return k1, n1, k2, n2


def _holds(values: Values, segment: Segment) -> bool:
    return all(values[column] == value for column, value in segment)


def _columns(segment: Segment, by: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    return {by[n]: ("(none)" if value is None else value,) for n, value in segment}


def _draft(
    segment: Segment,
    traits: Iterable[Trait],
    halves: Sequence[_Half],
    by: tuple[str, ...],
    evidence: Evidence,
) -> DraftPersona:
    ranked = sorted(traits, key=lambda t: (-abs(t.found.difference or 0.0), t.behaviour))
    held = tuple(trait for trait in ranked if trait.holds and not trait.given)
    customers = sum(half.among(segment) for half in halves)
    columns = _columns(segment, by)
    persona = Persona(
        f"Draft: {listed(value for of in columns.values() for value in of)}",
        role=MARK, segment=columns, share=customers / sum(half.customers for half in halves),
        behaviours=[str(trait) for trait in held], evidence=[evidence.id],
    )  # fmt: skip
    return DraftPersona(
        persona=persona, customers=customers, traits=held,
        lost=tuple(trait for trait in ranked if not (trait.holds or trait.given)),
        given=tuple(trait for trait in ranked if trait.given),
    )  # fmt: skip


def _evidence(log: EventLog) -> Evidence:
    extent = log.extent
    ends = [as_time(us).date() for us in (extent.first_us, extent.last_us) if us is not None]
    when = f", {ends[0]} to {ends[-1]}" if ends else ""
    return Evidence(
        f"Event log{when} ({MARK})", kind=EvidenceKind.ANALYTICS,
        date=ends[-1] if ends else None, sample_size=extent.customers,
    )  # fmt: skip
