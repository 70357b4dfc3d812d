"""What is wrong, or odd, with a log: counted, shown, and never mended in silence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from attrs import frozen

from journeykit.diagnostics import Severity
from journeykit.events.frames import frame
from journeykit.model.element import Value

__all__ = ["LogFinding", "LogQuality"]


@frozen(kw_only=True, repr=False)
class LogFinding(Value):
    """One thing that is wrong, or odd.

    Attributes:
        kind: what it is, its identity, such as "duplicates".
        severity: an error spoils results, a warning may, an info is worth knowing.
        message: what was found, in a few words.
        count: how many, of `unit`.
        whole: how many there are in all.
        unit: what is counted: "rows", "events", "customers", "names" or "offsets".
        examples: up to three of them.
        done: what journeykit does with them.
        hint: what to do about it.
    """

    kind: str
    severity: Severity
    message: str
    count: int
    whole: int
    unit: str
    examples: tuple[str, ...] = ()
    done: str
    hint: str

    @property
    def share(self) -> float:
        """Part of all of them, from 0 to 1."""
        return self.count / self.whole if self.whole else 0.0

    def __str__(self) -> str:
        shown = f", such as {'; '.join(self.examples)}" if self.examples else ""
        many = f"{self.count:,} of {self.whole:,} {self.unit} ({self.share:.1%})"
        return (
            f"{self.severity}: {self.message}: {many}{shown}\n  journeykit {self.done}; {self.hint}"
        )


@frozen(kw_only=True, repr=False)
class LogQuality(Value):
    """What a log can be trusted with.

    Attributes:
        rows: rows of the data.
        customers: customers with events that can be used.
        findings: what is wrong or odd, the worst first.
    """

    COLUMNS: ClassVar[Mapping[str, type]] = {
        "kind": str, "severity": str, "message": str, "count": int, "whole": int, "share": float, "unit": str,
        "examples": str, "done": str, "hint": str,
    }  # fmt: skip
    """The columns of `to_frame`, each with the type of its values."""

    rows: int
    customers: int
    findings: tuple[LogFinding, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether nothing was found that spoils results."""
        return all(finding.severity is Severity.INFO for finding in self.findings)

    def __iter__(self) -> Iterator[LogFinding]:
        return iter(self.findings)

    def __bool__(self) -> bool:
        # A report is a thing, even where there is nothing to report.
        return True

    def summary(self) -> str:
        """The report as plain text."""
        told = [str(finding) for finding in self.findings]
        head = f"rows: {self.rows:,}, customers: {self.customers:,}, findings: {len(told)}"
        return "\n".join([head, *told])

    def to_frame(self, backend: str | None = None) -> Any:
        """The findings as a data frame, one row each.

        Args:
            backend: "polars", "pandas" or "pyarrow"; None takes the first of
                these that is installed.

        Raises:
            NotFoundError: if there is no such backend.
            MissingDependencyError: if it is not installed.
        """
        columns: dict[str, list[Any]] = {
            name: [getattr(finding, name) for finding in self.findings] for name in self.COLUMNS
        }
        columns["severity"] = [finding.severity.value for finding in self.findings]
        columns["examples"] = ["; ".join(finding.examples) for finding in self.findings]
        return frame(columns, backend, types=self.COLUMNS)

    def __repr__(self) -> str:
        return f"<LogQuality: {self.summary().partition(chr(10))[0]}>"
