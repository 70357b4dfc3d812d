"""What customers said, by theme and touchpoint."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from attrs import field, frozen

from journeykit.analyzers.result import Listing
from journeykit.analyzers.stats import Estimate
from journeykit.analyzers.wording import aligned, listed, percents, plural
from journeykit.model import Evidence, Journey
from journeykit.model.element import Value

__all__ = ["CodedComments", "CodedTheme"]


@frozen(kw_only=True, repr=False)
class CodedTheme(Value):
    """A theme of comments about one touchpoint.

    Attributes:
        touchpoint: id of the touchpoint.
        name: its name.
        theme: the theme, as it was coded.
        persona: id of the persona whose comments these are, or None for all.
        n: comments, each of a person where persons are known.
        whole: all comments about this touchpoint, by the same persona.
        share: part of them, from 0 to 1, with Wilson's limits.
        negative: comments that were coded as negative; None where no sentiment was coded.
        quotes: some of them, the most negative first, then the latest.
        evidence: ids of the evidence that they make.
        pain: whether it is written into the map as a pain point.
    """

    touchpoint: str
    name: str
    theme: str
    persona: str | None = None
    n: int
    whole: int
    share: Estimate
    negative: int | None = None
    quotes: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    pain: bool = False


@frozen(kw_only=True, repr=False)
class CodedComments(Listing[CodedTheme]):
    """Comments counted by touchpoint and theme, the most frequent first.

    Attributes:
        items: the themes.
        title: title of the journey.
        comments: comments that were counted.
        people: whether each person counts once for a theme at a touchpoint.
        uncoded: comments without a touchpoint or a theme; they are left out.
        unbound: names of touchpoints that the map has not, with their comments.
        journey: the map with the themes that hurt as pain points, resting on the evidence.
        evidence: one for each source, with its comments and the date of the latest.
        confidence: of the limits, between 0 and 1.
        locale: language of the journey as BCP 47, or None.
    """

    items: tuple[CodedTheme, ...] = field(default=())
    title: str
    comments: int
    people: bool = False
    uncoded: int = 0
    unbound: tuple[tuple[str, int], ...] = ()
    journey: Journey
    evidence: tuple[Evidence, ...] = ()
    confidence: float
    locale: str | None = None

    COLUMNS: ClassVar[Mapping[str, type]] = {
        "touchpoint": str, "name": str, "persona": str, "theme": str, "n": int, "whole": int,
        "share": float, "low": float, "high": float, "negative": int, "quote": str, "pain": bool,
    }  # fmt: skip

    def at(self, touchpoint: str) -> tuple[CodedTheme, ...]:
        """The themes of one touchpoint, by its id."""
        return tuple(item for item in self.items if item.touchpoint == touchpoint)

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """One row for each theme at a touchpoint."""
        for i in self.items:
            yield (
                i.touchpoint, i.name, i.persona, i.theme, i.n, i.whole, i.share.value, i.share.low,
                i.share.high, i.negative, i.quotes[0] if i.quotes else None, i.pain,
            )  # fmt: skip

    def summary(self, n: int = 20) -> str:
        """The themes with their counts and a quote.

        Args:
            n: how many are listed.
        """
        what = ("person", "people") if self.people else ("comment", "comments")
        lines = [f"What {plural(self.comments, 'comment')} say of {self.title!r}"]
        lines += aligned([_row(item, what) for item in self.items[:n]], right=[2])
        if len(self.items) > n:
            lines.append(f"  and {plural(len(self.items) - n, 'theme')} more")
        if self.uncoded:
            lines.append(
                f"Left out: {plural(self.uncoded, 'comment')} without touchpoint or theme."
            )
        if self.unbound:
            names = listed(f"{name!r} ({number:,})" for name, number in self.unbound)
            lines.append(f"Not on the map: {names}.")
        lines.append(
            "Shares are of those who commented on that touchpoint. Who comments is not like who does not: "
            "how many customers meet it, comments cannot tell."
        )
        return "\n".join(lines)

    def __repr__(self) -> str:
        return f"<CodedComments on {self.title!r}: {plural(len(self.items), 'theme')}>"


def _row(item: CodedTheme, what: tuple[str, str]) -> tuple[str, str, str, str]:
    sure = "" if item.share.interval is None else f" ({percents(item.share.interval)})"
    told = [f"of {plural(item.whole, *what)}{sure}"]
    told += [] if item.negative is None else [f"{item.negative:,} negative"]
    told += [f"“{item.quotes[0]}”"] if item.quotes else []
    name = item.name if item.persona is None else f"{item.name}, {item.persona}"
    return name, item.theme, f"{item.n:,}", ", ".join(told)
