"""The commands about versions: what they print and write, their exit codes, and git."""

import io
import json
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import journeykit as jk
from journeykit.cli import main

ROOT = Path(__file__).parents[1]
OLD = """\
journeykit: 1
title: Buy a bike
phases:
  - name: Look
    touchpoints: [Ad]
  - name: Purchase
    touchpoints:
      # Fees: see the survey.
      - name: Pay
        channel: web
        emotions: 0.4
"""
NEW = OLD.replace("0.4", "-0.4")
LINE = "Touchpoint 'Pay': valence -0.8 (0.4 → -0.4)"


@pytest.fixture
def run(capsys, tmp_path, monkeypatch):
    """Run the command in a folder with two versions; gives exit code, output and errors."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments, stdin=""):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        try:
            code = main(arguments)
        except SystemExit as stop:
            code = stop.code
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    Path("old.yaml").write_text(OLD, encoding="utf-8")
    Path("new.yaml").write_text(NEW, encoding="utf-8")
    return call


def test_diff_says_what_has_changed(run):
    """Exit code 0, and 1 on demand; from a file or standard input."""
    assert (0, f"Changes of 'Buy a bike': 1 change (1 changed)\n- {LINE}\n", "") == run(
        "diff", "old.yaml", "new.yaml"
    )
    assert 1 == run("diff", "old.yaml", "new.yaml", "--exit-code")[0]
    assert (0, "Changes of 'Buy a bike': none\n", "") == run(
        "diff", "old.yaml", "old.yaml", "--exit-code"
    )
    assert LINE in run("diff", "-", "new.yaml", stdin=OLD)[1]


def test_diff_in_other_formats(run):
    """Markdown for a review, JSON for programs, notices at the line for GitHub."""
    _, markdown, _ = run("diff", "old.yaml", "new.yaml", "--format", "markdown")
    assert (
        "| Purchase | Pay<br>touchpoint | ≠\u00a0changed | valence -0.8 (0.4 → -0.4) |" in markdown
    )

    (row,) = json.loads(run("diff", "old.yaml", "new.yaml", "--format", "json")[1])
    assert ("changed", "pay", "emotions[0].valence", "0.4", "-0.4") == tuple(
        row[name] for name in ("kind", "id", "field", "old", "new")
    )

    _, notices, _ = run("diff", "old.yaml", "new.yaml", "--format", "github")
    assert f"::notice file=new.yaml,line=11,col=9,title=changed::{LINE}\n" == notices


def test_diff_draws(run):
    """The map by default, the table on demand and in documents; a format goes to the file as text."""
    assert (0, "changes.svg\n", "") == run(
        "diff", "old.yaml", "new.yaml", "--output", "changes.svg"
    )
    assert "upset" in Path("changes.svg").read_text(encoding="utf-8")
    run("diff", "old.yaml", "new.yaml", "--output", "table.svg", "--view", "review")
    assert Path("table.svg").read_text(encoding="utf-8") != Path("changes.svg").read_text(
        encoding="utf-8"
    )
    run("diff", "old.yaml", "new.yaml", "--output", "changes.md")
    assert "| Phase | Where | Changes | What |" in Path("changes.md").read_text(encoding="utf-8")
    run("diff", "old.yaml", "new.yaml", "--output", "changes.txt", "--format", "text")
    assert LINE in Path("changes.txt").read_text(encoding="utf-8")


def test_a_version_that_is_not_there_is_an_empty_file(run):
    """As git gives it: then all is new, or all is gone."""
    Path("empty").write_text("")

    assert "Touchpoint 'Pay' added to 'Purchase', first" in run("diff", "empty", "new.yaml")[1]
    assert "Touchpoint 'Pay' removed from 'Purchase'" in run("diff", "new.yaml", "empty")[1]
    assert 2 == run("diff", "empty", "empty")[0]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("diff", "-", "-"), "standard input can be one of the versions only"),
        (("diff", "old.yaml", "knew.yaml"), "knew.yaml"),
        (("diff", "old.yaml", "."), "'.' is a folder: name one of the journeys in it"),
        (("diff", "old.yaml", "new.yaml", "--view", "map"), "--view is for pictures"),
        (("diff", "old.yaml", "new.yaml", "--output", "x.foo"), "x.foo"),
        (("merge", "old.yaml", "old.yaml", "old.yaml", "-o", "x.foo"), ".foo"),
    ],
)
def test_slips_are_2(run, arguments, said):
    """With what is wrong on standard error."""
    code, out, err = run(*arguments)
    assert (2, "") == (code, out)
    assert said in err


def test_merge_writes_both_with_our_comments(run):
    """To a file or standard output, in silence."""
    Path("ours.yaml").write_text(OLD.replace("web", "app"), encoding="utf-8")
    merged = NEW.replace("web", "app")

    assert (0, "", "") == run("merge", "old.yaml", "ours.yaml", "new.yaml", "-o", "out.yaml")
    assert "# Fees: see the survey." in Path("out.yaml").read_text(encoding="utf-8")
    assert jk.loads(merged, format="yaml") == jk.load("out.yaml")
    code, out, _ = run("merge", "old.yaml", "ours.yaml", "new.yaml")
    assert (0, Path("out.yaml").read_text(encoding="utf-8")) == (code, out)
    run("merge", "old.yaml", "ours.yaml", "new.yaml", "-o", "out.json")
    assert jk.load("out.yaml") == jk.load("out.json")


def test_conflicts_are_1_and_nothing_is_written(run):
    """They are shown in full; with a side preferred all is written."""
    Path("ours.yaml").write_text(OLD.replace("0.4", "0.9"), encoding="utf-8")
    before = Path("ours.yaml").read_bytes()

    code, out, err = run("merge", "old.yaml", "ours.yaml", "new.yaml", "-o", "ours.yaml")

    assert (1, "", before) == (code, out, Path("ours.yaml").read_bytes())
    assert "- Touchpoint 'Pay', valence\n    was:    0.4\n    ours:   0.9\n    theirs: -0.4" in err
    assert "take a side with --prefer" in err
    arguments = ("merge", "old.yaml", "ours.yaml", "new.yaml", "-o", "ours.yaml")
    code, _, err = run(*arguments, "--prefer", "theirs")
    assert (0, "Taken from theirs.") == (code, err.splitlines()[-1])
    assert -0.4 == jk.load("ours.yaml").touchpoint("pay").valence


@pytest.fixture
def git(tmp_path, monkeypatch):
    """A repository set up as the how-to says."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    command = f"{shlex.quote(sys.executable)} -m journeykit"
    monkeypatch.chdir(tmp_path)
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.delenv(name, raising=False)

    def call(*arguments):
        return subprocess.run(
            ["git", *arguments], capture_output=True, encoding="utf-8", check=False
        )

    page = (ROOT / "docs/how-to/review-changes.md").read_text(encoding="utf-8")
    call("init", "-q", "-b", "main")
    call("config", "user.email", "mira@example.com")
    call("config", "user.name", "Mira")
    for line in page.splitlines():
        if line.startswith("git config "):
            # As a shell reads it; `shlex` leaves the backslash before a dollar.
            name, value = shlex.split(line.replace("\\$", "$"))[2:]
            call("config", name, value.replace("journeykit", command, 1))
    Path(".gitattributes").write_text("*.yaml diff=journey merge=journey\n")
    return call


def commit(git, text):
    Path("map.yaml").write_text(text, encoding="utf-8")
    git("add", "-A")
    git("commit", "-q", "-m", "Say so")


def test_git_tells_changes_and_merges_maps(git):
    """With the lines of the how-to; a new map is one of which all is new."""
    commit(git, OLD)
    git("checkout", "-q", "-b", "other")
    commit(git, NEW)
    git("checkout", "-q", "main")
    commit(git, OLD.replace("web", "app"))

    shown = git("diff", "other~1", "other").stdout
    merged = git("merge", "-q", "other", "-m", "Both")

    assert f"Changes of 'Buy a bike': 1 change (1 changed)\n- {LINE}\n" == shown
    assert 0 == merged.returncode, merged.stderr
    pay = jk.load("map.yaml").touchpoint("pay")
    assert ("app", -0.4) == (pay.channel, pay.valence)
    Path("second.yaml").write_text(OLD, encoding="utf-8")
    git("add", "-A")
    assert "Phase 'Look' added, first" in git("diff", "--cached").stdout
    # As lines: another comment is no change.
    commit(git, Path("map.yaml").read_text(encoding="utf-8").replace("# Fees", "# All fees"))
    assert "@@" not in git("log", "-p", "-1", "--", "map.yaml").stdout


def test_git_keeps_conflicts_open(git):
    """Ours stays in the file, and git says that it is in conflict."""
    commit(git, OLD)
    git("checkout", "-q", "-b", "other")
    commit(git, NEW)
    git("checkout", "-q", "main")
    commit(git, OLD.replace("0.4", "0.9"))

    merged = git("merge", "other", "-m", "Both")

    assert 1 == merged.returncode
    assert "CONFLICT" in merged.stdout
    assert "theirs: -0.4" in merged.stderr
    assert OLD.replace("0.4", "0.9") == Path("map.yaml").read_text(encoding="utf-8")


def test_hooks_run_commands_that_there_are(run):
    """Each hook for pre-commit is a call of the command that works on a map."""
    yaml = pytest.importorskip("ruamel.yaml").YAML(typ="safe")
    hooks = yaml.load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))

    assert {"journeykit-check"} == {hook["id"] for hook in hooks}
    for hook in hooks:
        program, *arguments = shlex.split(hook["entry"])
        assert "journeykit" == program
        assert 0 == run(*arguments, *hook.get("args", ()), "old.yaml")[0]
