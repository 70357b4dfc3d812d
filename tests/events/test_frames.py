"""Columns of plain values become frames of the library that the user has."""

import pytest

from journeykit.errors import InvalidValueError, MissingDependencyError, NotFoundError
from journeykit.events import frames
from journeykit.events.frames import BACKENDS, frame

TYPES = {"name": str, "place": int, "share": float, "fine": bool}
COLUMNS = {
    "name": ["cart", None],
    "place": [1, None],
    "share": [0.5, None],
    "fine": [True, None],
}


def test_polars_frame_keeps_types_and_empty_cells():
    """Each column has the type asked for, and None stays empty."""
    polars = pytest.importorskip("polars")

    made = frame(COLUMNS, "polars", types=TYPES)

    expected = {
        "name": polars.String, "place": polars.Int64, "share": polars.Float64,
        "fine": polars.Boolean,
    }  # fmt: skip
    assert expected == dict(made.schema)
    assert [("cart", 1, 0.5, True), (None, None, None, None)] == made.rows()


def test_a_frame_without_rows_has_the_same_columns():
    """Nothing found still gives a frame that can be joined with others."""
    pytest.importorskip("polars")

    empty = frame({name: [] for name in TYPES}, "polars", types=TYPES)

    assert frame(COLUMNS, "polars", types=TYPES).schema == empty.schema


def test_pandas_frame_does_not_read_an_empty_truth_as_false():
    """An empty cell in a column of truths stays empty."""
    pandas = pytest.importorskip("pandas")

    made = frame(COLUMNS, "pandas", types=TYPES)

    assert isinstance(made, pandas.DataFrame)
    assert list(TYPES) == list(made.columns)
    assert [False, True] == list(made["fine"].isna())
    assert [False, True] == list(made["place"].isna())


def test_pyarrow_table():
    """PyArrow gives a table with the types asked for."""
    pyarrow = pytest.importorskip("pyarrow")

    made = frame(COLUMNS, "pyarrow", types=TYPES)

    assert isinstance(made, pyarrow.Table)
    assert ["string", "int64", "double", "bool"] == [str(t) for t in made.schema.types]


@pytest.mark.parametrize("backend", BACKENDS)
def test_no_columns_are_an_empty_frame(backend):
    """A frame may have nothing in it at all."""
    pytest.importorskip(backend)

    assert (0, 0) == frame({}, backend).shape


def test_types_are_guessed_where_they_are_not_given():
    """A column that is not named gets the type of its values."""
    pytest.importorskip("polars")

    assert [(1, "a"), (None, "b")] == frame({"n": [1, None], "t": ["a", "b"]}, "polars").rows()


def test_the_first_backend_that_is_installed_is_taken(monkeypatch):
    """Without a wish, Polars comes before pandas, and pandas before PyArrow."""
    installed = {"pandas", "pyarrow"}
    monkeypatch.setattr(frames, "find_spec", lambda name: name if name in installed else None)

    assert "pandas" == frames._installed(None)


@pytest.mark.parametrize(
    ("backend", "advice"),
    [
        (None, "journeykit[events]"),
        ("polars", "journeykit[events]"),
        ("pandas", "'pandas'"),
        ("pyarrow", "'pyarrow'"),
    ],
)
def test_a_missing_backend_says_how_to_install_it(monkeypatch, backend, advice):
    """The error names a command that brings the very package that is missing."""
    monkeypatch.setattr(frames, "find_spec", lambda _: None)

    with pytest.raises(MissingDependencyError) as caught:
        frame({"n": [1]}, backend)

    assert (backend or "polars") == caught.value.package
    assert f"pip install {advice}" in str(caught.value).replace("'journeykit", "journeykit")


def test_an_unknown_backend_is_refused():
    """A slip in the name is met with the nearest one."""
    with pytest.raises(NotFoundError, match="did you mean 'pandas'"):
        frame({"n": [1]}, "panda")


def test_columns_of_unlike_length_are_refused():
    """The error gives the length of each column."""
    with pytest.raises(InvalidValueError, match=r"one length.*'a': 1, 'b': 2"):
        frame({"a": [1], "b": [1, 2]})
