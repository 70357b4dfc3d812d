"""What a check found: diagnostics are data, and reporters write them down."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum
from functools import cached_property

from attrs import field, frozen

from journeykit.model.element import Value

__all__ = ["Diagnostic", "Location", "Report", "Severity", "Skip"]


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    """The map contradicts itself: a reference leads nowhere, an id stands twice."""
    WARNING = "warning"
    """The map says less, or other, than it should."""
    INFO = "info"
    """Worth knowing; nothing has to change."""

    @property
    def rank(self) -> int:
        """0 for an error, 1 for a warning, 2 for an info: the order of a report."""
        return list(Severity).index(self)


@frozen(repr=False)
class Location(Value):
    """Where a finding is.

    Attributes:
        path: ids from below the journey down to the element, and the field,
            such as "purchase/checkout.channel"; empty for the journey itself.
        file: file that the journey was read from, or None.
        line: line in that file, from 1, or None.
        column: column in that line, from 1, or None.
        excerpt: the text of that line, or None.
    """

    path: str = ""
    file: str | None = field(default=None, kw_only=True)
    line: int | None = field(default=None, kw_only=True)
    column: int | None = field(default=None, kw_only=True)
    excerpt: str | None = field(default=None, kw_only=True)

    def __str__(self) -> str:
        parts = [self.file or "<journey>"]
        if self.line is not None:
            parts.append(str(self.line))
            if self.column is not None:
                parts.append(str(self.column))
        return ":".join(parts)


@frozen(kw_only=True, repr=False)
class Diagnostic(Value):
    """One finding.

    Attributes:
        rule: name of the rule, its identity, such as "touchpoint-without-channel".
        code: short stable alias of the rule, such as "JK204".
        severity: error, warning or info.
        message: what is wrong, in a sentence.
        hint: what to do about it, or None.
        location: where it is.
        key: tells findings of one rule at one place apart, such as the id
            that a dangling reference names.
        suppressed: the reason for which the finding is accepted, or None.
    """

    rule: str
    code: str
    severity: Severity
    message: str
    hint: str | None = None
    location: Location = Location()
    key: str = ""
    suppressed: str | None = None

    @property
    def fingerprint(self) -> str:
        """Sixteen hexadecimal digits that stay the same from run to run.

        They depend on rule, place and key alone: rewording the message or
        moving the line does not change them.
        """
        # Costs a tenth of importing journeykit, and only reports need it.
        import hashlib

        identity = "\n".join((self.rule, self.location.path, self.key))
        return hashlib.sha256(identity.encode()).hexdigest()[:16]


@frozen(repr=False)
class Skip(Value):
    """A rule that was not run, and why: silence must not read as a clean bill.

    Attributes:
        rule: name of the rule.
        reason: why it was not run.
    """

    rule: str
    reason: str


@frozen(kw_only=True, repr=False)
class Report(Value):
    """All that a run of the rules found.

    Attributes:
        title: what was checked.
        diagnostics: the findings, worst first, then in order of the map.
        suppressed: findings that are accepted, each with its reason.
        skipped: rules that were not run, each with the reason.
        rules: names of the rules that were run.
    """

    title: str = ""
    diagnostics: tuple[Diagnostic, ...] = ()
    suppressed: tuple[Diagnostic, ...] = ()
    skipped: tuple[Skip, ...] = ()
    rules: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether there is no error. Warnings do not count."""
        return not self.errors

    @cached_property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The findings that are errors."""
        return self.of(Severity.ERROR)

    @cached_property
    def warnings(self) -> tuple[Diagnostic, ...]:
        """The findings that are warnings."""
        return self.of(Severity.WARNING)

    def of(self, severity: Severity) -> tuple[Diagnostic, ...]:
        """The findings of one severity."""
        return tuple(d for d in self.diagnostics if d.severity is severity)

    def filter(self, keep: Callable[[Diagnostic], bool]) -> Report:
        """The same report with only those findings that a test keeps."""
        return self.replace(diagnostics=tuple(d for d in self.diagnostics if keep(d)))

    def summary(self) -> str:
        """The findings counted, in a line."""
        counts = []
        for severity in Severity:
            count = len(self.of(severity))
            if count:
                plural = "" if count == 1 or severity is Severity.INFO else "s"
                counts.append(f"{count} {severity}{plural}")
        text = ", ".join(counts) or "no findings"
        if self.suppressed:
            text += f" ({len(self.suppressed)} suppressed)"
        return text

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self.diagnostics)

    def __len__(self) -> int:
        return len(self.diagnostics)

    def __bool__(self) -> bool:
        # A report is a thing, found or empty: only `ok` is a verdict.
        return True

    def __repr__(self) -> str:
        return f"<Report {self.title!r}: {self.summary()}>"
