"""The example of a renderer of one's own."""

import runpy
import subprocess
import sys
from pathlib import Path

from journeykit.renderers import render
from journeykit.testing import check_renderer
from journeykit.testing.figures import figure
from journeykit.view.figures import Table

EXAMPLE = Path(__file__).parents[2] / "examples" / "custom_renderer.py"


# It says in its one loss that places and figures are dropped, but not how many of each.
PLACES_AND_FIGURES = (
    "whether an entry is a quote", "the level of an entry", "the value of a point",
    "a further point in a column", "whether a label is a quote", "the kind of a node", "an edge",
    "the kind of an edge", "the weight of an edge", "whether edges have a direction",
    "an empty value beside 0", "a point", "the interval of a point (line)",
    "the interval of a point (bars)", "the end of spans", "the end of changes",
    "the slant of an upright guide", "the slant of a level guide", "what a point was before",
)  # fmt: skip


def outline():
    return runpy.run_path(str(EXAMPLE))["OutlineRenderer"]


def test_it_is_short():
    """It fits on a screen."""
    assert len(EXAMPLE.read_text().splitlines()) <= 40


def test_it_keeps_the_contract():
    """It is a complete renderer, options included."""
    check_renderer(outline()(), silent=PLACES_AND_FIGURES)
    check_renderer(outline()(sign=">> "), every_feature=False)


def test_its_options_are_given_by_name():
    """A class that is passed as the format takes options like any other."""
    rendered = render(figure(Table), format=outline(), options={"sign": "+ "})
    assert rendered.text.splitlines()[:2] == ["Text 0", "+ Text 6"]
    assert rendered.losses


def test_it_runs_as_a_script(tmp_path):
    """It shows what it does."""
    done = subprocess.run(
        [sys.executable, "-W", "error", str(EXAMPLE)],
        capture_output=True, text=True, check=True, cwd=tmp_path,
    )  # fmt: skip
    assert "Buy a bike" == done.stdout.splitlines()[0]
    assert "* See the ad" in done.stdout.splitlines()
