"""Folders of journeys on the command line."""

import json

import pytest

from journeykit.cli import main

BUY = """\
title: Buy
phases:
  - name: Purchase
    touchpoints:
      - name: Pay
        channel: web
        pain_points: [too-slow]
        journey: retrun
"""
RETURN = """\
title: Return
phases:
  - name: Return
    touchpoints:
      - name: Ship
        channel: web
        pain_points: [Too slow]
"""
ATLAS = "title: Shop\nchannels:\n  - name: Web shop\n    id: web\n  - name: Fax\n"


@pytest.fixture
def run(capsys, tmp_path, monkeypatch):
    """Run the command beside a folder of journeys."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "maps"
    folder.mkdir()
    for name, text in (("atlas", ATLAS), ("buy", BUY), ("return", RETURN)):
        (folder / f"{name}.yaml").write_text(text)

    def call(*arguments):
        try:
            code = main(arguments)
        except SystemExit as stop:
            code = stop.code
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


def test_check_takes_a_folder(run):
    """Findings about the atlas and about each journey, at their lines."""
    code, out, _ = run("check", "maps", "--select", "atlas,JK307")
    assert 1 == code
    assert "maps/buy.yaml:8:9: error[dangling-journey]" in out
    assert "did you mean 'return'?" in out
    assert "maps/atlas.yaml:5:5: info[unused-definition] no journey has the channel 'Fax'" in out
    assert out.rstrip().splitlines()[-1].startswith("Shop: 1 error")


def test_check_goes_on_where_files_of_a_folder_are_broken(run, tmp_path):
    """Each is a finding, the others are checked."""
    (tmp_path / "maps" / "bad.yaml").write_text("title: [")
    (tmp_path / "maps" / "worse.json").write_text("{")
    code, out, _ = run("check", "maps", "--format", "json")
    assert 2 == code
    found = json.loads(out)["diagnostics"]
    assert 2 == sum(each["rule"] == "unreadable-file" for each in found)
    assert "dangling-journey" in {each["rule"] for each in found}


def test_check_of_a_folder_without_journeys(run, tmp_path):
    """A finding as any other file that cannot be read."""
    (tmp_path / "empty").mkdir()
    code, out, _ = run("check", "empty")
    assert 2 == code
    assert "empty: error[unreadable-file]" in out
    assert "expected a folder with journeys (.yaml" in out


def test_atlas_says_what_journeys_have_in_common(run):
    """As text, Markdown and data."""
    code, out, _ = run("atlas", "maps")
    assert 0 == code
    assert out.startswith("Shop: 2 journeys, 2 touchpoints\n")
    for said in (
        "Web shop",
        "no journey has the channel 'fax'",
        "1 link between",
        "may be the same",
    ):
        assert said in out
    assert "| Buy | 1 |" in run("atlas", "maps", "--format", "markdown", "--view", "matrix")[1]
    found = json.loads(run("atlas", "maps", "--format", "json")[1])
    assert ["CrossReference", "JourneyTree", "SimilarPainPoints"] == list(found)
    assert ("web", 2) == (found["CrossReference"][0]["id"], found["CrossReference"][0]["journeys"])


def test_atlas_draws(run, tmp_path):
    """What was asked for."""
    code, out, _ = run(
        "atlas", "maps", "--view", "matrix", "--of", "pain point", "--output", "a.svg"
    )
    assert (0, "a.svg\n") == (code, out)
    text = (tmp_path / "a.svg").read_text()
    assert "Too" in text
    assert "too-slow" not in text
    assert 0 == run("atlas", "maps", "--view", "tree", "--output", "tree.md")[0]


def test_slips_are_told(run, tmp_path):
    """A folder that is not there, a kind that is not, a file that is broken."""
    code, _, err = run("atlas", "map")
    assert (2, True) == (code, "no folder 'map'; did you mean 'maps'?" in err)
    code, _, err = run("atlas", "maps", "--view", "matrix", "--of", "channel")
    assert (2, True) == (code, "--output or --format markdown only" in err)
    code, _, err = run("atlas", "maps", "--view", "matrix", "--of", "chanel", "--output", "a.md")
    assert (2, True) == (code, "did you mean 'channel'?" in err)
    (tmp_path / "maps" / "bad.yaml").write_text("title: [")
    code, _, err = run("atlas", "maps")
    assert (2, True) == (code, "maps: 1 file cannot be read, beside 2 that can" in err)
