"""Everything that journeykit raises on purpose.

One root, `JourneyKitError`, and a handful of kinds below it. Each kind also
derives from the most specific built-in exception, so that code which knows
nothing of journeykit still catches it. The exception types and their
attributes are public; the wording of a message is not.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "FormatError",
    "InvalidValueError",
    "JourneyKitError",
    "MissingDependencyError",
    "NotFoundError",
    "PluginError",
    "RenderError",
    "WriteError",
    "did_you_mean",
    "shown",
]


def shown(value: object, limit: int = 60) -> str:
    """Write a value for an error message: short, on one line, never raising.

    Examples:
        >>> shown("curent")
        "'curent'"
        >>> shown("x" * 100, limit=10)
        "'xxxxxx..."
    """
    try:
        text = repr(value)
    except Exception as error:  # a foreign object's repr may do anything
        text = f"<{type(value).__name__} whose repr raised {type(error).__name__}>"
    text = " ".join(text.splitlines())
    return text if len(text) <= limit else text[: limit - 3] + "..."


def did_you_mean(word: object, choices: Iterable[str]) -> str | None:
    """Name the choice nearest to a mistyped word, or None where none is near.

    Examples:
        >>> did_you_mean("chanel", ["channel", "category", "name"])
        'channel'
        >>> did_you_mean("zzz", ["channel", "category", "name"]) is None
        True
    """
    # Only needed when something is wrong, and it costs an import: hence here.
    from difflib import get_close_matches

    if not isinstance(word, str) or len(word) > 200:
        return None
    # Case and separators are the commonest slips: "Pain Points" for "pain_points".
    folded: dict[str, str] = {}
    for choice in choices:
        folded.setdefault(_fold(choice), choice)
    near = get_close_matches(_fold(word), folded, n=1, cutoff=0.6)
    return folded[near[0]] if near else None


def _fold(word: str) -> str:
    return word.casefold().replace("_", "-").replace(" ", "-")


def _suggestion(word: object, choices: Iterable[str]) -> str | None:
    """The hint of an unknown name: the nearest choice, or all when they are few."""
    names = list(choices)
    near = did_you_mean(word, names)
    if near is not None:
        return f"did you mean {near!r}?"
    if names and len(names) <= 30:
        return "known: " + ", ".join(sorted(names))
    return None


class JourneyKitError(Exception):
    """The root of all errors that journeykit raises on purpose."""


class InvalidValueError(JourneyKitError, ValueError):
    """A value that can mean nothing, such as a valence of 7 on -1 to 1.

    Attributes:
        owner: name of the type that refused the value, such as `Emotion`.
        field: name of the field.
        expected: what the field takes, in words.
        got: the value that came.
        hint: what to do instead, where there is an obvious answer.
    """

    def __init__(
        self, owner: str, field: str, *, expected: str, got: object, hint: str | None = None
    ) -> None:
        self.owner = owner
        self.field = field
        self.expected = expected
        self.got = got
        self.hint = hint
        super().__init__(owner, field, expected, got, hint)

    def __str__(self) -> str:
        where = f"{self.owner}.{self.field}" if self.field else self.owner
        text = f"{where}: expected {self.expected}, got {shown(self.got)}"
        return f"{text}; {self.hint}" if self.hint else text

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild_invalid, (self.owner, self.field, self.expected, self.got, self.hint))


def _rebuild_invalid(
    owner: str, field: str, expected: str, got: object, hint: str | None
) -> InvalidValueError:
    return InvalidValueError(owner, field, expected=expected, got=got, hint=hint)


class NotFoundError(JourneyKitError, LookupError):
    """A name that nothing answers to: an id, a rule, a format, a step.

    Attributes:
        kind: what was looked for, such as `touchpoint`.
        name: the name that was given.
        choices: the names that exist.
        broken: what is wrong with the plug-ins that could not be asked for theirs.
    """

    def __init__(
        self,
        kind: str,
        name: object,
        choices: Iterable[str] = (),
        *,
        broken: Iterable[PluginError] = (),
    ) -> None:
        self.kind = kind
        self.name = name
        self.choices = tuple(choices)
        self.broken = tuple(broken)
        super().__init__(kind, name, self.choices)

    def __str__(self) -> str:
        text = f"no {self.kind} {shown(self.name)}"
        hint = _suggestion(self.name, self.choices)
        return "\n  ".join([f"{text}; {hint}" if hint else text, *map(str, self.broken)])


class FormatError(JourneyKitError, ValueError):
    """Text or a file that cannot be read as a journey.

    Attributes:
        message: what is wrong: what was expected and what came.
        file: name of the file, or None for text from memory.
        line: line number from 1, or None where it is unknown.
        column: column number from 1, or None where it is unknown.
        hint: what to do, where there is an obvious answer.
        excerpt: the offending line of the source, or None.
    """

    def __init__(
        self,
        message: str,
        *,
        file: str | None = None,
        line: int | None = None,
        column: int | None = None,
        hint: str | None = None,
        excerpt: str | None = None,
    ) -> None:
        self.message = message
        self.file = file
        self.line = line
        self.column = column
        self.hint = hint
        self.excerpt = excerpt
        super().__init__(message)

    def __str__(self) -> str:
        place = [self.file or "<text>"]
        if self.line is not None:
            place.append(str(self.line))
            if self.column is not None:
                place.append(str(self.column))
        lines = [f"{':'.join(place)}: {self.message}"]
        if self.excerpt is not None and self.line is not None:
            number = str(self.line)
            lines.append(f"  {number} | {self.excerpt}")
            if self.column is not None:
                lines.append(f"  {' ' * len(number)} | {' ' * (self.column - 1)}^")
        if self.hint:
            lines.append(f"  hint: {self.hint}")
        return "\n".join(lines)


class RenderError(JourneyKitError, ValueError):
    """Something cannot be drawn as asked, such as a chart in a format for tables."""


class WriteError(JourneyKitError, OSError):
    """A file cannot be written; what stood there before stands there still.

    Attributes:
        path: where it was to go.
        problem: why it cannot be written there.
        hint: what to do, where there is an obvious answer.
    """

    def __init__(
        self, path: str | os.PathLike[str], problem: str, *, hint: str | None = None
    ) -> None:
        self.path = os.fspath(path)
        self.problem = problem
        self.hint = hint
        super().__init__(path, problem)

    def __str__(self) -> str:
        text = f"cannot write {self.path}: {self.problem}"
        return f"{text}; {self.hint}" if self.hint else text


class PluginError(JourneyKitError):
    """A plug-in that is broken, or two plug-ins that claim one name.

    Attributes:
        group: the entry-point group, such as `journeykit.renderers`.
        name: the name under which the plug-in is registered.
    """

    def __init__(self, message: str, *, group: str, name: str) -> None:
        self.group = group
        self.name = name
        super().__init__(message)


class MissingDependencyError(JourneyKitError, ImportError):
    """An optional package that is needed here is not installed.

    Attributes:
        package: the package that is missing.
        extra: the extra of journeykit that brings it, or None where none does.
    """

    def __init__(self, package: str, *, extra: str | None, purpose: str) -> None:
        self.package = package
        self.extra = extra
        wanted = package if extra is None else f"journeykit[{extra}]"
        super().__init__(
            f"{purpose} needs the package {package!r}, which is not installed; "
            f"run: pip install '{wanted}'"
        )
