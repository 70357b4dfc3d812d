"""Journeys from Mermaid journey diagrams, and labels that survive in these."""

from __future__ import annotations

import re
from collections.abc import Mapping

from journeykit.io.mermaid.grammar import Diagram, Statement, decode, parse
from journeykit.io.source import Source
from journeykit.model import SCALES, Emotion, Journey, Note, Origin, Persona, Phase, Rating
from journeykit.model.origin import Path, Position
from journeykit.model.text import slug
from journeykit.model.touchpoint import Touchpoint

__all__ = ["escape_label", "index", "read"]

_MAX_CHARACTERS = 8 * 2**20
_UNTITLED = "Untitled journey"
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)

# Signs that end a label, or that Mermaid or the browser would read.
_SIGNS = re.compile('[#;:%<>"&\ufeff]')
_ACTOR_SIGNS = re.compile('[#;:%<>"&,\ufeff]')
_FIRST = re.compile(r"title|section|journey|acctitle|accdescr|[{}\-]", re.IGNORECASE)
_GONE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]+")


def escape_label(text: str, *, actor: bool = False) -> str:
    """Write a text so that Mermaid shows it as it is, as a title, section, task or actor.

    Runs of blanks and line ends become one blank, for a label is one line, and
    control characters go, for no browser shows them.

    Args:
        text: any text.
        actor: whether it names an actor; commas separate those.

    Returns:
        The label; empty for a text of blanks.

    Examples:
        >>> escape_label("At 10:30 call #4")
        'At 10#58;30 call #35;4'
        >>> escape_label("Section A")
        '#83;ection A'
    """
    # Control characters first: some of them count as blanks to Python, not to Mermaid.
    label = " ".join(_GONE.sub(" ", text).split())
    starts = _FIRST.match(label)
    signs = _ACTOR_SIGNS if actor else _SIGNS
    escaped = signs.sub(lambda found: f"#{ord(found[0])};", label)
    return f"#{ord(label[0])};{escaped[1:]}" if starts else escaped


def read(source: Source) -> Journey:
    """Read a diagram as Mermaid does, with notes on what its author cannot have meant.

    Sections become phases, tasks touchpoints, scores emotions on the scale of
    Mermaid, and actors personas.

    Raises:
        FormatError: if there is no journey diagram in the text.
    """
    return _Builder(source).journey()


def index(text: str) -> Mapping[Path, Position]:
    """Line and column of every phase and touchpoint of a diagram."""
    return _Builder(Source(text)).positions()


class _Builder:
    """Puts a journey together from statements."""

    def __init__(self, source: Source) -> None:
        source.limit(_MAX_CHARACTERS, "Mermaid")
        self._source = source
        self._diagram: Diagram = parse(source)
        self._notes = list(self._diagram.notes)
        self._groups: list[tuple[str, int, list[Statement]]] = []
        self._title: str | None = self._diagram.title
        self._title_at: int | None = None
        self._metadata: dict[str, str] = {}
        self._gather()

    def _note(self, offset: int, key: str, message: str, hint: str | None = None) -> None:
        line, column = self._source.position(offset)
        self._notes.append(Note(message, line, column, hint, key))

    def _gather(self) -> None:
        loose: list[Statement] = []
        for statement in self._diagram.statements:
            text = _label(statement.text)
            if statement.kind == "task":
                self._groups[-1][2].append(statement) if self._groups else loose.append(statement)
            elif statement.kind == "section":
                # Mermaid draws neighbours of one name as one band.
                if text and not (self._groups and self._groups[-1][0] == text):
                    self._groups.append((text, statement.offset, []))
            elif statement.kind == "title":
                self._title, self._title_at = text or self._title, statement.offset
            elif text:
                name = "description" if statement.kind == "description" else "accessible_title"
                self._metadata[name] = decode(statement.text).strip()
        start = self._source.text.lower().find("journey")
        if not self._title:
            self._note(start, "no-title", "the diagram has no title", "write `title ...` below")
        for name, offset, tasks in self._groups:
            if not tasks:
                self._note(
                    offset, "empty-section",
                    f"the section {name!r} has no task, so Mermaid does not draw it",
                )  # fmt: skip
        if loose:
            name = self._title or "Journey"
            self._note(
                loose[0].offset, "no-section",
                f"tasks stand before any section; they are in a phase named {name!r}",
                "write `section ...` above them",
            )  # fmt: skip
            self._groups.insert(0, (name, loose[0].offset, loose))

    def positions(self) -> dict[Path, Position]:
        found: dict[Path, Position] = {(): self._source.position(0)}
        if self._title_at is not None:
            found["title",] = self._source.position(self._title_at)
        for i, (_, offset, tasks) in enumerate(self._groups):
            found["phases", i] = self._source.position(offset)
            for k, task in enumerate(tasks):
                found["phases", i, "touchpoints", k] = self._source.position(task.offset)
        return found

    def journey(self) -> Journey:
        actors = {
            _label(actor, "actor")
            for _, _, tasks in self._groups
            for task in tasks
            for actor in task.actors
        }
        # Mermaid lists actors in alphabetical order.
        ids = _Ids()
        personas = {name: Persona(name, id=ids.of(name)) for name in sorted(actors)}
        phase_ids, touchpoint_ids = _Ids(), _Ids()
        phases = [
            Phase(
                name,
                [self._touchpoint(task, personas, touchpoint_ids) for task in tasks],
                id=phase_ids.of(name),
            )
            for name, _, tasks in self._groups
        ]
        notes = tuple(sorted(self._notes, key=lambda note: (note.line, note.column)))
        return Journey(
            self._title or _UNTITLED, phases, personas=personas.values(), metadata=self._metadata,
            origin=Origin(self._source.file, self._source.text, index, notes),
        )  # fmt: skip

    def _touchpoint(
        self, task: Statement, personas: Mapping[str, Persona], ids: _Ids
    ) -> Touchpoint:
        name = _label(task.text, "task")
        emotions = []
        if task.score is not None:
            rating = Rating(task.score, "mermaid")
            emotions.append(Emotion(rating=rating))
            if not rating.on_scale:
                scale = SCALES["mermaid"]
                self._note(
                    task.offset, "score-off-scale",
                    f"the score {task.score:g} of {name!r} is outside "
                    f"{scale.worst:g} to {scale.best:g}; as a feeling it counts as the nearer end",
                    "write a score from 1 to 5",
                )  # fmt: skip
        acting = dict.fromkeys(personas[_label(actor, "actor")].id for actor in task.actors)
        return Touchpoint(name, id=ids.of(name), emotions=emotions, personas=tuple(acting))


class _Ids:
    """Makes slugs that are unique among their kind."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._next: dict[str, int] = {}

    def of(self, name: str) -> str:
        base = found = slug(name)
        while found in self._taken:
            number = self._next.get(base, 2)
            self._next[base] = number + 1
            found = f"{base}-{number}"
        self._taken.add(found)
        return found


def _label(text: str, otherwise: str = "") -> str:
    """A label as a reader sees it; `otherwise` where nothing is to be seen."""
    shown = decode(_BREAK.sub(" ", text)).strip()
    return shown if shown and not shown.isspace() else otherwise
