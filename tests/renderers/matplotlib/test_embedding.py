"""Typefaces that travel with an SVG: all that is shown, nothing more, and only where allowed."""

from __future__ import annotations

import base64
import io
import re
import unicodedata
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from xml.etree import ElementTree as ET

import matplotlib as mpl
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont
from fontTools.ttLib.tables.TupleVariation import TupleVariation
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.font_manager import FontPath

import journeykit as jk
from journeykit.errors import InvalidValueError
from journeykit.renderers.matplotlib import MatplotlibRenderer
from journeykit.renderers.matplotlib.faces import Face
from journeykit.renderers.matplotlib.fonts import FontMeasure, fonts_of
from journeykit.renderers.matplotlib.subsets import subset
from journeykit.renderers.matplotlib.svg import is_slanted
from journeykit.view.figures import Table, TableColumn
from journeykit.view.layout import lay_out
from journeykit.view.scene import texts
from journeykit.view.theme import LIGHT
from view.layout_samples import LANGUAGES, figures, sheet

SVG = "{http://www.w3.org/2000/svg}"
DEJAVU = Path(mpl.get_data_path(), "fonts/ttf")
RULE = re.compile(
    r"@font-face\{font-family:(?P<family>[\w-]+);font-weight:(?P<weight>\d+);"
    r"font-style:(?P<style>\w+);src:url\(data:font/woff;base64,(?P<data>[^)]+)\);"
    r"unicode-range:(?P<range>[^}]+)\}"
)
TABLE = Table("t", "Étude", columns=[TableColumn("Step")], rows=[["Home"]])


def render(figure, **options):
    theme = options.pop("theme", LIGHT)
    return MatplotlibRenderer(**options).render(figure, theme=theme, suffix=".svg")


def embedded(rendered):
    """The fonts of each style, (bold, slanted): pairs of characters and font."""
    found = defaultdict(list)
    for rule in RULE.finditer(ET.fromstring(rendered.data).findtext(f"{SVG}style") or ""):
        points = set()
        for part in rule["range"].split(","):
            first, _, last = part[2:].partition("-")
            points.update(range(int(first, 16), int(last or first, 16) + 1))
        font = TTFont(io.BytesIO(base64.b64decode(rule["data"])))
        found[rule["weight"] == "600", rule["style"] == "italic"].append((points, font))
    return found


def advance(fonts, character):
    """What the embedded fonts make of a character, as a multiple of the size."""
    for points, font in fonts:
        if ord(character) in points:
            glyph = font.getBestCmap()[ord(character)]
            return font["hmtx"][glyph][0] / font["head"].unitsPerEm
    return None


def brand(folder, allows, source="DejaVuSerif.ttf"):
    """A font file that allows what it is told to."""
    path = folder / "Brand.ttf"
    font = TTFont(DEJAVU / source)
    font["OS/2"].fsType = allows
    font.save(path)
    return str(path)


# --- what is embedded -------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_character_is_in_the_face_that_it_is_written_in(language):
    """Each is drawn by one font of its style, as wide as it was measured."""
    fonts = fonts_of(LIGHT.families)
    measure = FontMeasure(fonts)
    for figure in figures(language):
        (scene,) = lay_out(figure, measure=measure)
        faces = embedded(render(figure))
        for run in texts(scene.items):
            style = run.bold, is_slanted(run)
            face = fonts.face(bold=style[0], italic=style[1])
            for character in filter(face.has, run.text):
                found = advance(faces[style], character)
                assert face.advance(character) == pytest.approx(found, abs=1e-6), character
                assert 1 == sum(ord(character) in points for points, _ in faces[style])


def test_a_run_is_as_long_as_it_was_measured():
    """The widths of its letters in the file add up to the room that layout gave it."""
    (scene,) = lay_out(sheet(4, "de", curves=1), measure=FontMeasure(fonts_of(LIGHT.families)))
    faces = embedded(render(sheet(4, "de", curves=1)))
    for run in texts(scene.items):
        found = sum(advance(faces[run.bold, run.italic], c) for c in run.text) * run.size
        assert run.width == pytest.approx(found, abs=0.01)


def test_nothing_else_is_embedded():
    """Neither letters that are not shown nor instructions, dates and names of the family."""
    faces = embedded(render(TABLE))
    shown = {*map(ord, "ÉtudeStepHome"), *map(ord, "E\u0301")}
    for points, font in (pair for pairs in faces.values() for pair in pairs):
        assert set(font.getBestCmap()) <= points <= shown
        assert {name.nameID for name in font["name"].names} <= {0, 14}
        assert not {"fpgm", "prep", "cvt ", "FFTM", "DSIG"} & set(font.keys())


def test_letters_of_arabic_can_be_joined():
    """The rules of shaping come along, with the forms that they choose."""
    fonts = [font for pairs in embedded(render(sheet(1, "ar"))).values() for _, font in pairs]
    forms = {
        record.FeatureTag
        for font in fonts
        if "GSUB" in font and 0x0645 in font.getBestCmap()
        for record in font["GSUB"].table.FeatureList.FeatureRecord
    }
    assert {"init", "medi", "fina"} <= forms


def test_letters_are_there_composed_and_taken_apart():
    """A viewer may do either before it looks for a glyph."""
    points = set().union(*(set(p) for p, _ in embedded(render(Table("t", "e\u0301")))[True, False]))
    assert {ord("e"), 0x301, ord("é")} <= points


@settings(max_examples=20, deadline=None)
@given(st.frozensets(st.integers(0x20, 0x2FFF), min_size=1, max_size=40))
def test_a_subset_has_the_characters_asked_for(points):
    """Those that the font has, each as wide as there; brackets come in pairs."""
    path = str(DEJAVU / "DejaVuSans.ttf")
    face = Face((("DejaVu Sans", path),), 400, False)
    font = TTFont(io.BytesIO(subset(path, points)))
    glyphs = font.getBestCmap() or {}
    assert {point for point in points if face.has(chr(point))} <= set(glyphs)
    assert all(unicodedata.mirrored(chr(point)) for point in set(glyphs) - points)
    assert all(
        face.advance(chr(point)) == font["hmtx"][glyph][0] / font["head"].unitsPerEm
        for point, glyph in glyphs.items()
    )


# --- how it is named --------------------------------------------------------


def test_the_family_is_our_own_and_comes_first():
    """No other version that a reader has installed gets in its way; theirs is the next best."""
    root = ET.fromstring(render(TABLE).data)
    own, *rest = root.get("font-family").split(", ")
    assert {own} == {rule["family"] for rule in RULE.finditer(root.findtext(f"{SVG}style"))}
    assert re.fullmatch(r"journeykit-[0-9a-f]{12}", own)
    assert "'DejaVu Sans'" in rest
    assert "sans-serif" == rest[-1]


def test_pictures_in_one_page_do_not_meet():
    """Rules of one reach all others: each content has its own name, the same content the same."""

    def family(table):
        return ET.fromstring(render(table).data).get("font-family").partition(",")[0]

    assert family(TABLE) == family(TABLE.replace(id="other"))
    assert family(TABLE) != family(TABLE.replace(title="Study"))


def test_pictures_in_notebooks_bring_their_typefaces():
    """Few readers of a notebook have them, and a picture costs more than its letters."""
    assert "@font-face" in jk.Journey("Buy a bike", ["Look"])._repr_html_()


# --- the same bytes ---------------------------------------------------------


def test_a_subset_is_the_same_each_time():
    """Cut anew, and by many threads at once; its dates are those of the font."""
    path, points = str(DEJAVU / "DejaVuSans.ttf"), frozenset(map(ord, "Étude, مرحبا"))

    def cut(_):
        return subset.__wrapped__(path, points)

    with ThreadPoolExecutor(8) as pool:
        found = {cut(0), *pool.map(cut, range(16))}
    assert 1 == len(found)
    dates = [TTFont(f)["head"].modified for f in (path, io.BytesIO(found.pop()))]
    assert dates[0] == dates[1]


# --- what is not embedded ---------------------------------------------------


@pytest.mark.parametrize(
    ("allows", "free"),
    [
        (0x0000, True),  # installable
        (0x0002, False),  # restricted
        (0x0004, False),  # preview and print: its documents may not be edited
        (0x0008, True),  # editable
        (0x000C, True),  # of several, the least restrictive counts
        (0x0100, False),  # not in part
        (0x0200, False),  # bitmaps only
    ],
)
def test_a_font_is_embedded_only_if_it_allows_it(tmp_path, allows, free):
    """Otherwise it is named; what is lost is said, and lines are held to their length."""
    theme = LIGHT.replace(families=(brand(tmp_path, allows),))
    rendered = render(TABLE, theme=theme)
    assert free == ("<style>" in rendered.text)
    assert free == ("textLength" not in rendered.text)
    assert "'DejaVu Serif'" in rendered.text
    expected = () if free else ("1 typeface that may not be embedded: DejaVu Serif",)
    assert expected == tuple(map(str, rendered.losses))


def test_what_a_font_may_not_give_another_still_gives(tmp_path):
    """Only the characters of the restricted one are left to the viewer."""
    path = tmp_path / "Brand.ttf"
    path.write_bytes(latin(100))
    font = TTFont(path)
    font["OS/2"].fsType = 2
    font.save(path)
    rendered = render(Table("t", "aب"), theme=LIGHT.replace(families=(str(path),)))
    points = set().union(*(p for p, _ in embedded(rendered)[True, False]))
    assert {ord("ب")} == points


def test_embedding_can_be_left_out():
    """The file is smaller and names the typefaces only."""
    with_, without = render(sheet(3)), render(sheet(3), embed_fonts=False)
    assert len(without.data) < len(with_.data)
    assert "journeykit-" not in without.text
    assert "<style>" not in without.text
    assert [e.text for e in ET.fromstring(with_.data).iter(f"{SVG}text")] == [
        e.text for e in ET.fromstring(without.data).iter(f"{SVG}text")
    ]
    with pytest.raises(InvalidValueError, match="embed_fonts"):
        MatplotlibRenderer(embed_fonts="no")


def test_a_font_that_cannot_be_taken_apart_is_passed_over(tmp_path):
    """Drawing goes on with what the viewer has."""
    path = tmp_path / "Broken.ttf"
    path.write_bytes(b"\x00\x01\x00\x00 no font")
    assert subset(str(path), frozenset({65})) is None


# --- uncommon files ---------------------------------------------------------


def latin(width, *, weights=False):
    """A font with an `a`, and with an axis that makes it wider if asked for."""
    pen = TTGlyphPen(None)
    for move, point in (
        (pen.moveTo, (0, 0)),
        (pen.lineTo, (0, 500)),
        (pen.lineTo, (width - 20, 0)),
    ):
        move(point)
    pen.closePath()
    builder = FontBuilder(1000)
    builder.setupGlyphOrder([".notdef", "a"])
    builder.setupCharacterMap({ord("a"): "a"})
    builder.setupGlyf({".notdef": TTGlyphPen(None).glyph(), "a": pen.glyph()})
    builder.setupHorizontalMetrics({".notdef": (width, 0), "a": (width, 0)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Brand", "styleName": "Regular"})
    builder.setupOS2(fsType=0)
    builder.setupPost()
    if weights:
        builder.setupFvar([("wght", 300, 400, 900, "Weight")], [])
        wider = [(0, 0), (0, 0), (90, 0), (0, 0), (90, 0), (0, 0), (0, 0)]
        builder.setupGvar({"a": [TupleVariation({"wght": (0, 1, 1)}, wider)]})
    buffer = io.BytesIO()
    builder.save(buffer)
    return buffer.getvalue()


def test_a_variable_font_is_embedded_as_it_was_measured(tmp_path):
    """Without its axes: a browser would turn them up by the weight that is asked for."""
    path = tmp_path / "Brand.ttf"
    path.write_bytes(latin(600, weights=True))
    font = TTFont(io.BytesIO(subset(str(path), frozenset({ord("a")}))))
    assert not {"fvar", "gvar"} & set(font.keys())
    assert 600 == font["hmtx"][font.getBestCmap()[ord("a")]][0]


def test_the_face_of_a_collection_is_the_one_that_measured(tmp_path):
    """A file may hold several faces."""
    collection = TTCollection()
    collection.fonts = [TTFont(io.BytesIO(latin(width))) for width in (600, 700)]
    path = tmp_path / "Brand.ttc"
    collection.save(path)
    for index, width in enumerate((600, 700)):
        data = subset(FontPath(str(path), index), frozenset({ord("a")}))
        font = TTFont(io.BytesIO(data))
        assert width == font["hmtx"][font.getBestCmap()[ord("a")]][0]
