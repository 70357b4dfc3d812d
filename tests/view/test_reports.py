"""The report: all there is to see of a journey, and nothing of what there is not."""

import journeykit as jk
from journeykit.view import view
from journeykit.view.figures import Chart, Page, Sheet, Table
from journeykit.view.layout import lay_out


def kinds_of(page):
    return [type(figure) for figure in page.figures]


def test_a_report_shows_what_the_journey_tells():
    """Map, funnel, matrix, plan and findings, in this order."""
    page = view(jk.example("retail-purchase"), "report", today="2026-12-01")
    assert isinstance(page, Page)
    assert [Sheet, Chart, Chart, Chart, Table] == kinds_of(page)
    assert "Buying a commuter bike online: report" == page.title


def test_figures_of_a_report_do_not_repeat_its_subject():
    """The title of the page says it, and the map is the journey itself."""
    titles = [figure.title for figure in view(jk.example("public-service"), "report").figures]
    assert "Nach dem Umzug ummelden" == titles[0]
    assert ["Absprung", "Zufriedenheit und Wichtigkeit", "Maßnahmenplan", "Befunde"] == titles[1:]


def test_a_report_leaves_out_what_is_not_there():
    """A bare journey has its map, and what the rules find."""
    journey = jk.Journey("Buy", [jk.Phase("Look", ["Ad"])])
    assert [Sheet, Table] == kinds_of(view(journey, "report", today="2026-12-01"))


def test_a_plan_without_days_is_a_table():
    """Nothing is drawn over time that has no time."""
    journey = jk.Journey("Buy", initiatives=[jk.Initiative("Call back")])
    tables = [figure.id for figure in view(journey, "report").figures if isinstance(figure, Table)]
    assert "buy-plan" in tables


def test_efforts_stand_in_for_importance():
    """Where nobody asked what is important, impact and effort are shown."""
    journey = jk.Journey("Buy", opportunities=[jk.Opportunity("Guests", impact=2, effort=1)])
    charts = [figure.id for figure in view(journey, "report").figures if isinstance(figure, Chart)]
    assert ["buy-effort"] == charts


def test_a_report_speaks_the_language_of_the_journey():
    """Its title too."""
    page = view(jk.example("public-service"), "report", today="2026-12-01")
    assert "Nach dem Umzug ummelden: Bericht" == page.title


def test_figures_stand_beside_each_other_where_there_is_room():
    """The page is as wide as its widest figure, and not a long strip."""
    page = view(jk.example("retail-purchase"), "report", today="2026-12-01")
    (whole,) = lay_out(page)
    alone = [lay_out(figure)[0] for figure in page.figures]
    assert max(scene.width for scene in alone) == whole.width
    assert whole.height < sum(scene.height for scene in alone) - 300


def test_a_document_has_a_page_for_each_figure():
    """The title stands over the first; a map that is cut has pages of its own after the title."""
    page = view(jk.example("retail-purchase"), "report", today="2026-12-01")
    scenes = lay_out(page, apart=True)
    assert len(page.figures) == len(scenes)
    assert page.title == scenes[0].title
    cut = lay_out(page, apart=True, max_width=1200)
    assert page.title == cut[0].title
    assert len(cut) > len(scenes) + 1
    assert all(scene.width <= 1600 for scene in cut)


def test_a_page_without_figures_is_a_title(tmp_path):
    """Drawn apart or not, as a document too."""
    page = Page("p", "Nothing yet")
    assert 1 == len(lay_out(page, apart=True))
    assert jk.render(page, tmp_path / "p.pdf").data.startswith(b"%PDF")
