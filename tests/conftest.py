"""How the whole suite runs."""

import os

from hypothesis import HealthCheck, settings

# How long an example takes says nothing on a shared machine; benchmarks measure.
settings.register_profile("everywhere", deadline=None, suppress_health_check=[HealthCheck.too_slow])
# A merge is judged by the same examples each time; the search for new ones is at the desk.
settings.register_profile("ci", parent=settings.get_profile("everywhere"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "everywhere")
