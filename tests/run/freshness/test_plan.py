"""The plan of a batch: what each params file asks for, and whether there is anything to do."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ogpkit.run.freshness import makers
from ogpkit.run.freshness import plan as plan_module
from ogpkit.run.freshness.fingerprint import fingerprint
from ogpkit.run.freshness.plan import plan
from tests.run.freshness.builds import CITIES, build, build_all, cities, params_of, planned, told


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return cities(tmp_path / "project")


@pytest.fixture
def built(root: Path) -> Path:
    build_all(root)
    return root


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the names of the params files that are read as YAML from now on."""
    names: list[str] = []
    original = plan_module._read

    def noted(path: Path, root: Path) -> object:
        names.append(path.name)
        return original(path, root)

    monkeypatch.setattr(plan_module, "_read", noted)
    return names


def test_what_was_never_built_is_planned_with_all_that_is_needed_to_build_it(root):
    aster, *_ = planned(root)
    assert (aster.name, aster.dossier, aster.form) == ("aster/inception", "aster", "inception")
    assert aster.params == root / "params" / "aster.yaml"
    assert aster.target == root / "reports" / "aster" / "inception"
    assert aster.inputs == fingerprint(root, aster.params, "aster", "inception")
    assert (aster.reasons, aster.problems, aster.error, aster.stale) == (("never built",), (), None, True)


def test_nothing_is_to_be_done_where_nothing_changed_and_no_yaml_is_read(built, read):
    assert [one.stale for one in planned(built)] == [False, False, False]
    assert [one.dossier for one in planned(built)] == list(CITIES)
    assert read == []


def test_one_changed_file_makes_one_report_stale(built):
    (built / "data" / "raw" / "birch" / "survey.csv").write_bytes(b"x")
    assert told(built) == {"birch/inception": ("survey.csv changed",)}


def test_only_the_params_file_that_changed_is_read_as_yaml(built, read):
    path = built / "params" / "cedar.yaml"
    path.write_text(path.read_text().replace("status: draft", "status: final"))
    assert told(built) == {"cedar/inception": ("params file changed",)}
    assert read == ["cedar.yaml"]


def test_a_notebook_makes_all_its_reports_stale(built):
    (built / "notebooks" / "inception.ipynb").write_bytes(b"{}")
    assert told(built) == {f"{city}/inception": ("notebooks/inception.ipynb changed",) for city in CITIES}


def test_a_new_version_makes_all_stale_and_has_all_params_read_again(built, monkeypatch, read):
    now = makers.made_by() | {"typst": "99"}
    monkeypatch.setattr("ogpkit.run.freshness.fingerprint.made_by", lambda: now)
    monkeypatch.setattr("ogpkit.run.freshness.plan.made_by", lambda: now)
    reasons = (f"typst {makers.made_by()['typst']} → 99",)
    assert told(built) == {f"{city}/inception": reasons for city in CITIES}
    # Another version may find errors in them, or read another form from them.
    assert sorted(set(read)) == [f"{city}.yaml" for city in CITIES]


def test_all_is_made_again_where_that_is_asked_for(built):
    assert {one.reasons for one in planned(built, force=True)} == {("asked for",)}
    (built / "data" / "raw" / "birch" / "survey.csv").unlink()
    assert planned(built, force=True)[1].reasons == ("survey.csv was taken away",)


def test_a_report_whose_output_is_gone_or_cut_off_is_stale(built):
    folder = built / "reports" / "aster" / "inception"
    (folder / "report.pdf").unlink()
    (folder / "report.html").write_bytes(b"")
    assert told(built) == {
        "aster/inception": ("report.html was changed or taken away", "report.pdf was changed or taken away")
    }


def test_an_output_of_the_same_size_is_found_by_the_thorough_plan(built):
    (built / "reports" / "aster" / "inception" / "report.html").write_bytes(b"<a>")
    assert told(built) == {}
    stale = [one for one in planned(built, thorough=True) if one.stale]
    assert [(one.name, one.reasons) for one in stale] == [
        ("aster/inception", ("report.html was changed or taken away",))
    ]


def test_a_file_of_the_users_own_in_a_report_makes_nothing_stale(built):
    (built / "reports" / "aster" / "inception" / "notes.txt").write_bytes(b"mine")
    assert told(built) == {}


@pytest.mark.parametrize(
    "break_it, reason",
    [
        (lambda path: path.write_bytes(path.read_bytes()[:-5]), "its status.json cannot be believed"),
        (lambda path: path.write_bytes(b""), "its status.json cannot be believed"),
        (lambda path: path.unlink(), "never built"),
    ],
    ids=["cut off", "empty", "gone"],
)
def test_a_report_is_believed_by_its_status_alone(built, break_it, reason):
    break_it(built / "reports" / "cedar" / "inception" / "status.json")
    assert told(built) == {"cedar/inception": (reason,)}


def test_a_report_that_was_copied_to_another_city_is_not_believed(built):
    shutil.rmtree(built / "reports" / "birch")
    shutil.copytree(built / "reports" / "aster", built / "reports" / "birch")
    assert told(built) == {"birch/inception": ("its status.json cannot be believed",)}


def test_a_params_file_that_is_renamed_is_told(built):
    (built / "params" / "aster.yaml").rename(built / "params" / "new.yaml")
    assert told(built) == {"aster/inception": ("made from params/new.yaml instead of params/aster.yaml",)}


def test_two_files_that_ask_for_the_same_report_are_an_error_of_both(built, read):
    shutil.copyfile(built / "params" / "aster.yaml", built / "params" / "copy.yaml")
    aster, birch, _, copy = planned(built)
    assert aster.error == (
        "params/aster.yaml: params/copy.yaml makes the same report (dossier aster, form inception); "
        "expected one params file for each report; did you forget to change the dossier?"
    )
    assert copy.error is not None
    assert copy.error.startswith("params/copy.yaml: params/aster.yaml makes the same report")
    assert (aster.reasons, copy.reasons, birch.stale) == ((), (), False)
    assert read == []


def test_of_many_files_that_ask_for_the_same_report_some_are_named(root):
    for number in range(9):
        shutil.copyfile(root / "params" / "aster.yaml", root / "params" / f"copy-{number}.yaml")
    error = planned(root)[0].error
    assert error is not None
    assert "params/copy-0.yaml, params/copy-1.yaml, params/copy-2.yaml and 6 more make the same report" in error


def test_a_file_that_is_given_twice_counts_once(root, monkeypatch):
    monkeypatch.chdir(root)
    given = [Path("params/birch.yaml"), Path("params/aster.yaml"), root / "params" / "birch.yaml"]
    found = plan(root, root / "reports", given)
    assert [(one.name, one.params, one.problems) for one in found] == [
        ("birch/inception", given[0], ()),
        ("aster/inception", given[1], ()),
    ]


@pytest.mark.parametrize(
    "text, name, says",
    [
        ("dossier: aster\ndossier: x\n", "params/aster.yaml", "a second time"),
        ("", "params/aster.yaml", "the file is empty"),
        ("\x00", "params/aster.yaml", "invisible character"),
        ("dossier: ../../etc\nstatus: draft\ndate: 2024-09-30\n", "params/aster.yaml", "params/aster.yaml:1:"),
        ("dossier: aster\nstatus: finel\ndate: 2024-09-30\n", "aster/inception", "params/aster.yaml:2:"),
    ],
    ids=["key twice", "empty", "zero", "outside", "status"],
)
def test_a_params_file_with_errors_stops_no_other_report(built, text, name, says):
    (built / "params" / "aster.yaml").write_text(text)
    aster, *others = planned(built)
    assert aster.name == name
    assert aster.error is not None
    assert says in aster.error
    assert (aster.reasons, aster.stale) == ((), True)
    assert (aster.dossier, aster.form) == ("aster", "inception")
    assert [one.stale for one in others] == [False, False]


def test_a_params_file_with_errors_claims_no_report_that_another_file_asks_for(built):
    (built / "params" / "aster.yaml").rename(built / "params" / "other.yaml")
    (built / "params" / "aster.yaml").write_text("")
    aster, *others = planned(built)
    assert aster.dossier is None
    assert [one.error for one in others] == [None] * 3


def test_a_params_file_that_is_not_there_or_lies_elsewhere_is_an_error(root, tmp_path):
    (tmp_path / "x.yaml").write_text("dossier: aster\n")
    missing, outside = plan(root, root / "reports", [root / "params" / "none.yaml", tmp_path / "x.yaml"])
    assert missing.error is not None
    assert missing.error.startswith("params/none.yaml: the file is missing")
    assert outside.error == (
        "x.yaml: the params file lies outside the project; expected a file in params/; copy it there"
    )


def test_a_dossier_that_is_missing_is_planned_and_left_to_the_check(built):
    shutil.rmtree(built / "data" / "raw" / "aster")
    (reasons,) = told(built).values()
    assert "plan.yaml was taken away" in reasons
    assert planned(built)[0].problems == ()


def test_reports_in_another_folder_have_statuses_of_their_own(built, tmp_path):
    found = plan(built, tmp_path / "site", params_of(built))
    assert {one.reasons for one in found} == {("never built",)}
    assert found[0].target == tmp_path / "site" / "aster" / "inception"


def test_a_status_that_asks_for_another_report_than_its_params_is_outvoted(built):
    # Somebody put the status of aster, as it would be for birch, by hand where it fits: the bytes then ask for two
    # reports, which cannot be, and are read.
    build(built, "birch", built / "params" / "aster.yaml")
    assert told(built) == {"birch/inception": ("made from params/birch.yaml instead of params/aster.yaml",)}
    assert [one.dossier for one in planned(built)] == list(CITIES)


def test_a_report_that_is_built_again_has_the_same_status_to_the_last_byte(built):
    path = built / "reports" / "aster" / "inception" / "status.json"
    before = path.read_bytes()
    (built / "data" / "raw" / "aster" / "more.csv").write_bytes(b"1")
    build_all(built)
    assert path.read_bytes() != before
    (built / "data" / "raw" / "aster" / "more.csv").unlink()
    build_all(built)
    assert path.read_bytes() == before
    assert str(built).encode() not in before
