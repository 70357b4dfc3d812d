"""Making many values at once."""

import gc

import pytest

from journeykit.model.garbage import no_collection


def test_the_search_is_off_within_and_as_it_was_afterwards():
    """Be it on or off before, and whatever is raised."""
    assert gc.isenabled()
    with pytest.raises(ValueError), no_collection():
        assert not gc.isenabled()
        raise ValueError
    assert gc.isenabled()
    gc.disable()
    try:
        with no_collection():
            assert not gc.isenabled()
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_what_was_made_is_not_young_any_more():
    """The next search for garbage among the young does not look through it; circles go with the old."""
    with no_collection():
        made = [[number] for number in range(1000)]
        circle = []
        circle.append(circle)
    young = {id(each) for each in gc.get_objects(generation=0)}
    assert not young & {id(each) for each in made}
    assert any(each is made[0] for each in gc.get_objects(generation=2))


def test_what_a_program_has_set_apart_stays_apart():
    """A server that forks keeps what it froze."""
    gc.freeze()
    try:
        frozen = gc.get_freeze_count()
        with no_collection():
            pass
        assert gc.get_freeze_count() == frozen > 0
    finally:
        gc.unfreeze()
