"""What a customer feels: valence, arousal, and the scale it was told on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeAlias, cast

from attrs import Factory, field, frozen

from journeykit.errors import InvalidValueError, NotFoundError
from journeykit.model.element import Value
from journeykit.model.fields import (
    as_float,
    as_ref,
    as_refs,
    check_is,
    check_number,
    check_text,
    check_text_or_none,
    check_texts,
    every,
)

__all__ = ["SCALES", "Emotion", "EmotionLike", "Rating", "Scale", "as_emotions"]


@frozen(repr=False)
class Scale(Value):
    """A rating scale with two ends, the first of them the most negative.

    A scale on which a low figure is good has `worst` above `best`.

    Attributes:
        id: name by which ratings refer to it.
        worst: the figure that stands for the most negative feeling (valence -1).
        best: the figure that stands for the most positive feeling (valence 1).

    Examples:
        >>> SCALES["mermaid"].valence(4)
        0.5
        >>> SCALES["smaply"].score(-0.5)
        -1.0
    """

    id: str = field(validator=check_text)
    worst: float = field(converter=as_float, validator=check_number())
    best: float = field(converter=as_float, validator=check_number())

    def __attrs_post_init__(self) -> None:
        if self.worst == self.best:
            raise InvalidValueError(
                "Scale", "best", expected=f"another figure than worst ({self.worst:g})",
                got=self.best,
            )  # fmt: skip

    def valence(self, score: float) -> float:
        """Convert a score to a valence from -1 to 1; beyond the ends it is clamped."""
        share = (score - self.worst) / (self.best - self.worst)
        return min(1.0, max(-1.0, 2.0 * share - 1.0))

    def score(self, valence: float) -> float:
        """Convert a valence from -1 to 1 to a score on this scale."""
        return self.worst + (valence + 1.0) / 2.0 * (self.best - self.worst)

    def holds(self, score: float) -> bool:
        """Tell whether a score lies between the two ends."""
        return min(self.worst, self.best) <= score <= max(self.worst, self.best)


SCALES: dict[str, Scale] = {
    scale.id: scale
    for scale in (
        Scale("valence", -1, 1),
        # Smaply's emotional journey lane.
        Scale("smaply", -2, 2),
        # Mermaid's journey diagram documents 1 to 5.
        Scale("mermaid", 1, 5),
        Scale("stars", 1, 5),
        # Self-Assessment Manikin, 9 points; Bradley and Lang 1994.
        Scale("sam", 1, 9),
        Scale("percent", 0, 100),
    )
}
"""The scales known by name. Others are written with their two ends."""


def _end(which: str) -> Any:
    """Default of a rating's end: that of the scale of this name."""

    def find(rating: Rating) -> float:
        known = SCALES.get(rating.scale)
        if known is None:
            error = NotFoundError("emotion scale", rating.scale, SCALES)
            raise InvalidValueError(
                "Rating", "scale", expected="a known scale, or another with worst and best given",
                got=rating.scale, hint=str(error),
            )  # fmt: skip
        end: float = getattr(known, which)
        return end

    return Factory(find, takes_self=True)


@frozen(repr=False)
class Rating(Value):
    """A feeling as it was recorded: the figure, and the scale that it is on.

    Attributes:
        value: the figure itself; it may lie off the scale, as raw data does.
        scale: name of the scale, one of `SCALES` or another.
        worst: the most negative figure of the scale; known for `SCALES`.
        best: the most positive figure of the scale; known for `SCALES`.

    Examples:
        >>> Rating(4, "stars").valence
        0.5
        >>> Rating(7, "effort", worst=7, best=1).valence
        -1.0
    """

    value: float = field(converter=as_float, validator=check_number())
    scale: str = field(validator=check_text)
    worst: float = field(
        default=_end("worst"), converter=as_float, validator=check_number(), kw_only=True
    )
    best: float = field(
        default=_end("best"), converter=as_float, validator=check_number(), kw_only=True
    )

    @property
    def valence(self) -> float:
        """The figure on -1 to 1, clamped at the ends of its scale."""
        return Scale(self.scale, self.worst, self.best).valence(self.value)

    @property
    def on_scale(self) -> bool:
        """Whether the figure lies within its scale."""
        return Scale(self.scale, self.worst, self.best).holds(self.value)


def _valence_of_rating(emotion: Emotion) -> float:
    if emotion.rating is not None and not isinstance(emotion.rating, Rating):
        # The validator of the rating, which runs next, says what is wrong.
        return 0.0
    if emotion.rating is None:
        raise InvalidValueError(
            "Emotion", "valence", expected="a number from -1 to 1, or a rating on a named scale",
            got=None,
        )  # fmt: skip
    return emotion.rating.valence


@frozen(kw_only=True, repr=False)
class Emotion(Value):
    """How a customer feels at one moment.

    Valence (pleasant or not) and arousal (stirred or calm) are two things and
    are never mixed: a calm joy and a wild one share a valence.

    Attributes:
        valence: from -1 (most negative) over 0 (neutral) to 1 (most positive);
            where only a `rating` is given, it is computed from that.
        arousal: from 0 (calm) to 1 (stirred), or None where unknown.
        label: the feeling in a word, such as "relieved".
        quote: what the customer said.
        persona: id of the persona who feels it; None means every one.
        rating: the original figure with its scale.
        evidence: ids of the evidence that it rests on.

    Raises:
        InvalidValueError: if valence or arousal is out of range.

    Examples:
        >>> Emotion(0.4)
        Emotion(0.4)
        >>> Emotion.on_scale(2, "mermaid").valence
        -0.5
    """

    rating: Rating | None = field(default=None, validator=check_is(Rating, "a Rating"))
    valence: float = field(
        default=Factory(_valence_of_rating, takes_self=True),
        converter=as_float,
        validator=check_number(-1, 1),
        kw_only=False,
    )
    arousal: float | None = field(default=None, validator=check_number(0, 1))
    label: str | None = field(default=None, validator=check_text_or_none)
    quote: str | None = field(default=None, validator=check_text_or_none)
    persona: str | None = field(
        default=None, converter=as_ref, validator=check_text_or_none, metadata={"ref": "persona"}
    )
    evidence: tuple[str, ...] = field(
        default=(), converter=as_refs, validator=check_texts, metadata={"ref": "evidence"}
    )

    @classmethod
    def on_scale(
        cls, value: float, scale: str | Scale, *, label: str | None = None,
        quote: str | None = None, persona: str | None = None,
    ) -> Emotion:  # fmt: skip
        """Make an emotion from a figure on a named scale, keeping the figure.

        Args:
            value: the figure as recorded.
            scale: one of `SCALES` by name, or a `Scale`.
            label: the feeling in a word.
            quote: what the customer said.
            persona: id of the persona who feels it.
        """
        if isinstance(scale, Scale):
            rating = Rating(value, scale.id, worst=scale.worst, best=scale.best)
        else:
            rating = Rating(value, scale)
        return cls(rating=rating, label=label, quote=quote, persona=persona)


EmotionLike: TypeAlias = Emotion | float


def as_emotions(value: EmotionLike | Iterable[EmotionLike]) -> tuple[Emotion, ...]:
    """Emotions, one or several; a number is a valence."""
    if type(value) is tuple and not value:
        return ()
    items: tuple[EmotionLike, ...] = every(cast("Any", value))
    return tuple(_as_emotion(item) for item in items)


def _as_emotion(value: EmotionLike) -> Emotion:
    if isinstance(value, Emotion):
        return value
    # What is neither passes on, and the validator of the field refuses it.
    is_number = type(value) in (int, float)
    return Emotion(value) if is_number else cast("Emotion", value)
