"""How much of a journey each channel carries, and how much of the pain."""

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from attrs import frozen
from journeykit import Channel, Journey
from journeykit.analyzers import Result
from journeykit.view.figures import Table, TableColumn, ValueKind

__all__ = ["ChannelLoad", "Load", "channel_load"]


@frozen(kw_only=True)
class Load:
    """What one channel carries.

    Attributes:
        channel: name of the channel, or its id where the map does not describe it.
        touchpoints: how many touchpoints happen there.
        pains: how many pain points they have.
        share: part of all pain points, 0 to 1; None where there are none at all.
    """

    channel: str
    touchpoints: int
    pains: int
    share: float | None


@frozen(kw_only=True, repr=False)
class ChannelLoad(Result):
    """The channels of a journey, the most painful first.

    Attributes:
        title: title of the journey.
        loads: a `Load` for each channel.
        elsewhere: touchpoints without a channel, which are in none of them.
    """

    title: str
    loads: tuple[Load, ...]
    elsewhere: int

    COLUMNS: ClassVar[Mapping[str, type]] = {
        "channel": str, "touchpoints": int, "pains": int, "share": float
    }  # fmt: skip

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """The rows of `to_frame`."""
        return ((load.channel, load.touchpoints, load.pains, load.share) for load in self.loads)

    def summary(self) -> str:
        """The channels in words, a line each."""
        lines = [
            f"{load.channel}: touchpoints {load.touchpoints}, pain points {load.pains}"
            for load in self.loads
        ]
        if self.elsewhere:
            lines.append(f"without a channel: touchpoints {self.elsewhere}")
        return "\n".join([f"{self.title}: load of channels", *lines])

    def to_view(self) -> Table:
        """The figure: with this method, every renderer can draw the result."""
        return Table(
            "channel-load",
            f"{self.title}: load of channels",
            description=self.summary(),
            columns=(
                TableColumn("Channel"),
                TableColumn("Touchpoints", ValueKind.NUMBER),
                TableColumn("Pain points", ValueKind.NUMBER),
                TableColumn("Share of pain points", ValueKind.PERCENT, decimals=0),
            ),
            rows=self.rows(),
        )


def channel_load(journey: Journey) -> ChannelLoad:
    """Count touchpoints and pain points by channel.

    Args:
        journey: the map; it is not changed.
    """
    touchpoints: dict[str, int] = {}
    pains: dict[str, int] = {}
    elsewhere = 0
    for touchpoint in journey.touchpoints:
        id = touchpoint.channel
        if id is None:
            elsewhere += 1
            continue
        touchpoints[id] = touchpoints.get(id, 0) + 1
        pains[id] = pains.get(id, 0) + len(touchpoint.pain_points)
    total = sum(pains.values())
    names = {channel.id: channel.name for channel in journey.all(Channel)}
    loads = [
        Load(
            channel=names.get(id, id),
            touchpoints=count,
            pains=pains[id],
            share=pains[id] / total if total else None,
        )
        for id, count in touchpoints.items()
    ]
    loads.sort(key=lambda load: (-load.pains, -load.touchpoints, load.channel))
    return ChannelLoad(title=journey.title, loads=tuple(loads), elsewhere=elsewhere)
