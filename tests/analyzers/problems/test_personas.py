"""Draft personas: found in one half, confirmed in the other, and never more than a draft."""

import pytest

pytest.importorskip("polars")

import journeykit as jk
from journeykit.analyzers.problems import TraitKind, draft_personas
from journeykit.errors import InvalidValueError, NotFoundError
from journeykit.model import EvidenceKind
from planted.stories import COLUMNS, Story, make_log
from planted.stories import STEPS as SHOP
from problem_results import problem_log, problem_results

STEPS = ["home", "cart", "paid"]


@pytest.fixture(scope="module")
def drafts():
    return problem_results()["draft personas"]


def test_segments_that_behave_otherwise_become_drafts(drafts):
    """Customers with a voucher put less in the cart, and are slow to pay."""
    voucher = next(d for d in drafts if dict(d.persona.segment) == {"source": ("voucher",)})
    assert {TraitKind.ON, TraitKind.SOON} <= {trait.kind for trait in voucher.traits}
    rows = problem_log().to_frame()
    mine = rows.filter(source="voucher")["customer"].n_unique()
    assert mine == voucher.customers
    assert pytest.approx(mine / 2400) == voucher.persona.share


def test_both_halves_show_it(drafts):
    """A trait has figures of both halves, and goes the same way in both."""
    assert 2400 == sum(drafts.halves)
    for draft in drafts:
        assert draft.traits
        for trait in draft.traits:
            assert trait.holds
            assert trait.found.difference * trait.again.difference > 0
            assert trait.p < drafts.alpha


def test_a_draft_says_that_it_is_one(drafts):
    """Name, role, evidence and summary say so; what no log knows is left empty."""
    for draft in drafts:
        persona = draft.persona
        assert persona.name.startswith("Draft: ")
        assert persona.role is not None
        assert "not talked to anyone" in persona.role
        assert (drafts.evidence.id,) == persona.evidence
        assert ((), (), None) == (persona.goals, persona.needs, persona.quote)
        assert len(draft.traits) == len(persona.behaviours)
    assert EvidenceKind.ANALYTICS == drafts.evidence.kind
    assert 2400 == drafts.evidence.sample_size
    assert "Talk to some" in drafts.summary()


def test_drafts_fit_into_a_journey(drafts):
    """They are personas like others, with their evidence beside them."""
    journey = jk.Journey("Buy", [jk.Phase("Purchase", ["Pay"])]).replace(
        personas=drafts.personas, evidence=[drafts.evidence]
    )
    again = jk.loads(jk.dumps(journey, format="yaml"), format="yaml")
    assert drafts.personas == again.personas


def test_what_comes_with_a_segment_is_no_evidence():
    """Who came by an ad clicked on it, and nobody else did: that makes no persona.

    What they do otherwise beside that does.
    """
    rows = []
    for n in range(3000):
        source = ("ad", "post", "web")[n % 3]
        did = ["click"] if source == "ad" else ["letter"] if source == "post" else []
        did += ["home"] + (["paid"] if n % 2 else [])
        did += ["chat"] if n % 7 < (5 if source == "ad" else 1) else []
        rows += [
            {"customer": n, "event": event, "time": n * 3600 + at, "source": source}
            for at, event in enumerate(did)
        ]
    result = draft_personas(jk.EventLog(rows), ["home", "paid"], by="source")
    (draft,) = result
    assert {"source": ("ad",)} == dict(draft.persona.segment)
    assert ["ever do 'chat'"] == [trait.behaviour for trait in draft.traits]
    assert {"begin with 'click'", "ever do 'click'"} <= {t.behaviour for t in draft.given}
    assert not any("click" in behaviour for behaviour in draft.persona.behaviours)
    assert {"source = post", "source = web"} == set(result.same)
    assert "so no drafts: source = " in result.summary()


def test_nothing_is_drafted_where_nothing_is():
    """Weekdays, newsletters and chance make no persona; the columns are named as quiet."""
    result = draft_personas(make_log(Story(), 4_000, 11), SHOP, by=COLUMNS)
    assert [] == list(result)
    assert set(result.quiet) <= set(COLUMNS)
    assert "nothing found" in result.summary()


def test_the_seed_decides_the_halves():
    """One seed gives one result; figures are a table as well."""
    first, again, other = (
        draft_personas(problem_log(), STEPS, by="source", seed=seed) for seed in (1, 1, 2)
    )
    assert first == again
    assert first.halves != other.halves
    assert sum(len(d.traits) + len(d.lost) for d in first) == len(first.to_frame())


def test_mistakes_are_told():
    """A column is needed, and has to be there."""
    with pytest.raises(InvalidValueError, match="a column or more"):
        draft_personas(problem_log(), STEPS, by=[])
    with pytest.raises(NotFoundError, match="source"):
        draft_personas(problem_log(), STEPS, by="sauce")
