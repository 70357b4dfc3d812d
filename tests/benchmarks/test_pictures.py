"""Pictures cost no more than a few times bare text, and grow with what they show."""

import io
import subprocess
import sys

import pytest
from timing import best

SMALL, LARGE = 60, 600


@pytest.fixture(scope="module")
def maps():
    """Figures of a map of 60 and of 600 touchpoints, with all that a map can carry."""
    from journeykit.view import view
    from journeys import rich_journey

    return {size: view(rich_journey(size), "map") for size in (SMALL, LARGE)}


def draw(figure, suffix=".svg", **options):
    from journeykit.renderers.matplotlib import MatplotlibRenderer
    from journeykit.view import LIGHT

    MatplotlibRenderer(**options).render(figure, theme=LIGHT, suffix=suffix)


def bare_texts(figure):
    """What matplotlib needs for as many texts of the same size, at the same places."""
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    from journeykit.renderers.matplotlib.fonts import FontMeasure, fonts_of
    from journeykit.view import LIGHT
    from journeykit.view.layout import lay_out
    from journeykit.view.scene import texts

    (scene,) = lay_out(figure, measure=FontMeasure(fonts_of(LIGHT.families)))
    runs = list(texts(scene.items))

    def run():
        drawing = Figure(figsize=(scene.width / 72, scene.height / 72))
        for text in runs:
            drawing.text(
                text.x / scene.width, 1 - text.y / scene.height, text.text, fontsize=text.size
            )
        FigureCanvasSVG(drawing).print_svg(io.BytesIO())

    return run


def test_a_map_costs_at_most_four_times_its_bare_texts(maps):
    """Layout and SVG together, against texts that are neither wrapped nor placed."""
    from journeykit.renderers.matplotlib.subsets import subset

    bare = bare_texts(maps[SMALL])
    bare()
    draw(maps[SMALL])

    def anew():
        subset.cache_clear()
        draw(maps[SMALL])

    # In turns, so that a busy machine is busy for both.
    turns = [(best(bare, 1), best(lambda: draw(maps[SMALL]), 2), best(anew, 1)) for _ in range(4)]
    bare_s, map_s, anew_s = map(min, zip(*turns, strict=True))
    print(
        f"\nSVG of {SMALL} touchpoints: {map_s:.2f} s, {anew_s:.2f} s with its typefaces cut anew, "
        f"bare texts {bare_s:.2f} s, ratio {anew_s / bare_s:.2f} (at most 4)"
    )
    assert anew_s / bare_s <= 4


def test_cost_of_a_map_grows_linearly(maps):
    """A touchpoint costs the same among 600 as among 60."""
    small, large = (
        best(lambda size=size: draw(maps[size]), repeat) / size
        for size, repeat in ((SMALL, 12), (LARGE, 4))
    )
    print(
        f"\nSVG: {small * 1e3:.2f} ms each of {SMALL}, {large * 1e3:.2f} ms each of {LARGE}, "
        f"ratio {large / small:.2f} (at most 1.5)"
    )
    assert large / small <= 1.5


@pytest.mark.parametrize("suffix", [".png", ".pdf"])
def test_other_formats(maps, suffix):
    """Prints what they cost: nearly all of it is matplotlib's."""
    options = {"dpi": 96} if suffix == ".png" else {}
    seconds = best(lambda: draw(maps[SMALL], suffix, **options), 2)
    print(f"\n{suffix[1:].upper()} of {SMALL} touchpoints: {seconds:.2f} s")


def test_the_first_picture():
    """Prints what the first picture of a process costs, imports and typefaces included."""
    code = (
        "import time; start = time.perf_counter(); import journeykit as jk\n"
        "jk.render(jk.example('retail-purchase'), format='svg', kind='map')\n"
        "print(time.perf_counter() - start)"
    )
    seconds = min(
        float(subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout)
        for _ in range(3)
    )
    print(f"\nthe first SVG of a process: {seconds:.2f} s")
