"""Themes: frozen values that refuse nonsense, and read well."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import journeykit as jk
from journeykit.errors import InvalidValueError
from journeykit.view import DARK, LIGHT, PRINT, view
from journeykit.view.contrast import contrast_faults, contrast_ratio
from journeykit.view.layout import lay_out
from legible import faint

BRAND_HUES = ("#ffb81c", "#0a2342", "#ffe9a8", "#3a0ca3", "#b5e48c")

colours = st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)


@pytest.mark.parametrize("theme", [LIGHT, DARK, PRINT], ids=lambda theme: theme.name)
def test_the_themes_read_well(theme):
    """Every colour keeps WCAG AA on every ground that it stands on."""
    assert () == contrast_faults(theme)


def test_the_print_theme_is_grey():
    """On paper there is no colour to tell things apart by."""
    values = [PRINT.ground, PRINT.ink, PRINT.negative, PRINT.positive, *PRINT.hues]
    assert all(value[1:3] == value[3:5] == value[5:7] for value in values)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"ink": "red"}, "Theme.ink: expected a colour such as '#1d2733', got 'red'"),
        ({"band": None}, "Theme.band: expected a colour such as '#1d2733', got None"),
        ({"hues": ("#123456", "#12345")}, "Theme.hues[1]: expected a colour such as"),
        ({"hues": ()}, "Theme.hues: expected one colour at least, got ()"),
        ({"text_size": 0}, "Theme.text_size: expected a finite number above 0, got 0"),
        ({"families": " "}, "Theme.families[0]: expected text that is not blank"),
    ],
)
def test_a_theme_refuses_what_can_mean_nothing(changes, message):
    """The error names the field, what was expected and what came."""
    with pytest.raises(InvalidValueError) as caught:
        LIGHT.replace(**changes)
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize("theme", [LIGHT, DARK, PRINT], ids=lambda theme: theme.name)
def test_text_on_the_hues_of_the_themes_is_as_they_say(theme):
    """Where `on_hue` reads it is taken."""
    assert {theme.on_hue} == {theme.on(hue) for hue in theme.hues}


@given(hue=colours)
def test_text_reads_on_any_hue(hue):
    """Of three colours the first that reads is taken; where none does, the best."""
    theme = LIGHT.replace(hues=(hue,))
    best = max(contrast_ratio(each, hue) for each in (theme.on_hue, theme.ink, theme.ground))
    assert min(best, 4.5) <= contrast_ratio(theme.on(hue), hue)


@pytest.mark.parametrize("kind", ["map", "cards", "flow", "concepts", "report"])
@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_text_on_the_hues_of_a_brand_reads(kind, theme):
    """White on yellow, or black on navy, is drawn nowhere: not on phases, discs and cards."""
    brand = theme.replace(name="brand", hues=BRAND_HUES)
    for scene in lay_out(view(jk.example("retail-purchase"), kind), theme=brand):
        assert [] == [flaw for flaw in faint(scene, brand) if "text" in flaw.what]


@given(one=colours, other=colours)
def test_contrast_is_symmetric_and_bounded(one, other):
    """It is between 1 and 21, and does not ask which colour is the text."""
    assert contrast_ratio(one, other) == contrast_ratio(other, one)
    assert 1 <= contrast_ratio(one, other) <= 21
    assert 1 == contrast_ratio(one, one)


@pytest.mark.parametrize(
    ("colour", "ratio"), [("#777777", 4.48), ("#767676", 4.54), ("#ff0000", 4.0), ("#0000ff", 8.59)]
)
def test_contrast_with_white_is_what_others_compute(colour, ratio):
    """#767676 is known as the lightest grey that passes on white, at 4.54."""
    assert ratio == round(contrast_ratio(colour, "#ffffff"), 2)
