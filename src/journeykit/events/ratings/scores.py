"""Which answers are scores, and what the others are."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

import narwhals as nw
from attrs import frozen

from journeykit.errors import InvalidValueError
from journeykit.events.ratings.questions import Question
from journeykit.events.ratings.tables import Frame
from journeykit.model import Scale

__all__ = ["Codes", "check_kind", "codes_of", "score"]

_SHOWN = 3
_N = "_n"


@frozen
class Codes:
    """Answers that are no figures on the scale.

    Attributes:
        numbers: figures that stand for "not applicable".
        texts: words that stand for it, in small letters.
        labels: words that stand for a figure on the scale, in small letters.
    """

    numbers: frozenset[float]
    texts: frozenset[str]
    labels: Mapping[str, float]


def codes_of(not_applicable: Any, labels: Mapping[str, float] | None) -> Codes:
    """The codes as they are given: one or several figures or words.

    Raises:
        InvalidValueError: if a code is neither, or a label stands for no figure.
    """
    if not_applicable is None:
        given: list[Any] = []
    elif isinstance(not_applicable, str) or not isinstance(not_applicable, Iterable):
        given = [not_applicable]
    else:
        given = list(not_applicable)
    for code in given:
        if isinstance(code, bool) or not isinstance(code, int | float | str):
            raise InvalidValueError(
                "Ratings", "not_applicable", expected="figures or words", got=code
            )
    known: Mapping[Any, Any] = labels or {}
    for word, figure in known.items():
        number = isinstance(figure, int | float) and not isinstance(figure, bool)
        if not (number and isinstance(word, str)):
            raise InvalidValueError(
                "Ratings", "labels", expected="words with the figure that each stands for",
                got={word: figure},
            )  # fmt: skip
    return Codes(
        numbers=frozenset(float(code) for code in given if not isinstance(code, str)),
        texts=frozenset(_folded(code) for code in given if isinstance(code, str)),
        labels={_folded(word): float(figure) for word, figure in known.items()},
    )


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def check_kind(column: str, kind: nw.dtypes.DType) -> None:
    """Refuse a column that can hold no answers, such as one of dates.

    Raises:
        InvalidValueError: if it is such a one.
    """
    if not (kind.is_numeric() or kind in (nw.String, nw.Categorical, nw.Enum, nw.Unknown)):
        raise InvalidValueError(
            "Ratings", "questions", expected="columns of figures or words",
            got=f"{column!r} of type {kind}",
        )  # fmt: skip


def score(
    frame: Frame, column: str, scale: Scale, codes: Codes, touchpoint: str | None
) -> tuple[nw.Series[Any], Question]:
    """The answers to a question as scores, missing where they are none, and what they were."""
    answers = frame[column]
    if answers.dtype in (nw.Categorical, nw.Enum):
        answers = answers.cast(nw.String())
    if answers.dtype.is_float():
        answers = answers.fill_nan(None)
    counted = answers.value_counts(name=_N).rows()
    scores: dict[Any, float] = {}
    found = {"missing": 0, "not_applicable": 0, "off_scale": 0, "unread": 0}
    strays: dict[str, list[tuple[int, str]]] = {"off_scale": [], "unread": []}
    for value, number in counted:
        state, figure = _state(value, scale, codes)
        if figure is not None:
            scores[value] = figure
            continue
        found[state] += number
        if state in strays:
            strays[state].append((-number, str(value)))
    examples = {
        state: tuple(text for _, text in sorted(seen)[:_SHOWN]) for state, seen in strays.items()
    }
    question = Question(
        column=column, touchpoint=touchpoint, scale=scale, asked=len(answers),
        answered=len(answers) - sum(found.values()), off_examples=examples["off_scale"],
        unread_examples=examples["unread"], **found,
    )  # fmt: skip
    values = [value for value, _ in counted]
    figures = [scores.get(value) for value in values]
    mapped = answers.replace_strict(values, figures, return_dtype=nw.Float64())
    return mapped.alias(column), question


def _state(value: Any, scale: Scale, codes: Codes) -> tuple[str, float | None]:
    """What an answer is, and its score where it is one."""
    if value is None:
        return "missing", None
    if isinstance(value, str):
        text = _folded(value)
        if not text:
            return "missing", None
        if text in codes.texts:
            return "not_applicable", None
        figure = codes.labels.get(text, _number(text))
    else:
        figure = float(value)
    if figure is None:
        return "unread", None
    if figure in codes.numbers:
        return "not_applicable", None
    if not scale.holds(figure):
        return "off_scale", None
    return "score", figure


def _number(text: str) -> float | None:
    try:
        figure = float(text)
    except ValueError:
        return None
    return None if math.isnan(figure) else figure
