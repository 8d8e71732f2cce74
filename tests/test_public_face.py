"""What ``import ogpkit`` gives: a few names, each documented, at little cost."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import subprocess
import sys

import pytest

import ogpkit

PUBLIC = [name for name in ogpkit.__all__ if name != "__version__"]


def test_the_list_of_names_is_sorted_and_what_dir_shows():
    assert ogpkit.__all__ == sorted(set(ogpkit.__all__))
    assert dir(ogpkit) == ogpkit.__all__


@pytest.mark.parametrize("name", PUBLIC)
def test_each_name_resolves_and_is_documented(name):
    value = getattr(ogpkit, name)
    assert (inspect.getdoc(value) or "").strip()
    home = value if inspect.ismodule(value) else importlib.import_module(value.__module__)
    if not inspect.ismodule(value):
        assert value.__name__ == name
        assert name in home.__all__


def test_no_name_is_that_of_a_part_of_the_package_which_would_take_its_place():
    # Python puts an imported part into the package under its own name: ogpkit.run would then be that part.
    parts = {one.name for one in pkgutil.iter_modules(ogpkit.__path__)}
    assert parts & set(ogpkit.__all__) == set()


def test_an_unknown_name_is_an_attribute_error_that_names_it():
    with pytest.raises(AttributeError, match="module 'ogpkit' has no attribute 'nothing_such'"):
        ogpkit.nothing_such  # noqa: B018


def test_import_alone_loads_nothing_of_other_packages():
    code = "import sys; before = set(sys.modules); import ogpkit; print(*(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert {name.split(".")[0] for name in done.stdout.split()} - set(sys.stdlib_module_names) == {"ogpkit"}


@pytest.mark.parametrize(
    "module",
    sorted(one.name for one in pkgutil.walk_packages(ogpkit.__path__, "ogpkit.") if "__main__" not in one.name),
)
def test_each_module_says_what_of_it_is_public(module):
    loaded = importlib.import_module(module)
    if not loaded.__doc__:
        pytest.skip("an empty module")
    assert sorted(loaded.__all__, key=str) == sorted(set(loaded.__all__))
    for name in loaded.__all__:
        value = getattr(loaded, name)
        if (inspect.isfunction(value) or inspect.isclass(value)) and value.__module__ == module:
            assert inspect.getdoc(value), f"{module}.{name} has no docstring"
