"""Funnels over data that no one here made, with figures that others printed."""

from pathlib import Path

import pytest

import journeykit as jk

DATA = Path(__file__).parents[2].parent / "shared" / "data"

pl = pytest.importorskip("polars")


def read(name: str, **options):
    """A file of the shared data as a frame."""
    file = DATA / f"{name}.csv.gz"
    if not file.exists():
        pytest.skip("the shared data are not here")
    return pl.read_csv(file, **options)


def customers(result) -> list[int]:
    """How many came to each step."""
    return [step.customers for step in result.steps]


@pytest.fixture(scope="module")
def shop():
    """Clicks in a shop."""
    clicks = read("simple_shop", try_parse_dates=True)
    return jk.EventLog(clicks, customer="client_id", event="event", time="timestamp")


@pytest.fixture(scope="module")
def pages():
    """Four pages, of which only the day of the visit is known."""
    names = ("home_page", "search_page", "payment_page", "payment_confirmation")
    tables = [read(f"user_funnel_{name}_table") for name in names]
    visits = pl.concat(table.rename({table.columns[1]: "page"}) for table in tables)
    users = read("user_funnel_user_table", try_parse_dates=True)
    return jk.EventLog(
        visits.join(users, on="user_id"), customer="user_id", event="page", time="date"
    )


PAGES = ["home_page", "search_page", "payment_page", "payment_confirmation_page"]


@pytest.mark.parametrize(
    ("expected", "steps"),
    [
        ([3611, 1924, 653], ["catalog", "cart", "payment_done"]),
        ([3611, 2010, 1257, 429], ["catalog", ("product1", "product2"), "cart", "payment_done"]),
    ],
)
def test_a_shop_gives_the_funnel_of_its_guide(shop, expected, steps):
    """The guides of retentioneering print these counts, of one step after the other."""
    assert expected == customers(jk.funnel(shop, steps, ties="row"))


def test_a_shop_gives_the_neighbours_of_its_guide(shop):
    """1,324 customers put something in the cart right after the catalog, the guide says."""
    assert 1324 == customers(jk.funnel(shop, ["catalog", "cart"], order="strict", ties="row"))[1]


def test_customers_of_a_shop_are_as_many_as_its_guide_says(shop):
    """3,751 customers with 32,283 events."""
    assert (3751, 32_283) == (shop.extent.customers, shop.extent.events)


def test_pages_of_one_day_are_a_funnel(pages):
    """Where all events of a customer fall on one moment, any order of them counts."""
    assert [90_400, 45_200, 6_030, 452] == customers(jk.funnel(pages, PAGES))
    assert [90_400, 0, 0, 0] == customers(jk.funnel(pages, PAGES, ties="strict"))


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        ("device", {
            "Desktop": [60_200, 30_100, 3_010, 150], "Mobile": [30_200, 15_100, 3_020, 302],
        }),
        ("sex", {
            "Female": [45_075, 22_676, 3_100, 241], "Male": [45_325, 22_524, 2_930, 211],
        }),
    ],
)  # fmt: skip
def test_pages_by_device_and_sex(pages, column, expected):
    """The funnel of each group is the one that was published."""
    result = jk.funnel(pages, PAGES, by=column)

    assert expected == {group.value[0]: customers(group) for group in result.groups}
