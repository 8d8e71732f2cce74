"""Bad inputs: files, encodings and YAML itself."""

from __future__ import annotations

import os
from pathlib import Path

from tests.dossier.bad_inputs import Case, after, append, case, edit, write


def _grow(path: Path) -> None:
    with path.open("ab") as file:
        file.truncate(51_000_000)


CASES: tuple[Case, ...] = (
    case(
        "missing file",
        lambda project: project.path("plan.yaml").unlink(),
        "~/plan.yaml: the file is missing; expected a file; write it, or copy it from another dossier and change it",
    ),
    case(
        "missing assessment",
        lambda project: project.path("inception.yaml").unlink(),
        "~/inception.yaml: the file is missing; expected a file; write it, or copy it from another dossier "
        "and change it",
    ),
    case(
        "missing dossier",
        edit("params", "harbour-2024-2026", "harbor-2024-2026"),
        "params/harbour.yaml:1: dossier data/raw/harbor-2024-2026: the folder is missing; expected a folder "
        "with the dossier's files; there are: harbour-2024-2026",
    ),
    case(
        "file in place of the dossier",
        after(edit("params", "harbour-2024-2026", "other"), write("data/raw/other", "x")),
        "params/harbour.yaml:1: dossier data/raw/other: this is a file; expected a folder with the dossier's "
        "files; there are: harbour-2024-2026",
    ),
    case(
        "dossier name that leads upwards",
        edit("params", "harbour-2024-2026", "../harbour-2024-2026"),
        'params/harbour.yaml:1: "dossier" is "../harbour-2024-2026"; expected small letters, digits and '
        'hyphens; write it like "khmelnytskyi-2021-2025"; no dots, slashes or spaces',
    ),
    case(
        "dossier name that is an absolute path",
        edit("params", "harbour-2024-2026", "/etc"),
        'params/harbour.yaml:1: "dossier" is "/etc"; expected small letters, digits and hyphens; write it '
        'like "khmelnytskyi-2021-2025"; no dots, slashes or spaces',
    ),
    case(
        "dossier name with capitals",
        edit("params", "harbour-2024-2026", "Harbour-2024-2026"),
        'params/harbour.yaml:1: "dossier" is "Harbour-2024-2026"; expected small letters, digits and '
        'hyphens; write it like "khmelnytskyi-2021-2025"; no dots, slashes or spaces',
    ),
    case(
        "dossier that is a link out of the folder",
        after(
            edit("params", "harbour-2024-2026", "linked"),
            lambda project: project.path("data/raw/linked").symlink_to(project.root.parent),
        ),
        "params/harbour.yaml:1: dossier data/raw/linked: the folder leads out of data/raw; expected a plain "
        "folder; copy the files into it",
    ),
    case(
        "file that is a link out of the folder",
        after(
            lambda project: (project.root / "elsewhere.csv").write_text("id,kind,title\n"),
            lambda project: project.path("events.csv").unlink(),
            lambda project: project.path("events.csv").symlink_to(project.root / "elsewhere.csv"),
        ),
        "~/events.csv: the file leads out of its folder; expected a plain file; copy it here",
    ),
    case(
        "link that leads nowhere",
        after(
            lambda project: project.path("events.csv").unlink(),
            lambda project: project.path("events.csv").symlink_to("nowhere.csv"),
        ),
        "~/events.csv: this is no plain file; expected a file; put a plain file here",
    ),
    case(
        "link to itself",
        after(
            lambda project: project.path("events.csv").unlink(),
            lambda project: project.path("events.csv").symlink_to("events.csv"),
        ),
        "~/events.csv: the file leads out of its folder; expected a plain file; copy it here",
    ),
    case(
        "folder in place of a file",
        after(lambda project: project.path("plan.yaml").unlink(), lambda project: project.path("plan.yaml").mkdir()),
        "~/plan.yaml: this is a folder; expected a file; move the folder away and put the file here",
    ),
    case(
        "folder in place of a table",
        after(lambda project: project.path("events.csv").unlink(), lambda project: project.path("events.csv").mkdir()),
        "~/events.csv: this is a folder; expected a file; move the folder away and put the file here",
    ),
    case(
        "pipe in place of a file",
        after(lambda project: project.path("plan.yaml").unlink(), lambda project: os.mkfifo(project.path("plan.yaml"))),
        "~/plan.yaml: this is no plain file; expected a file; put a plain file here",
    ),
    case(
        "pipe in place of a table",
        after(
            lambda project: project.path("survey.csv").unlink(), lambda project: os.mkfifo(project.path("survey.csv"))
        ),
        "~/survey.csv: this is no plain file; expected a file; put a plain file here",
    ),
    case(
        "pipe in place of the params file",
        after(lambda project: project.params.unlink(), lambda project: os.mkfifo(project.params)),
        "params/harbour.yaml: this is no plain file; expected a file; put a plain file here",
    ),
    case(
        "text of 50 MB",
        lambda project: _grow(project.path("plan.yaml")),
        "~/plan.yaml: the file has 51.0 MB; expected at most 2 MB; check that this is the right file; large "
        "attachments belong beside the dossier, not inside it",
    ),
    case(
        "table of 50 MB",
        lambda project: _grow(project.path("events.csv")),
        "~/events.csv: the file has 51.0 MB; expected at most 50 MB; check that this is the right file; "
        "large attachments belong beside the dossier, not inside it",
    ),
    case(
        "misspelt name of a file",
        lambda project: project.path("evidence.csv").rename(project.path("evidences.csv")),
        '~/inception.yaml:9: evidence "charter" is not known; expected an id from evidence.csv; add it to '
        "evidence.csv, or correct the name",
        '~/inception.yaml:10: evidence "charter" is not known; expected an id from evidence.csv; add it to '
        "evidence.csv, or correct the name",
        '~/inception.yaml:11: evidence "chair" is not known; expected an id from evidence.csv; add it to '
        "evidence.csv, or correct the name",
        '~/inception.yaml:16: evidence "page" is not known; expected an id from evidence.csv; add it to '
        "evidence.csv, or correct the name",
        '~/inception.yaml:31: evidence "charter" is not known; expected an id from evidence.csv; add it to '
        "evidence.csv, or correct the name",
        '~/inception.yaml:32: evidence "charter" is not known; expected an id from evidence.csv; add it to '
        "evidence.csv, or correct the name",
        "~/evidences.csv: warning: no dossier has a file of this name; expected plan.yaml, inception.yaml, "
        "evidence.csv, events.csv, survey.csv, survey.yaml, links.csv, census.csv, README.md; "
        'did you mean "evidence.csv"? Rename '
        "the file",
    ),
    case(
        "name of a file with another ending",
        lambda project: project.path("plan.yaml").rename(project.path("plan.yml")),
        '~/plan.yaml: the file is missing; expected a file; did you mean "plan.yml"? Rename it to "plan.yaml"',
    ),
    case(
        "missing codebook",
        lambda project: project.path("survey.yaml").unlink(),
        "~/survey.yaml: the file is missing; expected a file; have it drafted, then correct it: ogpkit codebook "
        "~/survey.csv --to ~/survey.yaml",
    ),
    case(
        "missing survey",
        lambda project: project.path("survey.csv").unlink(),
        "~/survey.csv: the file is missing; expected a file; write it, or copy it from another dossier and change it",
    ),
    case(
        "missing notebook",
        lambda project: project.path("notebooks/inception.ipynb").unlink(),
        "notebooks/inception.ipynb: the form's notebook is missing; expected a notebook of this name; get it "
        "back from the repository",
    ),
    case(
        "UTF-16, little end first",
        lambda project: project.write("plan.yaml", project.read("plan.yaml").encode("utf-16-le")),
        '~/plan.yaml: the file is in UTF-16; expected UTF-8; save it again with the encoding "UTF-8"',
    ),
    case(
        "UTF-16, big end first, marked",
        lambda project: project.write("plan.yaml", b"\xfe\xff" + project.read("plan.yaml").encode("utf-16-be")),
        '~/plan.yaml: the file is in UTF-16; expected UTF-8; save it again with the encoding "UTF-8"',
    ),
    case(
        "Latin-1",
        lambda project: project.write(
            "plan.yaml",
            project.read("plan.yaml").replace("–", "-").replace("Atlantis\ntitle", "Atlántis\ntitle").encode("latin-1"),
        ),
        '~/plan.yaml:4: byte 0xe1 is not UTF-8; expected UTF-8 text; save the file again with the encoding "UTF-8"',
    ),
    case(
        "empty file",
        write("plan.yaml", b""),
        "~/plan.yaml: the file is empty; expected content; fill it in, or delete it if it is not needed",
    ),
    case(
        "only blanks",
        write("events.csv", " \n\t\n"),
        "~/events.csv: the file is empty; expected content; fill it in, or delete it if it is not needed",
    ),
    case(
        "only comments",
        write("plan.yaml", "# nothing yet\n"),
        "~/plan.yaml: the file holds only comments; expected keys with values; fill it in",
    ),
    case(
        "control character",
        edit("plan.yaml", "Publish", "Pub\x07lish"),
        "~/plan.yaml:18: the line holds the invisible character U+0007; expected printable text; delete the "
        "character or type the line again",
    ),
    case(
        "override of the writing direction",
        edit("plan.yaml", "Publish", "Pub\u202elish"),
        "~/plan.yaml:18: the line holds the invisible character U+202E; expected printable text; delete the "
        "character or type the line again",
    ),
    case(
        "line end that no editor counts",
        edit("plan.yaml", "Publish", "Pub\u2028lish"),
        "~/plan.yaml:18: the line holds the invisible character U+2028; expected printable text; delete the "
        "character or type the line again",
    ),
    case(
        "NUL bytes",
        edit("inception.yaml", "None was given", "None\x00\x00 was given"),
        "~/inception.yaml:17: the line holds the invisible character U+0000; expected printable text; delete "
        "the character or type the line again",
    ),
    case(
        "private character",
        edit("events.csv", "First", "\ue000First"),
        "~/events.csv:2: the line holds the invisible character U+E000; expected printable text; delete the "
        "character or type the line again",
    ),
    case(
        "control character behind a backslash",
        edit("plan.yaml", "title: Publish the budget as open data", r'title: "Publish\0"'),
        "~/plan.yaml:18: the value holds the invisible character U+0000, written with a backslash; expected "
        "printable text; delete it",
    ),
    case(
        "half a character behind a backslash",
        edit("plan.yaml", "title: Publish the budget as open data", r'title: "\ud800"'),
        "~/plan.yaml:18: the value holds the invisible character U+D800, written with a backslash; expected "
        "printable text; delete it",
    ),
    case(
        "override behind a backslash",
        edit("plan.yaml", "title: Publish the budget as open data", r'title: "pay \u202e001"'),
        "~/plan.yaml:18: the value holds the invisible character U+202E, written with a backslash; expected "
        "printable text; delete it",
    ),
    case(
        "character that no Unicode has",
        edit("plan.yaml", "title: Publish the budget as open data", r'title: "\UFFFFFFFF"'),
        "~/plan.yaml: the file holds an escape (a backslash in quotes) or a directive (a line that begins "
        "with %) of no meaning; expected plain values; delete it",
    ),
    case(
        "tab as indentation",
        edit("plan.yaml", "  country", "\tcountry"),
        "~/plan.yaml:4: a tab stands where YAML takes spaces only; expected spaces; replace the tab by spaces",
    ),
    case(
        "unquoted colon",
        edit("plan.yaml", "title: Publish the budget", "title: Budget: publish it"),
        "~/plan.yaml:18: the text holds a colon followed by a space, as a key does; put the text on its own "
        'lines under "title: |", or in quotes: title: "Open data: first steps"',
    ),
    case(
        "unclosed quote",
        edit("plan.yaml", "title: Publish", 'title: "Publish'),
        "~/plan.yaml:18: a quote is opened and not closed; expected a quote at the end of the text too; "
        "close the quote",
    ),
    case(
        "anchor and alias",
        edit(
            "plan.yaml",
            "    ogp_values: [Access to information]",
            "    ogp_values: &values [Access to information]\n    institutions: *values",
        ),
        '~/plan.yaml:21: anchor "&values"; expected plain values; write the value out wherever it is needed',
    ),
    case(
        "alias of nothing",
        edit("plan.yaml", "name: Harbour", "name: *harbour"),
        '~/plan.yaml:3: the text begins with "*", which means something else in YAML; put the text on its '
        'own lines under "name: |"',
    ),
    case(
        "billion laughs",
        append(
            "plan.yaml",
            "a: &a [x, x]\n"
            + "".join(f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(3)),
        ),
        '~/plan.yaml:31: anchor "&a"; expected plain values; write the value out wherever it is needed',
        '~/plan.yaml:32: anchor "&b"; expected plain values; write the value out wherever it is needed',
        '~/plan.yaml:33: anchor "&c"; expected plain values; write the value out wherever it is needed',
        '~/plan.yaml:34: anchor "&d"; expected plain values; write the value out wherever it is needed',
    ),
    case(
        "anchor twice",
        append("plan.yaml", "vision: &a x\nnote: &a y\n"),
        '~/plan.yaml:31: anchor "&a"; expected plain values; write the value out wherever it is needed',
        '~/plan.yaml:32: anchor "&a"; expected plain values; write the value out wherever it is needed',
    ),
    case(
        "tag of Python",
        append("plan.yaml", "note: !!python/object/apply:os.system [ls]\n"),
        '~/plan.yaml:31: tag "!!python/object/apply:os.system"; expected plain values; delete the tag',
    ),
    case(
        "tag on a key",
        append("plan.yaml", "!!python/name:os.system note: x\n"),
        '~/plan.yaml:31: tag "!!python/name:os.system"; expected plain values; delete the tag',
    ),
    case(
        "two documents",
        append("plan.yaml", "---\nmember: {}\n"),
        '~/plan.yaml:32: a second document begins; expected one document; delete the line "---"',
    ),
    case(
        "root is a list",
        write("plan.yaml", "- member\n- title\n"),
        '~/plan.yaml:1: the file holds no keys; expected keys with values ("title: …"); write them',
    ),
    case(
        "root is a text",
        write("plan.yaml", "the plan\n"),
        '~/plan.yaml:1: the file holds no keys; expected keys with values ("title: …"); write them',
    ),
    case(
        "unknown version of YAML",
        lambda project: project.write("plan.yaml", "%YAML 1.9\n---\n" + project.read("plan.yaml")),
        "~/plan.yaml: the file holds an escape (a backslash in quotes) or a directive (a line that begins "
        "with %) of no meaning; expected plain values; delete it",
    ),
    case(
        "deep nesting",
        append("plan.yaml", "note: " + "[" * 5000 + "]" * 5000 + "\n"),
        "~/plan.yaml:31: the values are nested too deeply; expected at most 40 levels; flatten them",
    ),
)
