"""How the whole suite runs."""

import functools
import os

import pytest
from hypothesis import HealthCheck, settings

# How long an example takes says nothing on a shared machine; benchmarks measure.
settings.register_profile(
    "everywhere", deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow]
)
EVERYWHERE = settings.get_profile("everywhere")
# A merge is judged by the same examples each time; the search for new ones is at the desk.
settings.register_profile("ci", parent=EVERYWHERE, derandomize=True)
# For a night, or after a change of what many things rest on: `DEEP=1 make test`.
settings.register_profile("deep", parent=EVERYWHERE, max_examples=1000)
# Traced, a test is slow, and asked for what it reaches; to find faults it is run untraced.
settings.register_profile("traced", parent=settings.get_profile("ci"), max_examples=10)
PROFILES = {"TRACED": "traced", "DEEP": "deep", "CI": "ci"}
settings.load_profile(next((PROFILES[at] for at in PROFILES if os.environ.get(at)), "everywhere"))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests on Spark run by themselves, `make cluster`: their names tell them."""
    for item in items:
        if "spark" in item.name:
            item.add_marker(pytest.mark.cluster)


@functools.cache
def _example_log(*args, **options):
    from journeykit.examples import example_log

    return example_log(*args, **options)


@pytest.fixture
def remembered_log(monkeypatch):
    """Scripts and pages share one example log: it never changes, and takes a second to make."""
    import journeykit

    monkeypatch.setattr(journeykit, "example_log", _example_log)
