"""The questions of a survey, and what became of their answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from attrs import frozen

from journeykit.events.frames import frame
from journeykit.model import Scale
from journeykit.model.element import Value

__all__ = ["Question", "RatingsQuality"]


@frozen(kw_only=True, repr=False)
class Question(Value):
    """A question, and how many answers to it are scores.

    Attributes:
        column: the question, by the name of its column.
        touchpoint: id of the touchpoint that it is about, or None where that was not said.
        scale: the scale that it is answered on.
        asked: rows of the table: all respondents.
        answered: answers that are scores.
        missing: respondents without an answer.
        not_applicable: answers that say so, by one of the codes.
        off_scale: numbers beyond the ends of the scale; they are no scores.
        off_examples: up to three of them, the most frequent first.
        unread: answers that are no numbers.
        unread_examples: up to three of them, the most frequent first.
    """

    column: str
    touchpoint: str | None = None
    scale: Scale
    asked: int
    answered: int
    missing: int = 0
    not_applicable: int = 0
    off_scale: int = 0
    off_examples: tuple[str, ...] = ()
    unread: int = 0
    unread_examples: tuple[str, ...] = ()

    def __str__(self) -> str:
        share = self.answered / self.asked if self.asked else 0.0
        parts = [f"{self.answered:,} scores ({share:.1%})"]
        told = (
            (self.missing, "missing", ()),
            (self.not_applicable, "not applicable", ()),
            (self.off_scale, "off the scale", self.off_examples),
            (self.unread, "no numbers", self.unread_examples),
        )
        for number, what, examples in told:
            if number:
                shown = f" (such as {', '.join(examples)})" if examples else ""
                parts.append(f"{number:,} {what}{shown}")
        return f"{self.column!r} on {self.scale.id}: {', '.join(parts)}"


@frozen(kw_only=True, repr=False)
class RatingsQuality(Value):
    """What became of the answers of a survey: which are scores, and which are not.

    Attributes:
        respondents: rows of the table, one a respondent.
        nameless: rows without a respondent, where a column says who answered.
        repeated: respondents with several rows (of a wide table; each counts), or with
            several answers to a question (of a long one; the last counts).
        questions: the questions in order.
    """

    COLUMNS: ClassVar[Mapping[str, type]] = {
        "question": str, "touchpoint": str, "scale": str, "asked": int, "answered": int,
        "missing": int, "not_applicable": int, "off_scale": int, "off_examples": str,
        "unread": int, "unread_examples": str,
    }  # fmt: skip
    """The columns of `to_frame`, each with the type of its values."""

    respondents: int
    nameless: int = 0
    repeated: int = 0
    questions: tuple[Question, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether each answer is a score, missing or not applicable, and each of one respondent."""
        strays = any(q.off_scale or q.unread for q in self.questions)
        return not (strays or self.nameless or self.repeated)

    def __iter__(self) -> Iterator[Question]:
        return iter(self.questions)

    def __bool__(self) -> bool:
        # A report is a thing, even where there is nothing to report.
        return True

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """One row a question."""
        for q in self.questions:
            yield (
                q.column, q.touchpoint, q.scale.id, q.asked, q.answered, q.missing,
                q.not_applicable, q.off_scale, ", ".join(q.off_examples), q.unread,
                ", ".join(q.unread_examples),
            )  # fmt: skip

    def to_frame(self, backend: str | None = None) -> Any:
        """The questions as a data frame, one row each.

        Args:
            backend: "polars", "pandas" or "pyarrow"; None takes the first of
                these that is installed.

        Raises:
            NotFoundError: if there is no such backend.
            MissingDependencyError: if it is not installed.
        """
        rows = list(self.rows())
        columns = {name: [row[at] for row in rows] for at, name in enumerate(self.COLUMNS)}
        return frame(columns, backend, types=self.COLUMNS)

    def summary(self) -> str:
        """The report as plain text."""
        lines = [f"respondents: {self.respondents:,}, questions: {len(self.questions)}"]
        lines += [f"  {question}" for question in self.questions]
        if self.nameless:
            lines.append(f"rows that say not whose they are: {self.nameless:,}")
        if self.repeated:
            lines.append(f"respondents who answer more than once: {self.repeated:,}")
        lines.append("Only scores count; whoever gave none is left out, not taken as 0.")
        return "\n".join(lines)

    def __repr__(self) -> str:
        return f"<RatingsQuality: {self.summary().partition(chr(10))[0]}>"
