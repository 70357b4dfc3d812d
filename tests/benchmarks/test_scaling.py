"""Cost grows linearly: 10,000 touchpoints cost per touchpoint at most 1.5 times what 100 do."""

import datetime as dt

import pytest
from timing import best, big_journey

SMALL, LARGE = 100, 10_000


def check(journey):
    import journeykit as jk

    jk.validate(journey, today=dt.date(2026, 11, 1))


def gaps(journey):
    import journeykit as jk

    jk.find_gaps(journey)


def lay_out(journey):
    from journeykit.view import LIGHT, view
    from journeykit.view.layout import lay_out as place

    place(view(journey, "map"), theme=LIGHT)


@pytest.mark.parametrize("run", [check, gaps, lay_out])
def test_cost_grows_linearly(run):
    """The journey is fresh in each run, so that no cached lookup flatters the result."""

    def per_touchpoint(size, times):
        journeys = [big_journey(size) for _ in range(times)]
        run(journeys[0].replace())
        return best(lambda: [run(j.replace()) for j in journeys], repeat=5) / (size * times)

    small, large = per_touchpoint(SMALL, 20), per_touchpoint(LARGE, 1)
    print(
        f"\n{run.__name__}: {small * 1e6:.0f} us each of {SMALL}, "
        f"{large * 1e6:.0f} us each of {LARGE}, ratio {large / small:.2f} (at most 1.5)"
    )
    assert large / small <= 1.5
