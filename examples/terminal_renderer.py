"""A renderer for terminals: what Markdown says, laid out and coloured by rich."""

import io
import re
from typing import Any, ClassVar

from attrs import frozen
from rich.console import Console
from rich.markdown import Markdown
from rich.style import Style
from rich.theme import Theme as Styles

import journeykit as jk
from journeykit.renderers import Loss, Rendered
from journeykit.renderers.recorder import figures, texts
from journeykit.view.figures import FIGURES, Cell, Entry, Figure, Page, Sheet, Table

CONTROL = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

TERMINAL: Any = {"force_terminal": True, "_environ": {"COLORTERM": "truecolor"}}


@frozen(kw_only=True)
class TerminalRenderer:
    """Draws figures in the colours of the theme, for a terminal of so many columns."""

    protocol: ClassVar[int] = 1
    name: ClassVar[str] = "terminal"
    suffixes: ClassVar[tuple[str, ...]] = (".ansi",)
    draws: ClassVar[frozenset[type]] = frozenset(FIGURES)
    width: int = 100

    def render(self, figure: Figure, *, theme: jk.Theme, suffix: str) -> Rendered:
        """Draw a figure. What would direct the terminal is replaced, and counted as a loss."""
        styles = Styles({f"markdown.h{n}": f"bold {theme.hue(n - 1)}" for n in (1, 2, 3)})
        out, losses = io.StringIO(), list[Loss]()
        screen = Console(file=out, width=100_000, theme=styles, **TERMINAL)
        for part in figures(figure):
            shown = part.replace(figures=()) if isinstance(part, Page) else with_bars(part)
            options = {"max_columns": max(self.width // 25, 1)}
            rendered = jk.render(shown, format="markdown", options=options)
            written = re.sub(r"(?<!\\)<br>", " · ", CONTROL.sub("\ufffd", rendered.text))
            wide = 16 * len(part.columns) if isinstance(part, Table) else 0  # scrolled, not cut
            screen.print(Markdown(written, hyperlinks=False), width=max(self.width, wide))
            replaced = sum(len(CONTROL.findall(text)) for text in texts(part))
            losses += [Loss("characters that direct a terminal replaced", replaced or 1)][:replaced]
            losses += rendered.losses
        text = out.getvalue()
        for signs, color in (("▲", theme.positive), ("▼●○", theme.negative), ("◆", theme.priority)):
            text = re.sub(f"[{signs}]+", Style(color=color).render(r"\g<0>"), text)
        return Rendered(data=text.encode(), media_type="text/plain", suffix=suffix, losses=losses)


def with_bars(figure: Figure) -> Figure:
    """In a map, put a bar at each share, and the line of each curve in small at its head."""
    if not isinstance(figure, Sheet):
        return figure
    rows = []
    for row in figure.rows:
        lines = (
            "".join("▁▂▃▄▅▆▇█"[round((p.value + 1) * 3.5)] for p in c.points) for c in row.curves
        )
        cells = [Cell(map(with_bar, cell.entries)) for cell in row.cells]
        rows.append(row.replace(title=" ".join([row.title, *lines]), cells=cells))
    return figure.replace(rows=rows)


def with_bar(entry: Entry) -> Entry:
    """A share as a bar before the text."""
    bar = "" if entry.level is None else f"▕{'█' * round(entry.level * 9):░<9}▏ "
    return entry.replace(text=bar + entry.text)


if __name__ == "__main__":
    print(jk.render(jk.example(), format=TerminalRenderer()).text)
