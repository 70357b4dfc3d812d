"""Once installed, the parts are found by their names: run `pip install -e .` first."""

from pathlib import Path

from journeykit import example, render
from journeykit.analyzers import analyze, analyzers
from journeykit.renderers import formats
from journeykit.validators import find_rule

DISTRIBUTION = "journeykit-house"


def test_the_rule_is_listed() -> None:
    assert "HS101" == find_rule("long-touchpoint-name").code


def test_the_analyzer_runs_by_name() -> None:
    assert "channel-load" in analyzers()
    assert "load of channels" in analyze(example(), "channel-load").summary()


def test_the_format_is_found_by_its_suffix(tmp_path: Path) -> None:
    found = next(known for known in formats() if known.name == "jsonl")
    assert (DISTRIBUTION, None) == (found.distribution, found.problem)
    render(example(), tmp_path / "map.jsonl")
    assert (tmp_path / "map.jsonl").stat().st_size > 0
