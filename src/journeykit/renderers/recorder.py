"""A renderer that draws nothing: it writes down what it was given.

Test a view with it, without a picture and without the form of any format: which
texts a reader would see, which elements the figure stands for, and every detail.
It is a complete renderer, too, and so a place to begin one's own.
"""

from __future__ import annotations

import datetime as dt
import json
import math
from collections.abc import Iterator
from enum import Enum
from typing import Any, ClassVar, TypeAlias

import attrs

from journeykit.model.element import Value
from journeykit.renderers.protocol import PROTOCOL, Rendered
from journeykit.view.figures import FIGURES, Figure, Page
from journeykit.view.theme import Theme

__all__ = ["RecorderRenderer", "figures", "ids", "structure", "texts"]

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"


# Fields that name an element, or say something to renderers, but nothing to readers.
_IDS = frozenset({"id"})
_MENTIONS = frozenset({"group", "source", "target"})
_SILENT = _IDS | _MENTIONS | {"kind", "locale"}


@attrs.frozen(kw_only=True, repr=False)
class RecorderRenderer(Value):
    """Writes figures down as JSON: nothing is drawn, nothing is lost.

    The document has two members. `figures` lists each figure, a page before its
    parts, with `kind`, `id`, `title`, `texts` (all that a reader sees, in order)
    and `ids` (of the elements that it stands for). `figure` is the whole
    structure: each value with its `type` and its fields.

    It is not registered as a format; pass it as an object.

    Attributes:
        indent: blanks by which each level is indented, or None for one line.

    Examples:
        >>> import json
        >>> from journeykit.renderers import render
        >>> from journeykit.view.figures import Graph, Node
        >>> graph = Graph("g", "Flow", nodes=[Node("pay", "Pay")])
        >>> record = json.loads(render(graph, format=RecorderRenderer()).text)
        >>> record["figures"]
        [{'kind': 'Graph', 'id': 'g', 'title': 'Flow', 'texts': ['Flow', 'Pay'], 'ids': ['g', 'pay']}]
    """

    protocol: ClassVar[int] = PROTOCOL
    name: ClassVar[str] = "recorder"
    suffixes: ClassVar[tuple[str, ...]] = (".json",)
    draws: ClassVar[frozenset[type]] = frozenset(FIGURES)

    indent: int | None = None

    def render(self, figure: Figure, *, theme: Theme, suffix: str) -> Rendered:
        """Write a figure down. The theme has no meaning here."""
        del theme
        record: dict[str, Json] = {
            "figures": [
                {
                    "kind": type(each).__name__,
                    "id": each.id,
                    "title": each.title,
                    "texts": list(texts(each)),
                    "ids": list(ids(each)),
                }
                for each in figures(figure)
            ],
            "figure": structure(figure),
        }
        # ASCII holds any text, half of a surrogate pair included.
        text = json.dumps(record, indent=self.indent, allow_nan=False)
        return Rendered(data=text.encode(), media_type="application/json", suffix=suffix)


def figures(figure: Figure) -> Iterator[Figure]:
    """A figure and all figures in it, a page before its parts."""
    yield figure
    if isinstance(figure, Page):
        for part in figure.figures:
            yield from figures(part)


def texts(figure: Figure) -> Iterator[str]:
    """What a reader sees of a figure, in order; not of the figures in it, and nothing empty.

    Examples:
        >>> from journeykit.view.figures import Table, TableColumn
        >>> list(texts(Table("t", "Steps", columns=[TableColumn("Step")], rows=[["home"]])))
        ['Steps', 'Step', 'home']
    """
    return (text for name, text in _strings(figure, "") if name not in _SILENT and text)


def ids(figure: Figure) -> Iterator[str]:
    """The ids that a figure carries, its own first; not those of the figures in it."""
    return (text for name, text in _strings(figure, "") if name in _IDS)


def _strings(value: Any, name: str) -> Iterator[tuple[str, str]]:
    """Each text in a value with the name of its field."""
    if isinstance(value, str):
        # A member of an enumeration says what a thing is, not how it reads.
        if not isinstance(value, Enum):
            yield name, value
    elif isinstance(value, tuple):
        for item in value:
            if not isinstance(item, FIGURES):
                yield from _strings(item, name)
    elif attrs.has(type(value)):
        for each in attrs.fields(type(value)):
            yield from _strings(getattr(value, each.name), each.name)


def structure(value: Any) -> Json:
    """A figure, or a part of one, as plain JSON values.

    Examples:
        >>> from journeykit.view.figures import Mark, MarkKind
        >>> structure(Mark(MarkKind.SEVERITY, 2, "workaround"))
        {'type': 'Mark', 'kind': 'severity', 'value': 2, 'label': 'workaround'}
    """
    if attrs.has(type(value)):
        fields = attrs.fields(type(value))
        found: dict[str, Json] = {"type": type(value).__name__}
        found.update((each.name, structure(getattr(value, each.name))) for each in fields)
        return found
    if isinstance(value, tuple):
        return [structure(item) for item in value]
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, float) and not math.isfinite(value):
        # JSON has no word for these.
        return str(value)
    plain: Json = value
    return plain
