"""Reports for people."""

import pytest

from journeykit.diagnostics import Diagnostic, Location, Report, Severity, Skip
from journeykit.errors import NotFoundError
from journeykit.validators.reporters import FORMATS, write


def found(message="wrong", *, hint=None, severity=Severity.WARNING, **location):
    """A diagnostic at a place."""
    path = location.pop("path", "buy/pay")
    return Diagnostic(
        rule="a-rule", code="XY101", severity=severity, message=message, hint=hint,
        location=Location(path, **location),
    )  # fmt: skip


def text_of(*diagnostics, **options):
    """The report of these diagnostics."""
    return write(Report(title="Map", diagnostics=diagnostics), **options)


def test_finding_shows_place_source_mark_and_hint():
    """As compilers do it."""
    diagnostic = found(
        hint="mend it", file="a.yaml", line=12, column=9, excerpt="      - name: Pay"
    )
    assert """\
a.yaml:12:9: warning[a-rule] wrong
  12 |       - name: Pay
     |         ^
  hint: mend it
Map: 1 warning
""" == text_of(diagnostic)


def test_finding_without_a_line_shows_its_path():
    """In a file whose lines are unknown, and in a journey from no file."""
    assert text_of(found()).startswith("buy/pay: warning[a-rule]")
    assert text_of(found(path="")).startswith("<journey>: warning[a-rule]")
    assert text_of(found(file="a.xlsx")).startswith("a.xlsx: buy/pay: warning")
    memory = found(line=3, excerpt="text")
    assert text_of(memory).startswith("<journey>:3: warning[a-rule] wrong\n  3 | text\nMap")


@pytest.mark.parametrize(
    ("excerpt", "column", "shown", "mark"),
    [
        ("\tname: x", 2, "    name: x", 4),
        ("名前: x", 5, "名前: x", 6),
        ("e\u0301a", 3, "e\u0301a", 1),
        ("ab", 9, "ab", 2),
    ],
)
def test_mark_stands_below_the_character(excerpt, column, shown, mark):
    """Through tabs, wide and combining characters, and past the end."""
    lines = text_of(found(file="f", line=1, column=column, excerpt=excerpt)).split("\n")
    assert f"  1 | {shown}" == lines[1]
    assert f"    | {' ' * mark}^" == lines[2]


def test_long_line_is_cut_around_the_fault():
    """The mark still stands below its character."""
    excerpt = "a" * 100 + "X" + "b" * 100
    lines = text_of(found(file="f", line=1, column=101, excerpt=excerpt)).split("\n")
    assert len(lines[1]) < 120
    assert "X" == lines[1][lines[2].index("^")]
    assert lines[1].startswith("  1 | ...a")
    assert lines[1].endswith("b...")


def test_terminal_orders_are_taken_out():
    """A file cannot paint the terminal; joiners stay."""
    text = text_of(
        found("a\x1b[31mb\nc 👩\u200d🚀", file="f", line=1, column=1, excerpt="\x1b]0;x")
    )
    assert "\x1b" not in text
    assert "c 👩\u200d🚀" in text


def test_colours_are_asked_for():
    """And each severity has its own."""
    marked = [found(severity=severity) for severity in Severity]
    assert "\x1b" not in text_of(*marked)
    for code in ("1;31", "1;33", "1;36"):
        assert f"\x1b[{code}m" in text_of(*marked, color=True)


def test_suppressed_and_skipped_are_counted_or_listed():
    """Silence is told."""
    report = Report(
        diagnostics=(),
        suppressed=(found().replace(suppressed="we know"),),
        skipped=(Skip("a-rule", "ignored"), Skip("a-rule", "too"), Skip("other", "later")),
    )
    assert "no findings (1 suppressed); 2 rules not run everywhere\n" == write(report)
    assert """\
buy/pay: suppressed[a-rule] wrong
  reason: we know
not run[a-rule] ignored
not run[a-rule] too
not run[other] later
no findings (1 suppressed); 2 rules not run everywhere
""" == write(report, verbose=True)
    one = write(Report(skipped=(Skip("a-rule", "ignored"),)))
    assert "no findings; 1 rule not run everywhere\n" == one


def test_unknown_format_is_refused():
    """With the nearest."""
    with pytest.raises(NotFoundError, match="did you mean 'sarif'"):
        write(Report(), "sarf")
    for format in FORMATS:
        assert isinstance(write(Report(), format), str)
