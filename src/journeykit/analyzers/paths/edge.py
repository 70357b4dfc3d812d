"""One step between two events, with its figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from attrs import frozen

from journeykit.events.paths.edges import EdgeCount
from journeykit.events.paths.waits import Waits
from journeykit.events.paths.walk import END
from journeykit.model.element import Value

__all__ = ["DeadEnd", "Edge", "edges_of"]


@frozen(kw_only=True)
class Edge(Value):
    """How often one event comes right after another.

    Attributes:
        source: the event, or "path_start" before the first.
        target: the event right after it, or "path_end" after the last.
        count: how often, repeats on one path included.
        paths: on how many paths at least once.
        share: paths with it, as a share of all paths.
        share_out: count as a share of all that comes after the source.
        share_in: count as a share of all that comes before the target.
        waits: how long it takes, or None where times were not asked for or there is none.
    """

    source: str
    target: str
    count: int
    paths: int
    share: float
    share_out: float
    share_in: float
    waits: Waits | None = None


@frozen(kw_only=True)
class DeadEnd(Value):
    """An event after which paths end.

    Attributes:
        event: the event.
        count: how many paths end with it.
        share: count as a share of all paths.
        of_event: count as a share of all times that the event happens.
    """

    event: str
    count: int
    share: float
    of_event: float


def edges_of(
    counts: Iterable[EdgeCount], waits: Mapping[tuple[Any, ...], Waits] | None = None
) -> tuple[int, tuple[Edge, ...]]:
    """Shares of counts of one group of paths.

    Args:
        counts: of each edge, once.
        waits: by source and target.

    Returns:
        The number of paths, and the edges, most frequent first.
    """
    counted = list(counts)
    out: dict[str, int] = defaultdict(int)
    into: dict[str, int] = defaultdict(int)
    for edge in counted:
        out[edge.source] += edge.count
        into[edge.target] += edge.count
    paths = into[END]
    edges = [
        Edge(
            source=edge.source, target=edge.target, count=edge.count, paths=edge.paths,
            share=edge.paths / paths,
            share_out=edge.count / out[edge.source], share_in=edge.count / into[edge.target],
            waits=(waits or {}).get((edge.source, edge.target)),
        )
        for edge in counted
    ]  # fmt: skip
    return paths, tuple(sorted(edges, key=lambda e: (-e.count, e.source, e.target)))
