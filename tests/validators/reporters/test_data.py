"""Reports for programs: JSON, SARIF and annotations."""

import json
from urllib.parse import unquote

import pytest

from journeykit.diagnostics import Diagnostic, Location, Report, Severity, Skip
from journeykit.io import loads
from journeykit.validators import rules, validate
from journeykit.validators.reporters import write
from validators.house import DAY, house_rule, never

TEXT = """\
journeykit: 1
title: Shop, 100 % online
phases:
  - name: Buy
    touchpoints:
      - name: Pay
        channel: wbe
channels: [{name: Web}]
suppressions:
  - rule: actor-missing
    reason: a sketch
"""
REPORT = validate(loads(TEXT, format="yaml", file="maps/shop 1.yaml"), today=DAY, ignore="wording")


def found(**location):
    """A report of one error at a place."""
    diagnostic = Diagnostic(
        rule="a-rule", code="XY101", severity=Severity.ERROR, message="50 %: a,b\nc", hint="mend",
        location=Location(location.pop("path", "buy"), **location),
    )  # fmt: skip
    return Report(diagnostics=(diagnostic,))


# --- JSON -----------------------------------------------------------------------------


def test_json_has_the_documented_shape():
    """Keys, counts and fingerprints."""
    document = json.loads(write(REPORT, "json"))
    assert [
        "version", "title", "ok", "summary", "diagnostics", "suppressed", "skipped", "rules"
    ] == list(document)  # fmt: skip
    assert (1, "Shop, 100 % online", False) == (
        document["version"], document["title"], document["ok"]
    )  # fmt: skip
    first = document["diagnostics"][0]
    assert {
        "rule": "dangling-reference",
        "code": "JK201",
        "severity": "error",
        "message": "touchpoint 'Pay' mentions the channel 'wbe', which does not exist",
        "hint": "did you mean 'web'?",
        "path": "buy/pay.channel",
        "file": "maps/shop 1.yaml",
        "line": 7,
        "column": 9,
        "key": "wbe",
        "fingerprint": REPORT.diagnostics[0].fingerprint,
    } == first
    assert "a sketch" == document["suppressed"][0]["reason"]
    assert list(REPORT.rules) == document["rules"]
    assert {
        "error": len(REPORT.errors), "warning": len(REPORT.warnings),
        "info": len(REPORT.of(Severity.INFO)), "suppressed": 1, "skipped": len(REPORT.skipped),
    } == document["summary"]  # fmt: skip


# --- SARIF ----------------------------------------------------------------------------


def sarif(report, **options):
    """The one run of a SARIF log."""
    log = json.loads(write(report, "sarif", **options))
    assert {"$schema", "version", "runs"} == set(log)
    assert "2.1.0" == log["version"]
    (run,) = log["runs"]
    return run


def test_sarif_follows_the_standard():
    """Every key and value that we write is one that SARIF 2.1.0 knows, at its place."""
    run = sarif(REPORT)
    assert {"tool", "columnKind", "invocations", "results"} == set(run)
    assert run["columnKind"] in ("utf16CodeUnits", "unicodeCodePoints")
    driver = run["tool"]["driver"]
    assert {"name", "version", "rules"} == set(driver)
    ids = [rule["id"] for rule in driver["rules"]]
    assert len(ids) == len(set(ids))
    for rule in driver["rules"]:
        assert {
            "id", "shortDescription", "fullDescription", "help", "defaultConfiguration",
            "properties",
        } == set(rule)  # fmt: skip
        assert {"text", "markdown"} == set(rule["help"])
        assert rule["defaultConfiguration"]["level"] in ("none", "note", "warning", "error")
        assert isinstance(rule["defaultConfiguration"]["enabled"], bool)
        assert all(isinstance(tag, str) for tag in rule["properties"]["tags"])
    for result in run["results"]:
        assert {
            "ruleId", "ruleIndex", "level", "message", "locations", "partialFingerprints",
        } == set(result) - {"suppressions"}  # fmt: skip
        assert result["ruleId"] == ids[result["ruleIndex"]]
        assert result["level"] in ("none", "note", "warning", "error")
        assert result["message"]["text"]
        assert all(isinstance(value, str) for value in result["partialFingerprints"].values())
        for location in result["locations"]:
            assert {"logicalLocations", "physicalLocation"} == set(location)
            region = location["physicalLocation"]["region"]
            assert region["startLine"] >= 1
            assert region["startColumn"] >= 1


def test_sarif_points_at_the_line():
    """With the address of the file, relative as it was given, and its text."""
    result = sarif(REPORT)["results"][0]
    physical = result["locations"][0]["physicalLocation"]
    assert {
        "artifactLocation": {"uri": "maps/shop%201.yaml"},
        "region": {"startLine": 7, "startColumn": 9, "snippet": {"text": "        channel: wbe"}},
    } == physical
    assert ("dangling-reference", "error") == (result["ruleId"], result["level"])
    assert result["message"]["text"].endswith("\ndid you mean 'web'?")
    assert (
        "buy/pay.channel" == (result["locations"][0]["logicalLocations"][0]["fullyQualifiedName"])
    )


def test_sarif_carries_suppressions_and_skips():
    """Accepted findings stay visible; what was not run is said."""
    run = sarif(REPORT)
    accepted = [result for result in run["results"] if "suppressions" in result]
    assert [[{"kind": "inSource", "status": "accepted", "justification": "a sketch"}]] == [
        result["suppressions"] for result in accepted
    ]
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is True
    ids = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert len(REPORT.skipped) == len(invocation["toolExecutionNotifications"])
    for note in invocation["toolExecutionNotifications"]:
        assert note["associatedRule"]["id"] == ids[note["associatedRule"]["index"]]


def test_sarif_tells_a_run_that_failed():
    """A crashed rule means that not all was checked."""
    crashed = found().diagnostics[0].replace(rule="rule-crashed")
    (invocation,) = sarif(Report(diagnostics=(crashed,)))["invocations"]
    assert invocation["executionSuccessful"] is False


def test_sarif_of_unknown_rules_has_their_names():
    """A rule that is not installed is written with what is known of it."""
    diagnostics = found(file="f", line=1).diagnostics
    run = sarif(Report(diagnostics=diagnostics, skipped=(Skip("gone", "x"),)))
    assert [{"id": "a-rule", "properties": {"code": "XY101"}}, {"id": "gone"}] == (
        run["tool"]["driver"]["rules"]
    )
    region = run["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert {"startLine": 1} == region
    own = sarif(found(), rules=[*rules(), house_rule("a-rule", never)])
    assert "a-rule." == own["tool"]["driver"]["rules"][0]["shortDescription"]["text"]


def test_sarif_without_a_file_has_logical_locations_only():
    """A file without lines has no region."""
    assert {"logicalLocations"} == set(sarif(found())["results"][0]["locations"][0])
    location = sarif(found(file="a.xlsx"))["results"][0]["locations"][0]
    assert {"artifactLocation": {"uri": "a.xlsx"}} == location["physicalLocation"]
    top = sarif(found(path=""))["results"][0]["locations"][0]
    assert "journey" == top["logicalLocations"][0]["fullyQualifiedName"]


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        ("a/b.yaml", "a/b.yaml"),
        ("a\\b.yaml", "a/b.yaml"),
        ("/a/b c.yaml", "file:///a/b%20c.yaml"),
        ("C:\\maps\\ä.yaml", "file:///C:/maps/%C3%A4.yaml"),
        ("a:b/c.yaml", "a%3Ab/c.yaml"),
        ("50%.yaml", "50%25.yaml"),
        ("<stdin>", "%3Cstdin%3E"),
    ],
)
def test_sarif_addresses(file, uri):
    """Of relative and absolute files, on Windows too."""
    location = sarif(found(file=file))["results"][0]["locations"][0]
    written = location["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == written
    assert unquote(written).endswith(file.replace("\\", "/"))


# --- GitHub ---------------------------------------------------------------------------


def test_annotations_are_escaped():
    """Per cent and line ends in the message; commas and colons in properties as well."""
    report = found(file="a,b:50%.yaml", line=3, column=9)
    assert (
        "::error file=a%2Cb%3A50%25.yaml,line=3,col=9,title=a-rule::50 %25: a,b%0Ac%0Amend\n"
        == write(report, "github")
    )


def test_annotations_without_a_line_name_the_path():
    """Without a file they have no line either; at the journey itself there is no path."""
    assert "::error title=a-rule::buy: 50 %25: a,b%0Ac%0Amend\n" == write(found(), "github")
    assert write(found(file="f"), "github").startswith("::error file=f,title=a-rule::buy: ")
    assert "::error file=f,line=2,title=a-rule::50 " in write(found(file="f", line=2), "github")
    assert write(found(path="", line=2), "github").startswith("::error title=a-rule::50 ")


def test_severities_have_their_commands():
    """An info is a notice."""
    report = found()
    for severity, command in zip(Severity, ("error", "warning", "notice"), strict=True):
        one = report.diagnostics[0].replace(severity=severity, hint=None)
        written = write(Report(diagnostics=(one,)), "github")
        assert written.startswith(f"::{command} ")
        assert 1 == written.count("\n")


def test_suppressed_findings_are_not_annotated():
    """They are accepted."""
    assert "actor-missing" not in write(REPORT, "github")
