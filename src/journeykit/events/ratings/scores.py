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
    if answers.dtype.is_numeric():
        scores, states = _of_numbers(answers.cast(nw.Float64()).fill_nan(None), scale, codes)
    else:
        scores, states = _of_words(answers.cast(nw.String()), scale, codes)
    found = {state: sum(seen.values()) for state, seen in states.items()}
    question = Question(
        column=column, touchpoint=touchpoint, scale=scale, asked=len(answers),
        answered=len(answers) - sum(found.values()), off_examples=_examples(states["off_scale"]),
        unread_examples=_examples(states["unread"]), **found,
    )  # fmt: skip
    return scores.alias(column), question


States = dict[str, dict[str, int]]
"""What answers are that are no scores: each with how often it was given."""


def _no_states() -> States:
    return {state: {} for state in ("missing", "not_applicable", "off_scale", "unread")}


def _examples(seen: Mapping[str, int]) -> tuple[str, ...]:
    return tuple(sorted(seen, key=lambda text: (-seen[text], text))[:_SHOWN])


def _of_numbers(
    numbers: nw.Series[Any], scale: Scale, codes: Codes
) -> tuple[nw.Series[Any], States]:
    """Scores of figures, all at once: a slider gives as many different ones as respondents."""
    states = _no_states()
    low, high = sorted((scale.worst, scale.best))
    no = numbers.is_in(list(codes.numbers)).fill_null(value=False)
    within = numbers.is_between(low, high).fill_null(value=False) & ~no
    states["missing"] = {"": int(numbers.is_null().sum())}
    states["not_applicable"] = {"": int(no.sum())}
    strays = numbers.filter(~within & ~no & ~numbers.is_null())
    states["off_scale"] = {f"{value:g}": n for value, n in strays.value_counts(name=_N).rows()}
    return numbers.zip_with(
        within, nw.new_series("no", [None], nw.Float64(), backend="polars")
    ), states


def _of_words(words: nw.Series[Any], scale: Scale, codes: Codes) -> tuple[nw.Series[Any], States]:
    """Scores of words, each different one read once."""
    states = _no_states()
    scores: dict[str | None, float | None] = {}
    for value, number in words.value_counts(name=_N).rows():
        state, scores[value] = _state(value, scale, codes)
        if state != "score":
            seen = states[state]
            text = "" if value is None else value
            seen[text] = seen.get(text, 0) + number
    return words.replace_strict(
        list(scores), list(scores.values()), return_dtype=nw.Float64()
    ), states


def _state(value: str | None, scale: Scale, codes: Codes) -> tuple[str, float | None]:
    """What an answer in words is, and its score where it is one."""
    text = "" if value is None else _folded(value)
    if not text:
        return "missing", None
    if text in codes.texts:
        return "not_applicable", None
    figure = codes.labels.get(text, _number(text))
    if figure is None:
        return "unread", None
    if figure in codes.numbers:
        return "not_applicable", None
    return ("score", figure) if scale.holds(figure) else ("off_scale", None)


def _number(text: str) -> float | None:
    try:
        figure = float(text)
    except ValueError:
        return None
    return None if math.isnan(figure) else figure
