"""How the whole suite runs."""

import os

import pytest
from hypothesis import HealthCheck, settings

# How long an example takes says nothing on a shared machine; benchmarks measure.
settings.register_profile("everywhere", deadline=None, suppress_health_check=[HealthCheck.too_slow])
# A merge is judged by the same examples each time; the search for new ones is at the desk.
settings.register_profile("ci", parent=settings.get_profile("everywhere"), derandomize=True)
# Traced, a test is slow, and asked for what it reaches; to find faults it is run untraced.
settings.register_profile("traced", parent=settings.get_profile("ci"), max_examples=15)
at = "traced" if "TRACED" in os.environ else "ci" if os.environ.get("CI") else "everywhere"
settings.load_profile(at)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests on Spark run by themselves, `make cluster`: their names tell them."""
    for item in items:
        if "spark" in item.name:
            item.add_marker(pytest.mark.cluster)
