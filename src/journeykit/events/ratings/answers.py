"""Answers to a survey, with the scale they are given on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

import narwhals as nw
from attrs import field, frozen

from journeykit.errors import InvalidValueError, NotFoundError
from journeykit.events.conditions import as_tests, check_tests, is_missing
from journeykit.events.ratings.asked import asked_of
from journeykit.events.ratings.questions import Question, RatingsQuality
from journeykit.events.ratings.scores import Codes, codes_of, score
from journeykit.events.ratings.tables import Frame, as_wide, table_of
from journeykit.events.roles import check_columns
from journeykit.model import Scale, Touchpoint

__all__ = ["Ratings", "check_ratings"]

_MOST_GROUPS = 50


@frozen(eq=False, repr=False, init=False)
class Ratings:
    """Answers of respondents to questions, most of them about touchpoints.

    An answer counts as a score if it is a number on the scale. Missing answers, codes
    for "not applicable", numbers off the scale and answers that are no numbers never
    do: they are counted apart, see `quality()`.

    Args:
        data: a row for each respondent: a frame that Narwhals reads (pandas, Polars,
            PyArrow, DuckDB, ...), mappings, or the path of a file of CSV or Parquet.
        questions: columns that hold answers; as a mapping, each with the touchpoint
            that it is about (or its id), or None for a question about the whole.
        scale: the scale of the answers: its ends, the worst first, such as "1..5" (or
            "5..1" where a low figure is good), a name such as "stars", or a `Scale`;
            a mapping gives each question its own.
        respondent: column of who answered, or None where each row is another one.
        not_applicable: figures or words that say that a question does not apply,
            such as 0 or ("n/a", 99); they are no scores even where the scale holds them.
        labels: words that stand for a figure, such as {"very satisfied": 5}.

    Raises:
        NotFoundError: if there is no such column or file.
        InvalidValueError: if data is no table, or an argument can mean nothing.
        MissingDependencyError: if Polars is not installed.

    Examples:
        >>> rows = [{"search": 4, "pay": 2}, {"search": 0, "pay": 1}, {"search": 5, "pay": 9}]
        >>> ratings = Ratings(rows, questions=["search", "pay"], scale="1..5", not_applicable=0)
        >>> print(ratings.quality().summary())
        respondents: 3, questions: 2
          'search' on 1..5: 2 scores (66.7%), 1 not applicable
          'pay' on 1..5: 2 scores (66.7%), 1 off the scale (such as 9)
        Only scores count; whoever gave none is left out, not taken as 0.
    """

    frame: Frame = field()
    asked: Mapping[str, tuple[Scale, str | None]] = field()
    codes: Codes = field()
    nameless: int = field(default=0)
    repeated: int = field(default=0)

    if TYPE_CHECKING:

        def __attrs_init__(self, **fields: Any) -> None: ...

    def __init__(
        self,
        data: Any,
        *,
        questions: Mapping[str, Touchpoint | str | None] | Iterable[str],
        scale: Scale | str | Mapping[str, Scale | str],
        respondent: str | None = None,
        not_applicable: float | str | Iterable[float | str] | None = (),
        labels: Mapping[str, float] | None = None,
    ) -> None:
        frame = table_of(data, "Ratings")
        check_columns("Ratings", {"respondent": respondent}, frame.columns)
        nameless = repeated = 0
        if respondent is not None:
            rows = frame[respondent].drop_nulls()
            nameless, repeated = len(frame) - len(rows), len(rows) - rows.n_unique()
        self.__attrs_init__(
            frame=frame, asked=asked_of(frame, questions, scale), nameless=nameless,
            codes=codes_of(not_applicable, labels), repeated=repeated,
        )  # fmt: skip

    @classmethod
    def from_long(
        cls,
        data: Any,
        *,
        respondent: str = "respondent",
        question: str = "question",
        score: str = "score",
        questions: Mapping[str, Touchpoint | str | None] | Iterable[str] | None = None,
        scale: Scale | str | Mapping[str, Scale | str],
        not_applicable: float | str | Iterable[float | str] | None = (),
        labels: Mapping[str, float] | None = None,
    ) -> Self:
        """Ratings of a table with a row for each answer.

        Of several answers of a respondent to one question the last counts, and the
        respondent is counted as repeated. Other columns are taken as of the respondent:
        the first value that is there.

        Args:
            data: a frame, mappings, tuples of respondent, question and score, or the path
                of a file.
            respondent: column of who answered.
            question: column of what was asked, or of the touchpoint.
            score: column of the answer.
            questions: those that count, as for `Ratings`; None takes all, in the order
                in which they come.
            scale: as for `Ratings`.
            not_applicable: as for `Ratings`.
            labels: as for `Ratings`.

        Raises:
            NotFoundError: if there is no such column, question or file.
            InvalidValueError: if data is no table, or an argument can mean nothing.
            MissingDependencyError: if Polars is not installed.

        Examples:
            >>> rows = [("ann", "search", 4), ("bob", "search", 5), ("ann", "pay", 2)]
            >>> Ratings.from_long(rows, scale="1..5")
            Ratings(respondents: 2, questions: search, pay)
        """
        owner = "Ratings.from_long"
        roles = {"respondent": respondent, "question": question, "score": score}
        frame = table_of(data, owner, [respondent, question, score])
        check_columns(owner, roles, frame.columns)
        frame = frame.with_columns(nw.col(question).cast(nw.String()))
        there: list[str] = frame[question].drop_nulls().unique(maintain_order=True).to_list()
        chosen = there if questions is None else questions
        names = list(chosen)
        for name in names:
            if name not in there:
                raise NotFoundError("question", name, there)
            if name in frame.columns:
                raise InvalidValueError(
                    owner, "questions", expected="questions that are no columns of the table",
                    got=name, hint="rename the column, or the question",
                )  # fmt: skip
        wide, nameless, repeated = as_wide(frame, respondent, question, score, names)
        ratings = cls(
            wide, questions=chosen, scale=scale, not_applicable=not_applicable, labels=labels
        )
        return ratings._with(nameless=nameless, repeated=repeated)

    @cached_property
    def _scored(self) -> tuple[Frame, tuple[Question, ...]]:
        """The table with scores in place of answers, and what the answers were."""
        found = [
            score(self.frame, column, scale, self.codes, touchpoint)
            for column, (scale, touchpoint) in self.asked.items()
        ]
        scored = self.frame.with_columns(*(scores for scores, _ in found))
        return scored, tuple(question for _, question in found)

    @property
    def scores(self) -> Frame:
        """The table with scores in place of answers, a missing value where there is none."""
        return self._scored[0]

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions in order, with what became of their answers."""
        return self._scored[1]

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the table: questions, and what else is known of respondents."""
        return tuple(self.frame.columns)

    def __len__(self) -> int:
        """How many respondents: rows of the table."""
        return len(self.frame)

    def question(self, column: str) -> Question:
        """A question by its column.

        Raises:
            NotFoundError: if there is none.
        """
        for question in self.questions:
            if question.column == column:
                return question
        raise NotFoundError("question", column, [q.column for q in self.questions])

    def quality(self) -> RatingsQuality:
        """Which answers are scores, and what the others are."""
        return RatingsQuality(
            respondents=len(self), nameless=self.nameless, repeated=self.repeated,
            questions=self.questions,
        )  # fmt: skip

    def where(self, segment: Mapping[str, Any]) -> Self:
        """The ratings of some respondents.

        Args:
            segment: columns, each with the value or values that count; all have to match.
                None stands for a missing value.

        Raises:
            NotFoundError: if there is no such column.
            InvalidValueError: if a column can never hold a value that is asked for.

        Examples:
            >>> rows = [{"search": 4, "device": "phone"}, {"search": 2, "device": "desktop"}]
            >>> ratings = Ratings(rows, questions=["search"], scale="1..5")
            >>> len(ratings.where({"device": "phone"}))
            1
        """
        for column in segment:
            if column not in self.columns:
                raise NotFoundError("column of the ratings", column, self.columns)
        tests = as_tests({c: is_missing() if v is None else v for c, v in segment.items()})
        check_tests("where", tests, self.frame.schema)
        kept = self.frame.filter(*(test.holds(column) for column, test in tests.items()))
        return self._with(frame=kept)

    def overlap(self, segments: Iterable[Mapping[str, Any]]) -> tuple[int, int]:
        """How many respondents belong to no segment of some, and how many to several.

        Args:
            segments: each as for `where`.

        Raises:
            NotFoundError: if there is no such column.
        """
        found = [
            nw.all_horizontal(
                *(test.holds(column) for column, test in as_tests(segment).items()),
                ignore_nulls=False,
            ).cast(nw.Int64())
            for segment in segments
        ]
        if not found:
            return len(self), 0
        times = self.frame.select(times=nw.sum_horizontal(*found))["times"]
        return int((times == 0).sum()), int((times > 1).sum())

    def groups(self, by: str) -> tuple[tuple[str, Self], ...]:
        """The ratings of each segment: its name, and the ratings of its respondents.

        Args:
            by: column of the segments, the largest comes first.

        Raises:
            NotFoundError: if there is no such column.
            InvalidValueError: if it holds more values than segments can be compared.
        """
        if by not in self.columns:
            raise NotFoundError("column of the ratings", by, self.columns)
        values = self.frame[by].value_counts(sort=True).rows()
        if len(values) > _MOST_GROUPS:
            raise InvalidValueError(
                "Ratings.groups", "by", expected=f"a column of at most {_MOST_GROUPS} values",
                got=f"{by!r} with {len(values):,}",
            )  # fmt: skip
        known = sorted(
            (-number, str(value), value) for value, number in values if value is not None
        )
        groups = [(text, self.where({by: value})) for _, text, value in known]
        if len(known) < len(values):
            groups.append(("(none)", self.where({by: None})))
        return tuple(groups)

    def tally(self, column: str) -> dict[float, int]:
        """How many respondents gave each score to a question, from the lowest score on.

        Raises:
            NotFoundError: if there is no such question.
        """
        counted = self.scores[self.question(column).column].drop_nulls().value_counts().rows()
        return {float(value): int(number) for value, number in sorted(counted)}

    def changes(self, first: str, second: str) -> tuple[int, float, float]:
        """By how much the valence of respondents changes from one question to another.

        Returns:
            How many answered both with a score, the mean of second less first, on
            -2 to 2, and its standard deviation with n - 1 in the denominator; both are
            0 where the data do not tell them.

        Raises:
            NotFoundError: if there is no such question.
        """
        a, b = (_valence(self.question(column)) for column in (first, second))
        found = self.scores.select(by=b - a).drop_nulls()["by"]
        n = len(found)
        return n, float(found.mean()) if n else 0.0, float(found.std()) if n > 1 else 0.0

    def matrix(self, columns: Iterable[str]) -> Any:
        """The scores to some questions as an array of numpy: a row for each respondent, NaN without a score.

        Raises:
            NotFoundError: if there is no such question.
        """
        return self.scores.select([self.question(name).column for name in columns]).to_numpy()

    def complete(self, columns: Iterable[str]) -> int:
        """How many respondents answered all of some questions with a score.

        Raises:
            NotFoundError: if there is no such question.
        """
        asked = [self.question(name).column for name in columns]
        return len(self.scores.select(asked).drop_nulls())

    def outcome(self, column: str, yes: Any = None) -> Any:
        """A figure for each respondent as an array of numpy, NaN where it is missing.

        Args:
            column: a question, whose scores are taken; or any other column.
            yes: the value or values that count as 1, while all others count as 0, words
                such as "n/a" among them (`where` leaves them out); None takes the figures
                of the column themselves.

        Raises:
            NotFoundError: if there is no such column or value.
            InvalidValueError: if the column holds no figures, and nothing says what counts.
        """
        if column not in self.columns:
            raise NotFoundError("column of the ratings", column, self.columns)
        kind = self.frame.schema[column]
        if yes is None:
            if column not in self.asked and not (kind.is_numeric() or kind == nw.Boolean):
                values = sorted(map(str, self.frame[column].drop_nulls().unique().to_list()[:6]))
                raise InvalidValueError(
                    "Ratings.outcome", "yes", expected=f"the value of {column!r} that counts", got=None,
                    hint=f"it holds {', '.join(map(repr, values))}",
                )  # fmt: skip
            return self.scores[column].cast(nw.Float64()).to_numpy()
        # Of a question its scores: what does not apply is missing, and no "no".
        frame = self.scores
        (test,) = as_tests({column: yes}).values()
        check_tests("outcome", {column: test}, frame.schema)
        there = frame[column].drop_nulls().unique().to_list()
        for value in test.values:
            # Of a question nobody may have given a score that others could.
            if column not in self.asked and value not in there:
                raise NotFoundError(f"value of column {column!r}", value, sorted(map(str, there)))
        answer = nw.when(~nw.col(column).is_null()).then(test.holds(column).cast(nw.Float64()))
        return frame.select(answer=answer)["answer"].to_numpy()

    def _with(self, **changes: Any) -> Self:
        """The same ratings with another table or other counts; nothing is read anew."""
        copy = object.__new__(type(self))
        names = ("frame", "asked", "codes", "nameless", "repeated")
        copy.__attrs_init__(**({name: getattr(self, name) for name in names} | changes))
        return copy

    def __repr__(self) -> str:
        names = list(self.asked)
        shown = ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
        return f"Ratings(respondents: {len(self):,}, questions: {shown})"


def _valence(question: Question) -> nw.Expr:
    """The scores to a question on -1 to 1."""
    worst, best = question.scale.worst, question.scale.best
    return (nw.col(question.column) - worst) * (2 / (best - worst)) - 1


def check_ratings(owner: str, ratings: object) -> None:
    """Refuse what are no ratings, such as the table that holds them.

    Args:
        owner: who asks, for the error.
        ratings: what came.

    Raises:
        InvalidValueError: if it is something else.
    """
    if not isinstance(ratings, Ratings):
        raise InvalidValueError(
            owner, "ratings", expected="Ratings", got=ratings,
            hint="read them: Ratings(table, questions=['wifi'], scale='1..5')",
        )  # fmt: skip
