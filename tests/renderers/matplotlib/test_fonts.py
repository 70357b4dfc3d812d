"""Typefaces: which are found, which draw a text, and that no global list changes."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from xml.etree import ElementTree as ET

import matplotlib as mpl
import pytest
from matplotlib.font_manager import FontProperties, fontManager, get_font
from matplotlib.text import Text as TextArtist

from journeykit.errors import RenderError
from journeykit.renderers.matplotlib import MatplotlibRenderer, to_figure, typefaces
from journeykit.renderers.matplotlib.fonts import FontMeasure, fonts_of
from journeykit.view.figures import Table, TableColumn
from journeykit.view.theme import LIGHT

DEJAVU = Path(mpl.get_data_path(), "fonts/ttf")
TABLE = Table("t", "Étude", columns=[TableColumn("Step")], rows=[["Home"]])


@pytest.fixture
def fresh():
    """Typefaces are looked for anew, before and after."""
    typefaces._installed.cache_clear()
    fonts_of.cache_clear()
    yield
    typefaces._installed.cache_clear()
    fonts_of.cache_clear()


def package(folder, *names):
    files = [Path(name) for name in names]
    return SimpleNamespace(
        name="brand",
        files=[
            SimpleNamespace(name=f.name, suffix=f.suffix, locate=lambda f=f: folder / f)
            for f in files
        ],
    )  # fmt: skip


def installed(monkeypatch, dist):
    point = SimpleNamespace(dist=dist)
    monkeypatch.setattr(
        typefaces, "entry_points", lambda group: [point] if group == "fonts_ttf" else []
    )


def test_families_that_are_not_installed_are_passed_over():
    """The typeface that matplotlib brings is always the last resort."""
    assert "DejaVu Sans" == fonts_of(("No Such Typeface",)).families[0]


@pytest.mark.usefixtures("fresh")
def test_typefaces_that_are_python_packages_are_found(monkeypatch, tmp_path):
    """matplotlib does not look for them; its own list stays as it is."""
    (tmp_path / "Serif.ttf").write_bytes((DEJAVU / "DejaVuSerif-Bold.ttf").read_bytes())
    (tmp_path / "Broken.ttf").write_bytes(b"no font")
    (tmp_path / "licence.txt").touch()
    known = list(fontManager.ttflist)
    monkeypatch.setattr(fontManager, "ttflist", [e for e in known if e.name == "DejaVu Sans"])
    before = list(fontManager.ttflist)
    installed(monkeypatch, package(tmp_path, "licence.txt", "Broken.ttf", "Serif.ttf"))
    fonts = fonts_of(("DejaVu Serif",))
    assert "DejaVu Serif" == fonts.families[0]
    assert str(tmp_path / "Serif.ttf") == fonts.face(bold=True).paths[0]
    assert before == fontManager.ttflist


@pytest.mark.usefixtures("fresh")
def test_packages_that_do_not_say_that_they_bring_typefaces_are_known(monkeypatch, tmp_path):
    """They are not imported: that would change global settings."""
    (tmp_path / "Serif.ttf").write_bytes((DEJAVU / "DejaVuSerif.ttf").read_bytes())
    monkeypatch.setattr(typefaces, "entry_points", lambda group: [])
    monkeypatch.setattr(typefaces, "distribution", lambda name: package(tmp_path, "Serif.ttf"))
    monkeypatch.setattr(fontManager, "ttflist", [])
    assert ("DejaVu Serif",) == fonts_of(("DejaVu Serif",)).families


@pytest.mark.usefixtures("fresh")
def test_system_typefaces_are_ignored_where_matplotlib_is_told_so(monkeypatch):
    """By the same variable of the environment, so that a picture is the same anywhere."""
    monkeypatch.setenv("MPL_IGNORE_SYSTEM_FONTS", "1")
    monkeypatch.setattr(typefaces, "_packaged", lambda: iter(()))
    paths = [cut.path for cuts in typefaces._installed().values() for cut in cuts]
    assert paths
    assert all(path.startswith(mpl.get_data_path()) for path in paths)


def test_a_typeface_is_named_by_its_file(tmp_path):
    """Files of one family count as one, which the SVG calls by its name."""
    names = {"Brand.ttf": "DejaVuSerif.ttf", "Brand-Bold.TTF": "DejaVuSerif-Bold.ttf"}
    for name, source in names.items():
        (tmp_path / name).write_bytes((DEJAVU / source).read_bytes())
    families = tuple(str(tmp_path / name) for name in names)
    fonts = fonts_of((*families, "DejaVu Sans"))
    assert ("DejaVu Serif", "DejaVu Sans") == fonts.families[:2]
    assert families == (fonts.face().paths[0], fonts.face(bold=True).paths[0])
    svg = MatplotlibRenderer().render(TABLE, theme=LIGHT.replace(families=families), suffix=".svg")
    assert ", 'DejaVu Serif', " in ET.fromstring(svg.data).get("font-family")
    for suffix in (".png", ".pdf"):
        MatplotlibRenderer().render(TABLE, theme=LIGHT.replace(families=families), suffix=suffix)


@pytest.mark.parametrize(
    ("content", "message"), [(None, "there is no such font file"), (b"text", "cannot be read")]
)
def test_a_file_that_is_no_font_is_refused(tmp_path, content, message):
    """The error names the file and what was expected."""
    path = tmp_path / "Brand.otf"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(RenderError, match=rf"Theme.families: .*Brand\.otf.*: .*{message}"):
        MatplotlibRenderer().render(
            TABLE, theme=LIGHT.replace(families=(str(path),)), suffix=".svg"
        )


def test_a_family_without_semibold_takes_what_is_nearest(tmp_path):
    """A brand that has one cut only is not left for another typeface."""
    (tmp_path / "Brand.ttf").write_bytes((DEJAVU / "DejaVuSerif.ttf").read_bytes())
    fonts = fonts_of((str(tmp_path / "Brand.ttf"),))
    assert str(tmp_path / "Brand.ttf") == fonts.face(italic=True).paths[0]
    assert str(tmp_path / "Brand.ttf") == fonts.face(bold=True).paths[0]


def test_letters_without_a_slanted_form_stand_upright():
    """DejaVu Sans has Arabic letters, but no slanted ones; the Latin ones lean all the same."""
    files = [path.rpartition("/")[2] for path in fonts_of(("DejaVu Sans",)).face(italic=True).paths]
    assert files.index("DejaVuSans-Oblique.ttf") < files.index("DejaVuSans.ttf")
    assert fonts_of(("DejaVu Sans",)).face(italic=True).holds("Hello مرحبا")


def test_marks_without_a_letter_are_dropped_with_it():
    """A syllable that cannot be drawn is as many boxes as it has letters."""
    fonts = fonts_of(("DejaVu Sans",))
    if fonts.face().has("क"):
        pytest.skip("a typeface with Devanagari is installed")
    assert "□□" == fonts.drawable("क्षि")
    assert FontMeasure(fonts).width("क", 10) >= FontMeasure(fonts).width("□", 10)


def test_artists_take_the_files_of_their_face(tmp_path):
    """And so do copies of their properties, which matplotlib makes at each turn."""
    (tmp_path / "Brand.ttf").write_bytes((DEJAVU / "DejaVuSerif.ttf").read_bytes())
    theme = LIGHT.replace(families=(str(tmp_path / "Brand.ttf"),))
    drawing = to_figure(TABLE, theme=theme)
    for artist in drawing.findobj(TextArtist):
        properties = artist.get_fontproperties()
        found = fontManager._find_fonts_by_props(properties)
        assert str(tmp_path / "Brand.ttf") == found[0]
        assert get_font(found).family_name == "DejaVu Serif"
        assert properties == properties.copy()
    artist.set_fontfamily("DejaVu Sans Mono")
    assert "DejaVuSansMono" in fontManager.findfont(artist.get_fontproperties())
    assert isinstance(artist.get_fontproperties(), FontProperties)
