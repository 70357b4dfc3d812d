"""The recorder: what a view said, without drawing it."""

import datetime as dt
import json

import pytest

from journeykit.renderers import render
from journeykit.renderers.recorder import RecorderRenderer, figures, ids, structure, texts
from journeykit.testing.figures import HOSTILE_TEXTS, figure
from journeykit.testing.renderers import check_renderer
from journeykit.view.figures import (
    FIGURES,
    Entry,
    Graph,
    Page,
    Point,
    Table,
    TableColumn,
    Tone,
    ValueKind,
)


def record(x, **options):
    return json.loads(render(x, format=RecorderRenderer(**options)).text)


def test_it_keeps_the_contract():
    """It is a complete renderer, and loses nothing."""
    check_renderer(RecorderRenderer())
    assert () == render(figure(Page, "hostile"), format=RecorderRenderer()).losses


def test_it_lists_every_figure():
    """A page before its parts, each with its own texts and ids."""
    page = Page(
        "p",
        "Report",
        figures=[Table("t", "Steps"), Page("q", "More", figures=[Graph("g", "Flow")])],
    )
    found = record(page)["figures"]
    assert ["Page", "Table", "Page", "Graph"] == [each["kind"] for each in found]
    assert [["Report"], ["Steps"], ["More"], ["Flow"]] == [each["texts"] for each in found]
    assert ["p", "t", "q", "g"] == [each["id"] for each in found]


@pytest.mark.parametrize("kind", FIGURES)
def test_any_text_is_recorded_exactly(kind):
    """Not a character changes, half of a surrogate pair included."""
    sample = figure(kind, "hostile")
    found = [text for each in record(sample)["figures"] for text in each["texts"]]
    assert found == [text for each in figures(sample) for text in texts(each)]
    assert "half a pair \ud83d and \udc00" in found


def test_the_whole_structure_is_there():
    """Every value says its type and its fields."""
    table = Table(
        "t", "T", columns=[TableColumn("A", ValueKind.DATE)], rows=[[dt.date(2026, 1, 2)]]
    )
    found = record(table, indent=1)["figure"]
    assert "Table" == found["type"]
    assert [["2026-01-02"]] == found["rows"]
    assert "date" == found["columns"][0]["kind"]


def test_numbers_that_json_cannot_say_are_words():
    """The document stays JSON."""
    assert ["nan", "inf", 1.5] == [
        structure(Point(0, y))["y"] for y in (float("nan"), float("inf"), 1.5)
    ]


def test_texts_are_what_a_reader_sees():
    """Ids, kinds and locales are no texts; an id is one of `ids`."""
    graph = figure(Graph)
    assert "happy" not in list(texts(graph))
    assert "g0" not in list(texts(graph))
    assert "en" not in list(texts(graph))
    assert ["graph", "g0", "g1"] == list(ids(graph))[:3]
    assert "positive" not in list(texts(Entry("x", tone=Tone.POSITIVE)))
    assert len(HOSTILE_TEXTS) > 20
