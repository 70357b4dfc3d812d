"""Texts and blocks of GitHub-flavoured Markdown, with every text kept as text.

What is written here reads as the same characters in any parser of CommonMark
with GitHub's extensions: nothing in a text can become markup, a link or HTML.
Runs of blanks become one blank, and a line break becomes `<br>`, because a
table cell is a single line.

Source: CommonMark 0.31, GitHub Flavored Markdown 0.29.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from urllib.parse import quote

__all__ = [
    "bullet",
    "emphasis",
    "heading",
    "image",
    "inline",
    "paragraph",
    "prose",
    "strong",
    "table",
]

BREAK = "<br>"
DEEPEST_HEADING = 6

_LINE_ENDS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_BLANKS = " \t\x1f"
_RUN = re.compile(f"[{_BLANKS}{_LINE_ENDS}]+")

# An underscore inside a word is no markup. "&" is one only before what reads as
# an entity. A URL is cut before "//" and after "www": GitHub would make a link
# of it and show the backslashes of what is escaped within. Percent signs and
# "xn--" are cut because other parsers decode them in what they take for a link.
_SPECIAL = re.compile(
    r"[\\`*\[\]<|~$]|_|&(?=#?\w+;)|:(?=//)|(?<=[wW]{3})\.|%(?=[0-9A-Fa-f]{2})|(?<=xn)-(?=-)",
)

# What an address may hold as it is; "%" may be one that stands for another sign.
_ADDRESS = "/:?#[]@!&'*+,;=%~"

_NUMBER = re.compile(r"\d{1,9}(?=[.)])")


def inline(text: str, *, line_break: str = BREAK) -> str:
    r"""Write a text so that it reads as these very characters.

    Examples:
        >>> print(inline("2 * 3 | <b> a_b _c_"))
        2 \* 3 \| \<b> a_b \_c\_
        >>> inline("one\n  two")
        'one<br>two'
    """
    text = text.strip(_BLANKS + _LINE_ENDS)
    pieces = []
    last = 0
    for run in _RUN.finditer(text):
        pieces.append(_escaped(text[last : run.start()]))
        broken = any(char in _LINE_ENDS for char in run.group())
        pieces.append(line_break if broken else " ")
        last = run.end()
    pieces.append(_escaped(text[last:]))
    return _edges("".join(pieces))


def _escaped(text: str) -> str:
    def escape(match: re.Match[str]) -> str:
        char = match.group()
        if char == "_":
            before, after = text[: match.start()][-1:], text[match.end() :][:1]
            if before.isalnum() and after.isalnum():
                return char
        return f"\\{char}"

    return _SPECIAL.sub(escape, text)


def _edges(text: str) -> str:
    """Write a Unicode space at either end as a number: parsers trim what they see."""
    if text[:1].isspace():
        text = f"&#{ord(text[0])};{text[1:]}"
    if text[-1:].isspace():
        text = f"{text[:-1]}&#{ord(text[-1])};"
    return text


def strong(text: str) -> str:
    """Write a text in bold; an empty one stays empty.

    Examples:
        >>> strong("easy")
        '**easy**'
    """
    written = inline(text)
    return f"**{written}**" if written else ""


def emphasis(text: str) -> str:
    """Write a text in italics; an empty one stays empty."""
    written = inline(text)
    return f"*{written}*" if written else ""


def heading(text: str, level: int) -> str:
    """A heading; below the sixth level, a line in bold.

    Examples:
        >>> heading("Awareness", 2)
        '## Awareness'
    """
    if level > DEEPEST_HEADING:
        return strong(text)
    written = inline(text, line_break=" ")
    # A run of "#" at the end would be taken for the closing one.
    written = re.sub(r"(?=#+$)(?<!#)", r"\\", written)
    return f"{'#' * level} {written}".rstrip()


def image(alt: str, address: str) -> str:
    r"""A picture from another file, with words for those who do not see it.

    Args:
        alt: what the picture shows; line ends become blanks.
        address: where it is, relative to the document or from anywhere; what an
            address cannot hold, such as a blank, is written as its number.

    Examples:
        >>> print(image("Buy [a bike]", "maps/my map (1).svg"))
        ![Buy \[a bike\]](maps/my%20map%20%281%29.svg)
    """
    written = quote(address, safe=_ADDRESS, errors="replace").replace("&", "&amp;")
    return f"![{inline(alt, line_break=' ')}]({written})"


def paragraph(text: str) -> str:
    r"""A text that stands at the start of a line.

    Examples:
        >>> print(paragraph("1. not a list"))
        1\. not a list
    """
    return _at_start(inline(text))


def prose(text: str) -> str:
    """A longer text: a paragraph, or a block that keeps its lines and columns where it has any.

    Examples:
        >>> print(prose("home  100" + chr(10) + "cart   40"))
        ```text
        home  100
        cart   40
        ```
    """
    lines = [line.rstrip() for line in text.strip().splitlines()]
    if len(lines) < 2:
        return paragraph(text)
    # The fence is longer than any run of its own sign in the text.
    longest = max(map(len, re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return "\n".join([f"{fence}text", *lines, fence])


def _at_start(written: str) -> str:
    number = _NUMBER.match(written)
    if number is not None:
        return f"{number.group()}\\{written[number.end() :]}"
    return f"\\{written}" if written[:1] in tuple("#>+-=") else written


def bullet(written: str, depth: int = 0) -> str:
    """An item of a list, of text that is Markdown already."""
    return f"{'  ' * depth}- {_at_start(written)}".rstrip()


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], *, right: Iterable[int] = ()) -> str:
    """A table of cells that are Markdown already.

    Args:
        heads: heads of the columns.
        rows: as many cells each.
        right: positions of the columns that are set to the right.
    """
    to_right = frozenset(right)
    rule = ["---:" if index in to_right else "---" for index in range(len(heads))]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (heads, rule, *rows))
