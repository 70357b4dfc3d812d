"""The figures of event logs as text: what the picture says by form is said in words."""

import pytest

from journeykit.renderers import render
from journeykit.testing.log_figures import log_figures
from journeykit.view import describe

FIGURES = {figure.id: figure for figure in log_figures(3, lambda place: f"Text {place}")}


@pytest.mark.parametrize(
    ("id", "line"),
    [
        ("retention", "| Text 3 | Text 4 | Text 1: 0 | 1 | 2 |"),
        ("retention", "*Text 5: 0% – 100%*"),
        ("retention", "*Empty cells: Text 6*"),
        ("difference", "| Text 3 | Text 1: -2 | -1 | **+0** |"),
        ("difference", "*Text 4: −20% Text 5 – +20% Text 6*"),
        ("curves", "| 9.3 d | ○ 65.6% (60.3% – 70.9%) |"),
        ("curves", "| Text 6 | Text 0 | Text 1 | Text 2 |"),
        ("curves", "| 2 d | 955 | 1,055 | 1,117 |"),
        ("curves", "*○ Text 7*"),
        ("odds", "| What | Text 6 | Interval | Label | Text 8 | Text 9 |"),
        ("transitions", "| Text 1 (start) | → happy path | Text 0 | 0% · Text 0 | 1,200 |"),
        ("transitions", "*Text 9*"),
    ],
)
def test_markdown_says_what_the_picture_shows(id, line):
    """Heads that are shared, the scale, the counts, and what a hollow sign means."""
    text = render(FIGURES[id], format="markdown").text.replace("\u00a0", " ")
    assert line in text.splitlines()


@pytest.mark.parametrize(
    ("id", "said"),
    [
        ("retention", "Columns: Text 3, Text 4, Text 1: 0, 1, 2."),
        ("difference", "+0 (counted from here)"),
        ("difference", "Text 4: −20% Text 5 – +20% Text 6."),
        ("curves", "Text 6: 0: 1,200; 2 d: 955;"),
        ("log-funnel", "had not the time yet: 40; Text 8: 2.1 h; Text 2;"),
        ("log-funnel", "Text 9"),
        ("odds", "interval"),
        ("transitions", "Text 1 (start) leads to Text 0 (happy path; 1,200 Text 8; 0%; Text 0)."),
    ],
)
def test_words_say_what_the_picture_shows(id, said):
    """To those who cannot see it, in the order of reading."""
    assert said in describe(FIGURES[id]).replace("\u00a0", " ")


def test_dot_keeps_every_way():
    """Also those that a picture of ours says in the nodes; with figures and note."""
    text = render(FIGURES["transitions"], format="dot").text
    assert text.count(" -> ") == len(FIGURES["transitions"].edges)
    assert "1,200 · 0% · Text 0" in text
    assert "Text 9" in text
