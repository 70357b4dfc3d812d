"""Maps on the terminal, by rich; heads and other figures by way of Markdown, which rich draws."""

import io
import re
from collections.abc import Iterator
from typing import ClassVar

from attrs import frozen
from rich import box
from rich.console import Console
from rich.markdown import Markdown
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text
from rich.theme import Theme as Styles

import journeykit as jk
from journeykit.renderers import Loss, Rendered
from journeykit.renderers.recorder import figures, texts
from journeykit.renderers.signs import TONE_SIGNS, mark_sign
from journeykit.view.figures import FIGURES, Entry, Figure, Page, Row, Sheet
from journeykit.view.format import format_signed
from journeykit.view.tones import tone_of

CONTROL = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


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
        look = Styles({f"markdown.h{n}": f"bold {theme.hue(n - 1)}" for n in (1, 2, 3)})
        env, out, count = {"COLORTERM": "truecolor"}, io.StringIO(), 0
        screen = Console(file=out, width=self.width, force_terminal=True, theme=look, _environ=env)
        for part in figures(figure):
            count += sum(len(CONTROL.findall(text)) for text in texts(part))
            head = Page(part.id, part.title, description=part.description)
            written = jk.to_markdown(head if isinstance(part, Sheet | Page) else part)
            cleared = CONTROL.sub("\ufffd", re.sub(r"(?<!\\)<br>", " · ", written))
            body = phases(part, theme) if isinstance(part, Sheet) else ()
            for drawn in (Markdown(cleared, hyperlinks=False), *body):
                screen.print(Padding(drawn, (0, 1), style=f"{theme.ink} on {theme.ground}"))
        losses = [Loss("characters that direct a terminal replaced", count)] if count else []
        data = out.getvalue().encode()
        return Rendered(data=data, media_type="text/plain", suffix=suffix, losses=losses)


def phases(sheet: Sheet, theme: jk.Theme) -> Iterator[Text | Grid]:
    """The head; for each phase tables of up to four touchpoints; and the signs in words."""
    yield text(sheet.subtitle, style=theme.muted)
    for card in sheet.cards:
        yield text("\n", card.title, "–", card.subtitle, f"“{card.quote}”" if card.quote else "")
    for each in (*(each for card in sheet.cards for each in card.fields), *sheet.fields):
        yield text(f"{each.label}:", "; ".join(each.text), style=theme.muted)
    for number, group in enumerate(sheet.groups):
        hue = theme.hue(number)
        goal = text(group.subtitle, style=theme.muted)
        yield Text("\n").join([Text(), text(group.title, style=f"bold {hue}"), goal])
        own = [i for i, column in enumerate(sheet.columns) if column.group == group.id]
        size = -(-len(own) // max(1, -(-len(own) // 4)))
        for some in (own[start : start + size] for start in range(0, len(own), size or 1)):
            grid = Grid(box=box.HORIZONTALS, border_style=theme.rule, expand=True, show_lines=True)
            grid.add_column(width=13, style=theme.muted)
            for column in (sheet.columns[index] for index in some):
                signs = [mark_sign(mark) or mark.label for mark in column.marks]
                head = [
                    text(column.title, style=hue),
                    text(*signs, style=f"not bold {theme.muted}"),
                ]
                grid.add_column(Text("\n").join(head), ratio=1, overflow="fold")
            for row in sheet.rows:
                cells = [[line(e, theme) for e in entries(row, index)] for index in some]
                if any(cells):
                    about = text(row.line_above, row.title, row.note, *(row.ends or ()))
                    grid.add_row(about, *(Text("\n").join(cell) for cell in cells))
            yield grid
    yield text(*(f"{mark_sign(m)} {m.label} " for m in sheet.legend), style=theme.muted)


def entries(row: Row, column: int) -> Iterator[Entry]:
    """What stands in a cell; a point of a curve is a block as high as the feeling is good."""
    yield from row.cells[column].entries if row.cells else ()
    for curve, p in ((c, p) for c in row.curves for p in c.points if p.column == column):
        label = f"“{p.label}”" if p.quote else p.label or ""
        said = f"{'▁▂▃▄▅▆▇█'[round((p.value + 1) * 3.5)] * 3} {format_signed(p.value)} {label}"
        who = curve.title if len(row.curves) > 1 else None
        yield Entry(said, marks=p.marks, tone=tone_of(p.value), note=who)


def line(entry: Entry, theme: jk.Theme) -> Text:
    """A text with its signs, in the colour of its tone."""
    sign, said = TONE_SIGNS[entry.tone], f"“{entry.text}”" if entry.quote else entry.text
    signs = [mark_sign(mark) or mark.label for mark in entry.marks]
    level = "" if entry.level is None else f"▕{'█' * round(entry.level * 9):░<9}▏"
    style = getattr(theme, entry.tone) if sign else theme.ink
    return text(sign, said, *signs, level, entry.note, style=style)


def text(*parts: str | None, style: str = "") -> Text:
    """Texts behind each other, as text that directs nothing."""
    return Text(CONTROL.sub("\ufffd", " ".join(part for part in parts if part)), style=style)


if __name__ == "__main__":
    print(jk.render(jk.example(), format=TerminalRenderer()).text)
