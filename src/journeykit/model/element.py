"""What all model types share: editing, a readable repr, and the display slot."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, Self, cast

import attrs

from journeykit.errors import InvalidValueError, NotFoundError
from journeykit.model.fields import check_text
from journeykit.model.text import slug

__all__ = ["Element", "Value", "display", "id_from"]


class _Display:
    """The one upward wish of the model: a rich form of a value for notebooks.

    The package root fills `html`; without it values show as text.
    """

    html: Callable[[object], str | None] | None = None


display = _Display()


class Value:
    """Base of every model type: immutable, hashable, edited by copying."""

    __slots__ = ()

    __attrs_attrs__: ClassVar[Any]

    def replace(self, **changes: Any) -> Self:
        """Return a copy with some fields changed; the original stays as it is.

        Args:
            **changes: fields by the names that the constructor takes.

        Raises:
            NotFoundError: if there is no such field.
            InvalidValueError: if a value can mean nothing.

        Examples:
            >>> from journeykit import Channel
            >>> Channel("Web").replace(name="Web shop").id
            'web'
        """
        names = {field.alias for field in attrs.fields(type(self)) if field.init}
        for name in changes:
            if name not in names:
                raise NotFoundError(f"field of {type(self).__name__} named", name, sorted(names))
        copy: Any = attrs.evolve
        return cast("Self", copy(self, **changes))

    def __repr__(self) -> str:
        """Show the fields that differ from their defaults, as one would write them."""
        parts = []
        for field in attrs.fields(type(self)):
            if not field.repr:
                continue
            value = getattr(self, field.name)
            if not field.kw_only:
                if value != field.default:
                    parts.append(repr(value))
            elif value != _default(self, field):
                parts.append(f"{field.alias}={value!r}")
        return f"{type(self).__name__}({', '.join(parts)})"

    def _repr_html_(self) -> str | None:
        return display.html(self) if display.html else None


def _default(instance: Value, field: attrs.Attribute[Any]) -> object:
    """The value the field has when the constructor is not given one."""
    default: Any = field.default
    if not isinstance(default, attrs.Factory):  # type: ignore[arg-type]
        return default
    try:
        return default.factory(instance) if default.takes_self else default.factory()
    except InvalidValueError:  # such as the ends of a scale that nobody knows
        return attrs.NOTHING


class Element(Value):
    """A value with a stable `id`, by which others refer to it."""

    __slots__ = ()

    id: str


class _SlugOf:
    """Makes the default id of an element from the field that names it."""

    __slots__ = ("_name",)

    def __init__(self, name: str) -> None:
        self._name = name

    def __call__(self, element: Element) -> str:
        text = getattr(element, self._name)
        # What is no text is refused by the validator of its own field, which runs later.
        return slug(text) if isinstance(text, str) else ""


def id_from(name: str) -> Any:
    """The `id` field of an element: by default the slug of another field."""
    return attrs.field(
        default=attrs.Factory(_SlugOf(name), takes_self=True),
        validator=check_text,
    )
