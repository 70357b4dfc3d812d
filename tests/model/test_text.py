"""Names to ids."""

from hypothesis import given
from hypothesis import strategies as st

from journeykit.model import slug
from journeykit.model.text import MAX_LENGTH


def test_scripts_keep_their_letters():
    """No script is thrown away, marks included."""
    assert "お茶を入れる" == slug("お茶を入れる")
    assert "दुकान-पर-जाएँ" == slug("दुकान पर जाएँ")
    assert "überweisung-tätigen" == slug("Überweisung tätigen")


def test_long_names_are_cut_at_a_word():
    """An id stays short; one endless word is cut where it must be."""
    assert "a" * MAX_LENGTH == slug("a" * 200)
    assert slug("word " * 40).endswith("word")
    assert len(slug("word " * 40)) <= MAX_LENGTH


@given(st.text(min_size=1).filter(lambda text: not text.isspace()))
def test_an_id_is_never_empty_and_stays(name):
    """Every visible name has an id, and the id of an id is itself."""
    once = slug(name)
    assert once
    assert once == slug(once)
