"""Where rules come from: entry points, their breakages and their clashes."""

import types
from importlib.metadata import EntryPoint

import pytest

from journeykit import plugins
from journeykit.errors import NotFoundError, PluginError
from journeykit.validators import find_rule, registry, rules
from journeykit.validators.checking import OWN_RULES
from validators.house import house_rule, never

ONE = house_rule("one", never, code="XY101")
TWO = house_rule("two", never, code="XY102")


@pytest.fixture
def plugged(monkeypatch):
    """Pretend that entry points of these names load to these objects."""

    def plug(**loaded):
        def load(group, name):
            if isinstance(loaded[name], Exception):
                raise loaded[name]
            return loaded[name]

        points = {name: EntryPoint(name, f"{name}:x", plugins.VALIDATORS) for name in loaded}
        monkeypatch.setattr(plugins, "find_plugins", lambda group: points)
        monkeypatch.setattr(plugins, "load_plugin", load)
        registry.installed.cache_clear()
        return registry.installed()

    yield plug
    registry.installed.cache_clear()


def own(installed):
    """Rules beyond those of the runner."""
    return [rule for rule in installed.rules if rule not in OWN_RULES]


def test_built_in_rules_take_the_road_of_all():
    """All topics are there, by code, and nothing is broken."""
    codes = [rule.code for rule in rules()]
    assert sorted(codes) == codes
    assert () == registry.installed().broken
    assert {"structure", "wording", "blueprint"} <= {rule.topic for rule in rules()}


def test_rule_module_and_list_are_collected(plugged):
    """An entry point may load to any of the three; the same rule twice counts once."""
    module = types.ModuleType("house")
    module.one, module.two, module.other = ONE, TWO, 7
    assert [ONE, TWO] == own(plugged(a=ONE, b=module, c=[TWO]))


@pytest.mark.parametrize("loaded", [7, [], types.ModuleType("empty"), None])
def test_plugin_without_rules_is_broken_and_others_work(plugged, loaded):
    """The error names the plug-in."""
    found = plugged(bad=loaded, good=ONE)
    assert [ONE] == own(found)
    assert ["bad"] == [error.name for error in found.broken]
    assert "'bad'" in str(found.broken[0])


def test_plugin_that_fails_to_load_is_broken_and_others_work(plugged):
    """Whatever the import raised is in the message."""
    error = PluginError("it cannot be loaded", group=plugins.VALIDATORS, name="bad")
    found = plugged(bad=error, good=ONE)
    assert ([ONE], (error,)) == (own(found), found.broken)


def test_an_unknown_rule_may_be_one_of_a_broken_plugin(plugged):
    """What could not be asked is named below, a line each; the error can be sent on."""
    error = PluginError("the plug-in 'bad' cannot be loaded", group=plugins.VALIDATORS, name="bad")
    plugged(bad=error, good=ONE)
    with pytest.raises(
        NotFoundError, match="no rule 'RL101'.*\n  the plug-in 'bad' cannot"
    ) as caught:
        find_rule("RL101")
    assert (error,) == caught.value.broken
    assert ONE is find_rule(ONE.code)


def test_two_plugins_with_one_name_are_an_error_naming_both(plugged):
    """Neither silently wins."""
    with pytest.raises(PluginError, match="'one'.*plug-in 'a'.*plug-in 'b'"):
        plugged(a=ONE, b=house_rule("one", never, code="XY103"))


def test_two_plugins_with_one_code_are_an_error_naming_both(plugged):
    """A code is an identity, too."""
    with pytest.raises(PluginError, match=r"'XY101'.*one \(XY101\).*other \(XY101\)"):
        plugged(a=ONE, b=house_rule("other", never, code="XY101"))


def test_rule_is_found_by_name_or_code():
    """And a misspelled one by its nearest."""
    assert find_rule("duplicate-id") is find_rule("JK101")
    with pytest.raises(NotFoundError, match="did you mean 'duplicate-id'"):
        find_rule("duplicat-id")
