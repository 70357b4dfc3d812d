"""The command: what it prints, what it writes, and its exit codes."""

import io
import json
import re
import sys
from pathlib import Path

import pytest

import journeykit as jk
from journeykit.cli import main

GOOD = """\
journeykit: 1
title: Buy a bike
phases:
  - name: Awareness
    touchpoints:
      - name: See the ad
        channel: social
        emotions: 0.4
"""
BAD = (
    GOOD
    + """\
transitions:
  - source: see-the-ad
    target: nowhere
"""
)


@pytest.fixture
def run(capsys, tmp_path, monkeypatch):
    """Run the command in an empty folder; gives exit code, output and errors."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments, stdin=""):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        try:
            code = main(arguments)
        except SystemExit as stop:
            code = stop.code
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    Path("good.yaml").write_text(GOOD)
    Path("bad.yaml").write_text(BAD)
    return call


def test_check_is_0_without_errors(run):
    """Warnings do not fail a build by themselves."""
    code, out, _ = run("check", "good.yaml")
    assert 0 == code
    assert "warning" in out


def test_check_is_1_with_errors_at_their_line(run):
    """A dangling reference is an error, at the line where it is written."""
    code, out, _ = run("check", "bad.yaml")
    assert 1 == code
    assert "bad.yaml:11:" in out
    assert "dangling-reference" in out


def test_check_fails_on_what_it_is_told(run):
    """The mildest finding that fails is the caller's choice."""
    assert 1 == run("check", "good.yaml", "--fail-on", "warning")[0]
    assert 0 == run("check", "bad.yaml", "--fail-on", "never")[0]


def test_check_selects_and_ignores(run):
    """Selectors come by commas or one by one."""
    code, out, _ = run("check", "bad.yaml", "--select", "dangling-reference,duplicate-id")
    assert 1 == code
    assert "touchpoint" not in out.replace("dangling-reference", "").split("1 error")[1]
    assert 0 == run("check", "bad.yaml", "--ignore", "dangling-reference")[0]


@pytest.mark.parametrize("nothing", ["", ",", " , "])
def test_check_of_no_rules_is_a_slip(run, nothing):
    """Selecting nothing would pass everything."""
    code, out, err = run("check", "bad.yaml", "--select", nothing)
    assert (2, "") == (code, out)
    assert "--select: name at least one rule" in err


def test_check_reports_as_data(run):
    """JSON, SARIF and GitHub annotations carry the same findings."""
    code, out, _ = run("check", "bad.yaml", "--format", "json")
    assert 1 == code
    assert "dangling-reference" in json.dumps(json.loads(out))
    out = run("check", "bad.yaml", "--format", "sarif")[1]
    assert "2.1.0" == json.loads(out)["version"]
    out = run("check", "bad.yaml", "--format", "github")[1]
    assert "::error file=bad.yaml,line=11" in out


def test_check_writes_the_report(run):
    """A report in a file leaves the terminal alone."""
    code, out, _ = run("check", "bad.yaml", "--format", "sarif", "--output", "report.sarif")
    assert (1, "") == (code, out)
    assert "2.1.0" == json.loads(Path("report.sarif").read_text())["version"]


def test_check_reads_several_files_and_goes_on(run):
    """One unreadable file is a finding with its line, and the others are checked."""
    Path("broken.yaml").write_text("title: [")
    code, out, _ = run("check", "broken.yaml", "bad.yaml")
    assert 2 == code
    assert "broken.yaml:1:" in out
    assert "dangling-reference" in out


def test_check_goes_on_where_a_file_is_missing(run):
    """A missing file and a folder are findings, and the others are checked."""
    Path("folder").mkdir()
    code, out, _ = run("check", "nowhere.yaml", "folder", "bad.yaml")
    assert 2 == code
    assert "no file 'nowhere.yaml'" in out
    assert 2 == out.count("error[unreadable-file]")
    assert "dangling-reference" in out


def test_check_reads_standard_input(run):
    """A dash is standard input."""
    code, out, _ = run("check", "-", stdin=BAD)
    assert 1 == code
    assert "<stdin>:11:" in out


def test_check_takes_options_of_rules(run):
    """Values are read as JSON where they are, else as text; nonsense is refused."""
    code, _, err = run("check", "good.yaml", "--option", "nonsense")
    assert 2 == code
    assert "expected --option RULE.NAME=VALUE, got 'nonsense'" in err
    code, _, err = run("check", "good.yaml", "--option", "duplicate-id.x=1")
    assert 2 == code
    assert "duplicate-id" in err


def test_check_judges_by_the_day_it_is_given(run):
    """A map goes stale when its day has come."""
    Path("old.yaml").write_text(GOOD + "review_by: 2026-01-01\n")
    assert "review" in run("check", "old.yaml", "--today", "2026-02-01")[1]
    code, _, err = run("check", "old.yaml", "--today", "soon")
    assert 2 == code
    assert "expected a date such as 2026-11-30, got 'soon'" in err


def test_a_missing_file_is_one_clear_line(run):
    """No traceback for a slip of the pen."""
    code, _, err = run("analyze", "nowhere.yaml")
    assert 2 == code
    assert 1 == err.count("\n")
    assert "nowhere.yaml" in err


def test_render_writes_by_suffix(run):
    """Several pictures in one call; their paths are printed."""
    code, out, _ = run("render", "good.yaml", "map.svg", "map.md", "flow.dot")
    assert 0 == code
    assert ["map.svg", "map.md", "flow.dot"] == out.split()
    assert Path("map.svg").read_text().startswith("<?xml")
    assert Path("flow.dot").read_text().startswith("digraph")


def test_render_prints_to_standard_output(run):
    """A dash is standard output, Markdown unless told otherwise."""
    assert "See the ad" in run("render", "good.yaml", "-")[1]
    assert "digraph" in run("render", "good.yaml", "-", "--format", "dot")[1]


def test_render_takes_a_view_and_a_theme(run):
    """Unknown ones are named, with the nearest."""
    assert 0 == run("render", "good.yaml", "a.svg", "--view", "flow", "--theme", "dark")[0]
    code, _, err = run("render", "good.yaml", "b.svg", "--view", "flwo")
    assert 2 == code
    assert "did you mean 'flow'" in err
    assert not Path("b.svg").exists()
    assert 0 == run("render", "good.yaml", "curve.svg", "--of", "feelings")[0]
    assert "feelings" in Path("curve.svg").read_text()


def test_render_shows_a_part(run):
    """Of each kind of part one or several, by commas or one by one."""
    run("new", "shop.yaml", "--example", "retail-purchase")
    parts = ("--only", "phases=purchase,use", "--only", "severity=workaround")
    _, out, _ = run("render", "shop.yaml", "-", *parts, "--only", "phases=awareness")
    assert ("shows only Awareness, Purchase, Use; pain points from “needs a workaround”") in out
    assert "## Delivery" not in out


@pytest.mark.parametrize(
    ("part", "message"),
    [
        ("phases", "expected --only PART=IDS, got 'phases'"),
        ("phase=purchase", "no part to show named 'phase'; did you mean 'phases'"),
        ("phases=purchas", "no phase 'purchas'; did you mean 'purchase'"),
        ("severity=bad", "Filter.severity: expected a severity"),
    ],
)
def test_render_refuses_parts_that_there_are_not(run, part, message):
    """With the nearest that there is."""
    run("new", "shop.yaml", "--example", "retail-purchase")
    code, _, err = run("render", "shop.yaml", "map.svg", "--only", part)
    assert 2 == code
    assert message in err


def test_render_compares_with_another_journey(run):
    """The view follows, or is said."""
    assert 0 == run("render", "good.yaml", "change.svg", "--to", "bad.yaml")[0]
    assert "no changes" in run("render", "good.yaml", "-", "--to", "good.yaml")[1]
    told = run("render", "good.yaml", "-", "--view", "before-after", "--to", "good.yaml")
    assert (0, True) == (told[0], "See the ad" in told[1])
    code, _, err = run("render", "good.yaml", "x.svg", "--view", "change")
    assert (2, True) == (code, "the view 'change' needs the option 'to'" in err)


def test_render_sets_up_the_format(run):
    """An option is a number or a yes where it can be, and text where the format takes text."""
    assert 0 == run("render", "good.yaml", "a.png", "--option", "dpi=72")[0]
    assert 0 == run("render", "good.yaml", "b.png", "--option", "dpi=144")[0]
    assert Path("a.png").stat().st_size < Path("b.png").stat().st_size
    code, out, _ = run("render", "good.yaml", "-", "--option", "heading-level=2")
    assert (0, "## Buy a bike") == (code, out.splitlines()[0])
    code, out, _ = run("render", "good.yaml", "-", "--option", "picture=7")
    assert (0, True) == (code, "](7)" in out)
    assert 0 == run("render", "good.yaml", "-", "--format", "md", "--option", "picture=7")[0]


@pytest.mark.parametrize(
    ("option", "message"),
    [
        ("dpi", "error: expected --option NAME=VALUE, such as dpi=90, got 'dpi'"),
        ("dip=90", "no option of the format 'matplotlib' named 'dip'; did you mean 'dpi'?"),
        ("dpi=fine", "MatplotlibRenderer.dpi: expected a finite number above 0, got 'fine'"),
    ],
)
def test_render_refuses_options_that_there_are_not(run, option, message):
    """Each fault is said, and nothing is written."""
    code, out, err = run("render", "good.yaml", "map.png", "--option", option)
    assert (2, "") == (code, out)
    assert message in err
    assert not Path("map.png").exists()


@pytest.mark.parametrize(
    "call",
    [
        ["render", "good.yaml", "map.md", "--only", "phases"],
        ["render", "good.yaml", "map.md", "--kind", "flow"],
        ["render", "good.yaml", "map.md", "--option", "a=1", "--option", "a=2"],
        ["check", "good.yaml", "--option", "x"],
        ["analyze"],
        ["check"],
    ],
)
def test_a_call_that_cannot_be_understood_gets_the_usage_of_its_command(run, call):
    """Not that of the whole program."""
    code, out, err = run(*call)
    assert (2, "") == (code, out)
    assert err.startswith(f"usage: journeykit {call[0]} ")
    assert f"journeykit {call[0]}: error: " in err


def test_analyze_prints_summaries(run):
    """All of them, or those asked for."""
    code, out, _ = run("analyze", "good.yaml")
    assert 0 == code
    assert "Feelings in 'Buy a bike'" in out
    code, out, _ = run("analyze", "good.yaml", "feelings")
    assert "Drop-off" not in out
    assert "feelings" in run("analyze", "--list")[1].split()
    code, _, err = run("analyze")
    assert 2 == code
    assert "expected a FILE to analyse" in err
    assert "|" in run("analyze", "good.yaml", "gaps", "--format", "markdown")[1]
    assert 2 == run("analyze", "good.yaml", "feelngs")[0]
    found = json.loads(run("analyze", "good.yaml", "--format", "json")[1])
    assert 0.4 == found["feelings"][0]["valence"]


def test_convert_keeps_the_journey(run):
    """What goes through JSON comes back as it was."""
    assert 0 == run("convert", "good.yaml", "good.json")[0]
    assert jk.load("good.yaml") == jk.load("good.json")
    out = run("convert", "good.json", "-", "--to", "yaml")[1]
    assert jk.load("good.yaml") == jk.loads(out, format="yaml")


def test_convert_tells_what_was_odd(run):
    """What Mermaid garbles is said, with the line."""
    Path("a.mmd").write_text("journey\n  section A\n    At 10:30 call: 4: Me\n")
    code, _, err = run("convert", "a.mmd", "a.yaml")
    assert 0 == code
    assert "a.mmd:3:" in err
    assert "hint:" in err


def test_new_starts_a_journey_that_passes(run):
    """The starter is a good journey, with its comments."""
    assert 0 == run("new", "mine.yaml", "--title", "My own: journey")[0]
    text = Path("mine.yaml").read_text()
    assert "# from -1" in text
    assert ("My own: journey", "my-own-journey") == (
        jk.load("mine.yaml").title,
        jk.load("mine.yaml").id,
    )
    assert 0 == run("check", "mine.yaml")[0]


def test_new_never_overwrites_unasked(run):
    """A file that is there stays as it is."""
    code, _, err = run("new", "good.yaml")
    assert 2 == code
    assert "--force" in err
    assert GOOD == Path("good.yaml").read_text()
    assert 0 == run("new", "good.yaml", "--force", "--example", "software-onboarding")[0]
    assert jk.example("software-onboarding") == jk.load("good.yaml")
    assert 0 == run("new", "mine.json")[0]
    assert jk.load("mine.json").title == "Untitled journey"


def test_schema_is_json(run):
    """It is the published schema."""
    code, out, _ = run("schema")
    assert 0 == code
    assert "$defs" in json.loads(out)


def test_rules_are_listed_and_explained(run):
    """One line a rule; one page for one; one document for all."""
    code, out, _ = run("rules")
    assert 0 == code
    assert len(out.splitlines()) >= 35
    assert "Two elements of one kind share an id" in run("rules", "duplicate-id")[1]
    assert run("rules", "--markdown")[1].startswith("# ")
    code, _, err = run("rules", "duplicat-id")
    assert 2 == code
    assert "did you mean 'duplicate-id'" in err


def test_formats_are_listed(run):
    """What can be read, written and drawn."""
    code, out, _ = run("formats")
    assert 0 == code
    for name in ("yaml", "mermaid", "markdown", "matplotlib", "dot"):
        assert name in out


def test_formats_stand_in_columns(run):
    """Long lists of suffixes move the others."""
    _, out, _ = run("formats")
    rows = [line for line in out.splitlines() if line.startswith("  ")]
    for words in ("read", "Graph", "Chart"):
        assert any(words in row for row in rows)
    starts = {len(row) - len(re.split(r"  +", row.strip(), maxsplit=2)[2]) for row in rows}
    assert 1 == len(starts)


def test_without_a_command_the_usage_is_shown(run):
    """A bare call is a mistake, and says what there is."""
    code, _, err = run()
    assert 2 == code
    assert "check" in err
    assert "journeykit" in run("--version")[1]
