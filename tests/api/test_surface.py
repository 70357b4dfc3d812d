"""The public surface: what it holds is listed, documented, and has one home."""

import importlib
import inspect
import pkgutil
from collections import defaultdict

import attrs
import pytest

import journeykit

MODULES = sorted(
    module.name
    for module in pkgutil.walk_packages(journeykit.__path__, "journeykit.")
    if not module.name.endswith("__main__")
)


def own(module):
    """The names that a module lists and defines itself."""
    for name in getattr(module, "__all__", ()):
        value = getattr(module, name)
        if getattr(value, "__module__", None) == module.__name__:
            yield name, value


@pytest.mark.parametrize("name", ["journeykit", *MODULES])
def test_every_listed_name_is_there_and_documented(name):
    """`__all__` is true, and every module, class and function says what it is for."""
    module = importlib.import_module(name)
    assert module.__doc__, f"{name} has no docstring"
    for public, value in own(module):
        if inspect.isclass(value) or inspect.isfunction(value):
            assert inspect.getdoc(value), f"{name}.{public} has no docstring"
        if inspect.isclass(value):
            for member, function in inspect.getmembers(value, inspect.isfunction):
                if not member.startswith("_") and function.__module__ == name:
                    assert inspect.getdoc(function), f"{name}.{public}.{member} has no docstring"


def test_every_name_of_the_front_door_has_one_home():
    """A name means one thing: no two modules define different public things of one name."""
    homes = defaultdict(set)
    for name in MODULES:
        for public, value in own(importlib.import_module(name)):
            homes[public].add(f"{value.__module__}.{public}")
    doubled = {name: homes[name] for name in journeykit.__all__ if len(homes[name]) > 1}
    assert {} == doubled


def test_every_field_of_the_model_is_documented():
    """The Attributes section of a type names each field that one can give."""
    from journeykit import model

    for name in model.__all__:
        value = getattr(model, name)
        if not (inspect.isclass(value) and attrs.has(value)):
            continue
        documented = inspect.getdoc(value)
        for field in attrs.fields(value):
            if field.name not in ("origin", "_emotion"):
                assert f"{field.name}:" in documented, f"{name}.{field.name} is not documented"


def test_errors_have_one_root():
    """Whoever catches the root catches all, and each also is what Python would raise."""
    from journeykit import errors

    for name in errors.__all__:
        value = getattr(errors, name)
        if inspect.isclass(value):
            assert issubclass(value, errors.JourneyKitError)
