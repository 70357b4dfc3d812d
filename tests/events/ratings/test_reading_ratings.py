"""Answers as they come: in which frames, with which codes, and what is refused."""

import datetime as dt

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeykit.errors import FormatError, InvalidValueError, MissingDependencyError, NotFoundError
from journeykit.events import Ratings
from journeykit.model import Scale, Touchpoint

TABLE = {
    "who": ["ann", "bob", "cat", "dan"],
    "search": [4, 0, 5, None],
    "pay": [2, 1, 7, 3],
    "device": ["phone", "phone", "desktop", None],
}
ROWS = [dict(zip(TABLE, row, strict=True)) for row in zip(*TABLE.values(), strict=True)]


def read(data, **options):
    known = {"questions": ["search", "pay"], "scale": "1..5", "not_applicable": 0}
    return Ratings(data, **(known | options))


def counts(ratings):
    return [
        (q.column, q.answered, q.missing, q.not_applicable, q.off_scale, q.unread)
        for q in ratings.questions
    ]


EXPECTED = [("search", 2, 1, 1, 0, 0), ("pay", 3, 0, 0, 1, 0)]


def duck(table):
    duckdb = pytest.importorskip("duckdb", reason="DuckDB is not installed")
    return duckdb.from_arrow(pa.table(table))


@pytest.mark.parametrize(
    "make",
    [
        lambda table: ROWS,
        lambda table: iter(ROWS),
        pl.DataFrame,
        lambda table: pl.DataFrame(table).lazy(),
        pd.DataFrame,
        pa.table,
        duck,
    ],
    ids=["mappings", "iterator", "polars", "lazy", "pandas", "pyarrow", "duckdb"],
)
def test_every_frame_tells_the_same(make):
    """Codes, missing answers and figures off the scale are told apart, whatever holds them."""
    ratings = read(make(TABLE))

    assert EXPECTED == counts(ratings)
    assert [{4.0: 1, 5.0: 1}, {1.0: 1, 2.0: 1, 3.0: 1}] == [
        ratings.tally(name) for name in ("search", "pay")
    ]
    assert ("7",) == ratings.question("pay").off_examples


@pytest.mark.parametrize("suffix", [".csv", ".parquet"])
def test_files(tmp_path, suffix):
    """A path is read by its suffix."""
    path = tmp_path / f"answers{suffix}"
    frame = pl.DataFrame(TABLE)
    (frame.write_csv if suffix == ".csv" else frame.write_parquet)(path)

    assert EXPECTED == counts(read(path)) == counts(read(str(path)))


def test_files_that_are_not_there(tmp_path):
    """The error names the nearest one; an unknown suffix names those that are known."""
    (tmp_path / "answers.csv").write_text("search,pay\n1,2\n")
    with pytest.raises(FileNotFoundError, match="did you mean '.*answers.csv'"):
        read(tmp_path / "anwers.csv")
    with pytest.raises(NotFoundError, match=r"no format of ratings for the suffix '.doc'"):
        read("answers.doc")
    (tmp_path / "no.parquet").write_text("?")
    with pytest.raises(FormatError, match="expected a Parquet file"):
        read(tmp_path / "no.parquet")


def test_words_that_are_scores_and_words_that_are_none():
    """Labels stand for figures, codes for not applicable; other words are shown, never scored."""
    answers = ["very good", " Bad ", "n/a", "", "5", "4.0", "dunno", None, "99", "nan", "dunno"]
    ratings = Ratings(
        [{"a": answer} for answer in answers],
        questions=["a"],
        scale="1..5",
        not_applicable=["N/A", 99],
        labels={"Very good": 5, "bad": 1},
    )
    (question,) = ratings.questions

    assert {1.0: 1, 4.0: 1, 5.0: 2} == ratings.tally("a")
    assert (2, 2) == (question.missing, question.not_applicable)
    assert (3, ("dunno", "nan")) == (question.unread, question.unread_examples)
    assert not ratings.quality().ok


def test_mixed_columns_of_pandas():
    """Figures, words and gaps in one column are read one by one."""
    frame = pd.DataFrame({"search": [4, "n/a", None, float("nan"), "5"], "pay": [1.5, 2, 3, 4, 5]})
    ratings = read(frame, not_applicable="n/a")

    assert ("search", 2, 2, 1, 0, 0) == counts(ratings)[0]
    assert 1 == ratings.tally("pay")[1.5]


@given(st.lists(st.floats(-2, 8) | st.sampled_from([0.0, 1.0, 5.0, float("nan"), None])))
def test_figures_and_words_of_them_are_read_alike(answers):
    """A column of texts that are figures tells what the figures tell."""
    options = {"questions": ["a"], "scale": "1..5", "not_applicable": [0, 3.5]}
    figures = Ratings(pl.DataFrame({"a": pl.Series(answers, dtype=pl.Float64)}), **options)
    texts = [None if a is None or a != a else repr(a) for a in answers]  # noqa: PLR0124
    words = Ratings(pl.DataFrame({"a": pl.Series(texts, dtype=pl.String)}), **options)

    assert counts(words) == counts(figures)
    assert words.tally("a") == figures.tally("a")
    (question,) = figures.questions
    assert len(answers) == question.asked == sum(counts(figures)[0][1:])


def test_a_code_is_no_score_even_on_the_scale():
    """On 0 to 10 a 0 may still mean that the question did not apply."""
    assert ("search", 2, 1, 1, 0, 0) == counts(read(ROWS, scale="0..10"))[0]
    assert ("search", 3, 1, 0, 0, 0) == counts(read(ROWS, scale="0..10", not_applicable=()))[0]


@given(
    st.lists(
        st.tuples(st.sampled_from("abcd"), st.sampled_from(["search", "pay"]), st.integers(0, 6)),
        min_size=1,
    )
)
def test_long_and_wide_tell_the_same(answers):
    """A long table is the wide one that holds the last answer of each respondent."""
    last = {(who, question): score for who, question, score in answers}
    people = list(dict.fromkeys(who for who, _, _ in answers))
    asked = list(dict.fromkeys(question for _, question, _ in answers))
    wide = [{name: last.get((who, name)) for name in asked} for who in people]
    times = [(who, question) for who, question, _ in answers]
    repeated = {who for who, question in times if times.count((who, question)) > 1}
    long = Ratings.from_long(answers, scale="1..5", not_applicable=0)
    expected = Ratings(wide, questions=asked, scale="1..5", not_applicable=0)

    assert counts(expected) == counts(long)
    assert [expected.tally(name) for name in asked] == [long.tally(name) for name in asked]
    assert (len(people), len(repeated)) == (len(long), long.quality().repeated)


def test_long_tables_keep_what_else_is_known():
    """Other columns are of the respondent; rows of nobody are left out, and told."""
    rows = [
        {"id": 1, "q": "search", "v": 4, "device": None},
        {"id": 1, "q": "pay", "v": 2, "device": "phone"},
        {"id": 2, "q": "pay", "v": 5, "device": "desktop"},
        {"id": None, "q": "pay", "v": 5, "device": "desktop"},
    ]
    ratings = Ratings.from_long(
        rows, respondent="id", question="q", score="v", questions={"pay": "checkout"}, scale="1..5"
    )

    assert [("desktop", 1), ("phone", 1)] == [(g, len(r)) for g, r in ratings.groups("device")]
    assert ["checkout"] == [question.touchpoint for question in ratings.questions]
    assert 1 == ratings.quality().nameless


def test_segments():
    """Some respondents, one or several values, or those of whom it is not known."""
    ratings = read(ROWS)

    assert [("phone", 2), ("desktop", 1), ("(none)", 1)] == [
        (name, len(some)) for name, some in ratings.groups("device")
    ]
    assert 3 == len(ratings.where({"device": ["phone", "desktop"]}))
    assert [("search", 1, 0, 1, 0, 0), ("pay", 2, 0, 0, 0, 0)] == counts(
        ratings.where({"device": "phone"})
    )
    assert 0 == ratings.where({"device": "phone", "who": "cat"}).questions[0].asked


def test_changes_between_questions():
    """Of those who answered both, on valences of either scale."""
    rows = [{"a": 1, "b": 0}, {"a": 5, "b": 5}, {"a": 3, "b": None}]
    ratings = Ratings(rows, questions=["a", "b"], scale={"a": "1..5", "b": "10..0"})

    # From -1 to 1, and from 1 to 0.
    assert (2, 0.5, pytest.approx(4.5**0.5)) == ratings.changes("a", "b")


def test_touchpoints_are_given_by_themselves_or_by_id():
    """A mapping binds columns; None is a question about the whole."""
    pay = Touchpoint("Pay here")
    ratings = read(ROWS, questions={"search": "find", "pay": pay})

    assert ["find", "pay-here"] == [question.touchpoint for question in ratings.questions]


def test_repeated_respondents_are_told():
    """Each row of a wide table counts; that somebody has several is said."""
    quality = read([*ROWS, ROWS[0]], respondent="who").quality()

    assert (5, 1) == (quality.respondents, quality.repeated)
    assert "respondents who answer more than once: 1" in quality.summary()
    assert 2 == quality.to_frame().height


@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        (lambda: read(ROWS, questions="pay"), InvalidValueError, "columns, or a mapping"),
        (lambda: read(ROWS, questions=[]), InvalidValueError, "at least one column"),
        (lambda: read(ROWS, questions=["serach"]), NotFoundError, "did you mean 'search'"),
        (lambda: read(ROWS, respondent="wo"), NotFoundError, "did you mean 'who'"),
        (lambda: read(ROWS, scale="1-5"), InvalidValueError, "such as '1..5'"),
        (lambda: read(ROWS, scale="5..5"), InvalidValueError, "the two ends"),
        (lambda: read(ROWS, scale={"serach": "1..5"}), NotFoundError, "did you mean 'search'"),
        (lambda: read(ROWS, scale={"pay": "1..5"}), InvalidValueError, "none for .'search'"),
        (lambda: read(ROWS, not_applicable=[[0]]), InvalidValueError, "figures or words"),
        (lambda: read(ROWS, labels={"good": "5"}), InvalidValueError, "the figure that each"),
        (lambda: read(5), InvalidValueError, "a data frame, mappings"),
        (lambda: read(TABLE), InvalidValueError, "a data frame, mappings"),
        (lambda: read([(1, 2)]), InvalidValueError, r"data\[0\]"),
        (lambda: read([{"search": dt.date(2026, 1, 1), "pay": 1}]), InvalidValueError, "Date"),
        (lambda: read([{"search": True, "pay": 1}]), InvalidValueError, "Boolean"),
        (lambda: read(ROWS).where({"devise": 1}), NotFoundError, "did you mean 'device'"),
        (lambda: read(ROWS).where({"device": 1}), InvalidValueError, "device"),
        (lambda: read(ROWS).question("find"), NotFoundError, "known: pay, search"),
        (lambda: read(ROWS).groups("devise"), NotFoundError, "did you mean 'device'"),
        (
            lambda: Ratings(
                [{"a": 1, "id": n} for n in range(60)], questions=["a"], scale="1..5"
            ).groups("id"),
            InvalidValueError,
            "at most 50 values",
        ),
        (lambda: Ratings.from_long([(1, 2)], scale="1..5"), InvalidValueError, "tuples of resp"),
        (
            lambda: Ratings.from_long([("a", "pay", 1)], questions=["pya"], scale="1..5"),
            NotFoundError,
            "did you mean 'pay'",
        ),
        (
            lambda: Ratings.from_long(
                [{"respondent": 1, "question": "device", "score": 3, "device": "phone"}],
                scale="1..5",
            ),
            InvalidValueError,
            "questions that are no columns",
        ),
        (lambda: read(ROWS).outcome("device"), InvalidValueError, "'desktop', 'phone'"),
        (lambda: read(ROWS).outcome("device", "phon"), NotFoundError, "did you mean 'phone'"),
    ],
)
def test_mistakes_teach(call, error, words):
    """Each says where, what was expected, and what to do."""
    with pytest.raises(error, match=words):
        call()


def test_scales_by_name_or_value():
    """Names of the model, two ends, or a scale of one's own."""
    for scale, ends in (("stars", (1, 5)), ("7..1", (7, 1)), (Scale("own", 0, 3), (0, 3))):
        question = read(ROWS, scale=scale).questions[0]
        assert ends == (question.scale.worst, question.scale.best)


def test_without_polars(monkeypatch):
    """The message says how to get it."""
    import sys

    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(MissingDependencyError, match="journeykit.events"):
        read(ROWS)
