"""Reports for code hosts and editors: SARIF 2.1.0.

Static Analysis Results Interchange Format, OASIS standard, 2020.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from importlib.metadata import PackageNotFoundError, version
from typing import Any
from urllib.parse import quote

from journeykit.diagnostics import Diagnostic, Location, Report, Severity
from journeykit.validators.checking import PLUGIN_BROKEN, RULE_CRASHED
from journeykit.validators.declare import Rule
from journeykit.validators.page import rule_text

__all__ = ["write"]

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"

# Under which name fingerprints are kept; the version grows if they change.
_FINGERPRINT = "journeykit/v1"


def write(report: Report, *, rules: Iterable[Rule] = ()) -> str:
    """Write a report as SARIF, with suppressed findings and with what was not run.

    Args:
        report: what was found.
        rules: the rules whose documentation goes along; only those that were run
            or found something are written.
    """
    found = (*report.diagnostics, *report.suppressed)
    known = {rule.name: rule for rule in rules}
    names = sorted({*report.rules, *(d.rule for d in found), *(s.rule for s in report.skipped)})
    index = {name: position for position, name in enumerate(names)}
    codes = {d.rule: d.code for d in found}
    failed = {PLUGIN_BROKEN.name, RULE_CRASHED.name}
    run: dict[str, Any] = {
        "tool": {
            "driver": {
                "name": "journeykit",
                **_version(),
                "rules": [_descriptor(name, known.get(name), codes.get(name)) for name in names],
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                # What was not checked must not pass for checked.
                "executionSuccessful": not any(d.rule in failed for d in found),
                "toolExecutionNotifications": [
                    {
                        "level": "note",
                        "message": {"text": skip.reason},
                        "associatedRule": {"id": skip.rule, "index": index[skip.rule]},
                    }
                    for skip in report.skipped
                ],
            }
        ],
        "results": [_result(diagnostic, index) for diagnostic in found],
    }
    document = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _version() -> dict[str, str]:
    try:
        return {"version": version("journeykit")}
    except PackageNotFoundError:  # pragma: no cover - run from a folder that is not installed
        return {}


def _descriptor(name: str, rule: Rule | None, code: str | None) -> dict[str, Any]:
    if rule is None:
        return {"id": name, **({"properties": {"code": code}} if code else {})}
    return {
        "id": name,
        "shortDescription": {"text": f"{rule.title}."},
        "fullDescription": {"text": rule.why or f"{rule.title}."},
        "help": {
            "text": f"{rule.title}. {rule.why}".strip(),
            "markdown": rule_text(rule),
        },
        "defaultConfiguration": {"enabled": rule.default, "level": _LEVELS[rule.severity]},
        "properties": {"code": rule.code, "tags": [rule.topic]},
    }


def _result(diagnostic: Diagnostic, index: Mapping[str, int]) -> dict[str, Any]:
    message = diagnostic.message
    if diagnostic.hint:
        message = f"{message}\n{diagnostic.hint}"
    result: dict[str, Any] = {
        "ruleId": diagnostic.rule,
        "ruleIndex": index[diagnostic.rule],
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": message},
        "locations": [_location(diagnostic.location)],
        "partialFingerprints": {_FINGERPRINT: diagnostic.fingerprint},
    }
    if diagnostic.suppressed is not None:
        result["suppressions"] = [
            {"kind": "inSource", "status": "accepted", "justification": diagnostic.suppressed}
        ]
    return result


def _location(location: Location) -> dict[str, Any]:
    logical = {"fullyQualifiedName": location.path or "journey", "kind": "element"}
    found: dict[str, Any] = {"logicalLocations": [logical]}
    if location.file is not None:
        physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(location.file)}}
        if location.line is not None:
            region: dict[str, Any] = {"startLine": location.line}
            if location.column is not None:
                region["startColumn"] = location.column
            if location.excerpt:
                region["snippet"] = {"text": location.excerpt}
            physical["region"] = region
        found["physicalLocation"] = physical
    return found


def _uri(file: str) -> str:
    """The address of a file; a path that is relative stays so."""
    # Bytes of a name that is no UTF-8 stand in it as lone surrogates.
    path = quote(file.replace("\\", "/"), safe="/:", errors="surrogateescape")
    if re.match(r"[A-Za-z]:/", path):
        return f"file:///{path}"
    if path.startswith("/"):
        return f"file://{path}"
    # A colon in the first part would make it a scheme.
    first, slash, rest = path.partition("/")
    return f"{first.replace(':', '%3A')}{slash}{rest}"
