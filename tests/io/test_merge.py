"""A journey written onto an older file keeps the hand of its author."""

from __future__ import annotations

import difflib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journeykit.errors import FormatError
from journeykit.io import CommentsLostWarning, dump, dumps, load, loads
from journeykit.model import Emotion, Journey, Persona, Phase, Touchpoint
from journeykit.testing import strategies as js

OLD = """\
# My map of bikes
# (all of it)
title: "Buy a bike"   # the title

# people
personas: [Mira, "Jo"]
$schema: schema.json
phases:
  # first phase
  - name: Awareness   # eol
    goal: 'see it'
    touchpoints:
      # ad comment
      - name: See the ad
        emotion: 0.4    # rather happy
        thoughts:
          # a thought
          - "wow"
          - hm    # hm indeed

      # ---- heading ----

      # friend
      - id: ask
        name: Ask a friend
        # inner
        channel: phone
        # inner tail
      - Read reviews  # short
  # second
  - name: Purchase
    touchpoints:
      - name: Pay
        channel: web
metadata:
  # how old
  age: 3   # years
  note: |
    two
    # lines

  last: x
# the end
"""


@pytest.fixture
def old():
    return loads(OLD, format="yaml")


def merged(journey, onto=OLD):
    """The text, which must load as the journey, and what has changed in it."""
    text = dumps(journey, onto=onto)
    assert journey == loads(text, format="yaml")
    changes = [
        line for line in difflib.ndiff(onto.splitlines(), text.splitlines()) if line[:1] in "+-"
    ]
    return text, changes


def test_nothing_changed(old):
    """Then not a letter changes."""
    assert OLD == dumps(old, onto=OLD)


def test_a_scalar_keeps_the_comment_of_its_line(old):
    """Only its own letters change."""
    assert [
        '- title: "Buy a bike"   # the title',
        "+ title: Buy two   # the title",
        "+ id: buy-a-bike",
    ] == merged(old.replace(title="Buy two"))[1]


def test_a_short_form_stays_short(old):
    """One feeling stays one number, until there are more."""
    ad = old.touchpoint("see-the-ad")
    _, changes = merged(old.with_touchpoint(ad.replace(emotions=[-0.5])))
    assert [
        "-         emotion: 0.4    # rather happy",
        "+         emotion: -0.5    # rather happy",
    ] == changes
    more = [Emotion(0.4), Emotion(-0.5, label="sad")]
    text, changes = merged(old.with_touchpoint(ad.replace(emotions=more)))
    assert "        emotions:    # rather happy\n          - valence: 0.4\n" in text
    assert 1 == sum(line.startswith("-") for line in changes)


def test_lists_of_texts(old):
    """An item keeps its comments when others come and go."""
    ad = old.touchpoint("see-the-ad").replace(thoughts=["new", "hm"])
    text, _ = merged(old.with_touchpoint(ad))
    assert "          # a thought\n          - new\n          - hm    # hm indeed\n" in text


def test_removing(old):
    """The comment above goes too; a heading that an empty line parts from it stays."""
    text, changes = merged(old.without(Touchpoint, "ask"))
    assert not any(line.startswith("+") for line in changes)
    assert "# friend" not in text
    assert "# inner tail" not in text
    assert "      # ---- heading ----\n\n      - Read reviews  # short\n" in text


def test_removing_the_last(old):
    """A heading that has nothing below it any more stays at the end."""
    journey = old.without(Touchpoint, "ask").without(Touchpoint, "read-reviews")
    text, _ = merged(journey)
    assert "# hm indeed\n\n      # ---- heading ----\n\n  # second\n" in text


def test_removing_all_of_a_list(old):
    """The key goes."""
    phase = old.phase("purchase").replace(touchpoints=[])
    assert "  - name: Purchase\nmetadata:" in merged(old.with_phase(phase))[0]


def test_moving_takes_the_comment_along(old):
    """Within a list, and into another."""
    text, _ = merged(old.move("ask", before="see-the-ad"))
    friend = "      # friend\n      - id: ask\n        name: Ask a friend\n        # inner\n"
    assert friend in text
    assert text.index("# friend") < text.index("# ad comment")
    text, _ = merged(old.move("ask", phase="purchase"))
    assert friend in text
    assert text.index("# heading") if "# heading" in text else "---- heading ----" in text
    assert text.index("name: Pay") < text.index("# friend")
    text, _ = merged(old.move("pay", before="see-the-ad"))
    assert "      - name: Pay\n        channel: web\n      # ad comment\n" in text


def test_moving_and_changing(old):
    """What has changed on the way is written in its new place, with its comments."""
    journey = old.move("ask", phase="purchase")
    ask = journey.touchpoint("ask").replace(channel="email")
    text, _ = merged(journey.with_touchpoint(ask))
    assert "        # inner\n        channel: email\n        # inner tail\n" in text


def test_adding(old):
    """A new item, a new key, a new list."""
    journey = old.with_touchpoint(Touchpoint("New one"), before="ask").replace(owner="Mira")
    text, changes = merged(journey)
    assert "      - name: New one\n        id: new-one\n" in text
    assert "owner: Mira\nphases:" in text.replace("$schema: schema.json\n", "")
    assert not any(line.startswith("-") for line in changes)
    pay = old.touchpoint("pay").replace(goals=["Be done", "Own it"])
    assert "        goals:\n          - Be done\n" in merged(old.with_touchpoint(pay))[0]


def test_a_text_that_stands_for_an_element_is_written_out(old):
    """Once there is more to say of it."""
    reviews = old.touchpoint("read-reviews").replace(channel="web")
    assert (
        "      - name: Read reviews  # short\n        id: read-reviews\n        channel: web\n  # second"
        in merged(old.with_touchpoint(reviews))[0]
    )


def test_brackets_stay_brackets(old):
    """While they fit on a line."""
    text, _ = merged(old.replace(personas=["Mira", Persona("Li", role="boss")]))
    assert "personas: [Mira, {name: Li, id: li, role: boss}]\n" in text
    text, _ = merged(old.replace(personas=[Persona(f"Person {i}", role="boss") for i in range(5)]))
    assert "personas:\n  - name: Person 0\n" in text


def test_renaming(old):
    """The id stays, and is written where the name no longer gives it."""
    _, changes = merged(old.rename(Touchpoint, "see-the-ad", "See an ad"))
    assert [
        "-       - name: See the ad",
        "+       - name: See an ad",
        "+         id: see-the-ad",
    ] == changes
    _, changes = merged(old.with_ids(Touchpoint, {"ask": "asked"}))
    assert ["-       - id: ask", "+       - id: asked"] == changes


def test_free_mappings(old):
    """Their entries keep comments; a text of several lines is replaced whole."""
    _, changes = merged(old.replace(metadata={**old.metadata, "age": 4}))
    assert ["-   age: 3   # years", "+   age: 4   # years"] == changes
    text, _ = merged(old.replace(metadata={**old.metadata, "note": "one", "new": True}))
    assert "  age: 3   # years\n  note: one\n\n  last: x\n  new: true\n# the end\n" in text
    text, _ = merged(old.replace(metadata={"note": "three\nlines\n", "last": "x"}))
    assert "  note: |\n    three\n    lines\n\n  last: x\n# the end\n" in text


@pytest.mark.parametrize(
    ("onto", "journey", "kept"),
    [
        # A list that is not indented, a dash on a line of its own, a wide dash.
        ("title: T\nphases:\n- name: A\n  # c\n  goal: x # d\n", Journey("T", [Phase("A", goal="yy")]),
         "- name: A\n  # c\n  goal: yy # d\n"),
        ("title: T\nphases:\n  -\n    # c\n    name: A\n    goal: x\n",
         Journey("T", [Phase("A", goal="yy")]), "  -\n    # c\n    name: A\n    goal: yy\n"),
        ("title: T\nphases:\n  -   name: A\n      goal: x # d\n",
         Journey("T", [Phase("A", goal="yy", owner="z")]), "  -   name: A\n      goal: yy # d\n      owner: z\n"),
        # The first key of an item goes, and the second has a comment.
        ("title: T\nphases:\n  - goal: x\n    # c\n    name: A\n", Journey("T", [Phase("A")]),
         "  -\n    # c\n    name: A\n"),
        # One item where a list could be.
        ("title: T\npersonas:\n  name: Mira # c\n", Journey("T", personas=[Persona("Mira", role="x")]),
         "personas:\n  name: Mira # c\n  role: x\n"),
        ("title: T\npersonas:\n  name: Mira # c\n", Journey("T", personas=["Mira", "Jo"]),
         "personas:\n  - name: Mira # c\n  - name: Jo\n"),
        # Figures by metric.
        ("title: T\nphases:\n  - name: A\n    touchpoints:\n      - name: x\n        metrics:\n"
         "          nps: 3 # c\n          ces_1: 2\n",
         Journey("T", [Phase("A", [Touchpoint("x", metrics={"nps": 4, "ces_1": 2})])]),
         "          nps: 4 # c\n          ces_1: 2\n"),
        # Anchors, aliases and merge keys that nothing touches.
        ("title: T # c\nx-y: 1\n".replace("x-y: 1\n", "") + "phases:\n  - &a {name: A, goal: g}\n"
         "  - {<<: *a, name: B}\n", Journey("T", [Phase("A", goal="g"), Phase("B", goal="g")], owner="me"),
         "  - &a {name: A, goal: g}\n  - {<<: *a, name: B}\n"),
        ("title: T\nphases:\n  - &a\n    name: A\n    goal: g # c\n  - <<: *a\n    name: B\n",
         Journey("T", [Phase("A", goal="g"), Phase("B", goal="h")]),
         "  - &a\n    name: A\n    goal: g # c\n  - <<: *a\n    name: B\n    goal: h\n"),
        # A file that could not be read: its comments stay all the same.
        ("# top\ntitle: T # c\nstate: curent # d\nodd: 1\n", Journey("T", state="current"),
         "# top\ntitle: T # c\nid: t\nstate: current # d\n"),
        # A file that has no line end, documents marks, windows line ends.
        ("---\n# c\ntitle: T", Journey("T", owner="x"), "---\n# c\ntitle: T\nowner: x\n"),
        ("# c\r\ntitle: T\r\n", Journey("T", owner="a\nb"),
         "# c\r\ntitle: T\r\nowner: |-\r\n  a\r\n  b\r\n"),
        ("title: T # c\nowner: >+\n  a\n  b\n\n\n", Journey("T", owner="z"), "title: T # c\nowner: z\n"),
        ("title: T # c\nexpectations: one # d\n", Journey("T", expectations=["a", "b"]),
         "title: T # c\nexpectations: [a, b] # d\n"),
        ("title: T # c\nexpectations: [a] # d\n", Journey("T", expectations=["a", "b, c"]),
         'title: T # c\nexpectations: [a, "b, c"] # d\n'),
        ("title: T\nexpectations:\n  - a # c\n  - b\n", Journey("T", expectations=["a", "x"]),
         "  - a # c\n  - x\n"),
        ("title: T\ntransitions:\n  - [a, b] # c\n  - [b, c]\n",
         Journey("T", transitions=[("a", "b"), ("c", "d")]), "  - [a, b] # c\n"),
    ],
)  # fmt: skip
def test_layouts(onto, journey, kept):
    """Ways of writing YAML that authors have."""
    text = dumps(journey, onto=onto)
    assert journey == loads(text, format="yaml")
    assert kept in text


@pytest.mark.parametrize(
    "onto",
    [
        "",
        "a: [",
        "- a",
        "{title: T}",
        "? title\n: T\n",
        "text",
        "title: T\n---\ntitle: U\n",
        "a: &x 1\nb: *y\n",
    ],
)
def test_nothing_to_keep(onto):
    """What is no block mapping is written anew."""
    journey = Journey("U")
    assert dumps(journey) == dumps(journey, onto=onto)


def test_an_anchor_that_changes_for_one_of_its_aliases_only():
    """The alias is written out, and all else stays."""
    onto = "title: T # c\nphases:\n  - name: A\n    goal: &g x\n  - name: B\n    goal: *g\n"
    journey = Journey("T", [Phase("A", goal="yy"), Phase("B", goal="x")])
    text = "title: T # c\nphases:\n  - name: A\n    goal: yy\n  - name: B\n    goal: x\n"
    assert text == merged(journey, onto)[0]


ALIASES = """\
# head
title: x
metadata: {k: &k w, l: *k}
phases:
  - name: p
    touchpoints:
      - &a # anchored
        name: a # ka
        owner: me
        actions: &t [x, y]
      - name: b # kb
        thoughts: *t # same
      - <<: *a # merged
        name: c # kc
        pain_points: &p
          - text: slow # so slow
            severity: trivial
      - {<<: *a, name: d} # flow
      - name: e
        pain_points: *p # again
"""


@pytest.mark.parametrize(
    ("edit", "kept"),
    [
        (lambda j: j.without(Touchpoint, "a"),
         ["thoughts: [x, y] # same\n", "      - owner: me # merged\n        actions:\n          - x\n",
          "# kc\n", "{owner: me, actions: [x, y], name: d} # flow\n", "pain_points: *p # again\n"]),
        (lambda j: j.with_touchpoint(j.touchpoint("a").replace(actions=["z"])),
         ["      - # anchored\n        name: a # ka\n        owner: me\n        actions: [z]\n",
          "thoughts: [x, y] # same\n", "# merged\n", "pain_points: *p # again\n"]),
        (lambda j: j.with_touchpoint(j.touchpoint("c").replace(pain_points=[])),
         ["- <<: *a # merged\n", "thoughts: *t # same\n",
          "        pain_points: # again\n          - text: slow\n            severity: trivial\n"]),
    ],
)  # fmt: skip
def test_aliases_are_written_out_where_needed(edit, kept):
    """Of anchors, aliases and merge keys only those go that have to."""
    text, _ = merged(edit(loads(ALIASES, format="yaml")), ALIASES)
    assert text.startswith("# head\ntitle: x\nmetadata: {k: &k w, l: *k}\n")
    assert [] == [part for part in kept if part not in text]


@pytest.mark.parametrize(
    ("onto", "why"),
    [
        ("# top\n\n# more\n{title: T} # c\n", "no mapping in block style"),
        ("# top\n\n# more\ntitle: [T # c\n", "cannot be read"),
        ("# top\n\n# more\n? title\n: T\n# c\n", "layout"),
    ],
)
def test_lost_comments_are_told(onto, why):
    """Those at the top stay whatever comes below."""
    journey = Journey("T", owner="x")
    with pytest.warns(CommentsLostWarning, match=why) as told:
        text = dumps(journey, onto=onto)
    assert "# top\n\n# more\n" + dumps(journey) == text
    assert [__file__] == [each.filename for each in told]


def test_no_comment_no_warning():
    """A sign within a text is none; those at the top are not lost."""
    onto = "# top\n{title: 'T # c', scenario: \"a\n  # b\"}\n"
    assert "# top\n" + dumps(Journey("T")) == dumps(Journey("T"), onto=onto)


def test_dump_onto_a_file(tmp_path, old):
    """Comments survive by themselves; JSON is replaced."""
    path = tmp_path / "map.yaml"
    path.write_text(OLD, encoding="utf-8")
    assert path == dump(load(path).replace(owner="Mira"), path)
    assert "# My map of bikes" in path.read_text(encoding="utf-8")
    assert "owner: Mira" in path.read_text(encoding="utf-8")
    path = tmp_path / "map.json"
    path.write_text("not json")
    dump(old, path)
    assert old == load(path)


@settings(
    deadline=None, max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)  # fmt: skip
@given(js.journeys(), js.journeys())
def test_any_journey_onto_any_other(journey, other):
    """The result is always exactly the journey."""
    text = dumps(journey, onto=dumps(other))
    assert journey == loads(text, format="yaml")
    assert text == dumps(journey, onto=text)


@settings(
    deadline=None, max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)  # fmt: skip
@given(js.journeys(), st.data())
def test_edits_keep_comments(journey, data):
    """A comment above every line survives a change of one field."""
    lines = dumps(journey).splitlines()
    safe = [
        index
        for index, line in enumerate(lines)
        if line.lstrip().startswith(("title:", "owner:", "phases:")) and not line.startswith(" ")
    ]
    for index in reversed(safe):
        lines.insert(index, f"# comment {index}")
    text = "\n".join(lines) + "\n"
    edited = journey.replace(status=data.draw(js.texts()), scenario=data.draw(js.texts()))
    again = dumps(edited, onto=text)
    assert edited == loads(again, format="yaml")
    assert all(f"# comment {index}\n" in again for index in safe)


@pytest.mark.filterwarnings("ignore::journeykit.io.CommentsLostWarning")
@settings(
    deadline=None, max_examples=100,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)  # fmt: skip
@given(js.journeys(), js.journeys(), st.data())
def test_onto_a_damaged_file(journey, other, data):
    """Lines that are missing, doubled or out of place cost comments at most."""
    lines = dumps(other).splitlines()
    at = data.draw(st.integers(0, len(lines) - 1))
    line = data.draw(st.sampled_from(lines)) if data.draw(st.booleans()) else "  x: {a: 1}"
    lines[at : at + data.draw(st.integers(0, 3))] = [line]
    text = dumps(journey, onto="\n".join(lines))
    assert journey == loads(text, format="yaml")


@pytest.mark.parametrize(
    "onto",
    [
        "title: T\nphases:\n  - name: A\n    touchpoints:\n      - name: x\n        metrics:\n          nps: x\n",
        "title: T\nowner:\n  a: 1\nphases:\n  x: 1\n",
        "title: T\nphases: &p\n  - A\nmetadata: {a: 1}\n? k\n: v\n",
        "title: T\nphases: !!seq\n  - A\nmetadata:\n  - a\n",
        "title:\n  - T\nphases:\n  - - A\n    - B\n",
    ],
)
def test_onto_what_is_no_journey(onto):
    """It is written as well as it goes."""
    journey = Journey(
        "T", [Phase("A", [Touchpoint("x", metrics={"nps": 4})])], owner="x", metadata={"b": 1}
    )
    assert journey == loads(dumps(journey, onto=onto), format="yaml")


def test_moving_between_lists_of_another_indentation():
    """The item is indented as its new neighbours, comments and long texts too."""
    onto = (
        "title: T\nphases:\n- name: A\n  touchpoints:\n  - name: x\n"
        "    # c\n    feedback: |\n      a\n\n      b\n    # d\n  - name: y\n"
        "- name: B\n  touchpoints:\n      - name: z\n"
    )
    journey = loads(onto, format="yaml")
    text, _ = merged(journey.move("x", phase="b"), onto)
    assert (
        "      - name: z\n      - name: x\n        # c\n        feedback: |\n"
        "          a\n\n          b\n        # d\n"
    ) in text
    text, _ = merged(journey.move("z", before="y"), onto)
    assert "  - name: z\n  - name: y\n" in text


def test_headings_in_a_mapping():
    """They stay when the entry below them goes."""
    onto = "title: T\n# about\n\n# c\nowner: x\nstatus: y\n# last\n\nlocale: en\n"
    text, _ = merged(Journey("T", status="y"), onto)
    assert "title: T\n# about\n\nstatus: y\n# last\n" in text
    assert "# c" not in text


@pytest.mark.parametrize(
    ("onto", "journey", "kept"),
    [
        ("title: T # c\nmetadata:\n  ? a\n  : 1\n", Journey("T", metadata={"a": 2}), "title: T # c"),
        ("title: T # c\nphases:\n  - {name: A} # d\n", Journey("T", [Phase("A", goal="x")]),
         "  - {name: A, id: a, goal: x} # d\n"),
        ("title: T # c\nphases: &p\n  - name: A\n  # d\n  - name: B\n", Journey("T", ["B"]),
         "phases: &p\n  # d\n  - name: B\n"),
        ("title: T # c\nphases: !!seq\n  - name: A\n", Journey("T", ["A", "B"]),
         "phases: !!seq\n  - name: A\n  - name: B\n"),
        ("title: T # c\nphases:\n  - name: A\n    touchpoints:\n      name: x # d\n",
         Journey("T", [Phase("A", [Touchpoint("x", owner="o")])]), "      name: x # d\n"),
        ("title: T # c\nscenario: 'a' # d\n", Journey("T", scenario="a\nb"),
         "scenario: |- # d\n  a\n  b\n"),
        ("title: T # c\nphases:\n  - name: A\n    owner: x\n\n  # d\n  - name: B\n",
         Journey("T", [Phase("A"), "B"]), "  - name: A\n\n  # d\n  - name: B\n"),
        ("title: T # c\nlocale: en\n...\n# end\n", Journey("T", locale="de"), "locale: de\n...\n# end\n"),
    ],
)  # fmt: skip
def test_more_layouts(onto, journey, kept):
    """Rarer ways of writing YAML."""
    text = dumps(journey, onto=onto)
    assert journey == loads(text, format="yaml")
    assert kept in text


SHORT = """\
title: x
personas:
  # who
  name: Mira # pm
phases:
  - name: p
    touchpoints:
      - Ride   # bare
      - name: b
        emotions:
          - 0.2 # 1
          - 0.3
  - name: q
    touchpoints: [ # open
      {name: c}, # one
      # two
      {name: d},   # three
      e, f # four
      # five
    ] # end
  - name: r
    touchpoints:
      name: g # tp
      channel: web # w
  - name: s
    touchpoints:
      - {name: h, # six
         owner: me} # seven
  - name: t
    touchpoints: [ {name: i, # eight
      owner: me}, # nine
      j]
"""


@pytest.mark.parametrize(
    ("edit", "kept"),
    [
        (lambda j: j.rename(Touchpoint, "ride", "Ride on"),
         "      - name: Ride on   # bare\n        id: ride\n"),
        (lambda j: j.with_touchpoint(j.touchpoint("b").replace(emotions=[Emotion(0.2, label="x"), 0.3])),
         "          - valence: 0.2 # 1\n            label: x\n          - 0.3\n"),
        (lambda j: j.with_ids(Persona, {"mira": "m"}),
         "personas:\n  # who\n  name: Mira # pm\n  id: m\n"),
        (lambda j: j.replace(personas=["Jo", *j.personas]),
         "personas:\n  - name: Jo\n    id: jo\n  # who\n  - name: Mira # pm\n"),
        (lambda j: j.with_touchpoint(Touchpoint("New"), phase="r"),
         "      - name: g # tp\n        channel: web # w\n      - name: New\n        id: new\n"),
        (lambda j: j.with_touchpoint(j.touchpoint("c").replace(owner="me")),
         "    touchpoints: # open # end\n      - {name: c, id: c, owner: me} # one\n      # two\n"
         "      - {name: d} # three\n      - e\n      - f # four\n      # five\n"),
        (lambda j: j.without(Touchpoint, "f"),
         "      - {name: d} # three\n      - e\n  - name: r\n"),
        (lambda j: j.with_touchpoint(j.touchpoint("h").replace(owner="you")),
         "      - {name: h, id: h, owner: you} # six # seven\n"),
        (lambda j: j.with_touchpoint(j.touchpoint("i").replace(owner="you", actions=["a" * 60])),
         "    touchpoints:\n      # eight\n      # nine\n      - name: i\n"),
    ],
)  # fmt: skip
def test_comments_stay_when_a_short_form_grows(edit, kept):
    """On the first line of what replaces it, or above what had several lines."""
    assert kept in merged(edit(loads(SHORT, format="yaml")), SHORT)[0]


@pytest.mark.parametrize(
    ("content", "place", "why"),
    [
        (b"\xff\xfe binary", (1, 1), "cannot be read: expected UTF-8"),
        (b"# c\ntitle: [T\nowner: x", (3, 6), "cannot be read: not valid YAML"),
        (b"services:\n  web: {image: x}\n", (1, 1), "is no journey: it has no `title`"),
        (b"- title\n", (1, 1), "is no journey: it holds no mapping"),
    ],
)
def test_what_is_no_journey_is_not_written_over(tmp_path, old, content, place, why):
    """The author hears what stands there, where, and what to do."""
    path = tmp_path / "map.yaml"
    path.write_bytes(content)
    with pytest.raises(FormatError, match=why) as caught:
        dump(old, path)
    assert (str(path), *place) == (caught.value.file, caught.value.line, caught.value.column)
    assert "remove it first" in caught.value.hint
    assert content == path.read_bytes()


@pytest.mark.parametrize("content", ["", " \n", "\ufeff", "# mine\n", "---\n# mine\n\n"])
def test_an_empty_file_is_written(tmp_path, content):
    """Comments in it stay."""
    path = tmp_path / "map.yaml"
    path.write_text(content, encoding="utf-8")
    dump(Journey("T"), path)
    top = "# mine\n" if "mine" in content else ""
    assert top + dumps(Journey("T")) == path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("title: T\n", True),
        ("title: U\nid: t\n", True),
        ("title: T\nid: u\n", False),
        ("title: U\n", False),
        ("title: U\nphases: [A, {name: B, touchpoints: [Pay, Ask]}]\n", True),
        ("title: U\nphases: {name: B, touchpoints: {name: x, id: pay}}\n", True),
        ("title: U\nphases: [{name: B, touchpoints: {name: Ask}}, 3]\n", False),
    ],
)
def test_another_journey(tmp_path, text, same):
    """Its comments do not become ours; that it was another is judged by ids."""
    path = tmp_path / "map.yaml"
    path.write_text("# mine\n" + text, encoding="utf-8")
    journey = Journey("T", [Phase("B", ["Pay"])])
    if same:
        dump(journey, path)
        assert path.read_text(encoding="utf-8").startswith("# mine\n")
        assert journey == load(path)
        return
    with pytest.warns(CommentsLostWarning, match="another journey") as told:
        dump(journey, path)
    assert [__file__] == [each.filename for each in told]
    assert dumps(journey) == path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "kept"),
    [
        ("emotions: 0.2 # c", {"emotions": [0.9]}, "emotions: 0.9 # c"),
        ("emotions: 0.2 # c", {"emotions": [1]}, "emotions: 1 # c"),
        ("emotion: 0.2 # c", {"emotions": [0.9]}, "emotion: 0.9 # c"),
        ("emotion: 0.2 # c", {"emotions": [0.9, 0]}, "emotions: # c"),
        ("emotions: [0.2, 0.3] # c", {"emotions": [0.9, 0]}, "emotions: [0.9, 0] # c"),
        ("emotions:\n          - 0.2 # c", {"emotions": [0.9]}, "          - 0.9 # c"),
        ("metrics: { nps: 10 } # c", {"metrics": {"nps": 12}}, "metrics: {nps: 12} # c"),
        ("metrics: { nps: 10 }", {"metrics": {"nps": 12, "csat": 0.5}}, "metrics: {nps: 12, csat: 0.5}"),
        ("expectation: fast # c", {"expectation": "slow"}, "expectation: slow # c"),
        ("pain_points: slow # c", {"pain_points": "late"}, "pain_points: late # c"),
        ("events: [a, b] # c", {"events": ["a", "c"]}, "events: [a, c] # c"),
    ],
)  # fmt: skip
def test_short_forms_stay_short(old, new, kept):
    """While the new value has one."""
    onto = f"title: T\nphases:\n  - name: A\n    touchpoints:\n      - name: x\n        {old}\n"
    journey = loads(onto, format="yaml")
    text, _ = merged(journey.with_touchpoint(journey.touchpoint("x").replace(**new)), onto)
    assert kept in text.splitlines() or f"        {kept}" in text.splitlines()


def test_a_pair_stays_a_pair():
    """While there is no more to say of a transition."""
    onto = "title: T\ntransitions:\n  - [a, b] # c\n  - [b, c] # d\n"
    text, _ = merged(Journey("T", transitions=[("a", "b"), ("b", "d")]), onto)
    assert "  - [b, d] # d\n" in text
