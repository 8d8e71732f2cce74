"""The JSON Schemas in docs/schemas are those of the models, take what is shipped, and refuse what is misspelt."""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode

from tests.conftest import ROOT, SOUND

SCHEMAS = ROOT / "docs" / "schemas"
SHIPPED = ROOT / "data" / "raw" / "khmelnytskyi-2021-2025"
INVENTED = SOUND / "data" / "raw" / "harbour-2024-2026"
FILES = [
    (SHIPPED / "plan.yaml", "plan"),
    (SHIPPED / "inception.yaml", "inception"),
    (SHIPPED / "survey.yaml", "survey"),
    (ROOT / "params" / "khmelnytskyi-2021-2025.yaml", "params"),
    (INVENTED / "plan.yaml", "plan"),
    (INVENTED / "inception.yaml", "inception"),
    (INVENTED / "survey.yaml", "survey"),
    (SOUND / "params" / "harbour.yaml", "params"),
]


def typed(node: Node) -> Any:
    """Return a node's value by the core schema of YAML 1.2, as an editor does; keys are texts, as in JSON."""
    if isinstance(node, ScalarNode):
        kind = str(node.tag).rpartition(":")[2] if node.style is None else "str"
        if kind == "int":
            return int(node.value)
        if kind == "float":
            return float(node.value)
        if kind in {"bool", "null"}:
            return {"true": True, "false": False}.get(node.value.lower())
        return node.value
    if isinstance(node, MappingNode):
        return {key.value: typed(value) for key, value in node.value}
    return [typed(child) for child in node.value]


def read(path: Path) -> Any:
    return typed(YAML(typ="safe", pure=True).compose(path.read_text(encoding="utf-8")))


def schema(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    return loaded


def refusals(name: str, data: object) -> list[str]:
    return [error.message for error in Draft202012Validator(schema(name)).iter_errors(data)]


def test_schemas_are_up_to_date() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "schemas.py"), "check"], capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize("path", sorted(SCHEMAS.glob("*.json")), ids=lambda path: path.name)
def test_schema_is_sound_itself(path: Path) -> None:
    Draft202012Validator.check_schema(json.loads(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path, name", FILES, ids=lambda part: part.name if isinstance(part, Path) else part)
def test_files_that_are_sound_pass_their_schema(path: Path, name: str) -> None:
    jsonschema.validate(read(path), schema(name), cls=Draft202012Validator)


@pytest.mark.parametrize("path", [path for path, _ in FILES[:4]], ids=lambda path: path.name)
def test_shipped_file_names_its_schema_for_editors(path: Path) -> None:
    first = path.read_text(encoding="utf-8").partition("\n")[0]
    address = first.removeprefix("# yaml-language-server: $schema=")

    assert (path.parent / address).resolve().parent == SCHEMAS
    assert (path.parent / address).is_file()


@pytest.mark.parametrize("name, path", [(name, path) for path, name in FILES[:4]])
def test_misspelt_key_is_refused(name: str, path: Path) -> None:
    assert any("titel" in message for message in refusals(name, read(path) | {"titel": "x"}))


def changed(name: str, *path: str | int, to: object) -> Any:
    data = copy.deepcopy(read(next(file for file, one in FILES if one == name)))
    spot = data
    for key in path[:-1]:
        spot = spot[key]
    spot[path[-1]] = to
    return data


@pytest.mark.parametrize(
    "name, path, to",
    [
        ("inception", ("answers", "1.1", "coding", "answer"), "Yse"),
        ("inception", ("answers", "1.1", "answer"), "Yse"),
        ("inception", ("answers", "1.7"), {}),
        ("inception", ("answers", "1.1", "explaination"), "x"),
        ("inception", ("commitments", 0, "answers", "1.3", "answer"), "newish"),
        ("inception", ("commitments", 0, "answers", "1.9"), {}),
        ("inception", ("commitments", 0, "number"), 0),
        ("inception", ("header",), "second"),
        ("plan", ("commitments", 0, "ogp_values"), ["Openness"]),
        ("plan", ("commitments", 0, "id"), "athrb1"),
        ("plan", ("commitments", 0, "start"), "July 2021"),
        ("plan", ("commitments",), []),
        ("plan", ("period", "end"), 3000),
        ("plan", ("sources", 0, "address"), "javascript:alert(1)"),
        ("survey", ("sampling",), "opt in"),
        ("survey", ("columns", 0, "role"), "rank"),
        ("params", ("status",), "finale"),
        ("params", ("dossier",), "../elsewhere"),
        ("params", ("disclosure_threshold",), 1),
    ],
)
def test_wrong_value_is_refused(name: str, path: tuple[str | int, ...], to: object) -> None:
    assert refusals(name, changed(name, *path, to=to)) != []


@pytest.mark.parametrize("answer", ["Yes", "No", "Unclear", "yes", "no", "unclear"])
def test_options_are_offered_by_official_text_and_by_value(answer: str) -> None:
    assert refusals("inception", changed("inception", "answers", "1.1", "coding", "answer", to=answer)) == []


def test_missing_key_is_refused() -> None:
    data = read(SHIPPED / "survey.yaml")
    del data["sampling"]

    assert refusals("survey", data) == ["'sampling' is a required property"]
