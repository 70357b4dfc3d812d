"""The journey as a graph: the flow between touchpoints, and the map of its concepts."""

from __future__ import annotations

from journeykit.model import Journey, PainPoint, Touchpoint
from journeykit.view.figures import Edge, Graph, Mark, Node, NodeGroup, Tone
from journeykit.view.labels import Labels, labels
from journeykit.view.marks import channel_mark, channel_positions, moment_mark, severity_mark
from journeykit.view.naming import node_word
from journeykit.view.tones import tone_of
from journeykit.view.words import describe_journey

__all__ = ["concept_map", "flow_graph"]

# From left to right; channels, which all of a journey may share, stand last.
_CONCEPTS = (
    "persona", "journey", "phase", "touchpoint", "pain point", "opportunity", "initiative",
    "channel",
)  # fmt: skip


def flow_graph(journey: Journey) -> Graph:
    """See the ways between touchpoints, phase by phase.

    Each transition is an edge of its kind; without transitions the order of
    touchpoints is the way. Of touchpoints that share an id the first is drawn.
    """
    words = labels(journey.locale)
    positions = channel_positions(journey)
    nodes: dict[str, Node] = {}
    for index, phase in enumerate(journey.phases):
        for touchpoint in phase.touchpoints:
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
    return Graph(
        journey.id,
        journey.title,
        description=describe_journey(journey),
        groups=tuple(
            NodeGroup(_group_id(index), phase.name)
            for index, phase in enumerate(journey.phases)
            if phase.touchpoints
        ),
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
        ),
        weight_unit=words("customers"),
        locale=journey.locale,
    )


def concept_map(journey: Journey) -> Graph:
    """See what belongs to what: personas, phases, touchpoints, channels, pains, opportunities.

    Each kind is a group, and edges lead from the persona to what is done for
    him, so that all of it reads in one direction. Touchpoints and channels bear
    the sign of the channel. Node ids are the element's kind and id, such as
    "touchpoint:checkout", so that a persona and a channel may share an id.
    """
    words = labels(journey.locale)
    positions = channel_positions(journey)
    nodes: dict[str, Node] = {}
    edges: dict[tuple[str, str, str], Edge] = {}

    def node(kind: str, id: str, label: str, tone: Tone = Tone.NEUTRAL, *marks: Mark) -> str:
        key = f"{kind}:{id}"
        nodes.setdefault(key, Node(key, label, group=kind, kind=kind, tone=tone, marks=marks))
        return key

    def edge(source: str, target: str, kind: str) -> None:
        edges.setdefault((source, target, kind), Edge(source, target, kind=kind))

    root = node("journey", journey.id, journey.title)
    for persona in journey.personas:
        edge(node("persona", persona.id, persona.name), root, "takes")
    for phase in journey.phases:
        stage = node("phase", phase.id, phase.name)
        edge(root, stage, "has")
        for touchpoint in phase.touchpoints:
            where = channel_mark(journey, touchpoint, positions)
            marks = _marks(journey, touchpoint, positions, words)
            meeting = node(
                "touchpoint", touchpoint.id, touchpoint.name, tone_of(touchpoint.valence), *marks
            )
            edge(stage, meeting, "has")
            if touchpoint.channel is not None and where is not None:
                edge(
                    meeting,
                    node("channel", touchpoint.channel, where.label, Tone.NEUTRAL, where),
                    "through",
                )
            for pain in touchpoint.pain_points:
                mark = severity_mark(pain, words)
                bad = (mark,) if mark is not None else ()
                edge(
                    meeting, node("pain point", pain.id, pain.text, Tone.NEGATIVE, *bad), "hurts by"
                )
    for opportunity in journey.opportunities:
        chance = node("opportunity", opportunity.id, opportunity.text, Tone.PRIORITY)
        for id in opportunity.pain_points:
            if journey.find(PainPoint, id) is not None:
                edge(f"pain point:{id}", chance, "addressed by")
        for id in opportunity.touchpoints:
            if journey.find(Touchpoint, id) is not None:
                edge(f"touchpoint:{id}", chance, "improved by")
    for initiative in journey.initiatives:
        plan = node("initiative", initiative.id, initiative.title)
        for id in initiative.opportunities:
            if f"opportunity:{id}" in nodes:
                edge(f"opportunity:{id}", plan, "taken up by")
    kinds = {node.kind for node in nodes.values()}
    return Graph(
        f"{journey.id}-concepts",
        journey.title,
        description=describe_journey(journey),
        groups=tuple(
            NodeGroup(kind, _heading(node_word(kind, journey.locale)))
            for kind in _CONCEPTS
            if kind in kinds
        ),
        nodes=tuple(nodes.values()),
        edges=tuple(edges.values()),
        locale=journey.locale,
    )


def _heading(word: str) -> str:
    return word[:1].upper() + word[1:]


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
