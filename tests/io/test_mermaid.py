"""Mermaid journeys are read as Mermaid reads them, and what it garbles is told."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from journeykit.errors import FormatError
from journeykit.io import load, loads
from journeykit.io.mermaid import escape_label
from journeykit.io.mermaid.grammar import score_of
from journeykit.testing import strategies as js

DATA = Path(__file__).parents[2].parent / "shared" / "data" / "mermaid_journeys"


def rows():
    if not (DATA / "index.csv").exists():
        return []
    with (DATA / "index.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.mark.skipif(not rows(), reason="the data folder beside the checkout is absent")
def test_real_diagrams_have_the_counts_of_their_index():
    """Sections, tasks, actors, and the scores as they are written."""
    for row in rows():
        journey = load(DATA / row["file"])
        keys = [note.key for note in journey.origin.notes]
        scores = [t.emotions[0].rating.value for t in journey.touchpoints if t.emotions]
        expected = {
            "sections": int(row["sections"]),
            "tasks": int(row["tasks"]),
            "actors": int(row["actors"]),
            "mean": float(row["mean_score"]),
            "min": float(row["min_score"]),
            "title": row["title"] or "Untitled journey",
        }
        actual = {
            "sections": len(journey.phases) - ("no-section" in keys),
            "tasks": len(journey.touchpoints),
            "actors": len(journey.personas),
            "mean": round(sum(scores) / len(scores), 4),
            "min": min(scores),
            "title": journey.title,
        }
        assert (row["file"], expected) == (row["file"], actual)
        assert "refused" not in keys


def read(body):
    return loads(f"journey\ntitle T\nsection S\n{body}\n", format="mermaid")


def tasks(journey):
    return [
        (t.name, t.emotions[0].rating.value if t.emotions else None, t.personas)
        for t in journey.touchpoints
    ]


def keys(journey):
    return [note.key for note in journey.origin.notes if note.key != "empty-section"]


@pytest.mark.parametrize(
    ("line", "expected", "notes"),
    [
        ("A: 5: Me", [("A", 5, ("me",))], []),
        ("  A  :5:Me,  You ", [("A", 5, ("me", "you"))], []),
        ("A: 5: Me, Me", [("A", 5, ("me",))], []),
        ("A: 5", [("A", 5, ())], []),
        ("A: 5 # a comment", [("A", 5, ())], []),
        ("A: 5 %% no comment", [("A", None, ())], ["score-not-a-number"]),
        # Garbled without a word by Mermaid.
        ("At 10:30: 4: Me", [("At 10", 30, ("4",))], ["text-dropped", "score-off-scale"]),
        ("At 10:30 call: 4: Me", [("At 10", None, ("4",))], ["score-not-a-number", "text-dropped"]),
        ("A: 4: Role: Agent", [("A", 4, ("role",))], ["text-dropped"]),
        ("A: 5: Child#1, Bob", [("A", 5, ("child",))], ["cut-by-hash"]),
        ("A -> 5: Me", [("A -> 5", None, ())], ["score-not-a-number"]),
        ("A: -2", [("A", -2, ())], ["score-off-scale"]),
        ("A: 500", [("A", 500, ())], ["score-off-scale"]),
        ("A: 2.5", [("A", 2.5, ())], []),
        ("A: x", [("A", None, ())], ["score-not-a-number"]),
        ("A: Infinity", [("A", None, ())], ["score-not-a-number"]),
        ("A: : Me", [("A", 0, ("me",))], ["score-missing", "score-off-scale"]),
        ("A: 5:", [("A", 5, ())], ["nameless-actor"]),
        ("A: 5: Me,", [("A", 5, ("me",))], ["nameless-actor"]),
        ("Title A: 5: Me", [], ["task-is-title"]),
        ("%% A: 5: Me", [], []),
        ("# A: 5: Me", [], []),
        ("5%% off: 3: Me", [], []),
        ("Journeys: 5", [("Journeys", 5, ())], []),
        # Refused by Mermaid, and understood all the same.
        ("Issue #12: 5: Me", [("Issue #12", 5, ("me",))], ["refused"]),
        ("a; b: 5: Me", [("a; b", 5, ("me",))], ["refused"]),
        ("A: 5: Me; B: 3: Me", [("A", 5, ("me",)), ("B", 3, ("me",))], ["refused"]),
        ("Section Control: 4: Me", [("Section Control", 4, ("me",))], ["refused"]),
        ("Journey begins: 5: Me", [("Journey begins", 5, ("me",))], ["refused"]),
        ("No score", [("No score", None, ())], ["refused"]),
        ("A -> 5 -> Me", [("A", 5, ("me",))], ["refused"]),
        ("A:", [("A", None, ())], ["refused"]),
        (": 5: Me", [("5: Me", None, ())], ["refused"]),
        (":;", [], ["refused"]),
        ("journey", [], ["refused"]),
        ("section", [], ["refused"]),
        ("accDescr { never closed: 3", [("accDescr { never closed", 3, ())], []),
        # Codes and line breaks.
        ("A#59; b#58; #quot;c#quot;: 5: M#44;e", [('A; b: "c"', 5, ("m-e",))], []),
        ("A<br>b<BR />c: 5", [("A b c", 5, ())], []),
        ("A#55296;#0;#99999999;: 5", [("A\ufffd\ufffd\ufffd", 5, ())], []),
        ("#32;: 5: #32;, Me", [("task", 5, ("me",))], ["nameless-actor"]),
    ],
)
def test_tasks(line, expected, notes):
    """Name, score and actors, and the notes."""
    journey = read(line)
    assert expected == tasks(journey)
    assert notes == keys(journey)
    assert all(
        (4, True) == (n.line, bool(n.message)) for n in journey.origin.notes if n.key in notes
    )


@pytest.mark.parametrize(
    ("text", "title", "phases", "notes"),
    [
        ("journey", "Untitled journey", [], ["no-title"]),
        ("journey title T\nsection A\nx: 1", "T", ["A"], []),
        ("Journey\ntitle T", "T", [], ["refused"]),
        ("journey\ntitle Fix #12 now", "Fix", [], ["cut-by-hash"]),
        ("journey\ntitle a: b", "a: b", [], []),
        ("journey\ntitle a; b", "a; b", [], ["refused"]),
        ("journey\ntitle\nsection S\nx: 1", "section S", ["section S"],
         ["title-takes-line", "no-section"]),
        ("journey\ntitle T\nsection\nB\nx: 1", "T", ["B"], ["section-takes-line"]),
        ("journey\ntitle T\nsection\n\nx: 1", "T", ["T"], ["refused", "no-section"]),
        ("journey\ntitle T\nsection Phase: one\nx: 1", "T", ["Phase: one"], ["refused"]),
        ("journey\ntitle T\nsection A#1\nx: 1", "T", ["A"], ["cut-by-hash"]),
        ("journey\ntitle T\nx: 1\nsection A\ny: 1", "T", ["T", "A"], ["no-section"]),
        ("journey\nx: 1", "Untitled journey", ["Journey"], ["no-title", "no-section"]),
        ("journey\ntitle T\nsection A\nsection A\nx: 1\nsection B\ny: 1\nsection A\nz: 1", "T",
         ["A", "B", "A"], []),
        ("---\ntitle: Front\n---\njourney\nsection A\nx: 1", "Front", ["A"], []),
        ("---\ntitle: Front\n---\njourney\ntitle Own", "Own", [], []),
        ("---\n: [\n---\njourney\ntitle Own", "Own", [], []),
        ("---\nconfig: {}\n---\njourney", "Untitled journey", [], ["no-title"]),
        ("%%{init: {'theme':\n 'dark'}}%%\n%% hello\n\njourney\ntitle T", "T", [], []),
        ("journey\r\n\ttitle T\r\n\tsection A\r\n\t\tx: 1: Me\r\n", "T", ["A"], []),
    ],
)  # fmt: skip
def test_frames(text, title, phases, notes):
    """Titles, sections, front matter, directives, line ends."""
    journey = loads(text, format="mermaid")
    assert (title, phases) == (journey.title, [phase.name for phase in journey.phases])
    assert notes == keys(journey)
    assert len({phase.id for phase in journey.phases}) == len(phases)


def test_accessible_texts_are_metadata():
    """On one line or as a block."""
    text = "journey\naccTitle: Short\naccDescr {\n  a\n  b#35;\n}\ntitle T"
    assert {"accessible_title": "Short", "description": "a\nb#"} == dict(
        loads(text, format="mermaid").metadata
    )
    text = "journey\naccDescr: one line\naccTitle:\ntitle T"
    assert {"description": "one line", "accessible_title": "title T"} == dict(
        loads(text, format="mermaid").metadata
    )


def test_an_empty_section_stays_a_phase():
    """Though Mermaid does not draw it, as a note says."""
    journey = loads("journey\ntitle T\nsection A\nsection B\nx: 3", format="mermaid")
    assert [("A", 0), ("B", 1)] == [(p.name, len(p.touchpoints)) for p in journey.phases]
    assert ["empty-section"] == [note.key for note in journey.origin.notes]


def test_a_block_of_markdown(tmp_path):
    """One block is read at its place; of two nobody knows which."""
    block = "```mermaid\njourney\n  title T\n  section A\n    x: 9: Me\n```\n"
    other = "```mermaid\nflowchart LR\n```\n"
    path = tmp_path / "map.md"
    path.write_text(f"# Text\n\n{other}\n{block}\nmore: 3\n")
    journey = load(path)
    assert ["x"] == [t.name for t in journey.touchpoints]
    assert (11, 5) == journey.origin.locate(("phases", 0, "touchpoints", 0))
    assert [11] == [note.line for note in journey.origin.notes]
    path.write_text(block + block)
    with pytest.raises(FormatError, match="expected one journey diagram, got 2") as caught:
        load(path)
    assert 8 == caught.value.line


def test_ids_are_unique_and_places_known():
    """Tasks of one name get numbers; each knows its line."""
    journey = read("Pay: 1: Ann, ann\nPay: 2: ann\nPay 2: 3")
    assert ("pay", "pay-2", "pay-2-2") == tuple(t.id for t in journey.touchpoints)
    assert [("Ann", "ann"), ("ann", "ann-2")] == [(p.name, p.id) for p in journey.personas]
    assert [4, 5, 6] == [
        journey.origin.locate(("phases", 0, "touchpoints", i, "name"))[0] for i in range(3)
    ]
    assert (2, 1) == journey.origin.locate(("title",))
    assert (3, 1) == journey.origin.locate(("phases", 0))
    assert (1, 1) == journey.origin.locate(())


def test_scores_are_read_as_javascript_does():
    """Nothing is 0; a word, or too much, is no number."""
    texts = ["5", " -2.5e0 ", "", ".5", "5.", "0x1f", "0b11", "0o17", "1_0", "5 of 5", "1e400", "٣"]
    assert [5, -2.5, 0, 0.5, 5, 31, 3, 15, None, None, None, None] == list(map(score_of, texts))


def cleaned(text):
    """What of a text a label can show: one line, no control characters."""
    return " ".join("".join(" " if ord(c) < 32 or 127 <= ord(c) < 160 else c for c in text).split())


labels = (js.texts() | st.sampled_from(js.HOSTILE)).filter(lambda text: cleaned(text) != "")


@given(labels, labels, labels, st.lists(labels, max_size=3))
@example("title", "section", "accTitle: x", ["{a}", "-", "a, b"])
@example("#35;", "\ufeffx", "<br>", ["%%", "&amp;"])
def test_labels_survive(title, section, task, actors):
    """Whatever they hold, what is written is read back, without a note."""
    people = ", ".join(escape_label(actor, actor=True) for actor in actors)
    text = "\n".join(
        [
            "journey",
            f"title {escape_label(title)}",
            f"section {escape_label(section)}",
            f"{escape_label(task)}: 3{': ' if people else ''}{people}",
        ]
    )
    journey = loads(text, format="mermaid")
    assert [cleaned(title), cleaned(section), cleaned(task)] == [
        journey.title, journey.phases[0].name, journey.touchpoints[0].name,
    ]  # fmt: skip
    names = [journey.persona(id).name for id in journey.touchpoints[0].personas]
    assert list(dict.fromkeys(map(cleaned, actors))) == names
    assert () == journey.origin.notes


def test_an_empty_label():
    """Blanks and control characters leave nothing."""
    assert "" == escape_label(" \n\x07")
