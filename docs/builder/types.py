"""What the fields of values take, in words with links, and which values hold which."""

from __future__ import annotations

import types
from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from typing import Any, Union, get_args, get_origin, get_type_hints

import attrs

from builder.docstrings import attributes

__all__ = ["attribute_lines", "tree"]

Link = Callable[[type], str]
"""A type as Markdown: its name, with a link where it has a page."""


def attribute_lines(kind: type, link: Link) -> Iterator[str]:
    """The attributes of an attrs class: name, type, and what its docstring says of each."""
    hints = _hints(kind)
    for name, said in attributes(kind).items():
        takes = f" ({written(hints[name], link)})" if name in hints else ""
        yield f"- `{name}`{takes}: {said}"


def _hints(kind: type) -> dict[str, Any]:
    try:
        return get_type_hints(kind)
    except NameError:  # a type that is imported for checkers only
        return {field.name: field.type for field in attrs.fields(kind)} if attrs.has(kind) else {}


def written(hint: Any, link: Link) -> str:
    """A type in words.

    Examples:
        >>> written(tuple[str, ...] | None, lambda kind: kind.__name__)
        'tuple of str, or None'
    """
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        parts = [written(each, link) for each in arguments if each is not type(None)]
        some = " or ".join(parts) if len(parts) < 3 else f"{', '.join(parts[:-1])} or {parts[-1]}"
        comma = "," if len(some.split()) > 1 else ""
        return f"{some}{comma} or None" if type(None) in arguments else some
    if origin is tuple:
        if arguments[-1] is Ellipsis:
            return f"tuple of {written(arguments[0], link)}"
        return f"({', '.join(written(each, link) for each in arguments)})"
    if origin is frozenset:
        return f"set of {written(arguments[0], link)}"
    if arguments and isinstance(origin, type):
        inner = ", ".join("..." if each is Ellipsis else written(each, link) for each in arguments)
        return f"{link(origin)} of {inner}"
    return link(hint) if isinstance(hint, type) else f"`{hint}`"


def tree(roots: Iterable[type], link: Link) -> Iterator[str]:
    """What holds what, as a nested list: each value below the field that holds it.

    Args:
        roots: the values to begin with; each is opened once.
        link: writes a type.
    """
    roots = tuple(roots)
    opened: set[type] = set(roots)

    def below(kind: type, depth: int) -> Iterator[str]:
        for field in attrs.fields(kind):
            parts = list(_values(_hints(kind)[field.name]))
            if not parts:
                continue
            yield f"{'  ' * depth}- `{field.name}`: {', '.join(map(link, parts))}"
            for part in parts:
                if part not in opened and attrs.has(part):
                    opened.add(part)
                    yield from below(part, depth + 1)

    for root in roots:
        yield f"- {link(root)}"
        yield from below(root, 1)


def _values(hint: Any) -> Iterator[type]:
    """The values and the enumerations in a type."""
    if isinstance(hint, type) and not get_args(hint):
        if attrs.has(hint) or issubclass(hint, Enum):
            yield hint
        return
    for each in get_args(hint):
        yield from _values(each)
