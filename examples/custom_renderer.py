"""A renderer of your own: any figure as an outline in plain text."""

from typing import ClassVar

from attrs import frozen

from journeykit import Journey, Phase, Touchpoint, render
from journeykit.renderers.protocol import Loss, Rendered
from journeykit.renderers.recorder import figures, texts
from journeykit.view.figures import Chart, Figure, Graph, Page, Sheet, Table
from journeykit.view.theme import Theme


@frozen(kw_only=True)
class OutlineRenderer:
    """Writes every text of a figure on a line of its own; options are fields."""

    protocol: ClassVar[int] = 1
    name: ClassVar[str] = "outline"
    suffixes: ClassVar[tuple[str, ...]] = (".txt",)
    draws: ClassVar[frozenset[type]] = frozenset({Sheet, Graph, Table, Chart, Page})

    sign: str = "- "

    def render(self, figure: Figure, *, theme: Theme, suffix: str) -> Rendered:
        """Draw a figure."""
        del theme  # Plain text has no colours.
        lines = []
        for part in figures(figure):
            title, *others = [" ".join(text.split()) for text in texts(part)] or [part.id]
            lines += [title, *(self.sign + text for text in others)]
        data = "\n".join([*lines, ""]).encode("utf-8", "replace")
        losses = [Loss("places of texts in the figure dropped", len(lines))]
        return Rendered(data=data, media_type="text/plain", suffix=suffix, losses=losses)


if __name__ == "__main__":
    journey = Journey("Buy a bike", [Phase("Look", [Touchpoint("See the ad", emotion=0.4)])])
    # To offer it by name, register it: [project.entry-points."journeykit.renderers"]
    print(render(journey, format=OutlineRenderer(sign="* ")).text)
