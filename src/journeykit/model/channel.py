"""Where customer and company meet."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from attrs import field, frozen

from journeykit.model.element import Element, id_from
from journeykit.model.fields import (
    check_is,
    check_text,
    check_text_or_none,
    elements,
    member,
)

__all__ = ["CHANNEL_KINDS", "Channel", "Media", "as_channels"]

CHANNEL_KINDS: dict[str, bool | None] = {
    "web": True,
    "app": True,
    "email": True,
    "social": True,
    "chat": True,
    "search": True,
    "ads": None,
    "phone": False,
    "sms": True,
    "store": False,
    "in-person": False,
    "post": False,
    "event": False,
    "print": False,
    "tv": False,
    "radio": False,
    "partner": None,
    "product": None,
}
"""The usual kinds of channel, each with whether it is online (None: either)."""


class Media(StrEnum):
    """Who controls the channel: the usual three-way split of marketing."""

    OWNED = "owned"
    EARNED = "earned"
    PAID = "paid"


def as_media(value: Media | str | None) -> Media | None:
    """A kind of media by its name."""
    return None if value is None else member(Media, value)


@frozen(kw_only=True, repr=False)
class Channel(Element):
    """A place where touchpoints happen, such as a web shop or a call centre.

    Attributes:
        name: what the channel is called.
        id: stable identifier, by default the slug of the name.
        kind: what it is, usually one of `CHANNEL_KINDS`, or None.
        online: whether it is online; None where it is not said.
        media: owned, earned or paid; None where it is not said.
        owner: who is responsible for it.

    Examples:
        >>> Channel("Web shop", kind="web", media="owned").media
        <Media.OWNED: 'owned'>
    """

    name: str = field(validator=check_text, kw_only=False)
    id: str = id_from("name")
    kind: str | None = field(default=None, validator=check_text_or_none)
    online: bool | None = field(default=None, validator=check_is(bool, "true or false"))
    media: Media | None = field(
        default=None, converter=as_media, validator=check_is(Media, "a kind of media")
    )
    owner: str | None = field(default=None, validator=check_text_or_none)

    @property
    def is_online(self) -> bool | None:
        """Whether the channel is online: as said, or else as its kind usually is."""
        if self.online is not None:
            return self.online
        return CHANNEL_KINDS.get(self.kind or self.id)


def as_channels(value: Channel | str | Iterable[Channel | str]) -> tuple[Channel, ...]:
    """Channels, one or several; a text is a name."""
    return elements(Channel, value)
