"""The door of the testing package: three names, and nothing heavy behind it until they are used."""

import subprocess
import sys

import pytest

import journeykit.testing


def test_the_contracts_are_right_there():
    """Each is the very function of its module."""
    from journeykit.testing import check_analyzer, check_renderer, check_rule
    from journeykit.testing.analyzers import check_analyzer as analyzers
    from journeykit.testing.renderers import check_renderer as renderers
    from journeykit.testing.rules import check_rule as rules

    assert (analyzers, renderers, rules) == (check_analyzer, check_renderer, check_rule)
    assert set(journeykit.testing.__all__) <= set(dir(journeykit.testing))
    with pytest.raises(AttributeError, match="no attribute 'check_rules'"):
        journeykit.testing.check_rules  # noqa: B018


def test_importing_it_loads_nothing_heavy():
    """Neither what draws nor what tries."""
    code = "import sys, journeykit.testing; print(*sorted({m.split('.')[0] for m in sys.modules}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert {"hypothesis", "matplotlib", "networkx", "pytest"}.isdisjoint(done.stdout.split())
    # A contract needs no hypothesis where no journeys have to be thought of.
    code = "import sys; from journeykit.testing import check_renderer; print('hypothesis' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "False" == done.stdout.strip()
