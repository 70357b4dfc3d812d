"""Two groups of paths compared: the figures of one minus those of the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, ClassVar, TypeVar

from attrs import frozen

from journeykit.analyzers.paths.edge import Edge
from journeykit.analyzers.paths.wording import group_name
from journeykit.analyzers.result import Result
from journeykit.analyzers.wording import aligned
from journeykit.errors import NotFoundError
from journeykit.events.frames import frame
from journeykit.model.element import Value

__all__ = ["REST", "EdgeDifference", "TransitionsDifference", "edge_table", "group_named"]

REST = "<REST>"
"""All other groups together."""

_FIGURES = ("count", "paths", "share", "share_out", "share_in")

G = TypeVar("G")


def group_named(groups: Sequence[G], value: Any) -> G:
    """The group of a value.

    Raises:
        NotFoundError: if there is no such group.
    """
    for group in groups:
        if getattr(group, "value", None) == value:
            return group
    raise NotFoundError("group", value, [group_name(getattr(g, "value", None)) for g in groups])


def edge_table(
    nodes: Sequence[str],
    edges: Mapping[tuple[str, str], Any],
    figure: str,
    backend: str | None = None,
) -> Any:
    """A figure of edges as a frame: a row for each source, a column for each target."""
    if figure not in _FIGURES:
        raise NotFoundError("figure of an edge", figure, _FIGURES)
    columns: dict[str, list[Any]] = {"source \\ target": list(nodes)}
    types: dict[str, type] = {"source \\ target": str}
    for target in nodes:
        found = [edges.get((source, target)) for source in nodes]
        columns[target] = [getattr(edge, figure) if edge else 0 for edge in found]
        types[target] = float if figure.startswith("share") else int
    return frame(columns, backend, types=types)


@frozen(kw_only=True)
class EdgeDifference(Value):
    """Figures of an edge in one group minus those in the other.

    Attributes:
        source: the event, or "path_start".
        target: the event right after it, or "path_end".
        count: difference in how often.
        paths: difference in how many paths.
        share: difference in the share of all paths.
        share_out: difference in the share of all that comes after the source.
        share_in: difference in the share of all that comes before the target.
    """

    source: str
    target: str
    count: int
    paths: int
    share: float
    share_out: float
    share_in: float


@frozen(kw_only=True, repr=False)
class TransitionsDifference(Result):
    """What follows what in one group minus what does in another.

    Attributes:
        count: whose paths: "customers" or "sessions".
        a: name of the one group.
        b: name of the other, which is taken away.
        nodes: events of both, between "path_start" and "path_end".
        edges_a: the edges of the one.
        edges_b: the edges of the other.
    """

    count: str
    a: str
    b: str
    nodes: tuple[str, ...]
    edges_a: tuple[Edge, ...]
    edges_b: tuple[Edge, ...]

    COLUMNS: ClassVar[Mapping[str, type]] = {
        "source": str, "target": str, "count": int, "paths": int,
        "share": float, "share_out": float, "share_in": float,
    }  # fmt: skip

    @cached_property
    def edges(self) -> tuple[EdgeDifference, ...]:
        """The differences, those of the share of what follows first that differ most."""
        one, other = ({(e.source, e.target): e for e in es} for es in (self.edges_a, self.edges_b))
        differences = [
            EdgeDifference(
                source=source, target=target,
                **{f: _figure(one, source, target, f) - _figure(other, source, target, f) for f in _FIGURES},
            )
            for source, target in sorted({*one, *other})
        ]  # fmt: skip
        return tuple(sorted(differences, key=lambda d: -abs(d.share_out)))

    def matrix(self, figure: str = "count", backend: str | None = None) -> Any:
        """A difference of all edges as a table: a row for each source, a column for each target.

        Args:
            figure: "count", "paths", "share", "share_out" or "share_in".
            backend: "polars", "pandas" or "pyarrow"; None takes the first that is installed.

        Raises:
            NotFoundError: if there is no such figure or backend.
        """
        by_ends = {(edge.source, edge.target): edge for edge in self.edges}
        return edge_table(self.nodes, by_ends, figure, backend)

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """One row an edge."""
        for e in self.edges:
            yield (e.source, e.target, *(getattr(e, figure) for figure in _FIGURES))

    def summary(self, n: int = 10) -> str:
        """The steps that differ most.

        Args:
            n: how many are listed.
        """
        head = f"What follows what: {self.a or '(none)'} minus {self.b or '(none)'}"
        table = [
            (e.source, ">", e.target, f"{100 * e.share_out:+.1f} points of what follows", f"{e.count:+,}")
            for e in self.edges[:n]
        ]  # fmt: skip
        return "\n".join([head, *aligned(table, right=[4])])

    def __repr__(self) -> str:
        return f"<TransitionsDifference {self.a!r} minus {self.b!r}: {len(self.edges)} edges>"


def _figure(edges: Mapping[tuple[str, str], Edge], source: str, target: str, name: str) -> Any:
    edge = edges.get((source, target))
    return getattr(edge, name) if edge else 0
