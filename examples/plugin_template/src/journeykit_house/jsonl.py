"""Maps as JSON Lines: a line for each thing on the map, to grep or to load into a table."""

import json
from collections.abc import Iterator
from typing import Any, ClassVar

from attrs import frozen
from journeykit.errors import RenderError
from journeykit.renderers import Loss, Rendered
from journeykit.view import Theme
from journeykit.view.figures import Figure, Mark, Sheet

__all__ = ["JsonLinesRenderer"]


@frozen(kw_only=True)
class JsonLinesRenderer:
    """Writes maps as JSON Lines. The fields are the options.

    Attributes:
        sort_keys: whether the members of each line are sorted by name.
    """

    # The number that was true when this was written, not `PROTOCOL`, which moves on.
    protocol: ClassVar[int] = 1
    name: ClassVar[str] = "jsonl"
    suffixes: ClassVar[tuple[str, ...]] = (".jsonl",)
    draws: ClassVar[frozenset[type]] = frozenset({Sheet})

    sort_keys: bool = False

    def render(self, figure: Figure, *, theme: Theme, suffix: str) -> Rendered:
        """Write a map; the theme has no meaning here."""
        if not isinstance(figure, Sheet):
            raise RenderError(f"JSON Lines hold maps, and got a {type(figure).__name__}")
        # ASCII holds any text, half of a surrogate pair included.
        lines = [json.dumps(line, sort_keys=self.sort_keys) for line in _lines(figure)]
        # What has no place here is said, with how much it is.
        dropped = {"cards dropped": figure.cards, "fields at the head dropped": figure.fields}
        return Rendered(
            data="".join(f"{line}\n" for line in lines).encode(),
            media_type="application/x-ndjson",
            suffix=suffix,
            losses=[Loss(what, len(parts)) for what, parts in dropped.items() if parts],
        )


def _lines(sheet: Sheet) -> Iterator[dict[str, Any]]:
    head = {"title": sheet.title, "subtitle": sheet.subtitle, "description": sheet.description}
    yield {"is": "map", **head}
    for group in sheet.groups:
        yield {"is": "phase", "title": group.title, "goal": group.subtitle}
    phases = {group.id: group.title for group in sheet.groups}
    places = [
        {"phase": phases.get(column.group, column.group), "touchpoint": column.title}
        for column in sheet.columns
    ]
    for column, place in zip(sheet.columns, places, strict=True):
        yield {"is": "touchpoint", **place, "marks": _labels(column.marks)}
    for row in sheet.rows:
        words = {"line_above": row.line_above, "ends": row.ends, "note": row.note}
        yield {"is": "row", "title": row.title, **words}
        for cell, place in zip(row.cells, places, strict=False):
            for entry in cell.entries:
                said = {"text": entry.text, "quote": entry.quote, "note": entry.note}
                more = {"level": entry.level, "marks": _labels(entry.marks)}
                yield {"is": "text", **place, "row": row.title, **said, **more}
        for curve in row.curves:
            for point in curve.points:
                felt = {"curve": curve.title, "value": point.value, "label": point.label}
                more = {"quote": point.quote, "marks": _labels(point.marks)}
                yield {"is": "feeling", **places[point.column], **felt, **more}


def _labels(marks: tuple[Mark, ...]) -> list[str]:
    return [mark.label for mark in marks]
