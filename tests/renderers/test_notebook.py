"""What a notebook shows: rich where it can be, text where it cannot, never an error."""

import datetime as dt
import re
import xml.etree.ElementTree as ET
from html.parser import HTMLParser

import pytest

import journeykit as jk
from journeykit.renderers import notebook, registry
from journeykit.renderers.notebook import html
from journeykit.renderers.protocol import Rendered
from journeykit.testing.figures import figure
from journeykit.view.figures import Graph, Page, Sheet, Table, TableColumn, ValueKind

JOURNEY = jk.Journey("Buy <a> bike", [jk.Phase("Look", [jk.Touchpoint("See the ad", emotion=0.4)])])
SVG = '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" aria-labelledby="t d"><title id="t">T</title><g id="a"/><use href="#a"/><path fill="url(#a)"/></svg>'


class Reader(HTMLParser):
    """The texts and the tags of a fragment."""

    def __init__(self):
        super().__init__()
        self.texts, self.tags = [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)

    def handle_data(self, data):
        self.texts.append(data)


def read(fragment):
    reader = Reader()
    reader.feed(fragment)
    return reader


class Drawing:
    """A stand-in for the picture renderer."""

    protocol = 1
    name = "matplotlib"
    suffixes = (".svg",)
    draws = frozenset({Sheet, Graph})

    def render(self, figure, *, theme, suffix):
        return Rendered(data=SVG.encode(), media_type="image/svg+xml", suffix=suffix)


def drawn_by(monkeypatch, kind):
    real = registry.by_name
    monkeypatch.setattr(
        registry, "by_name", lambda name: kind if name == "matplotlib" else real(name)
    )


class Broken(Drawing):
    def render(self, figure, *, theme, suffix):
        msg = "no font"
        raise OSError(msg)


def test_a_table_is_a_table():
    """Caption, heads with scope, cells by kind; everything escaped."""
    table = Table(
        "t", "Steps & <b>", description="one\ntwo", locale="de",
        columns=[TableColumn("Step"), TableColumn("Time", ValueKind.NUMBER, unit="s")],
        rows=[("<script>", 1234.5), ("a\nb", None)],
    )  # fmt: skip
    made = html(table)
    root = ET.fromstring(made.replace("<br>", "<br/>"))
    assert "de" == root.get("lang")
    assert ["col", "col"] == [head.get("scope") for head in root.iter("th")]
    assert ["<script>", "1.234,5"] == [cell.text for cell in list(root.iter("td"))[:2]]
    assert "Time (s)" in made
    assert "text-align: end" in made
    assert "a<br>b" in made
    assert "script" not in read(made).tags


def test_pictures_have_ids_of_their_own(monkeypatch):
    """Two pictures in one page do not share ids, and mentions follow."""
    drawn_by(monkeypatch, Drawing)
    made = html(figure(Graph))
    [prefix] = set(re.findall(r'id="(jk-[0-9a-f]{8}-)', made))
    assert f'aria-labelledby="{prefix}t d"' in made
    assert f'href="#{prefix}a"' in made
    assert f"url(#{prefix}a)" in made
    assert "<?xml" not in made


def test_a_picture_is_there_in_words(monkeypatch):
    """Folded below it, in its language; the frame of the picture has a name, and takes keys."""
    drawn_by(monkeypatch, Drawing)
    made = html(JOURNEY.replace(locale="de"))
    assert 'role="region" tabindex="0" aria-label="Buy &lt;a&gt; bike"' in made
    [(language, summary, words)] = re.findall(
        r'<details lang="(\w+)"><summary>(.*?)</summary>(.*?)</details>', made, re.DOTALL
    )
    assert ("de", "In Worten") == (language, summary)
    assert "Kontaktpunkt 1 von 1: See the ad." in words
    assert "Buy &lt;a&gt; bike" in words


def test_a_picture_that_fails_is_text(monkeypatch):
    """The text of the figure is still there, escaped."""
    drawn_by(monkeypatch, Broken)
    made = html(JOURNEY)
    assert ["pre"] == read(made).tags
    assert "# Buy \\<a> bike" in "".join(read(made).texts)


def test_a_page_is_sections():
    """Headings by depth, from the third level to the sixth."""
    page = Page(
        "p",
        "A",
        description="Intro",
        figures=[
            Page(
                "q",
                "B",
                figures=[Page("r", "C", figures=[Page("s", "D", figures=[Page("t", "E")])])],
            )
        ],
    )
    made = html(page)
    assert ["h3", "h4", "h5", "h6", "h6"] == [t for t in read(made).tags if t.startswith("h")]
    assert "<p>Intro</p>" in made
    assert '<section lang="de">' in html(page.replace(locale="de"))


def test_a_result_has_its_summary():
    """The words come before the picture; not where the figure says them anyway."""

    class Result:
        def summary(self):
            return "3 & more"

        def to_view(self):
            return Table("t", "T")

    assert html(Result()).startswith('<pre style="white-space: pre-wrap;">3 &amp; more</pre><table')
    assert html(jk.drop_off(JOURNEY)).startswith("<pre")
    assert html(jk.validate(JOURNEY)).count("<table") == 1
    assert "<pre" not in html(jk.validate(JOURNEY))


@pytest.mark.parametrize("x", [7, "text", None, jk.Touchpoint("x"), jk.Emotion(0.4)])
def test_what_has_no_view_shows_itself(x):
    """None leaves it to the plain form."""
    assert html(x) is None


def test_it_never_raises():
    """A view that fails, a summary that fails, a repr that fails."""

    class Fails:
        def to_view(self):
            msg = "oh"
            raise ZeroDivisionError(msg)

        def __repr__(self):
            return "<Fails & more>"

    class FailsTwice(Fails):
        def __repr__(self):
            raise ZeroDivisionError

    assert '<pre style="white-space: pre-wrap;">&lt;Fails &amp; more&gt;</pre>' == html(Fails())
    assert "FailsTwice object at" in html(FailsTwice())


def test_values_show_themselves():
    """A journey is rich in a notebook by itself; an element without a view is not."""
    assert "Buy" in JOURNEY._repr_html_()
    assert jk.Touchpoint("x")._repr_html_() is None


def test_dates_and_hostile_texts():
    """Any text is shown as text."""
    made = html(figure(Table, "hostile"))
    assert "script" not in read(made).tags
    assert dt.date(2026, 1, 1).isoformat() in made
    made.encode()
    assert notebook.__all__ == ["html"]
