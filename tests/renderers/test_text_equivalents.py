"""Pictures carry their words: title and short form, in every format that can hold them."""

import datetime as dt
import io
import xml.etree.ElementTree as ET

import pytest

import journeykit as jk
from journeykit.renderers import render
from journeykit.testing.figures import figure
from journeykit.view import view
from journeykit.view.figures import FIGURES, Page, Table
from journeykit.view.words.text import one_line

pytest.importorskip("matplotlib")

SVG = "{http://www.w3.org/2000/svg}"
XML = "{http://www.w3.org/XML/1998/namespace}"
NAMES = ("retail-purchase", "public-service")
SEEN = {
    "report": lambda j: jk.validate(j, today=dt.date(2026, 11, 1)),
    "gaps": jk.find_gaps,
    "drop-off": jk.drop_off,
    "feelings": jk.emotion_curve,
    "flow": jk.flow,
    "moments": jk.moments_of_truth,
    "priorities": jk.rank_opportunities,
}


def spoken(svg):
    """What a screen reader says of a picture: role, language, and the texts that name it."""
    root = ET.fromstring(svg)
    by_id = {element.get("id"): element for element in root.iter() if element.get("id")}
    texts = [by_id[id].text or "" for id in root.get("aria-labelledby").split()]
    assert [f"{SVG}title", f"{SVG}desc"] == [element.tag for element in list(root)[:2]]
    return root.get("role"), root.get(f"{XML}lang"), texts


@pytest.mark.parametrize("kind", ["map", "blueprint", "flow", "concepts", "personas", "plan"])
@pytest.mark.parametrize("name", NAMES)
def test_every_picture_of_a_journey_is_named_and_told(name, kind):
    """In its language; the short form is the description."""
    journey = jk.example(name)
    drawn = view(journey, kind)
    assert ("img", journey.locale, [drawn.title, drawn.description]) == spoken(
        render(drawn, format="svg").text
    )


@pytest.mark.parametrize("name", SEEN)
def test_every_picture_of_a_result_is_named_and_told(name):
    """The words are those of the view."""
    drawn = view(SEEN[name](jk.example("retail-purchase")))
    role, _, texts = spoken(render(drawn, format="svg").text)
    assert ("img", [drawn.title, drawn.description]) == (role, texts)


@pytest.mark.parametrize("kind", FIGURES)
def test_a_figure_without_a_description_is_told_by_its_title(kind):
    """Never silence."""
    sample = figure(kind, "empty")
    assert [sample.title, sample.title] == spoken(render(sample, format="svg").text)[2]


def test_any_text_can_be_spoken():
    """Whatever a title or a description is made of, the picture is valid XML."""
    drawn = Table("t", "<a> & \0", description="one\ntwo ]]> \ud83d")
    title, description = spoken(render(drawn, format="svg").text)[2]
    assert "<a> & \ufffd" == title
    assert "one two ]]> \ufffd" == one_line(description)


def test_ids_are_given_once():
    """A page of several figures with the same ids still has each id once."""
    page = Page("p", "P", figures=[figure(kind, "small") for kind in FIGURES] * 2)
    root = ET.fromstring(render(page, format="svg").text)
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert sorted(set(ids)) == sorted(ids)


@pytest.mark.parametrize("kind", ["map", "flow", "plan"])
def test_a_png_carries_its_words(kind):
    """As metadata, which viewers and archives read."""
    image = pytest.importorskip("PIL.Image")
    drawn = view(jk.example("public-service"), kind)
    data = render(drawn, format="png", options={"dpi": 20}).data
    with image.open(io.BytesIO(data)) as picture:
        assert (drawn.title, drawn.description) == (
            picture.info["Title"], picture.info["Description"],
        )  # fmt: skip
