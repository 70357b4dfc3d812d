"""Docstrings, and the strings under assignments, as Markdown."""

from __future__ import annotations

import ast
import inspect
import re
import sys
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from types import ModuleType
from typing import Any

_HEADING = re.compile(r"^(Args|Attributes|Returns|Yields|Raises|Warns|Examples|Source):$")
_ENTRY = re.compile(r"^(\*{0,2}\w+): (.*)$")


def sections(doc: str) -> dict[str, list[str]]:
    """The parts of a Google style docstring by heading; what stands before is under ""."""
    found: dict[str, list[str]] = {"": []}
    name = ""
    for line in inspect.cleandoc(doc).splitlines():
        heading = _HEADING.match(line)
        if heading:
            name = heading[1]
            found[name] = []
        elif name and line and not line.startswith(" "):
            # Text again after a section: it belongs to the description.
            name = ""
            found[""] += ["", line]
        else:
            found[name].append(line[4:] if name else line)
    return found


def entries(lines: list[str]) -> dict[str, str]:
    """The entries of a section such as Args: what is said of each name."""
    found: dict[str, str] = {}
    name = ""
    for line in lines:
        entry = _ENTRY.match(line)
        if entry:
            name = entry[1]
            found[name] = entry[2]
        elif name and line.strip():
            found[name] += " " + line.strip()
    return found


def attributes(kind: type) -> dict[str, str]:
    """What the docstring of a class says of each of its fields."""
    return entries(sections(kind.__doc__ or "").get("Attributes", []))


def summary(thing: object) -> str:
    """The first sentence or line of a docstring, on one line."""
    text = inspect.cleandoc(getattr(thing, "__doc__", "") or "").partition("\n\n")[0]
    return " ".join(text.split())


def markdown(doc: str, *, attributes: Sequence[str] = ()) -> list[str]:
    """A docstring as lines of Markdown; what is known of attributes replaces what it says."""
    parts = sections(doc)
    lines = [*parts.pop(""), ""]
    for name, body in parts.items():
        text = "\n".join(body).strip("\n")
        if name == "Examples":
            lines += ["```pycon", *text.splitlines(), "```", ""]
        elif name in ("Args", "Attributes", "Raises", "Warns"):
            lines += [f"**{name}**", ""]
            plain = [f"- `{entry}`: {said}" for entry, said in entries(body).items()]
            lines += attributes if name == "Attributes" and attributes else plain
            lines.append("")
        else:
            lines += [f"**{name}:** {text}", ""]
    return lines


@cache
def strings_under(module: ModuleType) -> dict[str, str]:
    """What a source says of constants and members, by "NAME" or "Class.NAME"."""
    found: dict[str, str] = {}

    def visit(body: list[ast.stmt], owner: str) -> None:
        for statement, following in pairwise(body):
            match following:
                case ast.Expr(value=ast.Constant(value=str(text))):
                    for name in _assigned(statement):
                        found[owner + name] = inspect.cleandoc(text)
        for statement in body:
            if isinstance(statement, ast.ClassDef):
                visit(statement.body, f"{statement.name}.")
            elif isinstance(statement, ast.FunctionDef) and owner:
                # attrs keeps no docstring of a cached property: the source does.
                found[owner + statement.name] = ast.get_docstring(statement) or ""

    visit(ast.parse(inspect.getsource(module)).body, "")
    return found


def _assigned(statement: ast.stmt) -> list[str]:
    if isinstance(statement, ast.Assign):
        targets: list[ast.expr] = statement.targets
    elif isinstance(statement, ast.AnnAssign):
        targets = [statement.target]
    else:
        return []
    return [target.id for target in targets if isinstance(target, ast.Name)]


def string_under(package: str, name: str) -> str:
    """The string under a constant of a package, wherever in it the constant is made."""
    for path, module in sorted(sys.modules.items()):
        if path == package or path.startswith(f"{package}."):
            text = strings_under(module).get(name) if inspect.getsourcefile(module) else None
            if text:
                return text
    return ""


def member_string(kind: type, name: str) -> str:
    """The first paragraph that the source says of a member of a class, on one line."""
    module: Any = sys.modules[kind.__module__]
    text = strings_under(module).get(f"{kind.__name__}.{name}", "")
    return " ".join(text.partition("\n\n")[0].split())
