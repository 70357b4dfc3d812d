"""The command that measures a map: what it prints, draws and writes."""

import json
from pathlib import Path

import pytest

import journeykit as jk
from journeykit.cli import main

MAP = """\
# Kept by the shop team.
journeykit: 1
title: Shop
id: shop
personas:
  - name: Mira
    segment: { device: phone }
phases:
  - name: Buy
    touchpoints:
      - name: Cart  # both pages
        events: [cart, basket]
      - name: Pay
        events: paid
"""
LOG = """\
who,what,at,device
ann,cart,2026-03-01T10:00,phone
ann,paid,2026-03-01T10:01,phone
bob,cart,2026-03-02T10:00,desktop
cyd,basket,2026-03-03T10:00,desktop
"""
COLUMNS = ("--customer", "who", "--event", "what", "--time", "at")


@pytest.fixture
def run(capsys, tmp_path, monkeypatch):
    """Run the command in a folder with a map and a log; gives exit code, output and errors."""
    monkeypatch.chdir(tmp_path)
    Path("map.yaml").write_text(MAP)
    Path("log.csv").write_text(LOG)

    def call(*arguments):
        try:
            code = main(["measure", *arguments])
        except SystemExit as stop:
            code = stop.code
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


def test_it_tells_the_figures(run):
    """As text, as a table, and as data."""
    code, out, _ = run("map.yaml", "log.csv", *COLUMNS)
    assert 0 == code
    assert "3 customers on the map" in out
    assert "66.7 %" in out
    assert "| Cart | 3 |" in run("map.yaml", "log.csv", *COLUMNS, "--format", "markdown")[1]
    rows = json.loads(run("map.yaml", "log.csv", *COLUMNS, "--format", "json")[1])
    assert [3, 1] == [r["customers"] for r in rows if r["kind"] == "touchpoint"][:2]


def test_it_draws(run):
    """By the ending of the file; another view, and a persona, where asked for."""
    for extra in ([], ["--view", "flow"], ["--persona", "mira"]):
        code, out, err = run("map.yaml", "log.csv", *COLUMNS, "--output", "m.md", *extra)
        assert (0, "m.md\n", "") == (code, out, err)
    assert "Mira" in Path("m.md").read_text()


def test_it_writes_the_figures_into_the_map(run):
    """Comments stay, and writing again changes nothing."""
    assert 0 == run("map.yaml", "log.csv", *COLUMNS, "--output", "measured.yaml")[0]
    text = Path("measured.yaml").read_text()
    assert "# Kept by the shop team." in text
    assert "# both pages" in text
    counted = jk.load("measured.yaml").touchpoint("cart").measurement("customers")
    assert counted is not None
    assert 3 == counted.value
    assert 0 == run("measured.yaml", "log.csv", *COLUMNS, "--output", "measured.yaml")[0]
    assert text == Path("measured.yaml").read_text()
    assert 0 == run("map.yaml", "log.csv", *COLUMNS, "--output", "measured.json")[0]
    assert jk.load("measured.json") == jk.load("measured.yaml")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["map.yaml", "lag.csv"], "did you mean 'log.csv'"),
        (["map.yaml", "log.csv"], "for customer"),
        (["map.yaml", "log.csv", *COLUMNS, "--within", "7"], "such as"),
        (["map.yaml", "log.csv", *COLUMNS, "--persona", "mirra", "--output", "m.md"], "'mira'"),
    ],
)
def test_slips_are_told(run, arguments, words):
    """With what to do, and the code for a call that cannot be understood."""
    code, _, err = run(*arguments)
    assert 2 == code
    assert words in err


def test_a_log_without_the_columns_of_a_persona_can_be_measured(run):
    """If it is said that personas do not matter."""
    Path("log.csv").write_text("".join(line.rpartition(",")[0] + "\n" for line in LOG.splitlines()))
    assert "persona 'mira'" in run("map.yaml", "log.csv", *COLUMNS)[2]
    assert 0 == run("map.yaml", "log.csv", *COLUMNS, "--no-personas")[0]
