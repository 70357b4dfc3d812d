"""Settings on the command line: options of rules and of formats, as NAME=VALUE."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

from journeykit.errors import JourneyKitError

if TYPE_CHECKING:
    from journeykit.renderers import Renderer

__all__ = ["UsageError", "options_of_format", "options_of_rules"]


class UsageError(JourneyKitError):
    """A call that cannot be understood; the usage of the command is shown with it."""


def options_of_rules(values: Sequence[str]) -> dict[str, dict[str, Any]]:
    """The options of each rule, from texts such as "stale-map.days=90"."""
    found: dict[str, dict[str, Any]] = {}
    for text in values:
        target, equals, value = text.partition("=")
        rule, dot, name = target.partition(".")
        if not (equals and dot and rule and name):
            raise UsageError(f"expected --option RULE.NAME=VALUE, got {text!r}")
        found.setdefault(rule, {})[name] = _value(value)
    return found


def options_of_format(
    values: Sequence[str], format: str | None, path: str | None
) -> dict[str, Any] | None:
    """The options of the format that is to be written, from texts such as "dpi=90".

    A value is JSON where it can be, and text otherwise; where the format says
    that it takes text, it is text.

    Args:
        values: the texts.
        format: name or suffix of the format, or None.
        path: the file to write, or None.

    Returns:
        The options by name, or None where there are none.
    """
    found: dict[str, Any] = {}
    for text in values:
        name, equals, value = text.partition("=")
        name = name.strip().replace("-", "_")
        if not (equals and name):
            raise UsageError(f"expected --option NAME=VALUE, such as dpi=90, got {text!r}")
        if name in found:
            raise UsageError(f"--option {name} is given twice")
        found[name] = value if _takes_text(name, format, path) else _value(value)
    return found or None


def _value(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text


def _takes_text(option: str, format: str | None, path: str | None) -> bool:
    """Whether text is what the first of the formats takes that may be meant and has the option."""
    hints = (_hints(kind).get(option) for kind in _kinds(format, path))
    hint = next((hint for hint in hints if hint is not None), None)
    return hint is str or set(get_args(hint)) == {str, type(None)}


def _kinds(format: str | None, path: str | None) -> Iterator[type[Renderer]]:
    """The renderers that may be meant; whether there is one `render` says best."""
    from journeykit.renderers import formats
    from journeykit.renderers.registry import by_name

    name = (path or "").lower() if format is None else f".{format.removeprefix('.')}"
    for known in formats():
        fits = name.endswith(known.suffixes) if known.name != format else True
        if known.problem is None and fits:
            yield by_name(known.name)


def _hints(kind: type[Renderer]) -> Mapping[str, Any]:
    try:
        return get_type_hints(kind)
    except Exception:  # annotations of a stranger may name what is only there for a checker
        return {}
