"""Analyzers by name, built in or brought by others."""

from importlib.metadata import EntryPoint

import pytest

import journeykit.analyzers as package
from journeykit import plugins
from journeykit.analyzers import Result, analyze, analyzers
from journeykit.errors import NotFoundError, PluginError
from journeykit.model import Journey

JOURNEY = Journey("Buy")


@pytest.fixture
def installed(monkeypatch):
    """Register entry points as if other distributions had brought them."""

    def register(**values):
        named = [*BUILT_IN.items(), *((n.replace("_", "-"), v) for n, v in values.items())]
        points = [EntryPoint(name, value, plugins.ANALYZERS) for name, value in named]
        monkeypatch.setattr(plugins, "entry_points", lambda group: points)

    return register


def count_phases(journey, **options):
    return len(journey.phases), options


def fail(journey):
    raise ZeroDivisionError("no phases")


def forget(journey):
    len(journey.phases)


NOT_CALLABLE = 7
BUILT_IN = {point.name: point.value for point in plugins.entry_points(group=plugins.ANALYZERS)}


def test_built_in_analyzers_are_listed_and_run():
    """Each name leads to a result with a summary."""
    assert {"drop-off", "feelings", "flow", "gaps", "moments", "priorities"} <= set(analyzers())
    for name in BUILT_IN:
        result = analyze(JOURNEY, name)
        assert isinstance(result, Result)
        assert "'Buy'" in result.summary()


def test_options_reach_the_analyzer():
    """Options go by keyword, as the analyzer takes them."""
    assert 0.9 == analyze(JOURNEY, "drop-off", confidence=0.9).confidence


def test_unknown_names_are_refused():
    """Neither an analyzer nor an option may be misspelt in silence."""
    with pytest.raises(NotFoundError, match="did you mean 'drop-off'"):
        analyze(JOURNEY, "dropoff")
    with pytest.raises(NotFoundError, match=r"option of the analyzer 'drop-off'.*'confidence'"):
        analyze(JOURNEY, "drop-off", confidense=0.9)


def test_a_plug_in_is_found_and_run(installed):
    """Its result is handed on as it is, whatever it is."""
    installed(phases=f"{__name__}:count_phases")

    assert "phases" in analyzers()
    assert (0, {"deep": True}) == analyze(JOURNEY, "phases", deep=True)


def test_a_callable_without_a_signature_is_run(installed):
    """Some callables do not say what they take."""
    installed(kind="builtins:type")

    assert Journey is analyze(JOURNEY, "kind")


def test_a_plug_in_that_cannot_be_called_is_named(installed):
    """The others work on."""
    installed(broken=f"{__name__}:NOT_CALLABLE", gone="no.such.module:here")

    with pytest.raises(
        PluginError, match=r"'broken'.*is of type int, but an analyzer is a function"
    ):
        analyze(JOURNEY, "broken")
    with pytest.raises(PluginError, match=r"'gone'.*cannot be loaded"):
        analyze(JOURNEY, "gone")
    assert "Flow" in repr(analyze(JOURNEY, "flow"))


def test_a_plug_in_that_fails_is_named(installed):
    """So is one that gives nothing back; built-in ones are no exception."""
    installed(fail=f"{__name__}:fail", forget=f"{__name__}:forget")
    with pytest.raises(
        PluginError,
        match="the analyzer 'fail' failed on the journey 'Buy': ZeroDivisionError: no ph",
    ) as caught:
        analyze(JOURNEY, "fail")
    assert isinstance(caught.value.__cause__, ZeroDivisionError)
    with pytest.raises(PluginError, match=r"'forget' .*:forget\) gave None .*without `return`"):
        analyze(JOURNEY, "forget")


def test_a_plug_in_cannot_take_the_name_of_a_built_in(installed):
    """The error names both; registering the very same function is fine."""
    installed(gaps="other.package:gaps")
    with pytest.raises(
        PluginError, match=r"'gaps': journeykit\.analyzers\.gaps:find_gaps.*and other\.package:gaps"
    ):
        analyze(JOURNEY, "gaps")
    assert "gaps" in analyzers()
    assert "Flow" in repr(analyze(JOURNEY, "flow"))

    installed(gaps=BUILT_IN["gaps"], drop_off=BUILT_IN["drop-off"])
    assert sorted(BUILT_IN) == list(analyzers())


def test_every_public_name_is_there():
    """The package loads each name on first use, and knows no other."""
    for name in package.__all__:
        assert hasattr(package, name)
    assert set(package.__all__) <= set(dir(package))
    assert package.__all__ == sorted(package.__all__)
    assert set(package.__all__) == set(package._HOMES)
    with pytest.raises(AttributeError, match="no attribute 'find_gapps'"):
        package.find_gapps  # noqa: B018


def test_a_result_must_say_its_rows_and_summary():
    """The base alone is no result."""
    with pytest.raises(NotImplementedError):
        list(Result.rows(Result()))
    with pytest.raises(NotImplementedError):
        Result.summary(Result())
