"""Reports for programs: JSON of a stable, versioned shape.

{
  "version": 1,               grows when a key is taken away or changes its meaning
  "title": "Buy a bike",
  "ok": true,                 no error among the diagnostics
  "summary": {"error": 0, "warning": 1, "info": 0, "suppressed": 0, "skipped": 0},
  "diagnostics": [
    {
      "rule": "touchpoint-without-channel",
      "code": "JK304",
      "severity": "warning",  error, warning or info
      "message": "...",
      "hint": "...",          or null
      "path": "buy/pay.channel",
      "file": "bike.yaml",    or null, as are line and column
      "line": 12,
      "column": 9,
      "key": "",              tells findings of one rule at one place apart
      "fingerprint": "0123456789abcdef"
    }
  ],
  "suppressed": [],           the same, each with "reason"
  "skipped": [{"rule": "...", "reason": "..."}],
  "rules": ["..."]            names of the rules that were run
}
"""

from __future__ import annotations

import json
from typing import Any

from journeykit.diagnostics import Diagnostic, Report, Severity

__all__ = ["VERSION", "write"]

VERSION = 1
"""Version of the shape."""


def write(report: Report) -> str:
    """Write a report as JSON, in the shape that this module documents."""
    document = {
        "version": VERSION,
        "title": report.title,
        "ok": report.ok,
        "summary": {
            **{str(severity): len(report.of(severity)) for severity in Severity},
            "suppressed": len(report.suppressed),
            "skipped": len(report.skipped),
        },
        "diagnostics": [_plain(diagnostic) for diagnostic in report.diagnostics],
        "suppressed": [{**_plain(d), "reason": d.suppressed} for d in report.suppressed],
        "skipped": [{"rule": skip.rule, "reason": skip.reason} for skip in report.skipped],
        "rules": list(report.rules),
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _plain(diagnostic: Diagnostic) -> dict[str, Any]:
    location = diagnostic.location
    return {
        "rule": diagnostic.rule,
        "code": diagnostic.code,
        "severity": str(diagnostic.severity),
        "message": diagnostic.message,
        "hint": diagnostic.hint,
        "path": location.path,
        "file": location.file,
        "line": location.line,
        "column": location.column,
        "key": diagnostic.key,
        "fingerprint": diagnostic.fingerprint,
    }
