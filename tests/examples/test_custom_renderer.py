"""The example of a renderer of one's own."""

import runpy
import subprocess
import sys
from pathlib import Path

from journeykit.renderers import render
from journeykit.testing.figures import figure
from journeykit.testing.renderers import check_renderer
from journeykit.view.figures import Table

EXAMPLE = Path(__file__).parents[2] / "examples" / "custom_renderer.py"


def outline():
    return runpy.run_path(str(EXAMPLE))["OutlineRenderer"]


def test_it_is_short():
    """It fits on a screen."""
    assert len(EXAMPLE.read_text().splitlines()) <= 40


def test_it_keeps_the_contract():
    """It is a complete renderer, options included."""
    check_renderer(outline()())
    check_renderer(outline()(sign=">> "))


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
