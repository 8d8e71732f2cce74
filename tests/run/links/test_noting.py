"""What is noted of the addresses of a register in links.csv, and what leaves it as it was."""

from __future__ import annotations

import datetime
import socket
from pathlib import Path

import pytest

from ogpkit.dossier.load import load
from ogpkit.run import links as links_module
from ogpkit.run.asking import Asker, Manners
from ogpkit.run.links import check_links
from tests.conftest import Project
from tests.run.links.asking import QUICK, names
from tests.run.links.registers import TODAY, check, register, rows
from tests.run.loopback import Loopback


def test_results_are_written_in_the_order_of_the_register_and_read_as_part_of_the_dossier(
    sound: Project, server: Loopback
) -> None:
    register(sound, server.url("/200"), server.url("/404"), server.url("/to//200"), server.url("/200"))

    found = check(sound)

    assert rows(sound) == [
        {"address": server.url("/200"), "checked": "2026-11-23", "status": "200", "final": "", "outcome": "reached"},
        {"address": server.url("/404"), "checked": "2026-11-23", "status": "404", "final": "", "outcome": "gone"},
        {
            "address": server.url("/to//200"),
            "checked": "2026-11-23",
            "status": "200",
            "final": server.url("/200"),
            "outcome": "reached",
        },
    ]
    assert (found.asked, found.known, found.count("alive"), found.count("dead")) == (3, 0, 2, 1)
    dossier = load(sound.slug, root=sound.root)
    assert dossier.links == found.links
    assert f"data/raw/{sound.slug}/links.csv" in {file.name for file in dossier.files}


def test_dead_address_is_warned_of_with_its_line_from_then_on(sound: Project, server: Loopback) -> None:
    register(sound, server.url("/200"), server.url("/410"))
    assert sound.found("dead-address") == []

    check(sound)
    (problem,) = sound.found("dead-address")

    assert (problem.file.rpartition("/")[2], problem.line, problem.level) == ("evidence.csv", 3, "warning")
    assert "e1 is dead (gone, status 410; asked on 2026-11-23)" in problem.what


def test_dead_address_with_an_archived_copy_is_no_problem(sound: Project, server: Loopback) -> None:
    register(sound, server.url("/410"), archived="https://example.org/copy")
    check(sound)

    assert sound.found("dead-address") == []


def test_answer_is_used_again_for_seven_days_without_a_request(sound: Project, server: Loopback) -> None:
    register(sound, server.url("/200"), server.url("/404"))
    check(sound)
    before, asked = sound.read("links.csv"), len(server.asked)

    again = check(sound, TODAY + datetime.timedelta(days=6))

    assert (again.asked, again.known, len(server.asked), sound.read("links.csv")) == (0, 2, asked, before)
    assert check(sound, TODAY + datetime.timedelta(days=7)).asked == 2
    assert {row["checked"] for row in rows(sound)} == {"2026-11-30"}


def test_address_in_doubt_is_asked_again_the_next_day(sound: Project, server: Loopback) -> None:
    register(sound, server.url("/500"))
    check(sound)

    assert check(sound).asked == 0
    assert check(sound, TODAY + datetime.timedelta(days=1)).asked == 1


def test_only_what_is_new_is_asked_and_what_left_the_register_leaves_the_file(sound: Project, server: Loopback) -> None:
    register(sound, server.url("/200"), server.url("/204"))
    check(sound)
    register(sound, server.url("/204"), server.url("/206"))

    found = check(sound, TODAY + datetime.timedelta(days=1))

    assert (found.asked, found.known) == (1, 1)
    assert [(row["address"], row["checked"]) for row in rows(sound)] == [
        (server.url("/204"), "2026-11-23"),
        (server.url("/206"), "2026-11-24"),
    ]


def test_day_that_has_not_come_is_not_believed(sound: Project, server: Loopback) -> None:
    register(sound, server.url("/200"))
    sound.write("links.csv", f"address,checked,outcome\n{server.url('/200')},2030-01-01,gone\n")

    assert check(sound).asked == 1


def test_interrupted_check_leaves_the_file_as_it_was(
    sound: Project, server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    register(sound, server.url("/200"))
    check(sound)
    before = sound.read("links.csv")
    register(sound, server.url("/200"), server.url("/204"))

    async def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Asker, "_request", interrupted)
    with pytest.raises(KeyboardInterrupt):
        check(sound)

    assert sound.read("links.csv") == before
    assert sorted(path.name for path in sound.dossier.iterdir() if path.name.startswith(".")) == []


def test_disk_that_fails_leaves_the_file_as_it_was_and_no_scrap(
    sound: Project, server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    register(sound, server.url("/200"))
    check(sound)
    before = sound.read("links.csv")

    def full(number: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(links_module.os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        check(sound, TODAY + datetime.timedelta(days=8))

    assert sound.read("links.csv") == before
    assert [path.name for path in sound.dossier.iterdir() if path.name.endswith(".tmp")] == []


def test_link_in_place_of_the_file_is_replaced_and_not_followed(
    sound: Project, server: Loopback, tmp_path: Path
) -> None:
    register(sound, server.url("/200"))
    outside = tmp_path / "outside.csv"
    outside.write_text("mine", encoding="utf-8")
    (sound.dossier / "links.csv").symlink_to(outside)

    check(sound)

    assert outside.read_text(encoding="utf-8") == "mine"
    assert not (sound.dossier / "links.csv").is_symlink()
    assert len(rows(sound)) == 1


def test_where_no_host_is_found_at_all_nothing_is_called_dead(sound: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    register(sound, "https://one.example/", "https://two.example/")
    sound.write("links.csv", "address,checked,outcome\nhttps://one.example/,2026-01-01,reached\n")
    before = sound.read("links.csv")

    def nobody(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr("socket.getaddrinfo", nobody)
    found = check(sound)

    assert (found.no_network, found.asked, found.count("dead")) == (True, 0, 0)
    assert [(link.address, link.outcome) for link in found.links] == [("https://one.example/", "reached")]
    assert rows(sound)[0]["checked"] == "2026-01-01", before


def test_host_that_is_gone_is_dead_where_another_is_found(
    sound: Project, server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("socket.getaddrinfo", names({"two.example": ("127.0.0.1", server.port)}))
    monkeypatch.setattr("ogpkit.run.asking.is_public", lambda number: number == "127.0.0.1")
    register(sound, "https://one.example/", server.url("/200", host="two.example"))

    found = check(sound)

    assert [link.state for link in found.links] == ["dead", "alive"]


@pytest.mark.parametrize("number", ["127.0.0.1", "127.1", "0x7f000001", "8.8.8.8"])
def test_number_in_the_register_proves_no_network(sound: Project, number: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("socket.getaddrinfo", names({"localhost": ("127.0.0.1", 9)}))

    async def nobody(*_: object, **__: object) -> None:
        raise OSError

    monkeypatch.setattr("asyncio.BaseEventLoop.create_connection", nobody)
    register(sound, "https://one.example/", f"http://{number}:9/", "http://localhost:9/")
    sound.write("links.csv", "address,checked,outcome\nhttps://one.example/,2026-01-01,reached\n")
    before = sound.read("links.csv")

    found = check_links(sound.dossier, "inception", sound.root, today=TODAY, manners=Manners(pause=0, limit=1))

    assert (found.no_network, found.count("dead"), sound.read("links.csv")) == (True, 0, before)


def test_what_answers_without_a_name_server_is_noted_all_the_same(
    sound: Project, server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("socket.getaddrinfo", names({}))
    register(sound, "https://one.example/", server.url("/200"))

    found = check(sound)

    assert found.no_network
    assert [row["address"] for row in rows(sound)] == [server.url("/200")]


def test_look_up_that_fails_for_now_leaves_what_was_known(sound: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    register(sound, "https://one.example/")
    sound.write("links.csv", "address,checked,outcome\nhttps://one.example/,2026-01-01,reached\n")
    before = sound.read("links.csv")

    def later(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    monkeypatch.setattr("socket.getaddrinfo", later)

    assert check(sound).no_network
    assert sound.read("links.csv") == before


@pytest.mark.parametrize(
    "register_",
    ["id,kynd,title,address\ne0,link,T,https://one.example/\n", b"id,kind,title,address\ne0,link,\xff,\n",
     "id,kind,title,address\ne0,link,T,https://one.example/\ne1,lynk,T,https://two.example/\n",
     "id,kind,title,address\ne0,link,T,one.example\n", ""],
)  # fmt: skip
def test_register_with_errors_leaves_what_is_known_of_its_addresses_and_asks_nobody(
    sound: Project, server: Loopback, register_: str | bytes
) -> None:
    register(sound, server.url("/200"), server.url("/404"))
    check(sound)
    before, asked = sound.read("links.csv"), len(server.asked)
    sound.write("evidence.csv", register_)
    told: list[str] = []

    found = check_links(sound.dossier, "inception", sound.root, today=TODAY, manners=QUICK, tell=told.append)

    assert (found.asked, found.count("alive"), found.count("dead"), len(server.asked)) == (0, 1, 1, asked)
    assert sound.read("links.csv") == before
    assert told == [f"data/raw/{sound.slug}/evidence.csv has errors: no address is asked, and links.csv stays as it is"]


@pytest.mark.parametrize("name", ["", "evidence.txt"])
def test_register_that_is_gone_or_misnamed_leaves_what_is_known(sound: Project, server: Loopback, name: str) -> None:
    register(sound, server.url("/200"))
    check(sound)
    before = sound.read("links.csv")
    path = sound.dossier / "evidence.csv"
    if name:
        path.rename(path.with_name(name))
    else:
        path.unlink()

    assert check(sound).asked == 0
    assert sound.read("links.csv") == before


def test_address_that_is_noted_twice_is_an_error_at_its_line_and_is_asked_again(
    sound: Project, server: Loopback
) -> None:
    register(sound, server.url("/200"))
    row = f"{server.url('/200')},2026-11-23"
    sound.write("links.csv", f"address,checked,outcome\n{row},reached\n{row},gone\n")

    (problem,) = sound.found("doubled-address")

    assert (problem.level, problem.line, problem.file.rpartition("/")[2]) == ("error", 3, "links.csv")
    assert problem.what == "the address of line 2 stands here a second time"
    assert check(sound).asked == 1
    assert [row["outcome"] for row in rows(sound)] == ["reached"]
    assert sound.found("doubled-address") == []


def test_dossier_without_addresses_asks_nobody_and_writes_nothing(sound: Project) -> None:
    register(sound, "")

    assert check(sound).links == ()
    assert not (sound.dossier / "links.csv").exists()
