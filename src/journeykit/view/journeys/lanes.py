"""What each lane of a map says of each touchpoint."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from attrs import frozen

from journeykit.analyzers.counts import CountSource
from journeykit.analyzers.dropoff import DropOff, DropOffStep, StepFlag, drop_off
from journeykit.analyzers.feelings import FeelingPoint, emotion_curve
from journeykit.analyzers.priorities import rank_opportunities
from journeykit.model import (
    STANDARD_METRICS,
    Journey,
    Lane,
    LaneRole,
    Measurement,
    Metric,
    Opportunity,
    Touchpoint,
)
from journeykit.view.figures import (
    Cell,
    Curve,
    CurvePoint,
    Entry,
    Mark,
    MarkKind,
    Row,
    TableColumn,
    Tone,
    ValueKind,
)
from journeykit.view.format import (
    format_measured,
    format_number,
    format_percent,
    format_signed,
    format_value,
)
from journeykit.view.journeys.marks import (
    channel_mark,
    channel_positions,
    moment_mark,
    severity_mark,
)
from journeykit.view.labels import Labels

__all__ = ["LaneContent", "sample_size"]


def sample_size(n: int, locale: str | None) -> str:
    """A sample size in brackets, kept on one line; nothing where it is unknown."""
    return f" (n\u00a0=\u00a0{format_number(n, locale=locale)})" if n else ""


_COUNTED = "customers"
"""Id of the metric that bars show."""


@frozen
class LaneContent:
    """What the cells of a sheet need to know of the journey, gathered once."""

    journey: Journey
    words: Labels
    channels: Mapping[str, int]
    opportunities: Mapping[str, tuple[Opportunity, ...]]
    homeless: tuple[Opportunity, ...]
    ranks: Mapping[str, int]
    counts: Mapping[str, DropOffStep]

    @classmethod
    def of(cls, journey: Journey, words: Labels) -> LaneContent:
        """Gather it."""
        homes = {
            pain.id: touchpoint.id
            for touchpoint in reversed(journey.touchpoints)
            for pain in touchpoint.pain_points
        }
        placed: dict[str, list[Opportunity]] = {}
        homeless = []
        for opportunity in journey.opportunities:
            # It stands once, where it is first met: a map repeats nothing.
            candidates = [homes[p] for p in opportunity.pain_points if p in homes]
            candidates += [
                t for t in opportunity.touchpoints if journey.find(Touchpoint, t) is not None
            ]
            if candidates:
                placed.setdefault(candidates[0], []).append(opportunity)
            else:
                homeless.append(opportunity)
        ranked = rank_opportunities(journey)
        # Ranks by two methods cannot stand side by side: the better founded one is shown.
        ranked_by = next((item.method for item in ranked if item.rank is not None), None)
        return cls(
            journey,
            words,
            channel_positions(journey),
            {touchpoint: tuple(found) for touchpoint, found in placed.items()},
            tuple(homeless),
            {
                item.opportunity: item.rank
                for item in ranked
                if item.rank is not None and item.method is ranked_by
            },
            _comparable(journey),
        )

    def marks(self, touchpoint: Touchpoint) -> tuple[Mark, ...]:
        """The signs at the head of a column."""
        found = (
            channel_mark(self.journey, touchpoint, self.channels),
            moment_mark(touchpoint, self.words),
        )
        return tuple(mark for mark in found if mark is not None)

    def unsupported(self, *refs: tuple[str, ...]) -> tuple[Mark, ...]:
        """The sign for a claim without evidence; none where the whole map has none."""
        # A map without any evidence says so once, in its subtitle.
        if not self.journey.evidence or any(map(self.journey.is_supported, refs)):
            return ()
        return (Mark(MarkKind.UNSUPPORTED, 1, self.words("unsupported")),)

    def cells(self, lane: Lane) -> tuple[Cell, ...] | tuple[Curve, ...] | None:
        """The content of a lane; None where a default lane has none."""
        if lane.role is LaneRole.EMOTIONS:
            curves = self.curves()
            return curves or None
        cells = tuple(Cell(self.entries(lane, t)) for t in self.journey.touchpoints)
        # A lane that the journey lists is drawn even when empty: it was asked for.
        if lane in self.journey.lanes or any(cell.entries for cell in cells):
            return cells
        return None

    def row(self, lane: Lane, content: tuple[Cell, ...] | tuple[Curve, ...]) -> Row:
        """A row of the sheet from a lane and its content."""
        curves = tuple(item for item in content if isinstance(item, Curve))
        cells = tuple(item for item in content if isinstance(item, Cell))
        ends = tuple(self.words(word) for word in ("delighted", "neutral", "upset"))
        return Row(
            lane.id,
            lane.title,
            lane.role,
            cells=cells,
            curves=curves,
            ends=(ends[0], ends[1], ends[2]) if curves else None,
            note=self.key_to_bars(cells),
        )

    def key_to_bars(self, cells: tuple[Cell, ...]) -> str | None:
        """What the bars of a row count, and what stands beside them; None without bars."""
        if not any(entry.level is not None for cell in cells for entry in cell.entries):
            return None
        return self.words("counted", self.name_of(_COUNTED))

    def entries(self, lane: Lane, touchpoint: Touchpoint) -> tuple[Entry, ...]:
        """What a lane says of a touchpoint."""
        special: dict[LaneRole, Callable[[Touchpoint], tuple[Entry, ...]]] = {
            LaneRole.PAIN_POINTS: self.pain_points,
            LaneRole.OPPORTUNITIES: self.opportunities_at,
            LaneRole.METRICS: self.metrics,
            LaneRole.EXPECTATION: self.expectation,
        }
        own = tuple(Entry(text) for text in touchpoint.lanes.get(lane.id, ()))
        if lane.role is LaneRole.CUSTOM:
            return own
        if lane.role in special:
            return special[lane.role](touchpoint) + own
        value = getattr(touchpoint, lane.role.value)
        texts = (value,) if isinstance(value, str) else value or ()
        # Of two lanes with one role, the first shows the touchpoint's own field.
        if lane is not self.first_of(lane):
            texts = ()
        quote = lane.role is LaneRole.THOUGHTS
        return tuple(Entry(text, quote=quote) for text in texts) + own

    def first_of(self, lane: Lane) -> Lane:
        """The first lane of the journey with the same role, or the lane itself."""
        return next((own for own in self.journey.lanes if own.role is lane.role), lane)

    def pain_points(self, touchpoint: Touchpoint) -> tuple[Entry, ...]:
        """The pain points of a touchpoint, with their severity."""
        entries = []
        for pain in touchpoint.pain_points:
            severity = severity_mark(pain, self.words)
            marks = self.unsupported(pain.evidence, touchpoint.evidence)
            if severity is not None:
                marks = (severity, *marks)
            entries.append(Entry(pain.text, id=pain.id, marks=marks, tone=Tone.NEGATIVE))
        return tuple(entries)

    def opportunities_at(self, touchpoint: Touchpoint) -> tuple[Entry, ...]:
        """The opportunities that stand at a touchpoint, with their rank and owner."""
        entries = []
        for opportunity in self.opportunities.get(touchpoint.id, ()):
            rank = self.ranks.get(opportunity.id)
            marks = self.unsupported(*self.grounds(opportunity))
            if rank is not None:
                marks = (Mark(MarkKind.PRIORITY, rank, self.words("priority", rank)), *marks)
            entries.append(
                Entry(
                    opportunity.text,
                    id=opportunity.id,
                    marks=marks,
                    tone=Tone.PRIORITY,
                    note=opportunity.owner,
                )
            )
        return tuple(entries)

    def grounds(self, opportunity: Opportunity) -> Iterator[tuple[str, ...]]:
        """The evidence that an opportunity rests on: its own, and that of what it is to mend."""
        yield opportunity.evidence
        for touchpoint in self.journey.touchpoints:
            mended = [p for p in touchpoint.pain_points if p.id in opportunity.pain_points]
            yield from (pain.evidence for pain in mended)
            if mended or touchpoint.id in opportunity.touchpoints:
                yield touchpoint.evidence

    def metrics(self, touchpoint: Touchpoint) -> tuple[Entry, ...]:
        """The figures of a touchpoint, first how many customers there are."""
        counted = _count_of(touchpoint) if touchpoint.id in self.counts else None
        bars = () if counted is None else (self.bar(counted, touchpoint),)
        return bars + tuple(
            Entry(self.figure(m), marks=self.unmeasured(m, touchpoint))
            for m in touchpoint.metrics
            if m is not counted
        )

    def bar(self, measurement: Measurement, touchpoint: Touchpoint) -> Entry:
        """How many customers there are, with the part that was lost since the step before."""
        step, locale = self.counts[touchpoint.id], self.journey.locale
        most = max(each.customers for each in self.counts.values())
        lost = bool(step.drop_off)
        sample = sample_size(measurement.n or 0, locale)
        return Entry(
            f"{format_number(step.customers, locale=locale)}{sample}",
            marks=self.unmeasured(measurement, touchpoint),
            tone=Tone.NEGATIVE if lost else Tone.NEUTRAL,
            level=step.customers / most if most else 0.0,
            note=_loss(step, locale),
        )

    def unmeasured(self, measurement: Measurement, touchpoint: Touchpoint) -> tuple[Mark, ...]:
        """The sign for a figure of which neither a source nor a sample is known."""
        if measurement.value is None or measurement.n:
            return ()
        return self.unsupported(measurement.evidence, touchpoint.evidence)

    def name_of(self, id: str) -> str:
        """What a metric is called; the id itself where nobody says."""
        own = self.journey.find(Metric, id)
        if own is None and id == _COUNTED:
            return self.words("head_customers")
        metric = own or STANDARD_METRICS.get(id)
        return metric.name if metric is not None else id

    def figure(self, measurement: Measurement) -> str:
        """A measurement in a line: name, for whom, value with unit, sample size."""
        metric = self.journey.find(Metric, measurement.metric) or STANDARD_METRICS.get(
            measurement.metric
        )
        name = self.name_of(measurement.metric)
        who = f"{name} ({self.who(measurement)})" if measurement.segment else name
        if measurement.value is None:
            return f"{who}: {self.words('to_be_measured')}"
        unit = metric.unit if metric is not None else None
        text = format_measured(measurement.value, name, unit, self.journey.locale)
        sample = sample_size(measurement.n or 0, self.journey.locale)
        return f"{who}: {text}{sample}"

    def who(self, measurement: Measurement) -> str:
        """Of whom a figure is: the personas who are its segment, or what its columns hold."""
        personas = [p.name for p in self.journey.personas if p.segment == measurement.segment]
        columns = (", ".join(map(str, held)) for held in measurement.segment.values())
        return ", ".join(personas or columns)

    def expectation(self, touchpoint: Touchpoint) -> tuple[Entry, ...]:
        """What is expected of a touchpoint."""
        if touchpoint.expectation is None:
            return ()
        return (Entry(touchpoint.expectation.text),)

    def curves(self) -> tuple[Curve, ...]:
        """What is felt: a line for everyone, or one for each persona who feels for himself."""
        own = {e.persona for t in self.journey.touchpoints for e in t.emotions} - {None}
        personas = [p for p in self.journey.personas if p.id in own]
        curves = []
        for persona in personas:
            curve = self.curve(persona.id, persona.name, persona.id)
            if curve.points:
                curves.append(curve)
        if not curves:
            everyone = self.journey.personas
            title = everyone[0].name if len(everyone) == 1 else self.words("all_personas")
            curve = self.curve("all", title, None)
            if curve.points:
                curves.append(curve)
        return tuple(curves)

    def curve(self, id: str, title: str, persona: str | None) -> Curve:
        """What one persona feels, or everyone."""
        felt = emotion_curve(self.journey, persona=persona).points
        opening = {point.position: point for point in reversed(felt)}
        return Curve(id, title, tuple(self.point(p, first=opening[p.position] is p) for p in felt))

    def point(self, felt: FeelingPoint, *, first: bool) -> CurvePoint:
        """A feeling on a curve; a moment of truth is marked at the first of its touchpoint."""
        marks = self.unsupported(felt.evidence)
        if first and felt.moment is not None:
            marks = (Mark(MarkKind.MOMENT, 1, self.words(f"moment_{felt.moment}")), *marks)
        return CurvePoint(
            felt.position,
            felt.offset,
            felt.valence,
            label=felt.quote or felt.label,
            quote=felt.quote is not None,
            marks=marks,
        )


def _count_of(touchpoint: Touchpoint) -> Measurement | None:
    """The measurement that says how many customers there are: the last that is for all."""
    found = [
        m
        for m in touchpoint.metrics
        if m.metric == _COUNTED and not m.segment and m.value is not None
    ]
    return found[-1] if found else None


def _comparable(journey: Journey) -> Mapping[str, DropOffStep]:
    """The counts that can be held against each other, by touchpoint; none where they cannot."""
    result: DropOff = drop_off(journey, metric=_COUNTED)
    # Sums along ways stand on no touchpoint; one count alone has nothing beside it.
    if result.source is not CountSource.TOUCHPOINTS or len(result.steps) < 2:
        return {}
    periods = {m.period for t in journey.touchpoints if (m := _count_of(t)) is not None}
    if len(periods) > 1:
        return {}
    return {step.touchpoint: step for step in reversed(result.steps)}


def _loss(step: DropOffStep, locale: str | None) -> str | None:
    """The share lost since the step before with its interval, or how many came in besides."""
    if step.flag is StepFlag.RE_ENTRY:
        return format_signed(-(step.loss or 0.0), 0, locale)
    if not step.drop_off or step.drop_off_interval is None:
        return None
    low, high = step.drop_off_interval
    # One decimal more where whole percentages would hide the width, or the loss itself.
    share = format_percent(step.drop_off, 0 if step.drop_off >= 0.1 else 1, locale)
    column = TableColumn("", ValueKind.INTERVAL, decimals=0 if high - low >= 0.03 else 1)
    within = format_value((low, high), column, locale).rstrip("%\u00a0\u202f")
    return f"\u2212{share} ({within})"
