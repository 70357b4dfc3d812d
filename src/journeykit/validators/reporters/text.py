"""Reports for people, in the manner of good compilers."""

from __future__ import annotations

import unicodedata

from journeykit.diagnostics import Diagnostic, Location, Report, Severity

__all__ = ["write"]

_COLORS = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.INFO: "1;36"}
_FAINT = "2"

# A line of a source may be long; around the fault this many characters show.
_BEFORE, _AFTER = 60, 40


def write(report: Report, *, color: bool = False, verbose: bool = False) -> str:
    """Write a report as text.

    Each finding has a line with its place, severity, rule and message; below
    it the line of the source with a mark, where it is known, and a hint. The
    last line counts.

    Args:
        report: what was found.
        color: whether to add ANSI colours.
        verbose: whether to list what was suppressed and what was not run.

    Returns:
        Lines, each ending with a newline.
    """
    blocks = [_block(diagnostic, color) for diagnostic in report.diagnostics]
    if verbose:
        blocks.extend(
            f"{_place(d.location)}: suppressed[{d.rule}] {_plain(d.message)}\n"
            f"  reason: {_plain(d.suppressed or '')}\n"
            for d in report.suppressed
        )
        blocks.extend(f"not run[{skip.rule}] {_plain(skip.reason)}\n" for skip in report.skipped)
    counted = report.summary()
    if report.skipped:
        # A rule may stand there twice: once for each reason.
        skipped = len({skip.rule for skip in report.skipped})
        counted += f"; {skipped} rule{'' if skipped == 1 else 's'} not run everywhere"
    head = f"{_plain(report.title)}: " if report.title else ""
    return "".join((*blocks, f"{head}{counted}\n"))


def _block(diagnostic: Diagnostic, color: bool) -> str:
    severity = _painted(str(diagnostic.severity), _COLORS[diagnostic.severity], color)
    location = diagnostic.location
    lines = [f"{_place(location)}: {severity}[{diagnostic.rule}] {_plain(diagnostic.message)}"]
    if location.excerpt and location.line is not None:
        number = str(location.line)
        before, excerpt, width = _window(location.excerpt, location.column)
        lines.append(f"  {number} | {before}{excerpt}")
        if location.column is not None:
            mark = _painted("^", _COLORS[diagnostic.severity], color)
            lines.append(f"  {' ' * len(number)} | {' ' * (len(before) + width)}{mark}")
    if diagnostic.hint:
        lines.append(_painted(f"  hint: {_plain(diagnostic.hint)}", _FAINT, color))
    return "\n".join(lines) + "\n"


def _place(location: Location) -> str:
    """File, line and column; the path where there is no line to show."""
    if location.line is not None:
        return _plain(str(location))
    # Either will do alone; without both it is the journey itself.
    known = [part for part in (location.file, location.path) if part]
    return _plain(": ".join(known) or "<journey>")


def _window(excerpt: str, column: int | None) -> tuple[str, str, int]:
    """The part of a line to show, what stands before it, and how far right the mark goes."""
    at = min((column or 1) - 1, len(excerpt))
    start = max(0, at - _BEFORE)
    before = "..." if start else ""
    shown = excerpt[start : at + _AFTER]
    after = "..." if at + _AFTER < len(excerpt) else ""
    width = sum(map(_width, _expanded(excerpt[start:at])))
    return before, _expanded(shown) + after, width


def _expanded(text: str) -> str:
    # A terminal must not act on what a file holds, and a tab has no fixed width.
    return _plain(text.replace("\t", "    "))


def _plain(text: str) -> str:
    """Text that a terminal cannot take for an order, on one line."""
    if text.isprintable():
        return text
    return "".join(" " if c.isspace() else c if _is_harmless(c) else "\ufffd" for c in text)


def _is_harmless(character: str) -> bool:
    # Joiners belong to emoji and to several scripts; overrides of direction do not.
    return character.isprintable() or character in "\u200c\u200d"


def _width(character: str) -> int:
    """How many cells of a terminal a character takes."""
    if unicodedata.combining(character) or character in "\u200c\u200d\ufe0f":
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _painted(text: str, code: str, color: bool) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if color else text
