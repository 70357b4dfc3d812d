"""How figures look: colours, type and sizes, as one frozen value."""

from __future__ import annotations

from attrs import field, frozen

from journeykit.model.element import Value
from journeykit.model.fields import as_texts, as_tuple

__all__ = ["DARK", "LIGHT", "PRINT", "Theme"]


@frozen(kw_only=True, repr=False)
class Theme(Value):
    """How figures look. Change it with `replace`; renderers never keep one.

    Colours are "#rrggbb". Those of text on its ground hold WCAG AA (4.5:1).
    Sizes are points (1/72 inch).

    Attributes:
        name: what it is called.
        ground: the paper.
        band: ground of every second phase, and of cards.
        ink: text, axes and curves.
        muted: secondary text.
        rule: thin lines.
        positive: good; always with a sign or word beside it.
        neutral: neither good nor bad.
        negative: bad.
        priority: ranks and moments of truth.
        hues: phases, channels and series, in turn; white text reads on each.
        on_hue: text on a hue.
        families: typefaces by preference; each character takes the first that has it.
        text_size: body text.
        title_size: title of a figure.
        group_size: name of a phase.
        column_size: name of a touchpoint.
        note_size: notes and legends.
        column_width: width of a column of a sheet.
        head_width: width of the row titles of a sheet.
        gap: the unit of spacing.
    """

    name: str = "light"
    ground: str = "#ffffff"
    band: str = "#f6f8fa"
    ink: str = "#1d2733"
    muted: str = "#5b6775"
    rule: str = "#dfe4ea"
    positive: str = "#1f7a6d"
    neutral: str = "#6b7580"
    negative: str = "#b3432b"
    priority: str = "#8f6400"
    hues: tuple[str, ...] = field(
        default=("#3d5a80", "#24737f", "#467343", "#96592b", "#7a5195"), converter=as_tuple
    )
    on_hue: str = "#ffffff"
    families: tuple[str, ...] = field(
        default=("Source Sans 3", "Source Sans Pro", "DejaVu Sans"), converter=as_texts
    )
    text_size: float = 10.5
    title_size: float = 24.0
    group_size: float = 14.0
    column_size: float = 11.5
    note_size: float = 9.5
    column_width: float = 118.0
    head_width: float = 104.0
    gap: float = 8.0

    def hue(self, index: int) -> str:
        """The hue of the n-th phase, channel or series; they repeat in turn."""
        return self.hues[index % len(self.hues)]


LIGHT = Theme()
"""Dark text on white."""

DARK = Theme(
    name="dark",
    ground="#12181f",
    band="#1a222c",
    ink="#e8edf2",
    muted="#a3b0bd",
    rule="#2f3b48",
    positive="#5cc4b2",
    neutral="#98a3af",
    negative="#f08c74",
    priority="#e3b341",
    hues=("#8fb1de", "#67bccb", "#8fc48a", "#dba274", "#c29add"),
    on_hue="#12181f",
)
"""Light text on a dark ground."""

PRINT = Theme(
    name="print",
    band="#f4f4f4",
    ink="#1a1a1a",
    muted="#595959",
    rule="#d0d0d0",
    positive="#4d4d4d",
    neutral="#737373",
    negative="#262626",
    priority="#404040",
    hues=("#404040", "#666666", "#525252", "#737373", "#474747"),
)
"""Grey only, for paper."""
