"""Reading Markdown back with a parser of GitHub's flavour, as a reader would see it."""

import re

from markdown_it import MarkdownIt
from markdown_it.token import Token

LINE_ENDS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
BLANKS = " \t\x1f"


def parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"])


def visible(token: Token) -> str:
    """The text that a reader sees of an inline token; `<br>` is a line end."""
    seen = []
    for child in token.children or ():
        if child.type in ("text", "text_special", "code_inline"):
            seen.append(child.content)
        elif child.type == "html_inline":
            assert "<br>" == child.content
            seen.append("\n")
        else:
            assert child.type in ("em_open", "em_close", "strong_open", "strong_close"), child
    return "".join(seen)


def inlines(markdown: str) -> list[str]:
    """What is seen of each heading, paragraph, item and cell, in order."""
    return [visible(token) for token in parser().parse(markdown) if token.type == "inline"]


def tables(markdown: str) -> list[list[list[str]]]:
    """The cells of each table, the head first."""
    found: list[list[list[str]]] = []
    for token in parser().parse(markdown):
        if token.type == "table_open":
            found.append([])
        elif token.type == "tr_open":
            found[-1].append([])
        elif token.type == "inline" and found and token.level >= 4:
            found[-1][-1].append(visible(token))
    return found


def normal(text: str) -> str:
    """A text as Markdown can hold it: blanks run together, NUL and half pairs replaced."""
    text = re.sub("[\0\ud800-\udfff]", "\ufffd", text).strip(BLANKS + LINE_ENDS)
    return re.sub(
        f"[{BLANKS}{LINE_ENDS}]+",
        lambda run: "\n" if set(run.group()) & set(LINE_ENDS) else " ",
        text,
    )
