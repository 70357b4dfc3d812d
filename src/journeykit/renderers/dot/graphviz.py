"""DOT drawn by Graphviz: the one home of pygraphviz."""

from __future__ import annotations

import re
import threading
from collections.abc import Sequence
from html import escape

from journeykit.errors import MissingDependencyError, RenderError
from journeykit.renderers.xml import NOT_XML, xml_text

__all__ = ["accessible", "draw", "undated"]

# Graphviz keeps its state in globals of the C library: one drawing at a time.
_ONE_AT_A_TIME = threading.Lock()

_LOOSE_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)")
_NUMBERED = re.compile(r"&#(?:(\d{1,7})|x([0-9a-fA-F]{1,6}));")
_COMMENT = re.compile(r"<!--.*?-->\n?", re.DOTALL)
_ID = re.compile(r'(?<= )id="([^"]*)"')
_DATE = re.compile(rb"/CreationDate \(D:\d{14}")


def draw(dot: str, format: str) -> bytes:
    """Lay out a graph in DOT and draw it.

    Args:
        dot: the graph.
        format: "svg", "png" or "pdf".

    Raises:
        MissingDependencyError: if pygraphviz is not installed.
        RenderError: if Graphviz cannot draw it.
    """
    try:
        import pygraphviz
    except ImportError as error:
        raise MissingDependencyError(
            "pygraphviz", extra="graphviz", purpose=f"drawing {format.upper()} with Graphviz"
        ) from error
    with _ONE_AT_A_TIME:
        graph = None
        try:
            graph = pygraphviz.AGraph(string=dot)
            drawn = graph.draw(format=format, prog="dot")
        # Whatever the C library says, it says through errors of many kinds.
        except (ValueError, TypeError, OSError, RuntimeError, pygraphviz.DotError) as error:
            msg = f"Graphviz cannot draw this graph as {format.upper()}: {error}"
            raise RenderError(msg) from error
        finally:
            if graph is not None:
                graph.close()
    data: bytes = drawn or b""
    return data


def undated(pdf: bytes) -> bytes:
    """A PDF with the date of its creation set to the epoch, so that bytes stay the same."""
    return _DATE.sub(b"/CreationDate (D:19700101000000", pdf)


def accessible(
    svg: bytes, *, id: str, title: str, description: str, families: Sequence[str]
) -> bytes:
    """Make an SVG of Graphviz well-formed, and give it a title and a description.

    Graphviz passes on control characters and loose ampersands, which XML forbids;
    an element and a cluster of one id, which a page forbids; and font names
    without the quotes that CSS wants.

    Args:
        svg: what Graphviz has drawn.
        id: identifier of the figure.
        title: what it shows.
        description: the figure in words; empty for none.
        families: typefaces by preference.
    """
    text = NOT_XML.sub("\ufffd", svg.decode("utf-8", "replace"))
    text = _NUMBERED.sub(_legal_number, _LOOSE_AMPERSAND.sub("&amp;", text))
    text = _COMMENT.sub("", text[text.index("<svg") :])
    joined = escape(",".join(families))
    named = ", ".join(f"'{family}'" for family in families)
    text = text.replace(f'font-family="{joined}"', f'font-family="{escape(named)}, sans-serif"')

    own = xml_text(re.sub(r"\s+", "-", id))
    head = [f'<title id="{own}-title">{xml_text(title)}</title>']
    if description:
        head.append(f'<desc id="{own}-desc">{xml_text(description)}</desc>')
    labels = f"{own}-title {own}-desc" if description else f"{own}-title"
    opening, rest = text.split(">", 1)
    # The name of the graph itself says less than the title, and would be read out as well.
    rest = re.sub(r'(class="graph"[^>]*>\n)<title>[^<]*</title>\n', r"\1", rest, count=1)
    text = f'{opening} role="img" aria-labelledby="{labels}">\n{"".join(head)}{rest}'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{_with_own_ids(text)}'.encode()


def _legal_number(match: re.Match[str]) -> str:
    number = int(match[1]) if match[1] else int(match[2], 16)
    legal = number <= 0x10FFFF and not NOT_XML.match(chr(number))
    return match[0] if legal else "\ufffd"


def _with_own_ids(text: str) -> str:
    """Give each element an id of its own, without blanks: the second of two gets a number."""
    seen: set[str] = set()

    def own(match: re.Match[str]) -> str:
        id = found = re.sub(r"(?:\s|&#(?:9|10|13|160);)+", "-", match[1])
        number = 2
        while found in seen:
            found = f"{id}-{number}"
            number += 1
        seen.add(found)
        return f'id="{found}"'

    return _ID.sub(own, text)
