"""Signs that say in text what a picture says by colour and form."""

from __future__ import annotations

from journeykit.view.figures import Mark, MarkKind, Tone

__all__ = ["FEELING_SIGNS", "TONE_SIGNS", "feeling_sign", "mark_sign"]

TONE_SIGNS: dict[Tone, str] = {
    Tone.NEUTRAL: "",
    Tone.POSITIVE: "▲",
    Tone.NEGATIVE: "▼",
    Tone.MUTED: "",
    Tone.PRIORITY: "◆",
}
"""The sign beside a text of each tone; the two quiet ones have none."""

FEELING_SIGNS = ("▲", "●", "▼")
"""The signs of a feeling above, at and below neutral."""

# A feeling that is written as 0.0 is neutral.
_NEUTRAL = 0.05
_SEVERITY_LEVELS = 3
_CHANGE_SIGNS = {1: "⊕", 2: "⊖", 3: "➔", 4: "≠"}


def feeling_sign(value: float) -> str:
    """The sign of a feeling from -1 to 1.

    Examples:
        >>> feeling_sign(0.6), feeling_sign(-0.4), feeling_sign(0.01)
        ('▲', '▼', '●')
    """
    if abs(value) < _NEUTRAL:
        return FEELING_SIGNS[1]
    return FEELING_SIGNS[0] if value > 0 else FEELING_SIGNS[2]


def mark_sign(mark: Mark) -> str:
    """The sign of a mark; empty where its label alone says it (channels, personas).

    Examples:
        >>> mark_sign(Mark(MarkKind.SEVERITY, 2, "workaround"))
        '●●○'
        >>> mark_sign(Mark(MarkKind.PRIORITY, 3, "priority 3"))
        '③'
    """
    match mark.kind:
        case MarkKind.SEVERITY:
            level = min(max(mark.value, 0), _SEVERITY_LEVELS)
            return "●" * level + "○" * (_SEVERITY_LEVELS - level)
        case MarkKind.PRIORITY:
            # Unicode has circled numbers up to 20 in one block.
            return chr(0x245F + mark.value) if 1 <= mark.value <= 20 else f"#{mark.value}"
        case MarkKind.MOMENT:
            return "★"
        case MarkKind.UNSUPPORTED:
            return "◌"
        case MarkKind.CHANGE:
            return _CHANGE_SIGNS.get(mark.value, "")
        case MarkKind.CHANNEL | MarkKind.PERSONA:
            return ""
