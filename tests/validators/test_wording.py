"""Edges of the rules about texts."""

import re
from importlib.resources import files

import pytest

from journeykit.io import loads
from journeykit.model import (
    EventBinding,
    Evidence,
    Journey,
    Measurement,
    Metric,
    Opportunity,
    Persona,
    Phase,
    Place,
    Suppression,
    Touchpoint,
)
from journeykit.validators import validate
from journeykit.validators.words import call, name_of, prose, texts
from validators.house import hits


@pytest.mark.parametrize(
    "text",
    ["TODO", "todo", "Tbd", "Price: TODO", "XXX", "xxx", "???", "...", "Lorem ipsum dolor",
     "New touchpoint", "new Phase (2)", "Untitled journey", "Persona 1", "Step #3", "<name>",
     "[text]", "{{ name }}", "Say what the customer does", "FIXME later"],
)  # fmt: skip
def test_placeholders_are_found(text):
    """In any field that people read."""
    assert ["p/t.thoughts[0]"] == hits(
        Journey("x", [Phase("P", [Touchpoint("t", thoughts=text)])]), "placeholder-text"
    )


@pytest.mark.parametrize(
    "text",
    ["Pide todo el catálogo", "Kisses xxx", "A new phase of life", "Step outside", "Write the test",
     "Sees <b>offer</b> and smiles", "Persona 1 is mine", "Bar", "None", "She will say what she wants"],
)  # fmt: skip
def test_prose_is_no_placeholder(text):
    """Words that only look like one."""
    assert [] == hits(
        Journey("x", [Phase("P", [Touchpoint("t", thoughts=text)])]), "placeholder-text"
    )


def test_an_opportunity_to_say_something_is_none():
    """Only what the starter file says itself."""
    journey = Journey("x", opportunities=[Opportunity("Say why a card is refused")])
    assert [] == hits(journey, "placeholder-text")


def test_every_text_of_the_starter_file_that_asks_for_one_is_found():
    """Whatever it begins to say some day."""
    text = (files("journeykit.io") / "starter.yaml").read_text()
    asking = re.findall(r"\bSay .*", text)
    found = validate(loads(text, format="yaml"), select="placeholder-text").diagnostics
    assert len(asking) + 1 == len(found)  # its title is "Untitled journey"


def test_all_texts_for_people_are_read():
    """Lists, lanes and mappings; not ids, references, urls and names of events."""
    touchpoint = Touchpoint("a", id="TODO", channel="TODO", lanes={"TODO": ["TODO"]})
    journey = Journey(
        "x",
        [Phase("P", [touchpoint])],
        personas=Persona("m", demographics={"age": 34, "home": "TODO"}),
        evidence=Evidence("e", url="TODO"),
        metrics=Metric("m", unit="-"),
        metadata={"ticket": "TODO"},
        suppressions=Suppression("x", "y", at="TODO"),
    )
    assert ["m.demographics", "p/TODO.lanes"] == hits(journey, "placeholder-text")


def test_texts_of_every_type_are_plain():
    """Positions where there are several, none in mappings."""
    persona = Persona("m", goals=["g", "h"], demographics={"home": "Bern", "age": 3})
    assert [
        ("name", None, "m"), ("demographics", None, "Bern"), ("goals", 0, "g"), ("goals", 1, "h")
    ] == [found[1:] for column in prose([Place((), persona)]) for found in texts(column)]  # fmt: skip


def test_values_are_called_by_kind_and_name():
    """What has no name is called by its kind."""
    assert "measurement 'nps'" == call(Measurement("nps"))
    assert "eventbinding" == call(EventBinding("x"))
    assert name_of(EventBinding("x")) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [("a\u202eb", 1), ("a\x07b", 1), ("a\ufeffb", 1), ("a\nb\tc", 0), ("می‌خواهم", 0), ("👩‍🚀", 0),
     ("a\u00a0b", 0)],
)  # fmt: skip
def test_only_harmful_characters_are_invisible(text, expected):
    """Joiners, tabs and line ends are fine."""
    assert expected == len(hits(Journey("x", scenario=text), "invisible-character"))


def test_blanks_are_found_at_both_ends():
    """Each text is told once."""
    journey = Journey("x ", scenario=" a ", expectations=["b", "c\n"])
    assert [".title", ".scenario", ".expectations[1]"] == hits(journey, "surrounding-space")


def test_only_phases_and_touchpoints_have_to_be_short():
    """An opportunity may be a sentence."""
    journey = Journey("x", [Phase("P" * 61, ["t" * 60])], opportunities=["o" * 200])
    assert [f"{'p' * 60}.name"] == hits(journey, "name-too-long")
    assert 2 == len(hits(journey, "name-too-long", most=10))


def test_jargon_is_looked_for_in_the_customers_rows_as_whole_words():
    """What staff do may be told in their words."""
    touchpoint = Touchpoint(
        "t", thoughts=["Misleading offer", "I am a LEAD."], backstage="Score the lead"
    )
    journey = Journey("x", [Phase("P", [touchpoint])])
    assert ["p/t.thoughts[1]"] == hits(journey, "jargon")
    assert ["p/t.thoughts[0]"] == hits(journey, "jargon", words=["offer"])
    assert [] == hits(journey, "jargon", words=[])


def test_company_centred_names_begin_with_the_words():
    """In any case; later in the name they are fine."""
    journey = Journey("x", [Phase("P", ["SEND invoice", "Get what we send", "User: pays"])])
    assert ["p/send-invoice.name", "p/user-pays.name"] == hits(journey, "company-centred-name")
    assert ["p/get-what-we-send.name"] == hits(journey, "company-centred-name", beginnings=["get"])


@pytest.mark.parametrize("locale", ["en", "de-AT", "zh-Hant-TW", "sr-Latn", "es-419", "ast"])
def test_language_tags(locale):
    """As people write them."""
    assert [] == hits(Journey("x", locale=locale), "locale-malformed")


@pytest.mark.parametrize("locale", ["english", "deutsch", "de_AT", "en-", "e", "en GB"])
def test_no_language_tags(locale):
    """Names of languages and underscores."""
    assert [".locale"] == hits(Journey("x", locale=locale), "locale-malformed")


def test_repeated_texts_are_found_within_one_list():
    """In other lists the same words are fine."""
    touchpoint = Touchpoint("t", thoughts=["a  b", "A b"], actions=["a b"])
    assert ["p/t.thoughts[1]"] == hits(Journey("x", [Phase("P", [touchpoint])]), "repeated-text")
