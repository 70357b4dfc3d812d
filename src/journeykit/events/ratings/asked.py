"""What a survey asks: its questions, their scales, and what they are about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from journeykit.errors import InvalidValueError, NotFoundError
from journeykit.events.ratings.scales import as_scale
from journeykit.events.ratings.scores import check_kind
from journeykit.events.ratings.tables import Frame
from journeykit.model import Scale, Touchpoint

__all__ = ["asked_of"]


def asked_of(
    frame: Frame,
    questions: Mapping[str, Touchpoint | str | None] | Iterable[str],
    scale: Scale | str | Mapping[str, Scale | str],
) -> dict[str, tuple[Scale, str | None]]:
    """For each question its scale, and the id of the touchpoint that it is about.

    Args:
        frame: the table of answers.
        questions: columns, or a mapping of columns to touchpoints.
        scale: of all of them, or of each by its column.

    Raises:
        NotFoundError: if there is no such column.
        InvalidValueError: if an argument can mean nothing, or a column can hold no answers.
    """
    if isinstance(questions, str) or not isinstance(questions, Iterable):
        raise InvalidValueError(
            "Ratings", "questions", expected="columns, or a mapping of columns to touchpoints",
            got=questions,
        )  # fmt: skip
    about: dict[str, Any] = (
        dict(questions) if isinstance(questions, Mapping) else dict.fromkeys(questions)
    )
    if not about:
        raise InvalidValueError("Ratings", "questions", expected="at least one column", got=about)
    for column in about:
        if column not in frame.columns:
            raise NotFoundError("column (for questions)", column, frame.columns)
        check_kind(column, frame.schema[column])
    if isinstance(scale, Mapping):
        for column in scale:
            if column not in about:
                raise NotFoundError("question (for scale)", column, list(about))
        lacking = [column for column in about if column not in scale]
        if lacking:
            raise InvalidValueError(
                "Ratings", "scale", expected="a scale for each question", got=f"none for {lacking}"
            )
    return {
        column: (
            as_scale(scale[column] if isinstance(scale, Mapping) else scale, "Ratings"),
            getattr(touchpoint, "id", touchpoint),
        )
        for column, touchpoint in about.items()
    }
