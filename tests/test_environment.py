"""The three places that say what ogpkit needs (pyproject.toml, the lock files, environment.yml) say the same."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version
from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ["build", "dev", "run"]

# What conda-forge calls a package whose plain name would bring along much that is not needed.
CONDA_NAMES = {"matplotlib-base": "matplotlib", "nbconvert-core": "nbconvert", "seaborn-base": "seaborn"}
# An extra of the Python package is a package of its own in conda.
CONDA_EXTRAS = {"pyarrow": ("pandas", "pyarrow")}


@pytest.fixture(scope="module")
def pyproject():
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def needed(pyproject):
    requirements = map(Requirement, pyproject["project"]["dependencies"])
    return {canonicalize_name(requirement.name): requirement for requirement in requirements}


@pytest.fixture(scope="module")
def conda():
    """Return environment.yml as {name on PyPI: bounds}, Python among them."""
    document = YAML(typ="safe", pure=True).load(ROOT / "environment.yml")
    lines = [line for line in document["dependencies"] if isinstance(line, str)]
    (pip_section,) = [line["pip"] for line in document["dependencies"] if isinstance(line, dict)]
    lines += [line for line in pip_section if not line.startswith("-")]
    requirements = [Requirement(line) for line in lines if line != "pip"]
    return {canonicalize_name(CONDA_NAMES.get(each.name, each.name)): each.specifier for each in requirements}


def lock(name: str) -> dict[str, str]:
    """Return a lock file as {name and marker: version}."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8").replace("\\\n", " ")
    found = {}
    for line in text.splitlines():
        requirement = Requirement(line.split(" --hash=")[0].strip())
        (pin,) = requirement.specifier
        found[f"{canonicalize_name(requirement.name)} ; {requirement.marker or ''}"] = pin.version
    return found


def versions(name: str) -> dict[str, set[str]]:
    """Return a lock file as {name: versions, one per marker}."""
    found: dict[str, set[str]] = {}
    for key, version in lock(name).items():
        found.setdefault(key.split(" ; ")[0], set()).add(version)
    return found


def test_conda_users_get_the_same_packages(needed, conda):
    assert set(conda) - {"python"} - set(CONDA_EXTRAS) == set(needed)


def test_conda_has_every_extra_that_pyproject_asks_for(needed, conda):
    asked = {(name, extra) for name, requirement in needed.items() for extra in requirement.extras}
    assert asked == {CONDA_EXTRAS[name] for name in conda if name in CONDA_EXTRAS}


def test_conda_users_get_the_same_lower_bounds(needed, conda):
    assert {name: conda[name] for name in needed} == {name: each.specifier for name, each in needed.items()}


def test_conda_users_get_the_same_python(pyproject, conda):
    assert conda["python"] == SpecifierSet(pyproject["project"]["requires-python"])


def test_every_setting_names_the_oldest_python(pyproject):
    oldest = pyproject["project"]["requires-python"].removeprefix(">=")
    assert pyproject["tool"]["ruff"]["target-version"] == f"py{oldest.replace('.', '')}"
    assert pyproject["tool"]["mypy"]["python_version"] == oldest
    assert f"Programming Language :: Python :: {oldest}" in pyproject["project"]["classifiers"]


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_file_holds_no_address(name):
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    assert not re.search(
        r"https?:|file:|git\+|://|--(extra-)?index-url|--find-links|--trusted-host|(^|\s)-[efir]\s", text
    )


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_file_holds_one_exact_version_and_its_hashes_per_line(name):
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8").replace("\\\n", " ")
    for line in text.splitlines():
        assert re.fullmatch(r"[a-z0-9.-]+==[^\s;*]+( ;[^\\]+?)?(\s+--hash=sha256:[0-9a-f]{64})+", line), line


@pytest.mark.parametrize("name", LOCKS)
def test_one_version_serves_every_system_and_python(name):
    assert [key for key, found in versions(name).items() if len(found) > 1] == []


def test_the_locked_versions_are_within_the_bounds(pyproject, needed):
    groups = {"run": list(needed.values())}
    for group, lines in pyproject["dependency-groups"].items():
        groups[group] = list(map(Requirement, lines))
    for name, requirements in groups.items():
        locked = versions(name)
        for requirement in requirements:
            found = locked.get(canonicalize_name(requirement.name), set())
            assert found, f"{requirement} is not in requirements/{name}.txt"
            assert all(requirement.specifier.contains(Version(each)) for each in found), f"{requirement}: {found}"


@pytest.mark.parametrize("name", ["build", "run"])
def test_the_tests_run_on_the_versions_that_users_get(name):
    assert lock(name).items() <= lock("dev").items()
