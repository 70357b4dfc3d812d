"""What a renderer gives back."""

import pytest

from journeykit.errors import RenderError
from journeykit.renderers import Loss, Rendered

TEXT = Rendered(
    data="é".encode(), media_type="text/markdown", suffix=".md", losses=[Loss("rows dropped", 2)]
)
PICTURE = Rendered(data=b"\x89PNG\xff", media_type="image/png", suffix=".png")


def test_text_is_the_bytes_as_text():
    """A picture has none, and says what to do instead."""
    assert "é" == TEXT.text
    with pytest.raises(RenderError, match=r"image/png is binary: use .data or .save\(path\)"):
        _ = PICTURE.text


def test_it_is_saved_whole(tmp_path):
    """The path comes back."""
    path = TEXT.save(tmp_path / "x.md")
    assert TEXT.data == path.read_bytes()


def test_it_shows_what_it_is():
    """Not its bytes; but what was lost."""
    assert "<Rendered text/markdown, 2 bytes, losses: 2 rows dropped>" == repr(TEXT)
    assert "<Rendered image/png, 5 bytes>" == repr(PICTURE)


def test_a_notebook_shows_it():
    """Text as text, pictures as bytes, and both in words."""
    assert {"text/markdown": "é", "text/plain": repr(TEXT)} == TEXT._repr_mimebundle_()
    assert {"image/png": PICTURE.data, "text/plain": repr(PICTURE)} == PICTURE._repr_mimebundle_()
