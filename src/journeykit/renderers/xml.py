"""Text in XML and HTML, with every text kept as text."""

from __future__ import annotations

import re
from html import escape

__all__ = ["NOT_XML", "own_ids", "xml_text"]

NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML document may hold: control characters and lone surrogates."""


def xml_text(text: str) -> str:
    """Write a text for the content or an attribute of an element.

    Examples:
        >>> xml_text("<b> & " + chr(7))
        '&lt;b&gt; &amp; �'
    """
    return escape(NOT_XML.sub("\ufffd", text))


_ID = re.compile(r'(?<=\s)id="([^"]*)"')
_REFERENCE = re.compile(r'((?:xlink:)?href="#|url\(#)([^")]*)')
_LABELS = re.compile(r'(aria-(?:labelledby|describedby)=")([^"]*)')


def own_ids(svg: str, prefix: str) -> str:
    """Put a prefix before each id of an SVG and before each mention of one.

    Several pictures can then stand in one page without meeting.

    Args:
        svg: an SVG element as text.
        prefix: what to put before each id.

    Examples:
        >>> own_ids('<g id="a"/><use href="#a"/><a href="#top"/>', "p-")
        '<g id="p-a"/><use href="#p-a"/><a href="#top"/>'
    """
    known = set(_ID.findall(svg))

    def mention(match: re.Match[str]) -> str:
        return match[1] + (prefix + match[2] if match[2] in known else match[2])

    def labels(match: re.Match[str]) -> str:
        ids = (prefix + id if id in known else id for id in match[2].split())
        return match[1] + " ".join(ids)

    svg = _LABELS.sub(labels, _REFERENCE.sub(mention, svg))
    return _ID.sub(lambda match: f'id="{prefix}{match[1]}"', svg)
