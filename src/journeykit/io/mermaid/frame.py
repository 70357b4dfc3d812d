"""What is around a Mermaid diagram: Markdown, front matter, directives, comment lines."""

from __future__ import annotations

import re

from journeykit.errors import FormatError
from journeykit.io.source import Source

__all__ = ["unframed"]

_FRONT_MATTER = re.compile(r"\s*-{3}[ \t]*\n(.*?)\n[ \t]*-{3}[ \t]*\n", re.DOTALL)
_DIRECTIVE = re.compile(r"%%\{.*?\}%%", re.DOTALL)
_COMMENT_LINE = re.compile(r"^[^\S\n]*%%(?!\{)[^\n]*", re.MULTILINE)
_FENCE = re.compile(
    r"^[ \t]*(?P<mark>`{3,}|~{3,})[ \t]*mermaid\b[^\n]*\n(?P<body>.*?)^[ \t]*(?P=mark)",
    re.MULTILINE | re.DOTALL | re.IGNORECASE,
)
_ANY_HEADER = re.compile(r"^[ \t]*journey\b", re.MULTILINE | re.IGNORECASE)


def unframed(source: Source) -> tuple[str, str | None]:
    """Blank out all but the diagram, which keeps its place.

    Returns:
        The text, and the title of the front matter or None.

    Raises:
        FormatError: if there are several journey diagrams.
    """
    text = _block(source)
    title = None
    front = _FRONT_MATTER.match(text)
    if front:
        title = _front_title(front[1])
        text = _blank(front[0]) + text[front.end() :]
    for pattern in (_DIRECTIVE, _COMMENT_LINE):
        text = pattern.sub(lambda found: _blank(found[0]), text)
    return text, title


def _blank(text: str) -> str:
    """Blanks of the same length and lines."""
    return re.sub(r"[^\n]", " ", text)


def _block(source: Source) -> str:
    """The diagram of a text: all of it, or its one block in Markdown, at its old place."""
    text = source.text
    blocks = [f for f in _FENCE.finditer(text) if _ANY_HEADER.search(f["body"])]
    if len(blocks) > 1:
        raise source.error(
            f"expected one journey diagram, got {len(blocks)}", offset=blocks[1].start("body"),
            hint="put each into a file of its own",
        )  # fmt: skip
    if not blocks:
        return text
    start, end = blocks[0].span("body")
    return _blank(text[:start]) + text[start:end]


def _front_title(front: str) -> str | None:
    """The title of a front matter, which is YAML."""
    from journeykit.io.yaml import read

    try:
        data = read(Source(front))
    except FormatError:
        return None
    title = data.get("title") if isinstance(data, dict) else None
    return str(title).strip() or None if isinstance(title, str | int | float) else None
