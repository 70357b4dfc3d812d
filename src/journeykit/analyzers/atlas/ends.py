"""Where journeys meet, and what nobody refers to."""

from __future__ import annotations

from attrs import frozen

from journeykit.errors import shown
from journeykit.model import KINDS, Atlas, Journey, Touchpoint
from journeykit.model.element import Element, Value

__all__ = ["HandOver", "Orphan", "hand_overs", "orphans"]

_WORDS = {kind: word for word, kind in KINDS.items()}


@frozen(kw_only=True, repr=False)
class Orphan(Value):
    """Something that hangs loose.

    Attributes:
        kind: what it is, such as "channel" or "journey".
        id: its id.
        text: what is loose about it, in a sentence.
    """

    kind: str
    id: str
    text: str


@frozen(kw_only=True, repr=False)
class HandOver(Value):
    """A place where one journey opens into another, and what changes there.

    What comes next is what the first touchpoint of the other journey says.

    Attributes:
        source: id of the journey that opens.
        source_title: what it is called.
        touchpoint: id of the touchpoint.
        touchpoint_name: what it is called.
        target: id of the journey into which it opens.
        target_title: what that is called.
        channel: id of the channel at the touchpoint, or None.
        next_channel: id of the channel that comes next, or None.
        owner: who is responsible at the touchpoint, or None.
        next_owner: who is responsible next, or None.
        feeling: how the touchpoint leaves the customer, from -1 to 1, or None.
        next_feeling: how the next one does, or None.
        left_behind: ids of the personas who come to the touchpoint and are not among
            those of the other journey; none where that names nobody.
    """

    source: str
    source_title: str
    touchpoint: str
    touchpoint_name: str
    target: str
    target_title: str
    channel: str | None = None
    next_channel: str | None = None
    owner: str | None = None
    next_owner: str | None = None
    feeling: float | None = None
    next_feeling: float | None = None
    left_behind: tuple[str, ...] = ()

    @property
    def changes(self) -> tuple[str, ...]:
        """What changes: "channel", "owner", "persona", of what both sides say."""
        pairs = (
            ("channel", self.channel, self.next_channel),
            ("owner", self.owner, self.next_owner),
        )
        changed = [name for name, before, after in pairs if before and after and before != after]
        return (*changed, *(("persona",) if self.left_behind else ()))


def hand_overs(atlas: Atlas) -> tuple[HandOver, ...]:
    """The places where journeys open into each other, in order of ids."""
    resolved = {journey.id: journey for journey in reversed(atlas.resolved_journeys)}
    found = []
    for link in atlas.links:
        source, target = resolved[link.source], resolved.get(link.target)
        touchpoint = source.find(Touchpoint, link.touchpoint)
        if target is not None and touchpoint is not None:
            found.append(_hand_over(source, touchpoint, target))
    return tuple(found)


def _hand_over(source: Journey, touchpoint: Touchpoint, target: Journey) -> HandOver:
    first = target.touchpoints[0] if target.touchpoints else Touchpoint("-")
    who = touchpoint.personas or tuple(persona.id for persona in source.personas)
    there = {persona.id for persona in target.personas}
    return HandOver(
        source=source.id,
        source_title=source.title,
        touchpoint=touchpoint.id,
        touchpoint_name=touchpoint.name,
        target=target.id,
        target_title=target.title,
        channel=touchpoint.channel,
        next_channel=first.channel,
        owner=touchpoint.owner,
        next_owner=first.owner,
        feeling=touchpoint.valence,
        next_feeling=first.valence,
        left_behind=tuple(id for id in who if there and id not in there),
    )


def orphans(atlas: Atlas) -> tuple[Orphan, ...]:
    """What the atlas defines and no journey has, links to nowhere, journeys without a link."""
    found = [_unused(element) for element in atlas.unused]
    for link in atlas.links:
        if atlas.find(link.target) is None:
            text = f"{shown(link.touchpoint)} of {shown(link.source)} opens into the journey "
            text += f"{shown(link.target)}, which does not exist"
            found.append(Orphan(kind="journey", id=link.target, text=text))
    # Where no journey is linked, being by oneself says nothing.
    for journey in atlas.alone if atlas.links else ():
        text = f"the journey {shown(journey.id)} is linked to no other"
        found.append(Orphan(kind="journey", id=journey.id, text=text))
    return tuple(found)


def _unused(element: Element) -> Orphan:
    word = _WORDS[type(element)]
    return Orphan(kind=word, id=element.id, text=f"no journey has the {word} {shown(element.id)}")
