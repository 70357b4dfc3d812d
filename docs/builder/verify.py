"""Checks one page of the documentation: links, paths, and every block that can run."""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from doctest import ELLIPSIS, NORMALIZE_WHITESPACE, OutputChecker
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

_DIRECTION = re.compile(r"<!--\s*(skip|needs|file)\s*:?\s*(.*?)\s*-->")
_PATH = re.compile(r"(src|docs|examples|tests)/[\w./-]+")


def check_page(page: Path, root: Path) -> list[str]:
    """Say what is wrong with a page, one line a fault, with the line in the page."""
    tokens = MarkdownIt("commonmark").enable("table").parse(page.read_text(encoding="utf-8"))
    faults = [*_links(tokens, page), *_paths(tokens, root), *_blocks(tokens, page)]
    return [f"{page.relative_to(root)}:{line}: {text}" for line, text in sorted(faults)]


def _line(token: Token) -> int:
    return token.map[0] + 1 if token.map else 1


def _inline(tokens: list[Token]) -> Iterator[tuple[int, Token]]:
    """The inline tokens, each with the line of the block that it stands in."""
    for token in tokens:
        for child in token.children or ():
            yield _line(token), child


@cache
def anchors(text: str) -> frozenset[str]:
    """The anchors of a page's headings, as code hosts make them."""
    tokens = MarkdownIt("commonmark").parse(text)
    heads = [tokens[i + 1].content for i, t in enumerate(tokens) if t.type == "heading_open"]
    return frozenset(re.sub(r"[^\w\- ]", "", h.lower()).replace(" ", "-") for h in heads)


def _links(tokens: list[Token], page: Path) -> Iterator[tuple[int, str]]:
    for line, token in _inline(tokens):
        target = token.attrGet("href") if token.type == "link_open" else token.attrGet("src")
        if not isinstance(target, str) or re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        file = page.parent / name if name else page
        if not file.exists():
            yield line, f"the link to {target} leads nowhere"
        elif anchor and anchor not in anchors(file.read_text(encoding="utf-8")):
            yield line, f"{name or 'this page'} has no heading #{anchor}"


def _paths(tokens: list[Token], root: Path) -> Iterator[tuple[int, str]]:
    for line, token in _inline(tokens):
        if token.type != "code_inline" or not _PATH.fullmatch(token.content):
            continue
        if not (root / token.content).exists():
            yield line, f"there is no {token.content}"


def _blocks(tokens: list[Token], page: Path) -> Iterator[tuple[int, str]]:
    """Run the blocks of a page in order, in an empty folder."""
    names: dict[str, Any] = {"__name__": "__main__"}
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        for index, token in enumerate(tokens):
            if token.type != "fence":
                continue
            before = tokens[index - 1]
            said = _DIRECTION.search(before.content) if before.type == "html_block" else None
            word, value = said.groups() if said else ("", "")
            if word == "skip" or (word == "needs" and find_spec(value) is None):
                continue
            if word == "file":
                Path(value).write_text(token.content, encoding="utf-8")
            runner = RUNNERS.get(token.info.strip())
            if runner is not None:
                # Blank lines above let a traceback count lines as the page does.
                fault = runner("\n" * _line(token) + token.content, page, names)
                if fault:
                    yield _line(token), fault


def _python(text: str, page: Path, names: dict[str, Any]) -> str | None:
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            exec(compile(text, str(page), "exec"), names)  # noqa: S102 - that is the point
    except Exception as error:
        frames = traceback.extract_tb(error.__traceback__)
        lines = [str(frame.lineno) for frame in frames if frame.filename == str(page)]
        place = f" (line {lines[-1]})" if lines else ""
        return f"the block does not run{place}: {type(error).__name__}: {error}"
    return None


def _yaml(text: str, page: Path, names: dict[str, Any]) -> str | None:  # noqa: ARG001
    if not re.search(r"^journeykit:", text, re.MULTILINE):
        return None
    from journeykit import JourneyKitError, loads

    try:
        loads(text.lstrip("\n"), format="yaml")
    except JourneyKitError as error:
        return f"the journey does not load: {error}"
    return None


def _console(text: str, page: Path, names: dict[str, Any]) -> str | None:  # noqa: ARG001
    """Run every `$ journeykit ...` and compare what it prints; `...` stands for anything."""
    from journeykit.cli import main

    for part in re.split(r"^\$ ", text.strip("\n"), flags=re.MULTILINE)[1:]:
        command, _, expected = part.partition("\n")
        program, *arguments = shlex.split(command)
        if program != "journeykit":
            return f"only the command journeykit is run here, and got {program}"
        printed = io.StringIO()
        try:
            with contextlib.redirect_stdout(printed):
                main(arguments)
        except SystemExit:
            return f"`{command}` is no call that is understood"
        got = printed.getvalue().rstrip() + "\n"
        wanted = expected.rstrip() + "\n"
        if not OutputChecker().check_output(wanted, got, ELLIPSIS | NORMALIZE_WHITESPACE):
            return f"`{command}` prints something else:\n{got}"
    return None


RUNNERS: dict[str, Callable[[str, Path, dict[str, Any]], str | None]] = {
    "python": _python,
    "yaml": _yaml,
    "console": _console,
}
"""What is done with a block, by the language that it names."""

# Help texts and reports wrap by the width of the terminal: a page must not.
os.environ["COLUMNS"] = "80"
sys.dont_write_bytecode = True
