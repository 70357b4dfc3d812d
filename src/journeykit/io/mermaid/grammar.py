"""A Mermaid journey diagram as Mermaid's own lexer and parser read it.

The lexer of Mermaid is a list of patterns of which the first that matches wins,
and it runs over the text, not over lines: `title` without text takes the next
line, `#` starts a comment anywhere, a second colon ends a name. The patterns
here are those of Mermaid 11, so that a diagram is loaded as it is drawn, and
where that is not what its author can have meant, a note says so.

Where Mermaid refuses the whole diagram, the line is understood as it is most
likely meant, and a note says that Mermaid refuses it.

Source: mermaid-js/mermaid, packages/mermaid/src/diagrams/user-journey, 11.14.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import field, frozen

from journeykit.io.mermaid.frame import unframed
from journeykit.io.source import Source
from journeykit.model.origin import Note

__all__ = ["Diagram", "Statement", "decode", "parse", "score_of"]

# Entities such as #35; are hidden from the lexer as Mermaid hides them: here
# behind signs that no text holds, of the same length, so that columns hold.
_ENTITY = re.compile(r"#(\w+);")
_HIDDEN = re.compile("\x02(\\w+)\x03")

_HEADER = re.compile(r"\s*(journey)\b", re.IGNORECASE)

_SKIPPED = re.compile(r"(?:%%(?!\{)[^\n]*|[^}\n]%%[^\n]*|\s+|#[^\n]*)+")
_TITLE = re.compile(r"title\s([^#\n;]+)", re.IGNORECASE)
_ACC_TITLE = re.compile(r"acctitle\s*:\s*([^\n]*)", re.IGNORECASE)
_ACC_DESCR = re.compile(r"accdescr\s*:\s*([^\n]*)", re.IGNORECASE)
_ACC_BLOCK = re.compile(r"accdescr\s*\{\s*([^}]*)\}", re.IGNORECASE)
_SECTION = re.compile(r"section\s([^#:\n;]+)", re.IGNORECASE)
_KEYWORD = re.compile(r"journey\b", re.IGNORECASE)
_NAME = re.compile(r"[^#:\n;]+")
_DATA = re.compile(r":[^#\n;]+")

_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?", re.ASCII)
_BASED = re.compile(r"0(?:[xX][0-9a-fA-F]+|[oO][0-7]+|[bB][01]+)", re.ASCII)
_ARROW = re.compile(r"\s*(?:->|→|=>)\s*")


@frozen
class Statement:
    """One statement of a diagram.

    Attributes:
        kind: "title", "accessible title", "description", "section" or "task".
        text: the title, name or description.
        offset: where it starts in the text.
        score: of a task, the figure; None where there is none, or no number.
        actors: of a task, as written, in order.
    """

    kind: str
    text: str
    offset: int
    score: float | None = None
    actors: tuple[str, ...] = ()


@frozen
class Diagram:
    """What a diagram says.

    Attributes:
        statements: in order.
        notes: what its author should know.
        title: the title of its front matter, or None.
    """

    statements: tuple[Statement, ...]
    notes: tuple[Note, ...]
    title: str | None = field(default=None)


def decode(text: str) -> str:
    """Put characters in the place of hidden entities, and a blank in that of `<br>`."""
    if "\x02" in text:
        text = _HIDDEN.sub(lambda found: _character(found[1]), text)
    return text


def _character(name: str) -> str:
    from html import unescape

    if not name.isdecimal():
        return unescape(f"&{name};")
    code = int(name[:8])
    sound = 0 < code < 0x110000 and not 0xD800 <= code < 0xE000
    return chr(code) if sound else "\ufffd"


def score_of(text: str) -> float | None:
    """A score as JavaScript's `Number` reads it: nothing is 0, and a word is no number.

    Examples:
        >>> [score_of(text) for text in (" 5 ", "", "2.5", "0x10", "x")]
        [5.0, 0.0, 2.5, 16.0, None]
    """
    text = text.strip()
    if not text:
        return 0.0
    if _NUMBER.fullmatch(text):
        score = float(text)
        return score if abs(score) < 1e300 else None
    return float(int(text, 0)) if _BASED.fullmatch(text) and len(text) < 60 else None


def parse(source: Source) -> Diagram:
    """Read a diagram.

    Raises:
        FormatError: if there is no journey diagram in the text.
    """
    return _Reader(source).diagram()


class _Reader:
    """Walks over a text, gathering statements and notes."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._notes: list[Note] = []
        self._text = ""

    def diagram(self) -> Diagram:
        text, title = unframed(self._source)
        # Characters of our own disguise, should the text hold them, mean nothing.
        text = text.replace("\x02", " ").replace("\x03", " ")
        self._text = _ENTITY.sub("\x02\\1\x03", text)
        header = _HEADER.match(self._text)
        if header is None:
            raise self._no_header()
        if header[1] != "journey":
            self._refused(
                header.start(1), f"the word {header[1]!r} starts no diagram", "write `journey`"
            )
        statements = tuple(self._statements(header.end()))
        return Diagram(statements, tuple(sorted(self._notes, key=lambda n: n.line)), title)

    def _no_header(self) -> Exception:
        start = len(self._text) - len(self._text.lstrip())
        first = _shown(self._text[start : start + 40].split("\n")[0])
        got = repr(first) if first else "only comments"
        return self._source.error(
            f"expected a Mermaid journey diagram, which starts with `journey`, got {got}",
            offset=start if first else 0,
            hint="other kinds of diagram are not journeys",
        )

    def _note(self, offset: int, key: str, message: str, hint: str | None = None) -> None:
        line, column = self._source.position(offset)
        self._notes.append(Note(message, line, column, hint, key))

    def _refused(self, offset: int, reason: str, hint: str) -> None:
        self._note(offset, "refused", f"Mermaid refuses the diagram here: {reason}", hint)

    # --- statements -------------------------------------------------------------

    def _statements(self, at: int) -> Iterator[Statement]:
        text = self._text
        while True:
            skipped = _SKIPPED.match(text, at)
            if skipped:
                at = skipped.end()
            if at >= len(text):
                return
            for read in (self._titled, self._described, self._section, self._task):
                done = read(at)
                if done is not None:
                    break
            else:
                done = self._lenient(at)
            statements, at = done
            yield from statements

    def _titled(self, at: int) -> tuple[list[Statement], int] | None:
        found = _TITLE.match(self._text, at)
        if found is None:
            return None
        if not self._clean_end(found.end()):
            return None
        title = found[1].strip()
        if "\n" in found[0]:
            self._note(
                at, "title-takes-line",
                f"`title` has no text, so Mermaid takes the next line for it: {title!r}",
                "write the title behind the word, or leave the line out",
            )  # fmt: skip
        elif re.search(r":\s*[\d.]+\s*(?::|$)", title):
            self._note(
                at, "task-is-title",
                f"a task that starts with the word title is read as the title {title!r}",
                f"write #{ord(self._text[at])}; for its first letter",
            )  # fmt: skip
        self._note_cut(found.end(), at)
        return [Statement("title", title, at)], found.end()

    def _described(self, at: int) -> tuple[list[Statement], int] | None:
        for pattern, kind in (
            (_ACC_TITLE, "accessible title"),
            (_ACC_BLOCK, "description"),
            (_ACC_DESCR, "description"),
        ):
            found = pattern.match(self._text, at)
            if found:
                words = "\n".join(line.strip() for line in found[1].strip().split("\n"))
                return [Statement(kind, words, at)], found.end()
        return None

    def _section(self, at: int) -> tuple[list[Statement], int] | None:
        found = _SECTION.match(self._text, at)
        if found is None or not self._clean_end(found.end()):
            return None
        if "\n" in found[0]:
            self._note(
                at, "section-takes-line",
                f"`section` has no name, so Mermaid takes the next line for it: "
                f"{found[1].strip()!r}",
                "write the name behind the word",
            )  # fmt: skip
        self._note_cut(found.end(), at)
        return [Statement("section", found[1].strip(), at)], found.end()

    def _task(self, at: int) -> tuple[list[Statement], int] | None:
        # What starts like another statement is never a task: the first pattern wins.
        if any(pattern.match(self._text, at) for pattern in (_KEYWORD, _TITLE, _SECTION)):
            return None
        name = _NAME.match(self._text, at)
        data = name and _DATA.match(self._text, name.end())
        if not name or not data or not self._clean_end(data.end()):
            return None
        self._note_cut(data.end(), at)
        return [self._task_of(name[0], data[0][1:], at)], data.end()

    def _task_of(self, name: str, data: str, at: int) -> Statement:
        name = name.strip()
        pieces = data.split(":")
        score = score_of(pieces[0])
        if score is None:
            self._note(
                at, "score-not-a-number",
                f"the score of {name!r} is {pieces[0].strip()!r}, which is no number",
                "a task is written `name: score: actors`; "
                + (
                    "`->` does not stand for a colon"
                    if _ARROW.search(name + data)
                    else "a colon in a name is written #58;"
                ),
            )  # fmt: skip
        elif not pieces[0].strip():
            self._note(
                at, "score-missing", f"{name!r} has no score, which Mermaid reads as 0",
                "write a score from 1 to 5",
            )  # fmt: skip
        if len(pieces) > 2:
            lost = ":".join(pieces[2:]).strip()
            self._note(
                at, "text-dropped",
                f"Mermaid reads {name!r} with the score {pieces[0].strip()!r} and the actors "
                f"{pieces[1].strip()!r}, and drops {lost!r}",
                "in a name or an actor, write #58; for a colon",
            )  # fmt: skip
        return Statement("task", name, at, score, self._actors(pieces[1:2], name, at))

    def _actors(self, pieces: list[str], name: str, at: int) -> tuple[str, ...]:
        actors = [actor.strip() for piece in pieces for actor in piece.split(",")]
        named = [actor for actor in actors if decode(actor).strip()]
        if len(named) < len(actors):
            self._note(
                at, "nameless-actor",
                f"{name!r} has an actor without a name, which Mermaid draws as a dot",
                "leave out the colon behind the score where nobody acts, and commas at the end",
            )  # fmt: skip
        return tuple(dict.fromkeys(named))

    # --- what goes wrong ----------------------------------------------------------

    def _clean_end(self, at: int) -> bool:
        """Whether a statement may end here: `;` and `:` are then a parse error."""
        return self._text[at : at + 1] not in (";", ":")

    def _note_cut(self, at: int, start: int) -> None:
        """Tell of a comment that looks as if it were none."""
        if self._text[at : at + 1] != "#":
            return
        cut = self._text[at : self._line_end(at)]
        if self._text[at - 1] in " \t" and cut[1:2] in ("", " ", "#"):
            return
        self._note(
            start, "cut-by-hash",
            f"`#` starts a comment, so Mermaid drops {_shown(cut)!r}", "write #35; for #",
        )  # fmt: skip

    def _line_end(self, at: int) -> int:
        end = self._text.find("\n", at)
        return len(self._text) if end < 0 else end

    def _lenient(self, at: int) -> tuple[list[Statement], int]:
        """Understand a line that Mermaid refuses as it is most likely meant."""
        end = self._line_end(at)
        line = self._text[at:end].strip()
        word = re.match(r"(title|section|journey)\b\s*", line, re.IGNORECASE)
        keyword = word[1].lower() if word else ""
        rest = line[word.end() :] if word else ""
        if word and not rest:
            what = "a second `journey`" if keyword == "journey" else f"`{keyword}` without a text"
            self._refused(at, what, "leave the line out, or complete it")
            return [], end
        if keyword == "section" and not re.search(r":\s*[-\d.]", rest):
            self._refused(
                at, "the name of a section ends at `:`, `#` or `;`",
                "write #58; for a colon, #35; for #, #59; for ;",
            )  # fmt: skip
            return [Statement("section", rest, at)], end
        if keyword == "title":
            self._refused(at, "a title ends at `;`", "write #59; for ;")
            return [Statement("title", rest, at)], end
        return self._lenient_tasks(line, at), end

    def _lenient_tasks(self, line: str, at: int) -> list[Statement]:
        several = [part.strip() for part in line.split(";") if part.strip()]
        if len(several) > 1 and all(re.search(r":\s*[-\d.]+\s*(:|$)", part) for part in several):
            self._refused(at, "`;` does not separate tasks", "write one task a line")
            return [self._lenient_task(part, at) for part in several]
        if not line.strip(":; \t"):
            self._refused(at, f"a line of {line!r}", "leave the line out")
            return []
        if ":" not in line and _ARROW.search(line):
            self._refused(at, "`->` stands for `:`", "write `name: score: actors`")
            return [self._lenient_task(":".join(_ARROW.split(line)), at)]
        if ":" not in line:
            self._refused(at, f"the task {_shown(line)!r} has no score", "write `name: score`")
        else:
            self._refused(at, *_why_no_task(line))
        return [self._lenient_task(line, at)]

    def _lenient_task(self, text: str, at: int) -> Statement:
        """A task by its last parts: what stands before the score is the name."""
        parts = text.strip().lstrip(":").split(":")
        scores = [i for i, part in enumerate(parts) if i and part.strip() and score_of(part)]
        if not scores:
            return Statement("task", text.strip().strip(":").strip(), at)
        place = scores[0]
        name = ":".join(parts[:place]).strip()
        actors = self._actors(parts[place + 1 : place + 2], name, at)
        return Statement("task", name, at, score_of(parts[place]), actors)


def _why_no_task(line: str) -> tuple[str, str]:
    """Why Mermaid takes a line with a colon for no task, and what to write instead."""
    keyword = re.match(r"section|title|journey", line, re.IGNORECASE)
    if keyword:
        return (
            f"a task cannot start with the word {keyword[0]!r}",
            f"write #{ord(line[0])}; for its first letter",
        )
    for sign, why in (("#", "`#` starts a comment"), (";", "`;` may not stand here")):
        if sign in line:
            return f"{why}, in {_shown(line)!r}", f"write #{ord(sign)}; for {sign}"
    return f"{_shown(line)!r} is no task", "write `name: score: actors`"


def _shown(text: str) -> str:
    """A part of the text as its author wrote it."""
    return _HIDDEN.sub(r"#\1;", text.strip())
