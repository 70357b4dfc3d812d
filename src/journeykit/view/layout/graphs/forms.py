"""Forms of the nodes of a graph: each kind can be told from the others without its colour."""

from __future__ import annotations

from attrs import frozen

from journeykit.view.figures import Node, Tone
from journeykit.view.scene import Bounds, Box, Item, Polygon
from journeykit.view.scene.bounds import Coordinates
from journeykit.view.theme import Theme

__all__ = ["INSETS", "Form", "form_of", "outline", "shown_tone"]

_STRIPE = 4.0
_CUT = 7.0
_TIP = 9.0


@frozen
class Form:
    """How a kind of node is drawn.

    Attributes:
        shape: of its outline: "box", "pill", "bar", "arrow", "cut", "tips" or "page".
        filled: whether it stands out as a whole, with its text in the colour for hues.
        says: the meaning that the form itself gives away, so that it needs no sign.
    """

    shape: str
    filled: bool = False
    says: Tone | None = None


_FORMS = {
    "persona": Form("pill"),
    "channel": Form("pill"),
    "journey": Form("bar", filled=True),
    "phase": Form("arrow", filled=True),
    "pain point": Form("cut", says=Tone.NEGATIVE),
    "opportunity": Form("tips", says=Tone.PRIORITY),
    "initiative": Form("page"),
    "start": Form("pill", filled=True),
    "end": Form("bar", filled=True),
}

INSETS = {"pill": (5.0, 5.0), "arrow": (0.0, _TIP - 3), "tips": (4.0, 4.0), "page": (0.0, 4.0)}
"""How much less room for text the two sides of a shape leave than those of a box do."""


def form_of(kind: str) -> Form:
    """The form of a kind of node; one that is not known is a box."""
    return _FORMS.get(kind, Form("box"))


def shown_tone(node: Node) -> Tone | None:
    """The meaning of a node that needs a sign, or None."""
    if node.tone in (Tone.NEUTRAL, Tone.MUTED, form_of(node.kind).says):
        return None
    return node.tone


def outline(form: Form, at: Bounds, hue: str, theme: Theme, *, filled: bool) -> list[Item]:
    """The ground and the edge of a node; the first item is as large as the node.

    Args:
        form: its form.
        at: where it lies.
        hue: of its group or kind.
        theme: colours.
        filled: whether to fill it.
    """
    fill, stroke = (hue, hue) if filled else (theme.ground, theme.muted)
    x, y, right, bottom = at.x, at.y, at.right, at.bottom
    middle = y + at.height / 2
    corners: tuple[Coordinates, ...]
    if form.shape == "arrow":
        corners = ((x, y), (right - _TIP, y), (right, middle), (right - _TIP, bottom), (x, bottom))
        return [Polygon(corners, fill=fill, stroke=stroke, thickness=1.1)]
    if form.shape == "cut":
        corners = (
            (x + _CUT, y), (right - _CUT, y), (right, y + _CUT), (right, bottom - _CUT),
            (right - _CUT, bottom), (x + _CUT, bottom), (x, bottom - _CUT), (x, y + _CUT),
        )  # fmt: skip
        return [Polygon(corners, fill=fill, stroke=stroke, thickness=1.1)]
    if form.shape == "tips":
        corners = (
            (x + _TIP, y), (right - _TIP, y), (right, middle), (right - _TIP, bottom),
            (x + _TIP, bottom), (x, middle),
        )  # fmt: skip
        return [Polygon(corners, fill=fill, stroke=stroke, thickness=1.1)]
    if form.shape == "page":
        fold = (right - _TIP, y), (right - _TIP, y + _TIP), (right, y + _TIP)
        corners = ((x, y), (right - _TIP, y), (right, y + _TIP), (right, bottom), (x, bottom))
        return [
            Polygon(corners, fill=fill, stroke=stroke, thickness=1.1),
            Polygon(fold, fill=theme.rule, stroke=stroke, thickness=0.9),
        ]
    radius = {"pill": min(16.0, at.height / 2), "bar": 2.0}.get(form.shape, 4.0)
    items: list[Item] = [
        Box(x, y, at.width, at.height, radius=radius, fill=fill, stroke=stroke, thickness=1.1)
    ]
    if form.shape == "box" and not filled:
        items.append(Box(x, y + 5, _STRIPE, at.height - 10, fill=hue))
    return items
