"""What travels to a worker and what comes back: only what was meant, and only whole."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest

from ogpkit.errors import DataError, UsageError
from ogpkit.run.batch.task import Task
from ogpkit.run.cluster import parcel as packing
from ogpkit.run.cluster.accepting import accept
from ogpkit.run.cluster.laying import lay_out
from ogpkit.run.cluster.making import Delivery, make_there
from ogpkit.run.cluster.parcel import Parcel, pack
from ogpkit.run.freshness.fingerprint import Inputs, fingerprint
from ogpkit.run.freshness.status import read_status, status_bytes

DATA = "data/raw/harbour-2024-2026"


@pytest.fixture
def task(sound):
    name = f"{sound.slug}/inception"
    return Task("harbour", "params/harbour.yaml", str(sound.root), str(sound.root / "reports"), name)


def report(task: Task, inputs: Inputs, **more: bytes) -> dict[str, bytes]:
    """Return the files of a report that was made of ``inputs``."""
    files = {"report.html": b"<p>", "figures/figure-1.svg": b"<svg>"}
    status = status_bytes(dossier=task.folder.split("/")[0], form="inception", inputs=inputs, outputs=files)
    return {**files, "status.json": status, **more}


def delivery(task: Task, files: dict[str, bytes]) -> Delivery:
    return Delivery(task.outcome(state="made"), files)


def test_the_very_files_of_the_fingerprint_travel(sound, task):
    parcel = pack(task)
    assert parcel.contents is not None
    assert parcel.contents.keys() == fingerprint(sound.root, sound.params, sound.slug, "inception").files.keys()
    assert parcel.contents["params/harbour.yaml"] == sound.params.read_bytes()
    assert parcel.size == sum((sound.root / name).stat().st_size for name in parcel.contents)


def test_no_file_travels_where_the_workers_have_an_address(task):
    parcel = pack(task, "s3://bucket/kit")
    assert (parcel.contents, parcel.size, parcel.inputs) == (None, 0, pack(task).inputs)


def test_a_parcel_laid_out_has_the_fingerprint_of_the_project(sound, task, tmp_path):
    (sound.dossier / "interviews" / "deep").mkdir(parents=True)
    (sound.dossier / "interviews" / "deep" / "ü 1.txt").write_text("x", encoding="utf-8")
    lay_out(pack(task), tmp_path / "there")
    there = fingerprint(tmp_path / "there", tmp_path / "there" / task.params, sound.slug, "inception")
    assert there == fingerprint(sound.root, sound.params, sound.slug, "inception")


def test_a_link_that_leads_out_of_the_project_does_not_travel(sound, task, tmp_path):
    (tmp_path / "elsewhere.csv").write_text("a\n")
    (sound.dossier / "more.csv").symlink_to(tmp_path / "elsewhere.csv")
    with pytest.raises(DataError) as caught:
        pack(task)
    assert str(caught.value) == (
        f"{DATA}/more.csv: a link that leads out of the project cannot travel; expected a file in the project; "
        "copy the file there"
    )


def test_a_link_within_the_project_travels_as_its_file(sound, task, tmp_path):
    (sound.dossier / "more.csv").symlink_to(sound.dossier / "plan.yaml")
    lay_out(pack(task), tmp_path / "there")
    assert (tmp_path / "there" / DATA / "more.csv").read_bytes() == sound.path("plan.yaml").read_bytes()


def test_a_file_that_is_changed_while_it_is_packed_is_read_again(sound, task, monkeypatch):
    def late(*arguments):
        found = fingerprint(*arguments)
        if not sound.read("plan.yaml").endswith("# changed\n"):
            sound.append("plan.yaml", "# changed\n")
        return found

    monkeypatch.setattr(packing, "fingerprint", late)
    parcel = pack(task)
    assert parcel.contents is not None
    assert parcel.contents[f"{DATA}/plan.yaml"].endswith(b"# changed\n")
    assert parcel.inputs == fingerprint(sound.root, sound.params, sound.slug, "inception")


def test_a_report_that_would_stand_among_the_data_is_not_ordered(sound, task):
    with pytest.raises(UsageError, match="lies in data/"):
        pack(replace(task, reports=str(sound.root / "data")))


@pytest.mark.parametrize("name", ["../out.csv", "data/../../out.csv", "/tmp/out.csv", "data//x", "."])
def test_no_file_of_a_parcel_lies_outside_its_project(name, task, tmp_path):
    inputs = Inputs("params/harbour.yaml", {name: hashlib.sha256(b"x").hexdigest()}, {})
    with pytest.raises(DataError, match="outside the project"):
        lay_out(Parcel(task, inputs, {name: b"x"}), tmp_path / "in" / "there")
    assert [path for path in tmp_path.rglob("out.csv") if "in" not in path.parts] == []


def test_every_file_that_is_missing_or_another_one_is_told(task, tmp_path):
    parcel = pack(task)
    assert parcel.contents is not None
    contents = {**parcel.contents, f"{DATA}/plan.yaml": b"other"}
    del contents["params/harbour.yaml"]
    with pytest.raises(DataError) as caught:
        lay_out(replace(parcel, contents=contents), tmp_path / "there")
    assert sorted(str(caught.value).splitlines()) == [
        f"{DATA}/plan.yaml: the file in the parcel is another one than that of the batch; try again",
        "params/harbour.yaml: this is missing in the parcel; try again",
    ]


def test_a_shared_folder_is_read_by_its_address(sound, task, tmp_path):
    lay_out(pack(task, sound.root.as_uri()), tmp_path / "there")
    assert (tmp_path / "there" / task.params).read_bytes() == sound.params.read_bytes()


@pytest.mark.parametrize(
    "address, said",
    [
        ("file:///no/such/kit", "this is missing at file:///no/such/kit; bring the shared folder up to date"),
        ("nowhere://anna:secret@kit", "this cannot be fetched at nowhere://kit (ValueError)"),
    ],
)
def test_an_address_that_leads_nowhere_is_told_for_each_file_without_its_password(address, said, task, tmp_path):
    parcel = pack(task, address)
    with pytest.raises(DataError) as caught:
        lay_out(parcel, tmp_path / "there")
    assert [str(one) for one in caught.value.problems] == [f"{name}: {said}" for name in parcel.inputs.files]


def test_a_worker_with_other_versions_makes_nothing_and_names_them(task, tmp_path):
    parcel = pack(task)
    others = {**parcel.inputs.made_by, "ogpkit": "9.9", "code": "0"}
    got = make_there(replace(parcel, inputs=replace(parcel.inputs, made_by=others)), tmp_path, name="tcp://there")
    assert got.outcome.state == "failed"
    assert "tcp://there would make another report" in got.outcome.message
    assert "another code of ogpkit, ogpkit 0" in got.outcome.message
    assert "instead of 9.9" in got.outcome.message
    assert list(tmp_path.glob("ogpkit-*")) == []


def test_a_delivery_takes_the_place_of_the_earlier_report(sound, task):
    inputs = pack(task).inputs
    target = sound.root / "reports" / task.folder
    target.mkdir(parents=True)
    (target / "report.html").write_bytes(b"earlier")
    aside = target.with_name("inception.failed.ipynb")
    aside.touch()
    assert accept(delivery(task, report(task, inputs)), task, inputs).state == "made"
    status = read_status(target)
    assert status is not None
    assert (status.inputs, (target / "report.html").read_bytes(), aside.exists()) == (inputs, b"<p>", False)


@pytest.mark.parametrize(
    "fault, said",
    [
        (lambda files: files.pop("report.html"), "a report did not arrive whole"),
        (lambda files: files.update({"report.html": b"<p"}), "a report did not arrive whole"),
        (lambda files: files.pop("status.json"), "without a sound status.json"),
        (lambda files: files.update({"status.json": b"[" * 100_000}), "without a sound status.json"),
        (lambda files: files.update({"status.json": b'{"entry": {}, "inputs": 1}'}), "without a sound status.json"),
        (lambda files: files.update({"../../params/harbour.yaml": b""}), "files that no report has"),
        (lambda files: files.update({"figures/../../x": b""}), "files that no report has"),
        (lambda files: files.update({"figures": b""}), "files that no report has"),
    ],
)
def test_a_faulty_delivery_is_a_failure_and_the_earlier_report_stays(fault, said, sound, task):
    inputs = pack(task).inputs
    target = sound.root / "reports" / task.folder
    target.mkdir(parents=True)
    (target / "report.html").write_bytes(b"earlier")
    files = report(task, inputs)
    fault(files)
    outcome = accept(delivery(task, files), task, inputs)
    assert outcome.state == "failed"
    assert said in outcome.message
    assert [path.name for path in target.iterdir()] == ["report.html"]
    assert (target / "report.html").read_bytes() == b"earlier"


def test_a_report_of_other_files_or_by_another_kit_is_not_taken(task):
    inputs = pack(task).inputs
    others = replace(inputs, files={**inputs.files, f"{DATA}/plan.yaml": "0" * 64})
    outcome = accept(delivery(task, report(task, others)), task, inputs)
    assert "from other files" in outcome.message
    newer = replace(inputs, made_by={**inputs.made_by, "pandas": "99"})
    outcome = accept(delivery(task, report(task, newer)), task, inputs)
    assert "with pandas 99 instead of" in outcome.message
