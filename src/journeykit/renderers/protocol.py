"""What a renderer is, and what it gives back."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar, Protocol, runtime_checkable

from attrs import field, frozen

from journeykit.errors import RenderError
from journeykit.io.files import write_whole
from journeykit.model.element import Value
from journeykit.model.fields import as_tuple
from journeykit.view.figures import Figure
from journeykit.view.theme import Theme

__all__ = ["PROTOCOL", "Loss", "Rendered", "Renderer"]

PROTOCOL = 1
"""Version of the renderer protocol. It grows only when renderers must change.

That is when one that was written for the number before would fail or draw
something untrue: a further member, another argument of `render`, a field of a
figure that goes away or means something else. It does not grow for what a
renderer can know nothing of and still be right: a kind of figure that it does
not name in `draws`, which it is never given; a further field of a figure, which
always has a default that means "nothing said"; a further member of an
enumeration, which always comes with words for it.

A renderer of another number is refused with an error that names its
distribution, and says which of the two has to be upgraded.
"""


@frozen(repr=False)
class Loss(Value):
    """Something that a format cannot hold and that was left out or changed.

    Attributes:
        what: what was lost, in words that follow the count: "thoughts dropped".
        count: how many times.
    """

    what: str
    count: int = 1

    def __str__(self) -> str:
        return f"{self.count} {self.what}"


@frozen(kw_only=True, repr=False)
class Rendered(Value):
    """A figure, written down.

    Attributes:
        data: the bytes.
        media_type: what they are, such as "image/svg+xml".
        suffix: the usual ending of a file of this format, such as ".svg".
        losses: what the format could not hold; empty where it holds all.
    """

    data: bytes = field(repr=False)
    media_type: str
    suffix: str
    losses: tuple[Loss, ...] = field(default=(), converter=as_tuple)

    @property
    def text(self) -> str:
        """The bytes as text.

        Raises:
            RenderError: if the format is binary.
        """
        try:
            return self.data.decode()
        except UnicodeDecodeError:
            msg = f"{self.media_type} is binary: use .data or .save(path)"
            raise RenderError(msg) from None

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write the bytes to a file, whole or not at all.

        Args:
            path: where to; an existing file is replaced.

        Returns:
            The path.
        """
        return write_whole(path, self.data)

    def __repr__(self) -> str:
        losses = f", losses: {', '.join(map(str, self.losses))}" if self.losses else ""
        return f"<Rendered {self.media_type}, {len(self.data)} bytes{losses}>"

    def _repr_mimebundle_(self, **_: object) -> Mapping[str, Any]:
        """What a notebook shows."""
        if self.media_type.startswith(("text/", "image/svg")):
            return {self.media_type: self.text, "text/plain": repr(self)}
        return {self.media_type: self.data, "text/plain": repr(self)}


@runtime_checkable
class Renderer(Protocol):
    """Draws figures in one format, or in a few that are closely akin.

    A renderer is a frozen value that holds its options and no state: it can be
    used again and from several threads. The same figure and theme give the same
    bytes. It draws any text without raising.

    A class with these members is a renderer; it need not derive from this one.
    """

    protocol: ClassVar[int]
    """The version of this protocol that it was written for: a number, not `PROTOCOL`.

    Whoever writes `PROTOCOL` here claims to follow all versions yet to come.
    """

    name: ClassVar[str]
    """Name of the format, such as "markdown"."""

    suffixes: ClassVar[tuple[str, ...]]
    """Endings of the files that it writes, the usual one first."""

    draws: ClassVar[frozenset[type]]
    """The kinds of figure that it can draw, out of the five of `Figure`."""

    def render(self, figure: Figure, *, theme: Theme, suffix: str) -> Rendered:
        """Draw a figure.

        Args:
            figure: of one of the kinds in `draws`.
            theme: colours, type and sizes; text formats may ignore it.
            suffix: one of `suffixes`.

        Returns:
            The bytes, and what could not be drawn.
        """
        ...
