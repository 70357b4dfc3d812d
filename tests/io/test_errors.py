"""What cannot be read is refused, with the place, what was expected, and what to do."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeykit.errors import FormatError, InvalidValueError, JourneyKitError, NotFoundError
from journeykit.io import dump, dumps, load, loads
from journeykit.model import Journey

MAP = "title: T\nphases:\n  - name: A\n    touchpoints:\n      - name: Pay\n        "

# format, text, line, column, part of the message, part of the hint
BAD = [
    # keys
    ("yaml", "titel: T", 1, 1, "unknown key 'titel' in a Journey", "did you mean 'title'?"),
    ("yaml", MAP + "chanel: web", 6, 9, "unknown key 'chanel'", "'channel'"),
    ("yaml", MAP + "Pain Points: x", 6, 9, "unknown key 'Pain Points'", "'pain_points'"),
    ("yaml", MAP + "qqq: x", 6, 9, "unknown key 'qqq'", "known: name, id"),
    ("yaml", MAP + "_emotion: 1", 6, 9, "unknown key '_emotion'", "'emotion'"),
    ("yaml", "title: T\norigin: x", 2, 1, "unknown key 'origin'", "known"),
    ("yaml", "title: T\n1: x", 2, 1, "unknown key 1", "known"),
    ("yaml", "phases: []", 1, 1, "expected the key 'title'", ""),
    ("yaml", "title:\n", 1, 1, "expected text, but the value is missing", "write it"),
    ("yaml", "title: T\nphases:\n  - \n", 3, 4, "a Phase or its name, but the value is missing", ""),
    ("yaml", MAP + "thoughts: [a, null]", 6, 23, "expected text, but the value is missing", ""),
    ("json", '{"title": null}', 1, 2, "expected text, but the value is missing", ""),
    ("yaml", "title: T\nphases:\n  - goal: x", 3, 5, "expected the key 'name'", ""),
    ("json", '{"title": "T", "titel": "x"}', 1, 16, "unknown key 'titel'", "'title'"),
    ("json", '{"title": "T",\n "phases": [{}]}', 2, 13, "expected the key 'name'", ""),
    ("toml", 'title = "T"\n\n[[phases]]\nname = "A"\ngaol = "x"', 5, 1, "unknown key", "'goal'"),
    # wrong types and values
    ("yaml", "title: 1984", 1, 1, "expected text, got 1984", '"1984"'),
    ("yaml", "title: true", 1, 1, "expected text, got True", "quotes"),
    ("yaml", "title: ' '", 1, 1, "text that is not blank", ""),
    ("yaml", "title: T\nstate: curent", 2, 1, "expected a state", "'current'"),
    ("yaml", "title: T\nreview_by: 2026-02-30", 2, 1, "a date such as", ""),
    ("yaml", "title: T\nphases: 3", 2, 1, "expected a Phase or its name, got 3", ""),
    ("yaml", "title: T\nphases: [A, 3]", 2, 13, "expected a Phase or its name, got 3", ""),
    ("yaml", "title: T\nmetadata: x", 2, 1, "expected a mapping", ""),
    ("yaml", "title: T\nmetadata: {a: [1]}", 2, 12, "under 'a'", ""),
    ("yaml", "title: T\nmetadata: {a: .nan}", 2, 12, "a finite number", ""),
    ("yaml", MAP + "emotion: 7", 6, 9, "a number from -1 to 1, got 7", ""),
    ("yaml", MAP + "emotion: happy", 6, 9, "valence from -1 to 1, got 'happy'", "label"),
    ("yaml", MAP + "emotion: true", 6, 9, "got True", ""),
    ("yaml", MAP + "emotions: [0, -3]", 6, 23, "a number from -1 to 1, got -3", ""),
    ("yaml", MAP + "emotions: [0, sad]", 6, 23, "got 'sad'", ""),
    ("yaml", MAP + "emotion: {label: x}", 6, 9, "or a rating on a named scale", ""),
    ("yaml", MAP + "emotion: {rating: {value: 1, scale: odd}}", 6, 38, "a known scale", "stars"),
    ("yaml", MAP + "emotion: {rating: {value: 1, scale: [x]}}", 6, 38, "expected text", ""),
    ("yaml", MAP + "emotion: {valence: 0, arousal: .inf}", 6, 31, "from 0 to 1, got inf", ""),
    ("yaml", MAP + "pain_points: [ok, '']", 6, 27, "PainPoint.text: expected text", ""),
    ("yaml", MAP + "thoughts: [ok, 3]", 6, 24, "expected text, got 3", "quotes"),
    ("yaml", MAP + "thoughts: 3", 6, 9, "expected text, got 3", "quotes"),
    ("yaml", MAP + "metrics: {nps: many}", 6, 19, "a finite number, got 'many'", ""),
    ("yaml", MAP + "metrics: { customers: 3,870 }", 6, 33, "got 870", "splits the figure: write 3870"),
    ("yaml", MAP + "metrics: {nps: 3,070}", 6, 26, "got 70", "write 3070, or 3.70"),
    ("yaml", MAP + "metrics: {nps: 3.870,5}", 6, 30, "got 5", "without a comma"),
    ("yaml", MAP + "metrics: {nps: 3, 4: 5}", 6, 27, "got 4", '"4"'),
    ("yaml", MAP + "metrics: {true: 5}", 6, 19, "got True", "quotes"),
    ("yaml", MAP + "metrics: {metric: nps, value: 0,5}", 6, 41, "unknown key 5", "write 0.5"),
    ("yaml", MAP + "metrics:\n          nps: 3,870", 7, 11, "got '3,870'", "write 3870"),
    ("yaml", MAP + "emotions: 0,2", 6, 9, "got '0,2'", "behind a point: write 0.2"),
    ("yaml", MAP + "moment_of_truth: yes", 6, 9, "got 'yes'", "write `true`"),
    ("yaml", MAP + "moment_of_truth: No", 6, 9, "got 'No'", "write `false`"),
    ("yaml", "title: T\nmetadata:\n  a: 1\n  b: [1]", 4, 3, "under 'b'", ""),
    ("yaml", "title: T\nmetadata:\n  a: 1\n  b:", 4, 3, "the value is missing", ""),
    ("yaml", "title: T\nmetadata: {a: 3,870}", 2, 17, "keys that are text", "write 3870"),
    ("yaml", MAP + "metrics: [{metric: nps, n: -1}]", 6, 33, "at least 0, got -1", ""),
    ("yaml", MAP + "metrics: [{metric: nps, interval: [2, 1]}]", 6, 33, "the lower first", ""),
    ("yaml", MAP + "expectation: 3", 6, 9, "an Expectation or text, got 3", ""),
    ("yaml", MAP + "moment_of_truth: frist", 6, 9, "a moment of truth", "'first'"),
    ("yaml", "title: T\ntransitions: [[a, b], [c]]", 2, 23, "a Transition or a pair", ""),
    ("yaml", "title: T\nmetrics: [{name: M, low: 2, high: 1}]", 2, 29, "at least low (2)", ""),
    ("yaml", "title: T\nsuppressions: [x]", 2, 16, "a Suppression", ""),
    ("json", '{"title": 3}', 1, 2, "expected text, got 3", "quotes"),
    ("json", '{"title": "\\ud800"}', 1, 2, "lone surrogates", ""),
    ("json", '{"title": "T", "metadata": {"a": 1e999}}', 1, 29, "a finite number", ""),
    # what a file is
    ("yaml", "- a", 1, 1, "expected a mapping with the fields of a journey, got a list", "title"),
    ("yaml", "just text", 1, 1, "got 'just text'", ""),
    ("json", "[]", 1, 1, "got a list", ""),
    ("json", "3", 1, 1, "got 3", ""),
    ("yaml", "journeykit: 2\ntitle: T", 1, 1, "version 2", "--upgrade"),
    ("yaml", "title: T\njourneykit: one", 2, 1, "version 'one'", "leave the line out"),
    ("yaml", "title: T\njourneykit: true", 2, 1, "version True", ""),
    ("yaml", "$schema: 3\ntitle: T", 1, 1, "the address of a schema, got 3", ""),
    ("yaml", "", None, None, "the file is empty", "title"),
    ("json", " \n\ufeff ".strip("\ufeff"), None, None, "expected", ""),
    ("yaml", "# only a comment\n", None, None, "no value, only comments", ""),
    # YAML itself
    ("yaml", "title: T\nowner: me\ntitle: U", 3, 1, "'title' stands twice", "keep one"),
    ("yaml", "title: {a: 1, a: 2}", 1, 15, "'a' stands twice", "keep one"),
    ("yaml", "title: a: b", 1, 9, "a second colon on one line", "quotes"),
    ("yaml", "title: T\n\tphases: []", 2, 1, "a tab in the indentation (shown as →)", "blanks"),
    ("yaml", "title: T\nphases:\n  - name: A\n  \tgoal: x", 4, 3, "a tab in the", "two a level"),
    ("yaml", "title: {x} y", 1, 12, "more text behind a closing bracket", "in quotes"),
    ("yaml", "title: 'x' y", 1, 12, "more text behind a closing quote", "in quotes"),
    ("yaml", "title: 'T", 1, 8, "a quoted text that does not end", "second quote"),
    ("yaml", "title: [a", 1, 10, "not closed", "bracket"),
    ("yaml", "title: T\nphases\nid: x", 2, 1, "neither `key: value`", "colon"),
    ("yaml", "phases:\n  - a\n - b", 3, 2, "does not fit the indentation", "column"),
    ("yaml", 'title: "\\q"', 1, 10, "an escape that YAML does not know", ""),
    ("yaml", "title: *x", 1, 8, "no anchor &x before it", ""),
    ("yaml", "title: &x [*x]", 1, 12, "inside its own anchor", ""),
    ("yaml", "title: T\n<<: 3", 2, 5, "a mapping, or a list of mappings, to merge", ""),
    ("yaml", "? [a]\n: b", 1, 3, "expected a text as key", ""),
    ("yaml", "title: T\n---\ntitle: U", 2, 1, "expected one document", "one journey"),
    ("yaml", "title: !!python/object:os.x {}", 1, 8, "the tag !!python/object:os.x", "leave"),
    ("yaml", "title: !mine x", 1, 8, "the tag !mine is refused", "leave"),
    ("yaml", "title: !!int x", 1, 8, "what the tag !!int says", ""),
    ("yaml", "title: !!map [a]", 1, 8, "the tag !!map is refused", ""),
    ("yaml", "title: a\x07b", 1, 9, "control character U+0007", "escape"),
    ("yaml", "title: " + "9" * 5000, 1, 8, "at most 400 digits, got 5000", ""),
    ("yaml", "title: " + "[" * 5000, 1, 107, "nested more than 100 levels", ""),
    ("yaml", "- " * 5000, 1, 201, "nested more than 100 levels", ""),
    # JSON itself
    ("json", '{"title": "T",}', 1, None, "not valid JSON", ""),
    ("json", '{"title": T}', 1, 11, "expected a value", "double quotes"),
    ("json", '{"title" "T"}', 1, 10, "expected a colon", ""),
    ("json", '{"title": "T"} x', 1, 16, "nothing more after the journey", "bracket"),
    ("json", '{"title": "T}', 1, 11, "its second quote is missing", ""),
    ("json", '{"a": {"b": 1,\n "b": 2}}', 2, 2, "'b' stands twice", "keep one"),
    ("json", '{"a": "NaN", "b": NaN}', 1, 19, "a finite number, got NaN", "leave the key out"),
    ("json", '{"b": -Infinity}', 1, 7, "got -Infinity", ""),
    ("json", "[" * 200_000, None, None, "nested too deeply", ""),
    ("json", '{"b": 12,\n "a": -' + "9" * 5000 + "}", 2, 7, "fewer digits, got one of 5,000", "quotes"),
    # TOML itself
    ("toml", "title = \n", 1, None, "not valid TOML", ""),
    ("toml", 'title = "T"\ntitle = "U"', 2, None, "not valid TOML", ""),
    ("toml", "a = [", 1, None, "not valid TOML", ""),
    ("toml", 'title = "T"\nphases = [{name = 3}]', 2, 1, "expected text, got 3", ""),
    ("toml", "a = " + "[" * 5000, None, None, "", ""),
    # Mermaid
    ("mermaid", "flowchart LR\n a --> b", 1, 1, "got 'flowchart LR'", "not journeys"),
    ("mermaid", "%% only a comment", 1, 1, "expected a Mermaid journey", ""),
]  # fmt: skip


@pytest.mark.parametrize(("format", "text", "line", "column", "message", "hint"), BAD)
def test_bad_text(  # noqa: PLR0917
    format, text, line, column, message, hint
):
    """Each is one FormatError with place, message and hint."""
    with pytest.raises(FormatError) as caught:
        loads(text, format=format, file="map")
    error = caught.value
    assert message in error.message
    assert hint in (error.hint or "")
    if line is not None:
        assert line == error.line
        assert error.excerpt is not None or len(text) > 240
    if column is not None:
        assert column == error.column
    assert str(error).startswith("map")
    assert "\n" not in error.message


@pytest.mark.parametrize(
    ("format", "text", "line"),
    [
        ("yaml", "title: T\n<<<<<<< HEAD\nowner: a\n=======\nowner: b\n>>>>>>> x\n", 2),
        ("yaml", "<<<<<<< HEAD\ntitle: a\n=======\ntitle: b\n>>>>>>> x\n", 1),
        ("json", '{\n<<<<<<< HEAD\n"title": "a"\n=======\n"title": "b"\n>>>>>>> x\n}', 2),
    ],
)
def test_a_conflict_is_called_by_its_name(format, text, line):
    """What Git leaves in a file makes no sense to any parser."""
    with pytest.raises(FormatError, match="a conflict of two versions") as caught:
        loads(text, format=format)
    assert line == caught.value.line
    assert "keep one version" in caught.value.hint


def test_a_tab_is_seen():
    """One character wide, so that the caret stays below it."""
    with pytest.raises(FormatError) as caught:
        loads("title: T\n\tphases: [a\tb]", format="yaml")
    assert "→phases: [a b]" == caught.value.excerpt


@pytest.mark.parametrize(
    ("data", "line", "column", "message"),
    [
        (b"title: T\nowner: Jos\xe9", 2, 11, "the byte 0xe9 at byte offset 19"),
        ("title: T".encode("utf-16"), 1, 1, "byte offset 0"),
        (b"\xff\xfe\x00\x00t\x00\x00\x00", 1, 1, "byte offset 0"),
    ],
)
def test_not_utf8(data, line, column, message):
    """The byte is named by its offset, its line and its column."""
    with pytest.raises(FormatError, match=message) as caught:
        loads(data, format="yaml")
    assert (line, column) == (caught.value.line, caught.value.column)
    assert "UTF-8" in (caught.value.hint or "")


def test_a_mark_and_windows_line_ends_are_no_trouble():
    """They do not move a position either."""
    data = b"\xef\xbb\xbftitle: T\r\nphases:\r\n  - name: A\r\n    gaol: x\r\n"
    with pytest.raises(FormatError) as caught:
        loads(data, format="yaml")
    assert (4, 5, "    gaol: x") == (
        caught.value.line,
        caught.value.column,
        caught.value.excerpt,
    )
    assert Journey("T", owner="a\nb") == loads(
        "\ufefftitle: T\r\nowner: |-\r\n  a\r\n  b\r\n", format="yaml"
    )


def bomb(width=9, depth=9):
    """Some lines that stand for hundreds of millions of values."""
    lines = ["title: T", "a0: &a0 [x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * width)}]" for i in range(1, depth + 1)]
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("format", "text", "message"),
    [
        ("yaml", bomb(), "aliases add more than 100,000 values"),
        ("yaml", "x" * (9 * 2**20), "too large: YAML is read up to 8 MB"),
        ("yaml", "x\n" * 2**20, "without any `title:`"),
        ("yaml", "\x00" * 2**20, "control character"),
        ("yaml", "title: x\na: " + "[" * 2**20, "levels deep"),
        ("yaml", "title: T\nb: " + "!" * 2**20, "of sensible length"),
        ("json", "{" * 2**20, "not valid JSON"),
        ("json", "x" * (65 * 2**20), "JSON is read up to 64 MB"),
        ("mermaid", "x\n" * 2**20, "expected a Mermaid journey"),
    ],
)
def test_nonsense_is_refused_early(format, text, message):
    """Whatever its size: reading it all would keep the suite busy for minutes."""
    with pytest.raises(FormatError, match=message):
        loads(text, format=format)


def test_too_many_values(monkeypatch):
    """What would keep the scanner busy for minutes is stopped on the way."""
    monkeypatch.setattr("journeykit.io.yaml.nodes._MAX_NODES", 1000)
    with pytest.raises(FormatError, match="more than 1,000 values") as caught:
        loads("title: T\nphases:\n" + "- a\n" * 2000, format="yaml")
    assert 900 < caught.value.line < 1002


@pytest.mark.parametrize("suffix", [".yaml", ".json", ".toml", ".mmd"])
def test_a_file_of_100_mb_is_not_read(tmp_path, suffix):
    """Its size is enough to refuse it."""
    path = tmp_path / f"huge{suffix}"
    with path.open("wb") as file:
        file.truncate(100 * 2**20)
    with pytest.raises(FormatError, match="up to 64 MB, this has 100 MB") as caught:
        load(path)
    assert str(path) == caught.value.file


def test_a_missing_file_is_named_with_its_neighbour(tmp_path):
    """It is also Python's own FileNotFoundError."""
    (tmp_path / "bikes.yaml").write_text("title: T")
    with pytest.raises(NotFoundError, match=r"did you mean '.*bikes.yaml'") as caught:
        load(tmp_path / "bike.yaml")
    assert isinstance(caught.value, FileNotFoundError)
    with pytest.raises(NotFoundError):
        load(tmp_path / "nowhere" / "x.yaml")
    folder = tmp_path / "folder.yaml"
    folder.mkdir()
    with pytest.raises(FormatError, match="cannot be read"):
        load(folder)


def test_unknown_formats(tmp_path):
    """The nearest name or the known endings are told."""
    with pytest.raises(NotFoundError, match="did you mean 'yaml'"):
        loads("title: T", format="ymal")
    with pytest.raises(NotFoundError, match=r"'.yaml'"):
        load(tmp_path / "map.yam")
    with pytest.raises(NotFoundError, match="no format named, and none known by the ending"):
        dump(Journey("T"), tmp_path / "map")
    with pytest.raises(InvalidValueError, match=r"\(yaml, json\), got 'toml'; .* .yaml or .json"):
        dump(Journey("T"), tmp_path / "map.toml")
    with pytest.raises(InvalidValueError, match="no comments"):
        dumps(Journey("T"), format="json", onto="title: T")


@settings(deadline=None, max_examples=300)
@given(
    st.sampled_from(["yaml", "json", "toml", "mermaid"]),
    st.text("title: phases-[]{}&*!|>'\"%@`#\n\t,?0T<", max_size=60) | st.text(max_size=40),
    st.booleans(),
)
def test_no_text_brings_down_the_reader(format, text, headed):
    """It loads, or it is refused as every other."""
    head = {"mermaid": "journey\n", "yaml": "title: T\n", "toml": 'title = "T"\n'}.get(format, "")
    with contextlib.suppress(JourneyKitError):
        loads(head + text if headed else text, format=format)
