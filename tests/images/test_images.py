"""Pictures look as they did: run by `make images`, with the pinned matplotlib only."""

from __future__ import annotations

import io

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from pictures import DPI, HERE, PICTURES, TOLERANCE, difference, draw, unready

from journeykit.renderers.matplotlib.artists import draw_scene
from journeykit.renderers.matplotlib.fonts import FontMeasure, fonts_of
from journeykit.view import scene as s
from journeykit.view.layout import lay_out
from legible import leaves

pytestmark = pytest.mark.skipif(unready() is not None, reason=str(unready()))


@pytest.mark.parametrize("name", PICTURES)
def test_the_picture_is_that_of_the_reference(name):
    """If the change is meant, look at it, and draw it anew with `make images-update`."""
    assert difference((HERE / f"{name}.png").read_bytes(), draw(name)) <= TOLERANCE


def test_there_are_few_and_small_references():
    """A dozen at most, of 100 kB at most, and none that nothing compares."""
    files = sorted(HERE.glob("*.png"))
    assert sorted(PICTURES) == [file.stem for file in files]
    assert len(files) <= 12
    assert all(file.stat().st_size <= 100_000 for file in files)


def png(scene, fonts):
    buffer = io.BytesIO()
    FigureCanvasAgg(draw_scene(scene, fonts, dpi=DPI, outlined=True)).print_png(buffer)
    return buffer.getvalue()


def without(items, lost):
    """The same items but for one, at any depth."""
    for item in items:
        if isinstance(item, s.Group):
            yield item.replace(items=tuple(without(item.items, lost)))
        elif item is not lost:
            yield item


@pytest.mark.parametrize("name", ["map-light", "map-dark", "map-print"])
def test_a_lost_sign_is_noticed(name):
    """Leaving out any disc or polygon makes a picture differ, unless it lies below another."""
    figure, theme = PICTURES[name]
    fonts = fonts_of(theme.families)
    (scene,) = lay_out(figure(), theme=theme, measure=FontMeasure(fonts))
    whole = png(scene, fonts)
    signs = [
        item for item in leaves(scene.items)
        if isinstance(item, s.Disc | s.Polygon) and theme.ground not in (item.fill, item.stroke)
    ]  # fmt: skip
    assert len(signs) > 20
    found = {
        str(lost): difference(whole, png(scene.replace(items=without(scene.items, lost)), fonts))
        for lost in signs[::4]
    }
    assert {} == {sign: found for sign, found in found.items() if found <= TOLERANCE}
