"""What journeys have in common, by id; what hangs loose; what may be the same."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeykit.analyzers.atlas import cross_reference, journey_tree, similar_pain_points
from journeykit.errors import InvalidValueError, NotFoundError
from journeykit.model import (
    Atlas,
    Channel,
    Evidence,
    Journey,
    Opportunity,
    PainPoint,
    PainSeverity,
    Persona,
    Phase,
    Touchpoint,
)
from journeykit.testing import strategies as js


def journey(title, *touchpoints, **more):
    return Journey(title, [Phase("Phase", touchpoints)], **more)


BUY = journey(
    "Buy",
    Touchpoint("Look", channel="web", emotion=0.5, owner="Shop"),
    Touchpoint("Pay", channel="web", emotions=[0.9, -0.5], pain_points="too-slow",
               personas="mira", metrics={"csat_top2": 61}, owner="Shop", journey="return"),
    personas=["mira", "bob"],
)  # fmt: skip
RETURN = journey(
    "Return",
    Touchpoint("Call", channel="phone", pain_points=["too-slow", "nobody-there"], owner="Service"),
    Touchpoint("Ship", channel="web"),
    personas="bob",
    opportunities=Opportunity("Answer", pain_points="nobody-there", touchpoints="ship"),
)
ATLAS = Atlas(
    [BUY, RETURN], title="Shop",
    personas=[Persona("Mira", goals="x"), Persona("Bob")],
    channels=[Channel("Web shop", id="web"), Channel("Fax")],
    pain_points=PainPoint("Too slow", severity="workaround"),
    opportunities=Opportunity("Speed up", pain_points="too-slow", touchpoints="pay"),
    evidence=Evidence("Survey"),
)  # fmt: skip


def of(found, kind):
    return {use.id: use for use in found.of(kind)}


def test_channels_are_followed():
    """The busiest first; figures by hand."""
    found = cross_reference(ATLAS)
    assert ["web", "phone"] == [use.id for use in found.of("channel")]
    web = of(found, "channel")["web"]
    assert ("Web shop", (("buy", 2), ("return", 1)), 3) == (web.name, web.counts, web.touchpoints)
    assert (2, 1, 0.0, 2) == (web.personas, web.pain_points, web.feeling, web.felt)
    phone = of(found, "channel")["phone"]
    assert ("phone", ("return",), 2, None, 0) == (
        phone.name, phone.journeys, phone.pain_points, phone.feeling, phone.felt
    )  # fmt: skip


def test_pain_points_are_followed():
    """By id, with the gravest severity, and how many opportunities address them."""
    found = cross_reference(ATLAS)
    assert ["too-slow"] == [use.id for use in found.shared("pain point")]
    slow, lone = found.of("pain point")
    assert ("Too slow", 2, PainSeverity.WORKAROUND, 1) == (
        slow.name, slow.touchpoints, slow.severity, slow.opportunities
    )  # fmt: skip
    assert (-0.5, 1, None) == (slow.feeling, slow.felt, slow.pain_points)
    assert ("nobody-there", None, 1) == (lone.id, lone.severity, lone.opportunities)
    mild = RETURN.with_element(PainPoint("Too slow", severity="abandonment"))
    graver = cross_reference(ATLAS.with_journey(mild))
    assert PainSeverity.ABANDONMENT is of(graver, "pain point")["too-slow"].severity


def test_personas_opportunities_and_metrics_are_followed():
    """A touchpoint that names nobody is one of all personas; one touchpoint counts once."""
    found = cross_reference(ATLAS)
    personas = of(found, "persona")
    assert (("buy", 2),) == personas["mira"].counts
    assert (("buy", 1), ("return", 2)) == personas["bob"].counts
    ideas = of(found, "opportunity")
    assert (("buy", 1), ("return", 1)) == ideas["speed-up"].counts
    assert (("return", 2),) == ideas["answer"].counts
    assert 1 == ideas["answer"].pain_points
    assert ["speed-up"] == [use.id for use in found.shared("opportunity")]
    metric = of(found, "metric")["csat_top2"]
    assert (("buy", 1),) == metric.counts
    assert metric.name != metric.id


def test_what_hangs_loose():
    """Definitions nobody has, links to nowhere, and journeys by themselves."""
    found = cross_reference(ATLAS.with_journey(journey("X", Touchpoint("T", journey="nowhere"))))
    assert [
        ("channel", "fax", "no journey has the channel 'fax'"),
        ("evidence", "survey", "no journey has the evidence 'survey'"),
        ("journey", "nowhere", "'t' of 'x' opens into the journey 'nowhere', which does not exist"),
    ] == [(o.kind, o.id, o.text) for o in found.orphans]
    lone = cross_reference(ATLAS.with_journey(journey("Repair"))).orphans[-1]
    assert "the journey 'repair' is linked to no other" == lone.text


def test_hand_overs():
    """What changes where one journey opens into another, of what both sides say."""
    (over,) = cross_reference(ATLAS).hand_overs
    assert ("buy", "pay", "return") == (over.source, over.touchpoint, over.target)
    assert ("web", "phone", "Shop", "Service") == (
        over.channel, over.next_channel, over.owner, over.next_owner
    )  # fmt: skip
    assert (-0.5, None, ("mira",)) == (over.feeling, over.next_feeling, over.left_behind)
    assert ("channel", "owner", "persona") == over.changes


def test_it_reads_as_a_summary_and_a_frame():
    """For a manager, and for a machine."""
    found = cross_reference(ATLAS)
    text = found.summary()
    for line in ("Shop: 2 journeys, 4 touchpoints", "2 channels, 1 in several journeys",
                 "no journey has the channel 'fax'", "1 hand-over: Buy > Return"):  # fmt: skip
        assert line in text.splitlines()
    assert list(found.COLUMNS) == list(found.to_frame("pandas").columns)
    assert len(found) == len(found.to_frame("polars"))
    assert "<CrossReference of 'Shop': 2 journeys, 9 things>" == repr(found)
    with pytest.raises(NotFoundError, match="did you mean 'channel'"):
        found.of("channels")


def test_nothing_is_a_result_too():
    """An empty atlas."""
    found = cross_reference(Atlas())
    assert ([], ()) == (list(found), found.orphans)
    assert found.summary().startswith("Atlas: 0 journeys, 0 touchpoints")
    assert () == tuple(journey_tree(Atlas()))
    assert () == tuple(similar_pain_points(Atlas()))


@settings(max_examples=30)
@given(drawn=st.lists(js.journeys(), max_size=4), random=st.randoms())
def test_labels_and_the_order_of_files_mean_nothing(drawn, random):
    """Journeys in any order are one atlas; other ids, in their old order, change no number."""
    drawn = list({each.id: each for each in drawn}.values())
    atlas = Atlas(drawn)
    found = cross_reference(atlas)
    assert found == cross_reference(Atlas(random.sample(drawn, len(drawn))))
    ids = {each.id: f"journey {place}" for place, each in enumerate(atlas)}
    others = []
    for each in atlas:
        stops = {t.id: f"relabelled {t.id}" for t in each.touchpoints}
        mentioned = {r.id for r in each.references}
        known = each if mentioned & set(stops.values()) else each.with_ids(Touchpoint, stops)
        others.append(known.replace(id=ids[each.id]))
    relabelled = cross_reference(Atlas(others))
    assert [(ids[id], title) for id, title in found.journeys] == list(relabelled.journeys)
    assert [
        (use.kind, use.id, [(ids[id], n) for id, n in use.counts], use.personas,
                       use.pain_points, use.opportunities, use.feeling, use.felt)
        for use in found
    ] == [
        (use.kind, use.id, list(use.counts), use.personas, use.pain_points, use.opportunities,
         use.feeling, use.felt)
        for use in relabelled
    ]  # fmt: skip


@pytest.mark.parametrize("run", [cross_reference, journey_tree, similar_pain_points])
def test_what_is_no_atlas_is_refused(run):
    """With what makes one."""
    for given_ in (BUY, [BUY], "maps", None):
        with pytest.raises(InvalidValueError, match=r"expected an Atlas.*load_atlas"):
            run(given_)


def test_the_tree_of_journeys():
    """What is linked twice is told once; circles are cut and named; strangers are marked."""

    def to(title, *targets):
        return journey(title, *(Touchpoint(f"To {t}", journey=t) for t in targets))

    atlas = Atlas([to("a", "b", "c"), to("b", "d"), to("c", "d"), to("d", "e"), to("x", "y"),
                   to("y", "x"), journey("Lone")])  # fmt: skip
    tree = journey_tree(atlas)
    assert ["a", "x"] == list(tree.roots)
    assert [("a", 0), ("b", 1), ("d", 2), ("e", 3), ("c", 1), ("d", 2), ("x", 0), ("y", 1),
            ("x", 2)] == [(b.id, b.depth) for b in tree]  # fmt: skip
    assert [False] * 5 + [True] + [False] * 2 + [True] == [b.told for b in tree]
    assert ["e"] == [b.id for b in tree if not b.exists]
    assert (("x", "y"),) == tree.circles
    assert (("lone", "Lone"),) == tree.alone
    text = tree.summary()
    assert "          e (there is no such journey), at 'To e'" not in text
    assert "        e (there is no such journey), at 'To e'" in text
    assert "A circle: x > y > x" in text
    assert len(tree) == len(tree.to_frame("pandas"))


def test_a_long_chain_of_journeys_is_no_trouble():
    """Longer than the call stack."""
    chain = [journey(f"j{n}", Touchpoint("T", journey=f"j{n + 1}")) for n in range(3000)]
    tree = journey_tree(Atlas(chain))
    assert (3000, ()) == (tree.items[-1].depth, tree.circles)


def test_likely_same_pain_points():
    """Alike in words, whatever their order and case; a guess that says so."""
    pains = ["The form loses the upload", "Upload the form loses!", "The form is too long",
             "Nobody answers the phone"]  # fmt: skip
    atlas = Atlas([journey(f"J{n}", Touchpoint("T", pain_points=p)) for n, p in enumerate(pains)])
    found = similar_pain_points(atlas)
    (pair,) = found
    assert (1.0, ("j0",), ("j1",)) == (pair.likeness, pair.a_journeys, pair.b_journeys)
    assert "guess" in found.summary()
    assert 1 == len(found.to_frame("pandas"))
    for bad in (0, 1.5, True, "0.5"):
        with pytest.raises(InvalidValueError, match="above 0 and at most 1"):
            similar_pain_points(atlas, least=bad)


@settings(max_examples=50)
@given(
    texts=st.lists(st.sets(st.sampled_from("abcdefgh"), min_size=1), max_size=12),
    least=st.sampled_from([0.2, 0.5, 0.6, 0.75, 1.0]),
)
def test_no_pair_is_missed(texts, least):
    """Against all pairs."""
    pains = [PainPoint(" ".join(sorted(words)), id=str(n)) for n, words in enumerate(texts)]
    found = similar_pain_points(
        Atlas(journey("J", Touchpoint("T", pain_points=pains))), least=least
    )
    expected = {
        (str(a), str(b))
        for b in range(len(texts)) for a in range(b)
        if len(texts[a] & texts[b]) / len(texts[a] | texts[b]) >= least
    }  # fmt: skip
    assert expected == {tuple(sorted((p.a, p.b), key=int)) for p in found}
