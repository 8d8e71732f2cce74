"""The workflows are sound, ask for little, trust only what is pinned, and call commands that exist."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
import typer.main
from jsonschema import Draft7Validator

from ogpkit.cli import app
from ogpkit.dossier.yaml import parse_yaml
from ogpkit.run.outcomes import Outcome, batch_json
from tests.dossier.test_schemas import read

ROOT = Path(__file__).resolve().parent.parent
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
GUIDE = ROOT / "docs" / "ci.md"
COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]
EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")
STRICTEST = {"contents": "read"}
MAY_WRITE = {("reports.yml", "publish"): {"pages": "write", "id-token": "write"}}

PICKING = [
    ("matrix.yml", "Pick the reports of this part", "part"),
    ("reports.yml", "Put the site together", "site"),
]

named = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)


def jobs(path):
    return read(path)["jobs"].items()


def steps(path):
    return [step for _, job in jobs(path) for step in job["steps"]]


def guides():
    """Return the YAML examples of the guide for CI."""
    return re.findall(r"^```yaml\n(.*?)^```", GUIDE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def filled(text, values):
    """Return a text with the values of variables and of a matrix put in where they are known."""
    text = EXPRESSION.sub(lambda one: values.get(one[1], one[0]), text)
    return re.sub(r"\$(\w+)", lambda one: values.get(one[1], one[0]), text)


def lines():
    """Return every command line of workflows and guide, with what a matrix or a variable puts into it."""
    found = []
    for path in WORKFLOWS:
        for _, job in jobs(path):
            matrix = job.get("strategy", {}).get("matrix", {})
            values = {f"matrix.{key}": str(several[0]) for key, several in matrix.items()}
            values |= {key: filled(text, values) for key, text in job.get("env", {}).items()}
            said = [line for step in job["steps"] for line in step.get("run", "").splitlines()]
            found += [(path.name, filled(line, values)) for line in said]
    for block in guides():
        found += [("ci.md", line) for line in re.findall(r"^\s*- (\S*ogpkit .*)$", block, re.MULTILINE)]
    return found


def called(line):
    """Return the words after ``ogpkit`` in a line; empty where it calls something else."""
    words = shlex.split(line, comments=True)
    words = words[: words.index(">")] if ">" in words else words
    return words[1:] if words and Path(words[0]).name == "ogpkit" else []


CALLS = [(name, line) for name, line in lines() if called(line)]


def test_there_are_workflows_and_they_call_the_kit():
    assert [path.name for path in WORKFLOWS] == ["check.yml", "matrix.yml", "reports.yml"]
    assert {called(line)[0] for name, line in CALLS if name != "ci.md"} == {"check", "batch", "index"}


@named
def test_a_workflow_is_plain_yaml(path):
    located = parse_yaml(path.read_text(encoding="utf-8"), path.name)

    assert {"name", "on", "permissions", "concurrency", "jobs"} <= set(located.data)


@named
def test_a_workflow_passes_the_schema_of_workflows(path):
    checker = pytest.importorskip("check_jsonschema.builtin_schemas", reason="check-jsonschema is not installed")

    schema = checker.get_builtin_schema("vendor.github-workflows")
    assert [error.message for error in Draft7Validator(schema).iter_errors(read(path))] == []


@pytest.mark.parametrize("block", guides())
def test_an_example_of_the_guide_is_plain_yaml_and_a_sound_pipeline(block, tmp_path):
    assert {"check", "reports"} <= set(parse_yaml(block, "ci.md").data)
    checker = pytest.importorskip("check_jsonschema.builtin_schemas", reason="check-jsonschema is not installed")

    path = tmp_path / "pipeline.yml"
    path.write_text(block, encoding="utf-8")
    schema = checker.get_builtin_schema("vendor.gitlab-ci")
    assert [error.message for error in Draft7Validator(schema).iter_errors(read(path))] == []


def test_the_guide_has_an_example_and_names_every_workflow():
    assert len(guides()) == 1
    text = GUIDE.read_text(encoding="utf-8")
    assert [path.name for path in WORKFLOWS if f"| `{path.name}` |" not in text] == []


def test_actionlint_finds_nothing():
    program = shutil.which("actionlint")
    if program is None:
        pytest.skip("actionlint is not installed")
    run = subprocess.run([program, *map(str, WORKFLOWS)], capture_output=True, text=True, check=False)

    assert (run.returncode, run.stdout) == (0, "")


@named
def test_a_job_may_do_no_more_than_it_must(path):
    assert read(path)["permissions"] == {}
    for name, job in jobs(path):
        assert job["permissions"] == MAY_WRITE.get((path.name, name), STRICTEST), name


@named
def test_a_job_that_may_write_runs_nothing_of_the_repository(path):
    for name, job in jobs(path):
        if job["permissions"] != STRICTEST:
            assert [step for step in job["steps"] if "run" in step or "checkout" in step["uses"]] == [], name


@named
def test_every_job_ends_in_time_and_runs_on_a_named_system(path):
    for name, job in jobs(path):
        assert 0 < job["timeout-minutes"] <= 120, name
        assert "latest" not in job["runs-on"], name


@named
def test_what_strangers_send_never_runs_with_the_rights_of_the_repository(path):
    assert not {"pull_request_target", "workflow_run", "issue_comment"} & set(read(path)["on"])


@named
def test_checkout_leaves_no_credentials_behind(path):
    kept = [step for step in steps(path) if "actions/checkout" in step.get("uses", "")]

    assert all(step["with"]["persist-credentials"] is False for step in kept)


def test_every_action_is_github_s_own_and_pinned_to_one_commit():
    pins: dict[str, set[str]] = {}
    for path in WORKFLOWS:
        for line in re.findall(r"uses: (.*)", path.read_text(encoding="utf-8")):
            found = re.fullmatch(r"(actions/[a-z-]+)(?:/[a-z]+)?@([0-9a-f]{40}) # (v\d+\.\d+\.\d+)", line)
            assert found, f"{path.name}: {line}"
            pins.setdefault(found[1], set()).add(f"{found[2]} {found[3]}")

    assert {action: len(known) for action, known in pins.items() if len(known) > 1} == {}


@named
def test_no_expression_is_pasted_into_a_shell(path):
    assert [step["run"] for step in steps(path) if EXPRESSION.search(step.get("run", ""))] == []


@named
def test_no_secret_and_no_host_is_named(path):
    text = path.read_text(encoding="utf-8")

    assert not re.search(r"secrets\.|://|index-url|registry", text)


@named
def test_every_script_is_sound_shell(path):
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("no bash here")
    for step in steps(path):
        if "run" in step:
            run = subprocess.run([bash, "-n"], input=step["run"], capture_output=True, text=True, check=False)
            assert (run.returncode, run.stderr) == (0, ""), step


@named
def test_a_name_that_a_step_or_job_speaks_of_is_there(path):
    for name, job in jobs(path):
        ids = {step["id"] for step in job["steps"] if "id" in step}
        text = repr(job)
        assert set(re.findall(r"\bsteps\.(\w+)", text)) <= ids, name
        needed = job.get("needs", [])
        needs = {needed} if isinstance(needed, str) else set(needed)
        assert needs <= {other for other, _ in jobs(path)} - {name}
        assert set(re.findall(r"\bneeds\.(\w+)", text)) <= needs, name


def test_the_cache_is_written_under_the_name_that_it_is_looked_for():
    for path in WORKFLOWS:
        caches = [step for step in steps(path) if "actions/cache" in step.get("uses", "")]
        assert len({step["with"]["key"] for step in caches}) <= 1
        assert len({step["with"]["path"] for step in caches}) <= 1
        for step in caches:
            restored = step["with"].get("restore-keys")
            assert restored is None or step["with"]["key"].startswith(restored)
            assert "hashFiles" not in step["with"]["key"]  # the fingerprints decide, not the cache's name


@pytest.mark.parametrize("workflow, step, to", PICKING)
def test_only_the_reports_of_a_batch_are_handed_on(workflow, step, to, tmp_path):
    if shutil.which("jq") is None or shutil.which("bash") is None:
        pytest.skip("no jq or bash here")
    script = next(one["run"] for one in steps(ROOT / ".github" / "workflows" / workflow) if one.get("name") == step)
    outcomes = [
        Outcome("a", "params/a.yaml", "made", folder="a/inception"),
        Outcome("b", "params/b.yaml", "failed", folder="b/in ception"),
        Outcome("c", "params/c.yaml", "failed", folder="c/inception"),
        Outcome("d", "params/d.yaml", "failed"),
    ]
    reports = tmp_path / "reports"
    for name in ("a/inception", "b/in ception", "gone/inception"):
        (reports / name).mkdir(parents=True)
        (reports / name / "status.json").write_text("{}")
    (reports / "a" / "inception.failed.ipynb").write_text("{}")
    (reports / "index.html").write_text("<!doctype html>")
    (reports / "batch.json").write_bytes(batch_json(outcomes, seconds=1))
    environment = {"PATH": os.environ["PATH"], "GITHUB_OUTPUT": str(tmp_path / "output"), "NUMBER": "2"}

    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=tmp_path, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert (done.returncode, done.stderr) == (0, "")
    found = {path.relative_to(tmp_path / to).as_posix() for path in (tmp_path / to).rglob("*") if path.is_file()}
    beside = "index.html" if to == "site" else "batch-2.json"
    assert found == {beside, "a/inception/status.json", "b/in ception/status.json"}


@named
def test_a_make_target_that_is_called_exists(path):
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for step in steps(path):
        for target in re.findall(r"^make (\S+)", step.get("run", ""), re.MULTILINE):
            assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


@pytest.mark.parametrize("name, line", CALLS)
def test_a_call_of_the_kit_parses(name, line):
    command, *rest = called(line)

    assert command in COMMANDS, f"{name}: {line}"
    # Parsing converts every option and argument; it runs nothing.
    assert COMMANDS[command].make_context(command, rest).params is not None
