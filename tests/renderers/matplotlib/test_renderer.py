"""Pictures: the same bytes each time, text that stays text, and words for those who cannot see."""

from __future__ import annotations

import io
import subprocess
import sys
import warnings
from pathlib import Path
from xml.etree import ElementTree as ET

import matplotlib as mpl
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure as Drawing
from matplotlib.text import Text as TextArtist
from PIL import Image, ImageOps

from journeykit.errors import InvalidValueError, RenderError
from journeykit.renderers.matplotlib import (
    MatplotlibRenderer,
    MissingGlyphWarning,
    fonts,
    to_figure,
)
from journeykit.renderers.matplotlib.artists import GroupArtist, draw_scene
from journeykit.renderers.matplotlib.fonts import FontMeasure, Fonts, fonts_of
from journeykit.renderers.matplotlib.svg import write_svg
from journeykit.renderers.protocol import Renderer
from journeykit.view import scene as s
from journeykit.view import view
from journeykit.view.figures import Cell, Column, Entry, Page, Row, Sheet, Table, TableColumn
from journeykit.view.layout import lay_out
from journeykit.view.scene import Align, Box, Group, Scene, Segment, Text, texts
from journeykit.view.theme import DARK, LIGHT, PRINT
from journeys import rich_journey
from view.layout_samples import LANGUAGES, figures, sheet

SVG = "{http://www.w3.org/2000/svg}"
SUFFIXES = MatplotlibRenderer.suffixes
DRAWN = ["en", "de", "ar"]  # every character has a glyph in DejaVu Sans


def render(figure, suffix=".svg", theme=LIGHT, *, embed_fonts=False, **options):
    # Letters that travel with an SVG have tests of their own, and take time.
    renderer = MatplotlibRenderer(embed_fonts=embed_fonts, **options)
    return renderer.render(figure, theme=theme, suffix=suffix)


def svg_of(figure, **options):
    return ET.fromstring(render(figure, **options).data)


# --- the contract -----------------------------------------------------------


def test_it_is_a_renderer():
    """It has the members of the protocol and draws all kinds of figure."""
    assert isinstance(MatplotlibRenderer(), Renderer)
    assert 5 == len(MatplotlibRenderer.draws)


@pytest.mark.parametrize(
    ("suffix", "start", "media"),
    [
        (".png", b"\x89PNG", "image/png"),
        (".svg", b"<?xml", "image/svg+xml"),
        (".pdf", b"%PDF", "application/pdf"),
    ],
)
def test_each_format_is_what_it_says(suffix, start, media):
    """The bytes begin as the format does, and nothing is lost."""
    rendered = render(sheet(3), suffix)
    assert rendered.data.startswith(start)
    assert (media, suffix, ()) == (rendered.media_type, rendered.suffix, rendered.losses)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_kind_of_figure_is_drawn(suffix):
    """In every format and every theme."""
    for figure, theme in zip(figures(), [LIGHT, DARK, PRINT] * 3, strict=True):
        assert render(figure, suffix, theme, dpi=72).data


def test_an_unknown_format_is_refused():
    """The error names the formats there are."""
    with pytest.raises(RenderError, match=r"\.png, \.svg, \.pdf, not '\.gif'"):
        render(sheet(1), ".gif")


@pytest.mark.parametrize("option", ["dpi", "max_width"])
def test_options_are_positive(option):
    """A picture with no pixels means nothing."""
    with pytest.raises(InvalidValueError, match=option):
        MatplotlibRenderer(**{option: 0})


def test_dpi_sets_the_size_of_the_picture():
    """Twice as many dots an inch make a picture twice as wide."""
    sizes = [Image.open(io.BytesIO(render(sheet(1), ".png", dpi=d).data)).size for d in (72, 144)]
    (scene,) = lay_out(sheet(1), measure=FontMeasure(fonts_of(LIGHT.families)))
    assert abs(sizes[0][0] - scene.width) <= 1
    assert abs(sizes[1][0] - 2 * scene.width) <= 1


def test_a_picture_that_is_too_long_is_drawn_smaller():
    """Rather than failing, it says at which resolution it was drawn."""
    wide = Sheet(
        "m", "M", columns=[Column(f"c{i}", "C", "g") for i in range(100)],
        rows=[Row("r", "R", "custom", cells=[Cell((Entry("x"),))] * 100)],
    )  # fmt: skip
    rendered = render(wide, ".png", dpi=400)
    assert "instead of 400 dpi" in str(rendered.losses[0])


def test_a_wide_map_is_cut_on_request():
    """The parts stand below each other in a picture, and on pages in a PDF."""
    whole, cut = render(sheet(25), ".svg"), render(sheet(25), ".svg", max_width=1200)
    widths = [float(ET.fromstring(r.data).get("viewBox").split()[2]) for r in (whole, cut)]
    assert widths[1] <= 1200 < widths[0]
    pages = render(sheet(25), ".pdf", max_width=1200).data.count(b"/Type /Page /Parent")
    assert pages >= 2


# --- the same bytes ---------------------------------------------------------


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_bytes_are_the_same_each_time(suffix):
    """No date, no version, no chance."""
    first, second = (render(sheet(6, curves=2), suffix) for _ in range(2))
    assert first.data == second.data
    assert mpl.__version__.encode() not in first.data


def test_bytes_are_the_same_in_another_process():
    """Nor do they depend on the order of sets or the seed of hashes."""
    code = (
        "import sys; sys.path[:0] = sys.argv[1:]; import hashlib\n"
        "from view.layout_samples import sheet\n"
        "from journeykit.renderers.matplotlib import MatplotlibRenderer\n"
        "from journeykit.view.theme import LIGHT\n"
        "for suffix in MatplotlibRenderer.suffixes:\n"
        "    data = MatplotlibRenderer().render(sheet(3), theme=LIGHT, suffix=suffix).data\n"
        "    print(hashlib.sha256(data).hexdigest())\n"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", code, *sys.path], capture_output=True, text=True, check=True,
            env={"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert 1 == len(found)


def test_global_settings_neither_matter_nor_change():
    """A user's rcParams are left alone, and do not reach the picture."""
    usual = render(sheet(2), ".png").data
    with mpl.rc_context({"font.size": 33, "path.sketch": (9, 9, 9), "text.color": "red",
                                "text.usetex": False, "figure.autolayout": True, "hatch.linewidth": 9}):  # fmt: skip
        before = dict(mpl.rcParams)
        assert usual == render(sheet(2), ".png").data
        assert before == dict(mpl.rcParams)


def test_pyplot_is_never_loaded():
    """Nor is matplotlib before something is drawn."""
    code = (
        "import sys; import journeykit.renderers.matplotlib as m\n"
        "assert 'matplotlib' not in sys.modules\n"
        "from journeykit.view.figures import Table\n"
        "m.to_figure(Table('t', 'T')).canvas.draw()\n"
        "assert 'matplotlib.pyplot' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


# --- SVG --------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_svg_holds_every_text_as_text(language):
    """Each run of the scene is a text element with the same letters."""
    fonts = FontMeasure(fonts_of(LIGHT.families))
    for figure in figures(language):
        (scene,) = lay_out(figure, measure=fonts)
        found = [e.text.strip("\u2067\u2069") for e in svg_of(figure).iter(f"{SVG}text")]
        assert [run.text for run in texts(scene.items)] == found


def test_svg_has_a_title_and_a_description():
    """A screen reader finds both, by the ids that the root names."""
    root = svg_of(sheet(2))
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert "img" == root.get("role")
    assert root.get("aria-labelledby").split() == [title.get("id"), description.get("id")]
    assert (sheet(2).title, sheet(2).description) == (title.text, description.text)
    assert "en" == root.get("{http://www.w3.org/XML/1998/namespace}lang")


def test_svg_ids_are_those_of_elements_and_unique():
    """Touchpoints keep their ids; a second of the same id gets a number."""
    page = Page("p", "P", figures=[sheet(3), sheet(3)])
    ids = [element.get("id") for element in svg_of(page).iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert {"t0", "t0-2", "t1", "t2", "row-doing"} <= set(ids)


def test_svg_has_an_id_for_every_cell_and_entry():
    """Row and touchpoint name a cell; pain points and opportunities keep their own ids."""
    journey = rich_journey(6)
    figure = view(journey, "map")
    root = svg_of(figure)
    cells = {
        f"cell-{row.id}-{column.id}"
        for row in figure.rows
        for column, cell in zip(figure.columns, row.cells, strict=False)
        if cell.entries
    }
    entries = {e.id for row in figure.rows for c in row.cells for e in c.entries if e.id}
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert set() == (cells | entries) - set(ids)
    assert {"cell-pain_points-t0", "pain-0-0", "idea-0", "t0"} <= set(ids)


def test_svg_ids_hold_no_white_space():
    """What an id cannot hold is replaced."""
    scene = Scene(9, 9, (Group((Box(0, 0, 1, 1),), id="a b\x00"), Group((), id="none")))
    root = ET.fromstring(write_svg(scene, ["It's", "Noto Sans"]))
    assert ["figure-title", "figure-desc", "a_b\ufffd"] == [
        e.get("id") for e in root.iter() if e.get("id")
    ]
    assert "'Noto Sans', sans-serif" == root.get("font-family")


def test_svg_of_arabic_says_its_direction():
    """An isolate orders the letters in every viewer; anchors keep their sides."""
    (scene,) = lay_out(sheet(1, "ar"), measure=FontMeasure(fonts_of(LIGHT.families)))
    runs = list(texts(scene.items))
    found = list(svg_of(sheet(1, "ar")).iter(f"{SVG}text"))
    for run, element in zip(runs, found, strict=True):
        assert run.rtl == (element.text[0] == "\u2067" and element.text[-1] == "\u2069")
        anchor = {"left": None, "center": "middle", "right": "end"}[run.align.value]
        assert anchor == element.get("text-anchor")
        assert not (run.rtl and element.get("font-style"))
    assert any(run.rtl for run in runs)


def test_pieces_of_a_line_meet_between_pixels():
    """A straight piece stays where the curve before it ends; closed forms stand crisp."""
    corner = ((10.3, 5.2), (10.3, 5.2))
    curve = s.Path(20, 5.2, (Segment(10.3, 9, corner),), stroke="#000000")
    straight = s.Path(10.3, 9, (Segment(10.3, 25),), stroke="#000000")
    closed = s.Path(30, 5, (Segment(40, 5), Segment(40, 9)), closed=True, fill="#000000")
    figure = draw_scene(Scene(60, 30, (curve, straight, closed)), fonts_of(LIGHT.families), dpi=90)
    assert [False, False, None] == [artist.get_snap() for artist in figure.artists]


@pytest.mark.parametrize("outlined", [True, False])
def test_a_line_without_letters_reads_as_its_paragraph_does(outlined):
    """From right to left a bracket that closes stands at the left of its figure."""

    def pixels(words, *, rtl):
        text = Text(55, 20, words, size=12, color="#000000", width=30, align=Align.RIGHT, rtl=rtl)
        figure = draw_scene(
            Scene(60, 30, (text,)), fonts_of(LIGHT.families), dpi=90, outlined=outlined
        )
        out = io.BytesIO()
        figure.savefig(out, format="rgba")
        return out.getvalue()

    assert pixels("(95%", rtl=False) == pixels("95%)", rtl=True)
    assert pixels("(95%", rtl=False) != pixels("95%)", rtl=False)


def test_svg_says_how_long_lines_are_that_it_cannot_bring_the_typeface_of():
    """Another one is set as long as was measured; joined letters are left alone."""
    long, rtl, short = (
        Text(0, 5, words, size=5, color="#000000", width=width, rtl=rtl)
        for words, width, rtl in (
            ("Browse the shop", 31.25, False),
            ("لماذا", 31, True),
            ("1", 2, False),
        )
    )
    root = ET.fromstring(write_svg(Scene(99, 9, (long, rtl, short)), [], held={(False, False)}))
    found = [(run.get("textLength"), run.get("lengthAdjust")) for run in root.iter(f"{SVG}text")]
    assert [("31.25", "spacingAndGlyphs"), (None, None), (None, None)] == found


def test_svg_keeps_double_spaces():
    """A viewer would join them."""
    scene = Scene(9, 9, (Text(0, 5, "a  b", size=5, color="#000000", width=9),))
    assert b'xml:space="preserve"' in write_svg(scene, [])


# --- hostile text -----------------------------------------------------------


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=40))
def test_no_text_raises(text):
    """Whatever stands in a figure is drawn, in every format."""
    table = Table(text or "t", text, description=text, columns=[TableColumn(text)], rows=[[text]])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", MissingGlyphWarning)
        for suffix in SUFFIXES:
            assert render(table, suffix).data
    ET.fromstring(render(table).data)


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.filterwarnings("ignore::journeykit.renderers.matplotlib.MissingGlyphWarning")
def test_hostile_and_foreign_texts_are_drawn(suffix):
    """Formulas stay text; no warning of matplotlib's own comes through."""
    for language in ("hostile", "ja", "hi", "emoji"):
        assert render(sheet(2, language), suffix, dpi=72).data


def test_missing_glyphs_are_named_once(monkeypatch):
    """One warning names the characters and what to install; boxes are counted as losses."""
    only = Fonts(("DejaVu Sans",), fonts_of(()).catalogue)
    monkeypatch.setattr(fonts, "fonts_of", lambda families: only)
    table = Table("t", "日本 日本", columns=[TableColumn("日")], rows=[["本"], ["क🦊"]])
    message = (
        r"has 4 of the characters, .*: 日 本 क 🦊; pip install 'journeykit\[japanese\]'; "
        r"install Noto Emoji, Noto Sans Devanagari, or name a font file"
    )
    with pytest.warns(MissingGlyphWarning, match=message) as caught:
        rendered = render(table, ".png")
    assert 1 == len(caught)
    assert ("8 characters drawn as boxes, for want of a typeface",) == tuple(
        map(str, rendered.losses)
    )


def test_svg_names_no_path(tmp_path):
    """Where a font file lies on this machine is nobody else's business."""
    path = tmp_path / "Brand.ttf"
    path.write_bytes(Path(mpl.get_data_path(), "fonts/ttf/DejaVuSerif.ttf").read_bytes())
    svg = render(sheet(1), theme=LIGHT.replace(families=(str(path), "Brand"))).text
    assert str(tmp_path) not in svg
    assert "Brand" in svg


def test_svg_loses_nothing_for_want_of_a_typeface():
    """Its reader may have the typeface that we do not."""
    rendered = render(Table("t", "日本"), ".svg")
    assert "日本" in rendered.text
    assert () == rendered.losses


# --- what is drawn holds its boxes ------------------------------------------


@pytest.mark.parametrize("language", DRAWN)
@pytest.mark.parametrize("dpi", [72, 144])
def test_texts_are_no_longer_than_measured(language, dpi):
    """Drawn letters stay within the width for which they were placed."""
    fonts = fonts_of(LIGHT.families)
    (scene,) = lay_out(sheet(4, language, curves=2), measure=FontMeasure(fonts))
    for run in {(r.text, r.size, r.bold, r.italic): r for r in texts(scene.items)}.values():
        alone = Scene(
            run.width + 60, 60,
            (run.replace(x=30.0, y=30.0, align=Align.LEFT, color="#000000"),),
        )  # fmt: skip
        canvas = FigureCanvasAgg(draw_scene(alone, fonts, dpi=dpi, outlined=True))
        canvas.draw()
        image = ImageOps.invert(Image.fromarray(np.asarray(canvas.buffer_rgba())).convert("L"))
        left, top, right, bottom = (pixel * 72 / dpi for pixel in image.getbbox())
        # A slanted letter leans a little over its end, as in every typeface.
        assert 30 - 2 <= left
        assert right <= 30 + run.width + 0.15 * run.size + 1
        assert 30 - 1.05 * run.size - 1 <= top
        assert bottom <= 30 + 0.4 * run.size + 1


@pytest.mark.parametrize("language", DRAWN)
def test_measured_is_not_much_longer_than_drawn(language):
    """Boxes hold, but not by guessing wide: Latin is measured within a few per cent."""
    fonts = fonts_of(LIGHT.families)
    from matplotlib.textpath import TextToPath

    for text in LANGUAGES[language]:
        face = fonts.face()
        drawn, _, _ = TextToPath().get_text_width_height_descent(
            text, face.properties(10), ismath=False
        )
        measured = FontMeasure(fonts).width(text, 10)
        assert drawn <= measured * 1.01
        assert measured <= drawn * (1.6 if language == "ar" else 1.1)


# --- figures for matplotlib -------------------------------------------------


def test_to_figure_gives_a_figure_to_build_on():
    """It has a canvas, its texts are artists, and its groups know their ids."""
    drawing = to_figure(sheet(2), theme=DARK)
    assert isinstance(drawing, Drawing)
    drawing.canvas.draw()
    found = {artist.get_text() for artist in drawing.findobj(TextArtist)}
    assert "Checkout 1" in found
    ids = {artist.get_gid() for artist in drawing.findobj(GroupArtist)}
    assert {"t0", "t1"} <= ids
    buffer = io.BytesIO()
    drawing.savefig(buffer, format="png")
    assert buffer.getvalue()


def test_to_figure_takes_what_can_be_seen():
    """A journey is seen as a map, or as the view that is asked for."""
    from journeykit.model import Journey

    journey = Journey("Buy a bike", ["Awareness"])
    drawn = {a.get_text() for a in to_figure(journey, kind="flow").findobj(TextArtist)}
    assert view(journey, "flow").title in drawn
    assert to_figure(journey).get_figwidth() > 0


def test_hidden_artists_are_not_drawn():
    """Whoever hides a part of the figure gets it without."""
    fonts = fonts_of(LIGHT.families)
    scene = Scene(40, 40, (Group((Box(0, 0, 40, 40, fill="#000000"),)),
                           Text(5, 20, "Hi", size=9, color="#000000", width=9)))  # fmt: skip
    drawing = draw_scene(scene, fonts, dpi=72, outlined=True)
    for artist in drawing.get_children()[1:]:
        artist.set_visible(False)
    canvas = FigureCanvasAgg(drawing)
    canvas.draw()
    assert {255} == set(bytes(canvas.buffer_rgba()))


def test_paths_of_all_forms_are_drawn():
    """Open, closed, straight, curved, filled and dashed, in every format."""
    path = s.Path(
        2, 2, (Segment(20, 2), Segment(20, 20, ((30, 8), (30, 14)))), closed=True, fill="#336699",
        stroke="#000000", dash=(2.0, 1.0), opacity=0.5,
    )  # fmt: skip
    scene = Scene(
        40, 40, (path, Box(1, 1, 3, 3, radius=2, hatch="#000000"), Box(1, 1, 0, 0, hatch="#000000"))
    )
    assert b"C30 8 30 14 20 20Z" in write_svg(scene, [])
    FigureCanvasAgg(draw_scene(scene, fonts_of(()), dpi=72)).draw()


def test_items_are_drawn_in_the_order_of_the_scene():
    """A disc that comes after a text covers it, and a text after a disc is seen."""
    scene = Scene(
        40, 20,
        [
            Text(5, 14, "MMM", size=10, color="#ff0000", width=25),
            Box(0, 0, 40, 20, fill="#0000ff"),
            Text(5, 14, "MMM", size=10, color="#00ff00", width=25),
        ],
    )  # fmt: skip
    figure = draw_scene(scene, fonts_of(("DejaVu Sans",)), dpi=72)
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    red, green, _, _ = np.asarray(canvas.buffer_rgba()).reshape(-1, 4).T
    assert red.max() == 0
    assert green.max() > 200
