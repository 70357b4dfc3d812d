"""The journey as a graph: the flow between touchpoints, and the map of its concepts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import define, field

from journeykit.model import Journey, Phase, Touchpoint
from journeykit.view.figures import Edge, Graph, Mark, Node, NodeGroup, Tone
from journeykit.view.filters import Filter
from journeykit.view.journeys.marks import (
    channel_mark,
    channel_positions,
    moment_mark,
    severity_mark,
)
from journeykit.view.journeys.parts import Part, part_of
from journeykit.view.labels import Labels, labels
from journeykit.view.naming import node_word
from journeykit.view.tones import tone_of
from journeykit.view.words import describe_concepts, describe_ways
from journeykit.view.words.text import capital

__all__ = ["concept_map", "flow_graph"]

# From left to right; channels, which all of a journey may share, stand last.
_CONCEPTS = (
    "persona", "journey", "phase", "touchpoint", "pain point", "opportunity", "initiative",
    "channel",
)  # fmt: skip


def flow_graph(journey: Journey, *, only: Filter | None = None) -> Graph:
    """See the ways between touchpoints, phase by phase.

    Each transition is an edge of its kind; without transitions the order of
    touchpoints is the way. Of touchpoints that share an id the first is drawn.

    Args:
        journey: the journey.
        only: which part of it to show, or None for all; ways to and from what is
            hidden are hidden, too.
    """
    words = labels(journey.locale)
    part = part_of(journey, only)
    positions = channel_positions(journey)
    nodes: dict[str, Node] = {}
    groups = []
    for index, (phase, touchpoints) in enumerate(_shown(part)):
        for touchpoint in touchpoints:
            nodes.setdefault(
                touchpoint.id,
                Node(
                    touchpoint.id,
                    touchpoint.name,
                    group=_group_id(index),
                    tone=tone_of(touchpoint.valence),
                    marks=_marks(journey, touchpoint, positions, words),
                    details=_details(journey, touchpoint),
                ),
            )
        if touchpoints:
            groups.append(NodeGroup(_group_id(index), phase.name, hue=index))
    return Graph(
        journey.id,
        words("titled", journey.title, words("head_flow")),
        description=part.said(describe_ways(journey), words, lanes=False),
        subtitle=part.words(words, lanes=False),
        groups=groups,
        nodes=tuple(nodes.values()),
        edges=tuple(
            Edge(
                way.source,
                way.target,
                label=way.label,
                kind=way.kind.value,
                weight=None if way.count is None else float(way.count),
            )
            for way in journey.ways
            if way.source in nodes and way.target in nodes
        ),
        weight_unit=words("customers"),
        locale=journey.locale,
    )


def concept_map(journey: Journey, *, only: Filter | None = None) -> Graph:
    """See what belongs to what: personas, phases, touchpoints, channels, pains, opportunities.

    Each kind is a group, and edges lead from the persona to what is done for
    him, so that all of it reads in one direction. Touchpoints and channels bear
    the sign of the channel. Node ids are the element's kind and id, such as
    "touchpoint:checkout", so that a persona and a channel may share an id.

    Args:
        journey: the journey.
        only: which part of it to show, or None for all.
    """
    words = labels(journey.locale)
    part = part_of(journey, only)
    web = _Web()
    root = web.node("journey", journey.id, journey.title)
    for persona in part.personas:
        web.edge(web.node("persona", persona.id, persona.name), root, "takes")
    _add_touchpoints(web, root, part, words)
    for opportunity in filter(part.has_opportunity, journey.opportunities):
        chance = web.node("opportunity", opportunity.id, opportunity.text, Tone.PRIORITY)
        for id in opportunity.pain_points:
            web.edge(f"pain point:{id}", chance, "addressed by")
        for id in opportunity.touchpoints:
            web.edge(f"touchpoint:{id}", chance, "improved by")
    for initiative in filter(part.has_initiative, journey.initiatives):
        plan = web.node("initiative", initiative.id, initiative.title)
        for id in initiative.opportunities:
            web.edge(f"opportunity:{id}", plan, "taken up by")
    kinds = {node.kind for node in web.nodes.values()}
    return Graph(
        f"{journey.id}-concepts",
        words("titled", journey.title, words("head_concepts")),
        description=part.said(describe_concepts(journey), words, lanes=False),
        subtitle=part.words(words, lanes=False),
        groups=tuple(
            NodeGroup(kind, capital(node_word(kind, journey.locale)), hue=index)
            for index, kind in enumerate(_CONCEPTS)
            if kind in kinds
        ),
        nodes=tuple(web.nodes.values()),
        edges=tuple(web.edges.values()),
        locale=journey.locale,
    )


@define
class _Web:
    """Nodes and edges, each once."""

    nodes: dict[str, Node] = field(factory=dict)
    edges: dict[tuple[str, str, str], Edge] = field(factory=dict)

    def node(
        self, kind: str, id: str, label: str, tone: Tone = Tone.NEUTRAL, marks: Sequence[Mark] = ()
    ) -> str:
        """The id of a node, which is there from now on."""
        key = f"{kind}:{id}"
        self.nodes.setdefault(key, Node(key, label, group=kind, kind=kind, tone=tone, marks=marks))
        return key

    def edge(self, source: str, target: str, kind: str) -> None:
        """Connect two nodes, if both are there."""
        if source in self.nodes and target in self.nodes:
            self.edges.setdefault((source, target, kind), Edge(source, target, kind=kind))


def _add_touchpoints(web: _Web, root: str, part: Part, words: Labels) -> None:
    """Add the phases of a concept map with all that hangs on their touchpoints."""
    journey = part.journey
    positions = channel_positions(journey)
    shown = set(part.phases)
    for phase, touchpoints in _shown(part):
        if phase not in shown:
            continue
        stage = web.node("phase", phase.id, phase.name)
        web.edge(root, stage, "has")
        for touchpoint in touchpoints:
            marks = _marks(journey, touchpoint, positions, words)
            tone = tone_of(touchpoint.valence)
            meeting = web.node("touchpoint", touchpoint.id, touchpoint.name, tone, marks)
            web.edge(stage, meeting, "has")
            where = channel_mark(journey, touchpoint, positions)
            if touchpoint.channel is not None and where is not None:
                channel = web.node("channel", touchpoint.channel, where.label, marks=(where,))
                web.edge(meeting, channel, "through")
            for pain in filter(part.has_pain, touchpoint.pain_points):
                severity = severity_mark(pain, words)
                bad = () if severity is None else (severity,)
                hurt = web.node("pain point", pain.id, pain.text, Tone.NEGATIVE, bad)
                web.edge(meeting, hurt, "hurts by")


def _shown(part: Part) -> Iterator[tuple[Phase, list[Touchpoint]]]:
    """Every phase, with those of its touchpoints that are shown."""
    positions = set(part.positions)
    first = 0
    for phase in part.journey.phases:
        yield phase, [t for at, t in enumerate(phase.touchpoints, first) if at in positions]
        first += len(phase.touchpoints)


def _group_id(index: int) -> str:
    # Phases that share an id are still two frames.
    return f"phase-{index + 1}"


def _marks(
    journey: Journey, touchpoint: Touchpoint, positions: dict[str, int], words: Labels
) -> tuple[Mark, ...]:
    found = (channel_mark(journey, touchpoint, positions), moment_mark(touchpoint, words))
    return tuple(mark for mark in found if mark is not None)


def _details(journey: Journey, touchpoint: Touchpoint) -> tuple[str, ...]:
    if touchpoint.channel is None:
        return ()
    return (journey.channel_name(touchpoint.channel),)
