"""The command line: what it prints where, and with which exit status."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ogpkit import __version__, cli
from ogpkit.run.running import Made

ROOT = Path(__file__).resolve().parent.parent
COMMANDS = ("check", "run", "batch", "index", "new", "list", "demo", "codebook", "agree", "export")
HEAVY = ("pandas", "matplotlib", "papermill", "typst", "nbformat", "seaborn", "IPython", "jinja2", "lxml")


NOTEBOOK = {
    "nbformat": 4,
    "nbformat_minor": 5,
    "metadata": {"title": "Trial", "date": "2024-09-30"},
    "cells": [{"id": "a", "cell_type": "markdown", "metadata": {}, "source": "# Findings"}],
}


@pytest.fixture
def ogpkit(monkeypatch, capsys):
    """Return a function that calls the command line and returns exit status, standard output and standard error."""

    def call(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["ogpkit", *arguments])
        try:
            cli.main()
            status = 0
        except SystemExit as ended:
            status = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
        said = capsys.readouterr()
        assert "Traceback" not in said.out + said.err
        return status, said.out, said.err

    return call


@pytest.fixture
def inside(sound, monkeypatch):
    """Return the small sound project, with the working directory in it."""
    monkeypatch.chdir(sound.root)
    return sound


def test_no_command_shows_help(ogpkit):
    status, out, err = ogpkit()
    assert status == 2
    assert all(command in out + err for command in COMMANDS)


def test_version_is_printed(ogpkit):
    assert ogpkit("--version") == (0, f"ogpkit {__version__}\n", "")


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_help_with_an_example_that_is_one_of_its_own(ogpkit, command):
    status, out, err = ogpkit(command, "--help")
    assert (status, err) == (0, "")
    (example,) = re.findall(r"Example: (ogpkit .+(?:\n {4,}\S.*)?)", out)
    assert shlex.split(example)[:2] == ["ogpkit", command]


def test_the_list_of_commands_here_is_whole(ogpkit):
    out = ogpkit("--help")[1]
    assert re.findall(r"^  ([a-z]+)  ", out.partition("Commands:")[2], re.MULTILINE) == list(COMMANDS)


def test_check_of_sound_files_ends_with_nought_and_says_nothing_on_standard_output(ogpkit, inside):
    assert ogpkit("check") == (0, "", "1 run checked: 0 errors, 0 warnings\n")


def test_check_prints_all_problems_on_standard_output_and_the_count_on_standard_error(ogpkit, inside):
    inside.edit("params", "status: draft", "status: drafty")
    status, out, err = ogpkit("check", "harbour", "params/harbour.yaml")
    assert status == 1
    assert len(out.splitlines()) == 1, "a problem that two runs share is said once"
    assert out.startswith("params/harbour.yaml:3: ")
    assert err == "2 runs checked: 1 error, 0 warnings\n"


def test_errors_come_before_warnings_and_an_empty_line_between(ogpkit, inside):
    inside.append("evidence.csv", "photo,file,Photograph,,,\n")
    inside.edit("params", "status: draft", "status: drafty")
    inside.edit("inception.yaml", "answer: Unclear,", "answer: Unsure,")
    status, out, err = ogpkit("check")
    errors, _, warnings = out.partition("\n\n")
    assert [line.partition(": ")[0].rpartition("/")[2] for line in errors.splitlines()] == [
        "inception.yaml:12",
        "harbour.yaml:3",
    ]
    assert [line.partition(" evidence ")[0] for line in warnings.splitlines()] == [
        "data/raw/harbour-2024-2026/evidence.csv:5: warning:"
    ]
    assert (status, err) == (1, "1 run checked: 2 errors, 1 warning\n")


def test_warnings_alone_end_with_nought(ogpkit, monkeypatch):
    monkeypatch.chdir(ROOT)
    status, out, err = ogpkit("check", "khmelnytskyi-2021-2025")
    assert status == 0
    assert all(": warning: " in line for line in out.splitlines())
    assert err.startswith("1 run checked: 0 errors, ")


def test_check_as_json_holds_the_same_problems(ogpkit, inside):
    inside.edit("params", "status: draft", "status: drafty")
    status, out, err = ogpkit("check", "--json")
    (problem,) = json.loads(out)
    assert (status, err) == (1, "")
    assert (problem["file"], problem["line"], problem["level"]) == ("params/harbour.yaml", 3, "error")


def test_an_unknown_run_is_a_wrong_call_and_the_nearest_one_is_named(ogpkit, inside):
    for command in ("check", "run"):
        status, out, err = ogpkit(command, "harbor")
        assert (status, out) == (2, "")
        assert 'there is no params file "harbor"; did you mean "params/harbour.yaml"?' in err


def test_a_folder_that_is_no_project_is_a_wrong_call(ogpkit, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for arguments in (["list"], ["check"], ["run", "x"]):
        status, out, err = ogpkit(*arguments)
        assert (status, out) == (2, "")
        assert "no project folder found here" in err


def test_list_prints_names_alone_where_another_program_reads(ogpkit, inside):
    (inside.root / "params" / "broken.yaml").write_text("form: [", encoding="utf-8")
    assert ogpkit("list") == (0, "broken\nharbour\n", "")


def test_list_tells_a_person_the_state_and_the_next_command(ogpkit, inside, monkeypatch):
    (inside.root / "params" / "broken.yaml").write_text("form: [", encoding="utf-8")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    status, out, _ = ogpkit("list")
    assert status == 0
    assert out.splitlines() == [
        "broken  (params file has problems: ogpkit check; not made yet: ogpkit run params/broken.yaml)",
        "harbour  (inception, draft; not made yet: ogpkit run params/harbour.yaml)",
    ]
    made = inside.root / "reports" / inside.slug / "inception"
    made.mkdir(parents=True)
    (made / "report.pdf").touch()
    assert ogpkit("list")[1].splitlines()[1] == "harbour  (inception, draft; report made)"


def test_list_as_json_says_the_same(ogpkit, inside):
    status, out, err = ogpkit("list", "--json")
    assert (status, err) == (0, "")
    (row,) = json.loads(out)
    wanted = {"name": "harbour", "dossier": inside.slug, "form": "inception", "status": "draft"}
    assert row == {**wanted, "report": False, "problems": 0}


def test_run_prints_what_it_made_on_standard_output_and_progress_on_standard_error(ogpkit, inside):
    inside.write("notebooks/inception.ipynb", json.dumps(NOTEBOOK))
    status, out, err = ogpkit("run", "harbour", "--to", "made")
    folder = f"made/{inside.slug}/inception"
    assert status == 0
    assert [Path(line) for line in out.splitlines()] == [
        Path(folder, name)
        for name in ("report.ipynb", "report.html", "report.pdf", "indicators.csv", "indicators.json", "status.json")
    ]
    assert all(Path(line).is_file() for line in out.splitlines())
    assert err.splitlines()[:2] == ["checking harbour", "running notebooks/inception.ipynb"]


def test_run_as_json_prints_one_object_and_nothing_else(ogpkit, inside):
    inside.write("notebooks/inception.ipynb", json.dumps(NOTEBOOK))
    status, out, err = ogpkit("run", "harbour", "--json")
    made = json.loads(out)
    assert (status, err) == (0, "")
    assert sorted(made) == ["files", "folder", "warnings"]
    assert all((Path(made["folder"]) / name).is_file() for name in made["files"])


def test_a_run_with_errors_lists_them_all_on_standard_error(ogpkit, inside):
    inside.edit("inception.yaml", "header: current", "header: current\ntexts: mine\nnonsense: 1")
    status, out, err = ogpkit("run", "harbour")
    assert (status, out) == (1, "")
    assert sum("inception.yaml:" in line for line in err.splitlines()) == 2
    assert err.splitlines()[-1] == "2 errors; nothing was made. All problems, warnings too: ogpkit check"


@pytest.fixture
def record(tmp_path: Path) -> Path:
    path = tmp_path / "record.ipynb"
    path.write_text(json.dumps(NOTEBOOK), encoding="utf-8")
    return path


def test_export_prints_what_it_wrote(ogpkit, record, tmp_path):
    status, out, err = ogpkit("export", str(record), "--to", " HTML,json,", "--in", str(tmp_path / "new" / "place"))
    place = tmp_path / "new" / "place"
    assert (status, err) == (0, "")
    assert [Path(line) for line in out.splitlines()] == [place / "record.html", place / "indicators.json"]
    assert sorted(path.name for path in place.iterdir()) == ["indicators.json", "record.html"]


def test_export_warns_of_what_a_format_does_not_show(ogpkit, record):
    raw = {"id": "b", "cell_type": "raw", "metadata": {"raw_mimetype": "text/html"}, "source": "<b>x</b>"}
    record.write_text(json.dumps({**NOTEBOOK, "cells": [*NOTEBOOK["cells"], raw]}), encoding="utf-8")
    status, _, err = ogpkit("export", str(record), "--to", "html")
    assert status == 0
    assert err.startswith("warning: cell 2 ")


@pytest.mark.parametrize("formats", ["docx", "html,docx", "", ",", "../html"])
def test_an_unknown_format_is_a_wrong_call_and_nothing_is_written(ogpkit, record, formats):
    status, out, err = ogpkit("export", str(record), "--to", formats)
    assert (status, out) == (2, "")
    assert "expected one of: html, pdf, csv, json" in err
    assert list(record.parent.glob("record.*")) == [record]


def test_export_of_what_is_no_notebook_does_not_send_the_user_to_check(ogpkit, record):
    record.write_text("nothing", encoding="utf-8")
    status, out, err = ogpkit("export", str(record))
    assert (status, out) == (1, "")
    assert err.splitlines()[-1] == "1 error; nothing was made."


def test_export_into_a_place_that_cannot_be_written_is_one_message(ogpkit, record):
    status, out, err = ogpkit("export", str(record), "--to", "html", "--in", str(record / "below"))
    assert (status, out) == (1, "")
    assert err == f"{record / 'below' / 'record.html'}: this cannot be written (Not a directory); check the place\n"


@pytest.fixture
def reviews(inside, monkeypatch):
    """Return the paths of two reviews of the small project; nothing is run, and what would be is as good as made."""
    monkeypatch.setattr(
        "ogpkit.run.agreeing.run_notebook", lambda *one, target, more, **other: Made(target, tuple(more), ())
    )
    shutil.copyfile(ROOT / "notebooks" / "agreement.ipynb", inside.root / "notebooks" / "agreement.ipynb")
    folder = f"data/raw/{inside.slug}/reviews"
    return [f"{folder}/anna.yaml", f"{folder}/boris.yaml"]


def test_agree_with_disputes_ends_with_nought_and_tells_them_and_the_next_step(ogpkit, inside, reviews):
    status, out, err = ogpkit("agree", *reviews)
    folder = f"reports/{inside.slug}/agreement"
    assert status == 0
    assert out.splitlines() == [
        "Anna (invented), Boris (invented): same option in 10 of 15 questions that both answered (67 %)",
        "answered by both: 15 of 18 questions",
        "Krippendorff's α, answers Yes, No or Unclear: 0.52 (95 % interval 0.08 to 0.87), 13 questions",
        "to settle: 5 in dispute, 3 in dispute through an earlier answer",
        f"{folder}/disputes.csv",
        f"{folder}/merged.yaml",
    ]
    assert f"copy {folder}/merged.yaml to data/raw/{inside.slug}/inception.yaml" in err


def test_agree_as_json_names_what_is_to_be_settled(ogpkit, reviews):
    status, out, err = ogpkit("agree", "--json", *reviews)
    told = json.loads(out)
    assert (status, err) == (0, "")
    assert told["to_settle"][0] == {"question": "1.3", "state": "disputed"}
    assert told["indicators"][0]["N"] == 15


def test_agree_on_bad_files_ends_with_one_and_on_a_wrong_call_with_two(ogpkit, inside, reviews):
    for arguments in (reviews[:1], [reviews[0], reviews[0]], [*reviews, "nobody.yaml"]):
        status, out, err = ogpkit("agree", *arguments)
        assert (status, out) == (2, "")
        assert len(err.splitlines()) == 1
    inside.edit(reviews[1], "form: inception", "form: inceptio")
    status, out, err = ogpkit("agree", *reviews)
    assert (status, out) == (1, "")
    assert err.startswith(f'{reviews[1]}:2: this is an assessment on the form "inceptio"')
    assert err.splitlines()[-1] == "1 error; nothing was made.", "ogpkit check reads no reviews"


def test_a_codebook_is_drafted_on_standard_output_or_into_a_new_file(ogpkit, tmp_path):
    table, draft = tmp_path / "survey.csv", tmp_path / "survey.yaml"
    table.write_text("age,used\n" + "18-29,yes\n30-59,no\n" * 5, encoding="utf-8")
    status, out, err = ogpkit("codebook", str(table))
    assert (status, err) == (0, "")
    assert "# sampling:" in out
    status, said, err = ogpkit("codebook", str(table), "--to", str(draft))
    assert (status, said) == (0, f"{draft}\n")
    assert err.endswith("ogpkit check\n")
    assert draft.read_text(encoding="utf-8") == out
    status, said, err = ogpkit("codebook", str(table), "--to", str(draft))
    assert (status, said) == (2, "")
    assert "nothing was overwritten" in err


def test_a_table_that_no_codebook_can_be_drafted_from_does_not_send_the_user_to_check(ogpkit, tmp_path):
    table = tmp_path / "survey.csv"
    table.write_bytes(b"")
    status, out, err = ogpkit("codebook", str(table))
    assert (status, out) == (1, "")
    assert err.splitlines()[-1] == "1 error; nothing was made."


def test_an_error_of_the_system_is_one_message(ogpkit, inside, monkeypatch):
    def full(*arguments: object, **more: object) -> None:
        raise OSError(28, "No space left on device", "/somewhere/report")

    monkeypatch.setattr("ogpkit.run.running.make_report", full)
    assert ogpkit("run", "harbour")[::2] == (1, "checking harbour\n/somewhere/report: No space left on device\n")


WORDS = (
    *("check", "run", "list", "export", "--json", "--to", "--in", "--cell-timeout", "--help"),
    *("harbour", "params", "params/harbour.yaml", "Київ", "a" * 5000, "\udcff", "%s", "{x}"),
    *("-1", "nan", "--", "-", "", ".", "..", "/", "*", "~"),
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(arguments=st.lists(st.sampled_from(WORDS), max_size=4))
def test_odd_arguments_end_with_a_message_and_a_status_never_a_traceback(ogpkit, inside, monkeypatch, arguments):
    monkeypatch.setattr("ogpkit.run.running.execute", lambda *one, **more: pytest.fail("a notebook was run"))
    if arguments[:1] == ["run"] and {"harbour", "params/harbour.yaml"} & set(arguments):
        arguments = ["check", *arguments[1:]]
    status, out, err = ogpkit(*arguments)
    assert status in (0, 1, 2)
    assert out + err != ""


@pytest.mark.parametrize("arguments", [["check", "params/khmelnytskyi-2021-2025.yaml"], ["list"], ["run", "--help"]])
def test_a_light_command_imports_nothing_heavy(arguments):
    code = f"""
import sys
sys.argv = ["ogpkit", *{arguments!r}]
from ogpkit.cli import main
try:
    main()
except SystemExit as ended:
    assert not ended.code, ended.code
print("imported:", *(name for name in {HEAVY!r} if name in sys.modules))
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1].split() == ["imported:"]


def test_the_module_is_the_command_and_a_stream_that_cannot_write_cyrillic_gets_escapes(tmp_path):
    for name in ("params", "data/raw"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "params" / "a.yaml").write_text("місто: Київ", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "ogpkit", "check"],
        cwd=tmp_path,
        env={"PYTHONIOENCODING": "latin-1", "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert r"\u043c\u0456\u0441\u0442\u043e" in done.stdout
    assert "Traceback" not in done.stderr
