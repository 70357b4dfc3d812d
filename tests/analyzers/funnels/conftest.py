"""Logs that no one here made."""

from pathlib import Path

import pytest

from journeykit.events import EventLog

DATA = Path(__file__).parents[3].parent / "shared" / "data"


def read(name):
    """A file of the shared data as a Polars frame; the test is skipped where it is not there."""
    pl = pytest.importorskip("polars")
    file = DATA / f"{name}.csv.gz"
    if not file.exists():
        pytest.skip("the shared data are not here")
    return pl.read_csv(file, try_parse_dates=True)


@pytest.fixture(scope="session")
def shop():
    """Clicks in a shop, 3,751 customers."""
    return EventLog(read("simple_shop"), customer="client_id", event="event", time="timestamp")


@pytest.fixture(scope="session")
def pages():
    """Four pages of a shop, 90,400 users with device and sex, all on one day each."""
    pl = pytest.importorskip("polars")
    names = ("home_page", "search_page", "payment_page", "payment_confirmation")
    tables = [read(f"user_funnel_{name}_table") for name in names]
    visits = pl.concat(table.rename({table.columns[1]: "page"}) for table in tables)
    users = read("user_funnel_user_table")
    return EventLog(visits.join(users, on="user_id"), customer="user_id", event="page", time="date")


@pytest.fixture(scope="session")
def receipt():
    """Requests of citizens for permits, by channel: one of them came by way of the intern."""
    return EventLog(
        read("receipt"), customer="case:concept:name", event="concept:name", time="time:timestamp"
    )
