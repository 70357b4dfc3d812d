"""What a notebook shows of a journey, a report, a result or a figure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from journeykit.errors import RenderError
from journeykit.renderers.words import word
from journeykit.renderers.xml import own_ids, xml_text
from journeykit.view.figures import Chart, Figure, Graph, Page, Sheet, Table, ValueKind
from journeykit.view.format import format_value
from journeykit.view.theme import LIGHT
from journeykit.view.words import in_words

__all__ = ["html"]

# Tables take the colours of the page that they stand in, light or dark.
_LINE = "1px solid rgba(128, 128, 128, 0.4)"
_CELL = "padding: 0.25em 0.75em; vertical-align: top;"
_FIRST_LEVEL, _LAST_LEVEL = 3, 6


def html(x: object) -> str | None:
    """Show a value as a fragment of HTML.

    Tables become tables, sheets, graphs and charts become pictures with all that
    they show in words folded below, pages become sections, and a result has its
    summary above. What cannot be drawn is shown
    as text. A notebook calls this for each value that it shows: it never raises.

    Args:
        x: anything.

    Returns:
        The fragment, or None for what there is no view of.

    Examples:
        >>> from journeykit.view.figures import Page
        >>> html(Page("p", "Bikes & more"))
        '<section><h3>Bikes &amp; more</h3></section>'
        >>> html(7) is None
        True
    """
    try:
        figure = _view(x)
        if figure is None:
            return None
        summary = _summary(x, figure)
        return summary + "".join(_fragments(figure, _FIRST_LEVEL))
    # In a notebook a traceback would take the place of the value itself.
    except Exception:
        return _text(_repr(x))


def _view(x: object) -> Figure | None:
    from journeykit.view import view

    if isinstance(x, Sheet | Graph | Table | Chart | Page):
        return x
    try:
        return view(x)
    except RenderError:
        return None


def _summary(x: object, figure: Figure) -> str:
    """The summary of a result as text, unless the figure shows it anyway."""
    summary = getattr(x, "summary", None)
    text = summary() if callable(summary) else None
    if not isinstance(text, str) or not text:
        return ""
    # Of a picture the description is heard, not seen.
    if isinstance(figure, Table | Page) and text == figure.description:
        return ""
    return _text(text)


def _fragments(figure: Figure, level: int) -> Iterator[str]:
    match figure:
        case Table():
            yield _table(figure)
        case Page():
            heading = f"h{min(level, _LAST_LEVEL)}"
            yield f"<section{_language(figure)}><{heading}>{xml_text(figure.title)}</{heading}>"
            if figure.description:
                yield f"<p>{xml_text(figure.description)}</p>"
            for part in figure.figures:
                yield from _fragments(part, level + 1)
            yield "</section>"
        case _:
            yield _picture(figure)


def _picture(figure: Figure) -> str:
    """A figure as SVG; as Markdown where it cannot be drawn."""
    from journeykit.renderers import registry

    try:
        renderer = registry.configured(registry.by_name("matplotlib"), None)
        svg = renderer.render(figure, theme=LIGHT, suffix=".svg").text
        svg = svg[svg.index("<svg") :]
    # Whatever is wrong with the picture, the text of the figure is still there.
    except Exception:
        markdown = registry.configured(registry.by_name("markdown"), None)
        return _text(markdown.render(figure, theme=LIGHT, suffix=".md").text)
    digest = hashlib.sha256(svg.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    # What can be moved by the mouse must be reached by keys as well, and have a name.
    return (
        f'<div role="region" tabindex="0" aria-label="{xml_text(figure.title)}"'
        f' style="overflow-x: auto;">{own_ids(svg, f"jk-{digest}-")}</div>{_in_words(figure)}'
    )


def _in_words(figure: Figure) -> str:
    """All that a picture shows as text, folded away: a picture is one thing to a screen reader."""
    return (
        f"<details{_language(figure)}><summary>{xml_text(word('in_words', figure.locale))}</summary>"
        f'<div style="white-space: pre-wrap;">{xml_text(in_words(figure))}</div></details>'
    )


def _language(figure: Figure) -> str:
    return f' lang="{xml_text(figure.locale)}"' if figure.locale else ""


def _table(table: Table) -> str:
    heads = "".join(
        f'<th scope="col" style="{_CELL} {_align(column.kind)} border-bottom: {_LINE};">'
        f"{xml_text(f'{column.title} ({column.unit})' if column.unit else column.title)}</th>"
        for column in table.columns
    )
    rows = []
    for row in table.rows:
        cells = (
            f'<td style="{_CELL} {_align(column.kind)}">'
            f"{_lines(format_value(value, column, table.locale))}</td>"
            for value, column in zip(row, table.columns, strict=True)
        )
        rows.append(f"<tr>{''.join(cells)}</tr>")
    caption = f"<strong>{xml_text(table.title)}</strong>"
    if table.description:
        caption += f"<br>{_lines(table.description)}"
    return (
        f'<table{_language(table)} style="border-collapse: collapse; margin: 0.5em 0;">'
        f'<caption style="caption-side: top; text-align: start;">{caption}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
    )


def _align(kind: ValueKind) -> str:
    to_the_right = kind in (ValueKind.NUMBER, ValueKind.PERCENT, ValueKind.INTERVAL)
    return f"text-align: {'end' if to_the_right else 'start'};"


def _lines(text: str) -> str:
    return xml_text(text).replace("\n", "<br>")


def _text(text: str) -> str:
    return f'<pre style="white-space: pre-wrap;">{xml_text(text)}</pre>'


def _repr(x: object) -> str:
    try:
        return repr(x)
    except Exception:
        return object.__repr__(x)
