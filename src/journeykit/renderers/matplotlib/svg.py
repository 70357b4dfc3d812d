"""Scenes as SVG: text stays text, elements keep their ids, and the bytes are always the same.

matplotlib's own SVG writer takes its choice of outlines or text, and the seed of
its ids, from global settings, which threads share; and it knows neither titles
nor ids within. A scene is so simple that writing it down takes less than undoing
that. Only the typefaces come from matplotlib, by way of the measured widths.
Whoever writes a scene hands over the rules that bring their letters along.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from journeykit.view import scene as s

__all__ = ["is_slanted", "write_svg"]

# What XML 1.0 cannot hold, even escaped.
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SHORT = 1.5
"""Up to this length, as a multiple of the size, a text has room enough in any typeface."""

_RTL_START, _RTL_END = "\u2067", "\u2069"
_ANCHORS = {s.Align.LEFT: "start", s.Align.CENTER: "middle", s.Align.RIGHT: "end"}


def write_svg(
    scene: s.Scene,
    families: Iterable[str],
    *,
    rules: str = "",
    held: Container[tuple[bool, bool]] = (),
) -> bytes:
    """Write a scene as SVG.

    Args:
        scene: what to draw.
        families: typefaces by preference; a generic one is added.
        rules: a style sheet, such as typefaces that are embedded.
        held: which lines a viewer is to hold to the length that was measured, since
            it may have to take another typeface: whether bold, whether slanted.

    Returns:
        A document in UTF-8, with a title and a description for screen readers.
    """
    writer = _Writer(held)
    title, description = writer.id(f"{scene.id}-title"), writer.id(f"{scene.id}-desc")
    names = [f"'{name}'" if " " in name else name for name in families if "'" not in name]
    width, height = _n(scene.width), _n(scene.height)
    language = f" xml:lang={_attribute(scene.locale)}" if scene.locale else ""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}pt" height="{height}pt"'
            f' viewBox="0 0 {width} {height}" role="img"{language}'
            f" aria-labelledby={_attribute(f'{title} {description}')}"
            f" font-family={_attribute(', '.join([*names, 'sans-serif']))}>"
        ),
        f"<title id={_attribute(title)}>{_text(scene.title)}</title>",
        f"<desc id={_attribute(description)}>{_text(scene.description or scene.title)}</desc>",
    ]
    if rules:
        lines.append(f"<style>{_text(rules)}</style>")
    lines.append(f'<rect width="{width}" height="{height}" fill="{scene.ground}"/>')
    for item in scene.items:
        lines += writer.item(item)
    lines.append("</svg>\n")
    return "\n".join(lines).encode()


def is_slanted(text: s.Text) -> bool:
    """Tell whether a run is written in slanted letters.

    Hebrew and Arabic are not; a viewer would leave the typeface to slant them.
    """
    return text.italic and not text.rtl


class _Writer:
    """Writes items and hands out ids, each only once."""

    def __init__(self, held: Container[tuple[bool, bool]]) -> None:
        self.held = held
        self.used: dict[str, int] = {}

    def id(self, wanted: str) -> str:
        """An id that is free: the one wanted, or with a number behind it."""
        # An id holds anything but white space.
        base = re.sub(r"\s+", "_", _ILLEGAL.sub("\ufffd", wanted)) or "_"
        name = base
        while name in self.used:
            self.used[base] += 1
            name = f"{base}-{self.used[base]}"
        self.used[name] = 1
        return name

    def item(self, item: s.Item) -> Iterator[str]:
        if isinstance(item, s.Group):
            yield from self.group(item)
        elif isinstance(item, s.Text):
            yield _run(item, held=(item.bold, is_slanted(item)) in self.held)
        elif isinstance(item, s.Box):
            yield from _box(item)
        elif isinstance(item, s.Polygon):
            points = " ".join(f"{_n(x)},{_n(y)}" for x, y in item.points)
            yield f'<polygon points="{points}"{_look(item, item.fill, item.opacity)}/>'
        elif isinstance(item, s.Line):
            yield (
                f'<line x1="{_n(item.x1)}" y1="{_n(item.y1)}" x2="{_n(item.x2)}"'
                f' y2="{_n(item.y2)}"{_look(item)}/>'
            )
        elif isinstance(item, s.Disc):
            yield (
                f'<circle cx="{_n(item.x)}" cy="{_n(item.y)}" r="{_n(item.radius)}"'
                f"{_look(item, item.fill)}/>"
            )
        else:
            yield f'<path d="{_outline(item)}"{_look(item, item.fill, item.opacity)}/>'

    def group(self, group: s.Group) -> Iterator[str]:
        if not group.items:
            return
        id = f" id={_attribute(self.id(group.id))}" if group.id else ""
        if id or group.title:
            yield f"<g{id}>"
            if group.title:
                yield f"<title>{_text(group.title)}</title>"
        for item in group.items:
            yield from self.item(item)
        if id or group.title:
            yield "</g>"


def _box(box: s.Box) -> Iterator[str]:
    radius = f' rx="{_n(box.radius)}"' if box.radius else ""
    yield (
        f'<rect x="{_n(box.x)}" y="{_n(box.y)}" width="{_n(box.width)}"'
        f' height="{_n(box.height)}"{radius}{_look(box, box.fill, box.opacity)}/>'
    )
    if box.hatch is not None:
        d = "".join(
            f"M{_n(x1)} {_n(y1)}L{_n(x2)} {_n(y2)}" for x1, y1, x2, y2 in s.hatch_lines(box.bounds)
        )
        if d:
            yield f'<path d="{d}" fill="none" stroke="{box.hatch}" stroke-width="0.6"/>'


def _outline(path: s.Path) -> str:
    parts = [f"M{_n(path.x)} {_n(path.y)}"]
    for segment in path.segments:
        end = f"{_n(segment.x)} {_n(segment.y)}"
        if segment.control is None:
            parts.append(f"L{end}")
        else:
            (x1, y1), (x2, y2) = segment.control
            parts.append(f"C{_n(x1)} {_n(y1)} {_n(x2)} {_n(y2)} {end}")
    return "".join(parts) + ("Z" if path.closed else "")


def _run(text: s.Text, *, held: bool) -> str:
    parts = [f'<text x="{_n(text.x)}" y="{_n(text.y)}" font-size="{_n(text.size)}"']
    parts.append(f' fill="{text.color}"')
    if text.bold:
        parts.append(' font-weight="600"')
    if is_slanted(text):
        parts.append(' font-style="italic"')
    if text.align is not s.Align.LEFT:
        parts.append(f' text-anchor="{_ANCHORS[text.align]}"')
    if "  " in text.text:
        parts.append(' xml:space="preserve"')
    # Another typeface of the reader's is set as long as was measured, and meets nothing.
    # Joined letters are left alone: a viewer may pull them apart.
    if held and not text.rtl and text.width > _SHORT * text.size:
        parts.append(f' textLength="{_n(text.width)}" lengthAdjust="spacingAndGlyphs"')
    # Not the attribute `direction`: it turns anchors round in browsers, and some
    # viewers do not know it. An isolate orders the letters alike in all of them.
    words = f"{_RTL_START}{text.text}{_RTL_END}" if text.rtl else text.text
    return "".join(parts) + f">{_text(words)}</text>"


def _look(
    item: s.Box | s.Polygon | s.Line | s.Disc | s.Path,
    fill: str | None = None,
    opacity: float = 1.0,
) -> str:
    parts = []
    if fill is None:
        if not isinstance(item, s.Line):
            parts.append(' fill="none"')
    else:
        parts.append(f' fill="{fill}"')
        if opacity < 1:
            parts.append(f' fill-opacity="{_n(opacity)}"')
    if item.stroke is not None:
        parts.append(f' stroke="{item.stroke}" stroke-width="{_n(item.thickness)}"')
        dash = getattr(item, "dash", ())
        if dash:
            parts.append(f' stroke-dasharray="{" ".join(map(_n, dash))}"')
    return "".join(parts)


def _n(number: float) -> str:
    """A number with at most two decimals, the shortest way."""
    text = f"{number:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _text(text: str) -> str:
    return escape(_ILLEGAL.sub("\ufffd", text))


def _attribute(text: str) -> str:
    return quoteattr(_ILLEGAL.sub("\ufffd", text))
