"""Every script of the gallery runs, wherever it is started from."""

import runpy
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture
def run(tmp_path, monkeypatch, capsys, remembered_log):
    def run(name):
        monkeypatch.chdir(tmp_path)
        runpy.run_path(str(EXAMPLES / name), run_name="__main__")
        return capsys.readouterr().out

    return run


def test_quickstart_prints_a_verdict_and_draws(run, tmp_path):
    """The example of the README checks, finds gaps and writes a picture."""
    printed = run("quickstart.py")
    assert "drawn: map.svg" in printed
    assert (tmp_path / "map.svg").read_text("utf-8").startswith("<?xml")


def test_custom_rule_finds_what_it_looks_for(run):
    """Three pains make customers leave, and for one of them nothing is due in time."""
    printed = run("custom_rule.py")
    assert "try/first-plan/odd-template" in printed
    assert printed.rstrip().endswith("1 warning")


def test_demo_draws_what_it_says(run, tmp_path):
    """The tour prints its parts in lines that fit, and every file that it names is there."""
    printed = run("demo.py")
    assert all(len(line) <= 96 for line in printed.splitlines())
    for part in (
        "Checked against", "gaps", "Where customers are lost", "What to do first", "Measured:",
        "otherwise than the map says", "worse than elsewhere",
    ):  # fmt: skip
        assert part in printed
    drawn = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert 16 == len(drawn)
    for name in drawn:
        assert name in printed
        assert (tmp_path / "out" / name).stat().st_size > 0


@pytest.mark.parametrize("script", sorted(path.name for path in EXAMPLES.glob("plot_*.py")))
def test_each_script_of_the_gallery_draws_its_picture(script, run, tmp_path):
    """A script writes one picture that carries its name, with words for those who cannot see it."""
    run(script)
    drawn = (tmp_path / script).with_suffix(".png").read_bytes()
    assert drawn.startswith(b"\x89PNG")
    assert b"tEXtDescription" in drawn or b"iTXtDescription" in drawn
