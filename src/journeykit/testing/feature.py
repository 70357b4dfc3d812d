"""Something that a figure can say: the same figure with it and without."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import field, frozen

from journeykit.model.element import Value
from journeykit.view.figures import Figure, Mark, MarkKind

__all__ = ["Feature", "sample_marks"]


@frozen(repr=False)
class Feature(Value):
    """Something that a figure can say.

    Attributes:
        name: what it is, in words: "the note of an entry".
        without: a figure that does not say it.
        having: the same figure, saying it.
        of: name of the feature that it is a part of, or None; where that is lost
            and told, so is this.
        hint: whether it is a hint about the form, which a renderer may pass over.
    """

    name: str
    without: Figure
    having: Figure
    of: str | None = field(default=None, kw_only=True)
    hint: bool = field(default=False, kw_only=True)


def sample_marks(value: int = 1) -> Iterator[Mark]:
    """A mark of each kind, with other words than there are elsewhere."""
    return (Mark(kind, value, f"meaning {kind.value}") for kind in MarkKind)
