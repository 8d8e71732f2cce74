"""A project of invented cities: sound by the kit's own check, the same for a seed and a number, marked throughout."""

from __future__ import annotations

import ast
import errno
import json
from collections import Counter
from pathlib import Path

import pytest

from ogpkit.demo import write_demo
from ogpkit.demo.cities import city
from ogpkit.demo.project import dossier_files, params_file
from ogpkit.dossier.load import load
from ogpkit.errors import UsageError
from ogpkit.run.checking import check
from ogpkit.run.running import make_report

ROOT = Path(__file__).resolve().parent.parent.parent
NOTEBOOKS = ROOT / "notebooks"
CITIES = 45


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """Return a project of cities, and its params files."""
    folder = tmp_path_factory.mktemp("demo") / "cities"
    return folder, write_demo(folder, CITIES, 3, notebooks=NOTEBOOKS)


@pytest.fixture(scope="module")
def checked(demo):
    return [check(params) for params in demo[1]]


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_no_city_has_an_error(checked):
    assert [str(problem) for one in checked for problem in one.errors] == []


@pytest.mark.parametrize("seed", [0, 11, 2026])
def test_no_city_of_another_seed_has_an_error(tmp_path, seed):
    params = write_demo(tmp_path / "demo", 24, seed, notebooks=NOTEBOOKS)
    assert [str(problem) for one in params for problem in check(one).errors] == []


def test_there_are_warnings_as_in_life_and_cities_without_one(checked):
    rules = Counter(problem.rule for one in checked for problem in one.warnings)
    assert {"yes-without-evidence", "reference-without-address", "unused-evidence", "informed-late"} <= set(rules)
    careful = {city(3, index).slug for index in range(1, CITIES + 1) if city(3, index).careful}
    assert {one.file.stem for one in checked if not one.warnings} >= careful != set()
    assert any(len(one.warnings) > 10 for one in checked)


def test_dossiers_differ_in_size_and_in_what_is_missing(demo):
    folder, params = demo
    cases = [load(one.stem, root=folder) for one in params]
    commitments = [len(case.plan.commitments) for case in cases]
    assert min(commitments) == 1
    assert max(commitments) >= 10
    assert min(len(case.events) for case in cases) == 0
    assert max(len(case.events) for case in cases) > 40
    assert min(len(case.evidence) for case in cases) == 0
    assert 30 < max(len(case.evidence) for case in cases) <= 40
    answered = [case.survey.answers.rows for case in cases if case.survey is not None]
    assert min(answered) < 10
    assert max(answered) > 1000
    assert {case.survey.codebook.sampling for case in cases if case.survey} == {
        "opt-in", "list", "probability", "census"
    }  # fmt: skip
    bases = {case.verdict(q, c and c.number).basis for case in cases for _, q, c in case.asked() if q.choice}
    assert bases == {"stated", "coded", "not-provided", "not-applicable"}
    assert any(case.survey is None for case in cases)
    assert any(case.census for case in cases)
    assert any(case.survey and not case.census for case in cases)


def test_explanations_read_like_those_of_a_report(demo):
    folder, params = demo
    texts = [
        record.explanation or "" for one in params for record in load(one.stem, root=folder).assessment.answers.values()
    ]
    assert any(text.count("\n\n") >= 3 and text.count("\n- ") >= 2 for text in texts)
    assert not [text for text in texts if "{" in text or "}" in text]


def test_a_city_is_the_same_in_a_project_of_any_size(demo, tmp_path):
    few = tmp_path / "few"
    write_demo(few, 6, 3, notebooks=NOTEBOOKS)
    small, large = files(few), files(demo[0])
    assert len(small) > 30
    assert {name: large[name] for name in small} == small


def test_every_part_of_another_seed_is_another():
    for index in range(1, 10):
        one, other = dict(dossier_files(city(1, index))), dict(dossier_files(city(2, index)))
        assert not [name for name in one if one[name] == other.get(name)]


def test_everything_says_that_it_is_synthetic(demo):
    folder, params = demo
    for one in params:
        assert "synthetic" in one.name
        assert one.read_text(encoding="utf-8").startswith("# Synthetic")
        case = load(one.stem, root=folder)
        assert case.plan.synthetic
        assert case.plan.title.endswith("(SYNTHETIC)")
        if case.survey is not None:
            assert case.survey.codebook.synthetic
            assert "SYNTHETIC" in case.survey.codebook.title
        for path in (folder / "data" / "raw" / one.stem).glob("*.yaml"):
            assert path.read_text(encoding="utf-8").startswith("# Synthetic"), path
        for path in (folder / "data" / "raw" / one.stem).glob("*.csv"):
            rows = path.read_text(encoding="utf-8").splitlines()[1:]
            assert all("synthetic" in row or "invented" in row for row in rows), path
    assert "Synthetic" in (folder / "README.md").read_text(encoding="utf-8")


def test_no_address_leads_anywhere(demo):
    folder, params = demo
    addresses = [
        entry.address for one in params for entry in load(one.stem, root=folder).evidence if entry.address is not None
    ]
    assert len(addresses) > 100
    assert all(address.partition("//")[2].partition("/")[0].endswith(".example") for address in addresses)


def test_every_sign_is_in_the_font_of_figures():
    import matplotlib
    from matplotlib.ft2font import FT2Font

    font = FT2Font(str(Path(matplotlib.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf")).get_charmap()
    for index in range(1, 10):
        text = "".join(text for _, text in dossier_files(city(1, index)))
        assert {sign for sign in text if ord(sign) not in font} <= {"\n"}


def test_the_notebooks_are_those_of_the_project(demo):
    for path in NOTEBOOKS.glob("*.ipynb"):
        assert (demo[0] / "notebooks" / path.name).read_bytes() == path.read_bytes()


def test_the_params_files_are_returned_in_the_order_of_the_cities(demo):
    params = demo[1]
    assert [one.stem for one in params] == [city(3, index).slug for index in range(1, CITIES + 1)]
    assert params[4].read_text(encoding="utf-8") == params_file(city(3, 5))


@pytest.mark.parametrize("number", [0, -1, 100_001])
def test_a_number_that_makes_no_sense_is_refused(tmp_path, number):
    with pytest.raises(UsageError, match="expected 1 to 100,000"):
        write_demo(tmp_path / "demo", number, notebooks=NOTEBOOKS)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_something_in_it_is_refused_and_left_alone(tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(UsageError, match="not empty"):
        write_demo(tmp_path, 1, notebooks=NOTEBOOKS)
    assert files(tmp_path) == {"mine.txt": b"mine"}


def test_a_file_in_place_of_the_folder_is_refused(tmp_path):
    (tmp_path / "demo").write_text("mine")
    with pytest.raises(UsageError, match="is a file"):
        write_demo(tmp_path / "demo", 1, notebooks=NOTEBOOKS)
    assert files(tmp_path) == {"demo": b"mine"}


def test_an_empty_folder_is_taken_and_nothing_is_left_beside_it(tmp_path):
    folder = tmp_path / "demo"
    folder.mkdir()
    (params,) = write_demo(folder, 1, notebooks=NOTEBOOKS)
    assert params.is_file()
    assert list(tmp_path.iterdir()) == [folder]


def test_a_folder_without_notebooks_is_refused(tmp_path):
    (tmp_path / "none").mkdir()
    for folder in (tmp_path / "none", tmp_path / "missing"):
        with pytest.raises(UsageError, match=r"holds no notebooks|cannot be used \(No such file"):
            write_demo(tmp_path / "demo", 1, notebooks=folder)
    assert not (tmp_path / "demo").exists()


def test_a_project_left_unfinished_is_named_and_not_touched(tmp_path):
    (tmp_path / ".demo.unfinished").mkdir()
    with pytest.raises(UsageError, match=r"\.demo\.unfinished"):
        write_demo(tmp_path / "demo", 1, notebooks=NOTEBOOKS)
    assert [path.name for path in tmp_path.iterdir()] == [".demo.unfinished"]


@pytest.mark.parametrize("which", [1, 4, 9, 20])
def test_a_full_disk_leaves_nothing(tmp_path, monkeypatch, which):
    write, count = Path.write_bytes, Counter()

    def failing(path, content):
        count["writes"] += 1
        if count["writes"] == which:
            raise OSError(errno.ENOSPC, "No space left on device")
        return write(path, content)

    monkeypatch.setattr(Path, "write_bytes", failing)
    with pytest.raises(UsageError, match="No space left on device"):
        write_demo(tmp_path / "demo", 5, notebooks=NOTEBOOKS)
    assert list(tmp_path.iterdir()) == []


def test_no_part_of_the_package_needs_the_demo():
    package = ROOT / "src" / "ogpkit"
    users = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("ogpkit.demo")
    }
    assert all(user.startswith(("demo/", "cli")) for user in users)


@pytest.mark.slow
@pytest.mark.parametrize("index", range(1, 10))
def test_a_city_builds_to_a_whole_report(demo, tmp_path, index):
    # Nine in a row: one of each language, with all samplings, sizes and statuses among them.
    made = make_report(demo[1][index - 1], to=tmp_path)
    assert {"report.ipynb", "report.html", "report.pdf", "indicators.json"} <= set(made.files)
    page = (made.folder / "report.html").read_text(encoding="utf-8")
    assert "Synthetic: invented data" in page
    assert city(3, index).name in page
    assert json.loads((made.folder / "indicators.json").read_bytes())
    assert (made.folder / "report.pdf").read_bytes().startswith(b"%PDF")
