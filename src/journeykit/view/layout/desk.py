"""What every layout works with: a theme, a typesetter, and the styles made from the theme."""

from __future__ import annotations

from functools import cached_property

from attrs import evolve, frozen

from journeykit.view.figures import Tone
from journeykit.view.layout.text import Style, Typesetter
from journeykit.view.theme import Theme

__all__ = ["Desk", "initials"]


def initials(name: str) -> str:
    """The first letters of the first and the last word of a name.

    Examples:
        >>> initials("Mira Köhler")
        'MK'
    """
    words = [word for word in name.split() if word[0].isalnum()]
    picked = [words[0], words[-1]] if len(words) > 1 else words
    return "".join(word[0] for word in picked).upper() or "?"


@frozen(slots=False)
class Desk:
    """A theme, a typesetter, and the styles of the theme.

    Attributes:
        theme: colours, type and sizes.
        setter: measures and wraps.
        locale: language of the texts, or None.
    """

    theme: Theme
    setter: Typesetter
    locale: str | None = None

    def speaking(self, locale: str | None) -> Desk:
        """The same for texts in another language; None keeps it."""
        return evolve(self, locale=locale or self.locale)

    @cached_property
    def title(self) -> Style:
        """Title of a figure."""
        return Style(self.theme.title_size, self.theme.ink, bold=True)

    @cached_property
    def group(self) -> Style:
        """Name of a phase; on its hue see `group_on`."""
        return Style(self.theme.group_size, self.theme.on_hue, bold=True)

    def group_on(self, hue: str) -> Style:
        """Name of a phase, in the colour that reads on its hue."""
        return evolve(self.group, color=self.theme.on(hue))

    @cached_property
    def column(self) -> Style:
        """Name of a touchpoint."""
        return Style(self.theme.column_size, self.theme.ink, bold=True)

    @cached_property
    def body(self) -> Style:
        """Text."""
        return Style(self.theme.text_size, self.theme.ink)

    @cached_property
    def quiet(self) -> Style:
        """Secondary text."""
        return Style(self.theme.text_size, self.theme.muted)

    @cached_property
    def label(self) -> Style:
        """Name of a row or a field."""
        return Style(self.theme.text_size, self.theme.muted, bold=True)

    @cached_property
    def aside(self) -> Style:
        """Secondary text in italics."""
        return Style(self.theme.text_size, self.theme.muted, italic=True)

    @cached_property
    def quote(self) -> Style:
        """What somebody said."""
        return Style(self.theme.text_size, self.theme.ink, italic=True)

    @cached_property
    def note(self) -> Style:
        """Notes and legends."""
        return Style(self.theme.note_size, self.theme.muted)

    def color(self, tone: Tone) -> str:
        """The colour of a meaning."""
        return {
            Tone.NEUTRAL: self.theme.neutral,
            Tone.POSITIVE: self.theme.positive,
            Tone.NEGATIVE: self.theme.negative,
            Tone.MUTED: self.theme.muted,
            Tone.PRIORITY: self.theme.priority,
        }[tone]
