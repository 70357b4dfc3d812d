"""Words that all deviations share."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from journeykit.analyzers.paths.wording import unit
from journeykit.analyzers.wording import percent, percents
from journeykit.model import Journey

__all__ = ["OWNER", "Naming", "naming"]

OWNER = "conformance"
"""Who refuses a value, for errors."""


@frozen
class Naming:
    """Names of touchpoints, and what is counted.

    Attributes:
        names: of touchpoints, by id.
        count: what is counted: "customers" or "sessions".
    """

    names: Mapping[str, str]
    count: str

    def quoted(self, id: str) -> str:
        """The name of a touchpoint, in quotes."""
        return repr(self.names[id])

    def figures(self, customers: int, of: int, interval: tuple[float, float]) -> str:
        """How many of how many, as a share with its interval.

        Examples:
            >>> Naming({}, "customers").figures(5, 20, (0.112, 0.469))
            '5 of 20 customers (25.0 %; 11.2 to 46.9 %)'
        """
        share = f"({percent(customers / of)}; {percents(interval)})"
        return f"{customers:,} of {unit(self.count, of)} {share}"


def naming(journey: Journey, count: str) -> Naming:
    """The names of a journey; of touchpoints that share an id the first."""
    return Naming({t.id: t.name for t in reversed(journey.touchpoints)}, count)
