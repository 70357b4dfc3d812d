"""The example of a renderer for terminals."""

import re
import runpy
import warnings
from pathlib import Path

import pytest

import journeykit as jk
from journeykit.testing import check_renderer

pytest.importorskip("rich", reason="rich draws on the terminal, and is not installed")

EXAMPLE = Path(__file__).parents[2] / "examples" / "terminal_renderer.py"
# Of spans and changes, Markdown does not write what the x axis counts.
NOT_YET = ("x",)


@pytest.fixture(scope="module")
def terminal():
    return runpy.run_path(str(EXAMPLE))["TerminalRenderer"]


def plain(text):
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


def test_it_is_short():
    """Sixty lines, blank ones aside, are enough for all five kinds."""
    lines = EXAMPLE.read_text("utf-8").splitlines()
    assert len([line for line in lines if line.strip()]) <= 60


def test_it_keeps_the_contract(terminal):
    """All five kinds, any text, nothing lost in silence."""
    check_renderer(terminal(), silent=NOT_YET, size=10)
    check_renderer(terminal(width=80), silent=NOT_YET, size=8, every_feature=False)


@pytest.mark.parametrize("theme", ["light", "dark", "print"])
def test_a_map_fits_and_has_the_colours_of_the_theme(terminal, theme):
    """No line is wider than the terminal; curve and bars are drawn, signs coloured."""
    text = jk.render(jk.example(), format=terminal(), theme=theme).text
    assert all(len(line) <= 100 for line in plain(text).splitlines())
    assert re.search("[▁▂▃▄▅▆▇█]{5}", plain(text))
    assert "▕█████████▏ 121,000" in plain(text)
    # The colour of what is good in each theme, as a terminal is told it.
    good = {"light": "38;2;31;122;109", "dark": "38;2;92;196;178", "print": "38;2;77;77;77"}
    assert f"\x1b[{good[theme]}m▲" in text


def test_texts_cannot_direct_the_terminal(terminal):
    """What would colour, clear or turn the screen is replaced, and counted."""
    journey = jk.Journey("Red \x1b[31m\u202e", [jk.Phase("A", ["b"])])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        rendered = jk.render(journey, format=terminal())
    assert "\x1b[31m" not in rendered.text
    assert "\u202e" not in rendered.text
    assert "characters that direct a terminal replaced" == rendered.losses[0].what
