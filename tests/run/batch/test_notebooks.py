"""Notebooks that hang, eat, flood, die or meddle: their own report fails or is made, and no other notices."""

from __future__ import annotations

import json
from xml.etree import ElementTree

import psutil
import pytest

from tests.run.batch.towns import differing, whole_batch, write_towns

HANGS = "took longer than 3 seconds"
DIED = "the kernel died while the cell ran"
EATEN = "held more than 350 MB of memory; see --memory"
FAILS = {
    "asks-for-the-end": ("raise SystemExit(0)", "the notebook was ended here, before its last cell had run"),
    "closes-all-files": ("import os\nos.closerange(3, 4096)", DIED),
    "eats": ("import time\nheld = []\nfor _ in range(400):\n    held.append(b'x' * 5_000_000)\ntime.sleep(60)", EATEN),
    "eats-in-a-child": ("import os, time\nif not os.fork(): held = b'x' * 600_000_000\ntime.sleep(60)", EATEN),
    "ends-without-a-word": ("import os\nos._exit(0)", DIED),
    "hangs": ("import time\ntime.sleep(300)", HANGS),
    "hangs-and-hears-nothing": ("import signal, time\nsignal.signal(2, signal.SIG_IGN)\ntime.sleep(300)", HANGS),
    "interrupts": ("raise KeyboardInterrupt", "KeyboardInterrupt"),
    "jumps-into-nothing": ("import os, signal\nos.kill(os.getpid(), signal.SIGSEGV)", DIED),
}


@pytest.mark.slow
def test_bad_reports_fail_alone_with_their_messages_everywhere_and_the_others_are_made(tmp_path):
    towns = write_towns(tmp_path / "many", ("alder", *FAILS, "zelkova"))
    for name, (code, _) in FAILS.items():
        towns.trick(name, code)
    status, said = whole_batch(towns, "-j", "2", "--cell-timeout", "3", "--memory", "350")
    assert status == 1
    assert {name.split("/")[0] for name in towns.made() if name.endswith("status.json")} == {"alder", "zelkova"}
    told = {one["name"]: one for one in json.loads((towns.reports / "batch.json").read_bytes())["reports"]}
    assert {name for name, one in told.items() if one["state"] == "failed"} == set(FAILS)
    # Without its files a kernel mostly dies at once; where its threads wait for each other instead, the limit ends it.
    also = {"closes-all-files": HANGS}
    assert [
        name
        for name, (_, message) in FAILS.items()
        if message not in told[name]["message"] and also.get(name, message) not in told[name]["message"]
    ] == []
    junit = ElementTree.fromstring((towns.reports / "junit.xml").read_bytes())
    cases = [
        case for case in junit.iter("testcase") if case.find("failure") is not None or case.find("error") is not None
    ]
    assert len(cases) == len(FAILS)
    page = (towns.reports / "index.html").read_text(encoding="utf-8")
    summary = (towns.reports / "summary.md").read_text(encoding="utf-8").replace("\\", "")
    for _, message in FAILS.values():
        assert message in said
        assert message in page
        assert message in summary
    assert set(towns.stale()) == set(FAILS)
    assert towns.scraps() == []


@pytest.mark.slow
def test_a_report_that_takes_too_long_is_ended_by_its_own_limit(towns, as_clean):
    towns.trick("birch", "import time\ntime.sleep(300)")
    status, said = whole_batch(towns, "-j", "2", "--timeout", "4")
    assert status == 1
    assert "the report took longer than 4 seconds" in said
    assert set(towns.stale()) == {"birch"}
    (towns.reports / "birch" / "inception.failed.ipynb").unlink()
    as_clean()


def test_what_a_notebook_leaves_running_is_gone_afterwards_also_as_a_daemon(towns, clean, tmp_path):
    towns.trick(
        "birch",
        "import os, subprocess, sys, time\n"
        "subprocess.Popen(['sleep', '301'])\n"
        "subprocess.Popen(['sleep', '302'], start_new_session=True)\n"
        "subprocess.Popen(['sh', '-c', 'setsid sh -c \"trap : TERM; sleep 303\" & setsid sleep 304 &'], env={})\n"
        "daemon = os.fork()\n"
        "if not daemon:\n"
        "    os.setsid()\n"
        "    if os.fork(): os._exit(0)\n"
        f"    open({str(tmp_path / 'daemon')!r}, 'w').write(str(os.getpid()))\n"
        "    time.sleep(305)\n"
        "    os._exit(0)\n"
        "os.waitpid(daemon, 0)\n"
        "time.sleep(0.5)\n",
    )
    status, said = whole_batch(towns, "-j", "2")
    assert status == 0, said
    assert differing(towns.made(), clean) == []
    assert not psutil.pid_exists(int((tmp_path / "daemon").read_text()))
    sleeping = [one.info["cmdline"] for one in psutil.process_iter(["cmdline"])]
    assert not [one for one in sleeping if one and one[0] == "sleep" and one[-1] in ("301", "302", "303", "304")]


MEDDLES = {
    "variables of the environment": "import os\nos.environ['LEAK'] = '1'\nos.environ['TZ'] = 'Asia/Tokyo'",
    "the folder": "import os\nos.chdir('/')",
    "the path of modules": "import sys\nsys.path.insert(0, '/leak')",
    "matplotlib": "import matplotlib, matplotlib.pyplot as plt\nmatplotlib.rcParams['font.size'] = 77\nplt.figure()",
    "ogpkit": (
        "import ogpkit.dossier.dossier as reading, ogpkit.report.display as display, ogpkit.run.running\n"
        "reading.leaked = 1\nogpkit.run.running.make_report = None\n"
        "import builtins, json\nbuiltins.leaked = 1\njson.dumps = None"
    ),
    "random numbers": "import random, numpy\nrandom.seed(1)\nnumpy.random.seed(1)",
    "the project": "open('left behind.txt', 'w').write('x')\nopen('data/left.txt', 'w').write('x')",
    "locale": "import locale\nlocale.setlocale(locale.LC_ALL, 'C')",
    "limits and masks": "import os, resource\nos.umask(0o777)\nresource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))",
}


@pytest.mark.slow
def test_nothing_that_a_notebook_changes_reaches_the_next_report(towns, clean):
    """All in the first report; each alone would say no more, and cost a batch."""
    parts = [f"try:\n{_indented(code)}\nexcept Exception: pass" for code in MEDDLES.values()]
    towns.trick("alder", "\n".join(parts[-1:] + parts[:-1]))
    whole_batch(towns, "-j", "1")
    made = {name: content for name, content in towns.made().items() if not name.startswith("alder/")}
    assert differing(made, {name: one for name, one in clean.items() if not name.startswith("alder/")}) == []
    assert made


@pytest.mark.slow
def test_a_flood_of_printed_text_is_cut_with_a_warning_and_stops_no_report(towns, clean):
    # Tried with 100 MB, too: 16 s, most of it for sending the text, and 650 MB.
    towns.trick("birch", "for _ in range(300):\n    print('y' * 100_000)")
    status, said = whole_batch(towns, "-j", "2")
    others = {name: content for name, content in clean.items() if not name.startswith("birch/")}
    assert differing({name: one for name, one in towns.made().items() if not name.startswith("birch/")}, others) == []
    assert status == 0, said
    (birch,) = [
        one for one in json.loads((towns.reports / "batch.json").read_bytes())["reports"] if one["name"] == "birch"
    ]
    assert birch["warnings"] == ["cell 3: 29,950,299 more characters of its output are left out"]
    # The record keeps it; what is published does not.
    shown = {name: len(content) for name, content in towns.made().items() if name.startswith("birch/")}
    assert sum(size for name, size in shown.items() if not name.endswith(".ipynb")) < 3_000_000


def _indented(code: str) -> str:
    return "\n".join(f"    {line}" for line in code.splitlines())
