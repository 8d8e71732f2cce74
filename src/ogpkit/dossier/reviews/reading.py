"""Reading reviews: the files that are compared, with the plan and the evidence that they are about."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ogpkit.dossier.assessment import Assessment
from ogpkit.dossier.checks import check_dossier, in_order
from ogpkit.dossier.dossier import Dossier, InputFile
from ogpkit.dossier.evidence import EvidenceEntry
from ogpkit.dossier.nearest import choose
from ogpkit.dossier.plan import Plan
from ogpkit.dossier.project import dossier_folder, find_root
from ogpkit.dossier.reading import Reading
from ogpkit.dossier.reviews.review import Review, Reviews, reviewer_names
from ogpkit.dossier.source import LIMITS, is_there, named, read_bytes, shown, text_of
from ogpkit.dossier.tables import Table, read_table
from ogpkit.dossier.validate import cut_texts, validate
from ogpkit.dossier.yaml import Located, parse_yaml
from ogpkit.errors import DataError, Level, Problem, UsageError
from ogpkit.forms import Form, form_names, load_form

__all__ = ["MOST_REVIEWS", "ReviewsRead", "find_reviews", "load_reviews", "read_reviews"]

MOST_REVIEWS = 8
"""More reviewers than ever fill in the same form."""


@dataclass
class ReviewsRead:
    """What was read of several reviews, and all problems; ``reviews`` is None where one of the files has an error."""

    reviews: Reviews | None = None
    problems: list[Problem] = field(default_factory=list)

    @property
    def errors(self) -> list[Problem]:
        """The problems that stop a comparison."""
        return [problem for problem in self.problems if problem.level == "error"]


def find_reviews(
    assessments: Sequence[str | Path], dossier: str = "", root: Path | None = None
) -> tuple[tuple[Path, ...], Path, str]:
    """Return the files that are meant, their project folder, and the name of the dossier that they are about.

    A path is looked up from the current folder, then from the project folder. The dossier is the one whose folder the
    files lie in, unless it is named; or else the project's only one.

    Raises
    ------
    UsageError
        Fewer than two files or very many, a file twice, one that is missing or outside of the project, or no way to
        tell the dossier.
    """
    if len(assessments) < 2:
        raise UsageError("one file cannot be compared; expected the files of two reviewers or more")
    if len(assessments) > MOST_REVIEWS:
        raise UsageError(f"{len(assessments)} files; expected two to {MOST_REVIEWS}")
    given = [_meant(Path(one), root) for one in assessments]
    # Of the files, not of the current folder: a notebook may name files of a project inside of its own.
    project = (root or find_root(given[0].resolve().parent if is_there(given[0]) else None)).resolve()
    paths: list[Path] = []
    for one, path in zip(assessments, given, strict=True):
        try:
            path = path.resolve()
        except (OSError, RuntimeError):
            raise UsageError(f'the file "{one}" cannot be reached') from None
        if not is_there(path) or not path.is_file():
            raise UsageError(f'there is no file "{one}"; expected a path from here or from the project folder')
        if not path.is_relative_to(project):
            raise UsageError(
                f'"{one}" lies outside of the project folder {project}; copy it into data/raw/SLUG/reviews'
            )
        if any(path.samefile(other) for other in paths):
            raise UsageError(f'"{one}" is named twice; expected one file from each reviewer')
        paths.append(path)
    return tuple(paths), project, dossier or _dossier(paths, project)


def _meant(path: Path, root: Path | None) -> Path:
    if is_there(path):
        return path
    try:
        return (root or find_root()) / path
    except UsageError:  # not in a project: the path itself is what there is to tell
        return path


def _dossier(paths: Sequence[Path], root: Path) -> str:
    raw = (root / "data" / "raw").resolve()
    inside = sorted({path.relative_to(raw).parts[0] for path in paths if path.parent.is_relative_to(raw)})
    inside = [name for name in inside if (raw / name).is_dir()]
    try:
        known = inside or sorted(entry.name for entry in raw.iterdir() if entry.is_dir())
    except OSError:
        known = []
    if len(known) != 1:
        why = "the files lie in several dossiers" if len(inside) > 1 else "the files lie in no dossier's folder"
        raise UsageError(f"{why}, so that their plan is not known; name it: --dossier SLUG (a folder in data/raw)")
    return known[0]


class _Reader:
    """Reads the files of a comparison and notes the sum of each."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.files: list[InputFile] = []
        self.problems: list[Problem] = []

    def text(self, path: Path, kind: str) -> str:
        name = named(path, self.root)
        raw = read_bytes(path, name, LIMITS[kind])
        self.files.append(InputFile(name, len(raw), hashlib.sha256(raw).hexdigest()))
        return text_of(raw, name)

    def located(self, path: Path) -> Located | None:
        try:
            return parse_yaml(self.text(path, "yaml"), named(path, self.root))
        except DataError as error:
            self.problems += error.problems
            return None

    def plan(self, path: Path) -> tuple[Plan | None, Located | None]:
        located = self.located(path)
        if located is None:
            return None, None
        plan, rest, problems = validate(Plan, located)
        cut, places = cut_texts(Plan, located)
        self.problems += problems + cut
        return plan, replace(rest, refused=rest.refused | places)

    def assessment(self, located: Located) -> tuple[Assessment | None, Located]:
        assessment, rest, problems = validate(Assessment, located)
        cut, places = cut_texts(Assessment, located)
        self.problems += problems + cut
        return assessment, replace(rest, refused=rest.refused | places)

    def evidence(self, path: Path) -> Table[EvidenceEntry]:
        if not is_there(path):
            return Table()
        try:
            table = read_table(EvidenceEntry, self.text(path, "csv"), named(path, self.root))
        except DataError as error:
            table = Table(problems=list(error.problems), whole=False)
        self.problems += table.problems
        return table


def read_reviews(paths: Sequence[Path], root: Path, slug: str, form: str | None = None) -> ReviewsRead:
    """Read reviews of one dossier, each checked as ``ogpkit check`` checks an assessment; nothing is raised for them.

    ``form`` is the form that all must be on; without it the first file's.

    Raises
    ------
    DataError
        There is no such dossier.
    """
    folder = dossier_folder(root, slug, asked_in="--dossier")
    reader = _Reader(root)
    plan, in_plan = reader.plan(folder / "plan.yaml")
    evidence = reader.evidence(folder / "evidence.csv")
    found = [(path, reader.located(path)) for path in paths]
    asked = _form([located for _, located in found if located is not None], form, reader.problems)
    read: list[tuple[Path, Reading, Dossier]] = []
    for path, located in found:
        if located is None:
            continue
        assessment, rest = reader.assessment(located)
        if assessment is None or plan is None or asked is None:
            continue
        dossier = Dossier(slug, asked, plan, assessment, tuple(entry for _, entry in evidence.rows))
        names = {key: named(folder / f"{key}.csv", root) for key in ("evidence", "events", "survey", "census", "links")}
        reading = Reading(dossier, [], in_plan, rest, evidence, names=names)
        read.append((path, check_dossier(reading), dossier))
    problems = reader.problems + _shared([reading for _, reading, _ in read])
    result = ReviewsRead(problems=in_order(dict.fromkeys(problems)))
    if len(read) == len(paths) and not result.errors and asked is not None and plan is not None:
        files = [named(path, root) for path, _, _ in read]
        people = reviewer_names([dossier.assessment for _, _, dossier in read], files)
        reviews = tuple(
            Review(name, file, dossier) for name, file, (_, _, dossier) in zip(people, files, read, strict=True)
        )
        used = tuple(sorted(reader.files, key=lambda file: file.name))
        doubts = [*_copies(reviews), *_same_people(reviews)]
        result.problems = in_order([*result.problems, *doubts])
        if not result.errors:
            result.reviews = Reviews(slug, asked, plan, reviews, used)
    return result


def _form(found: Sequence[Located], form: str | None, problems: list[Problem]) -> Form | None:
    """Return the form that all files are on; each that is on another one, or on none, is a problem."""
    known = form_names()
    asked = form or next((one for one in (located.data.get("form") for located in found) if one in known), None)
    if asked is None:
        asked = known[0] if len(known) == 1 else None
    for located in found:
        said = located.data.get("form")
        if isinstance(said, str) and said != asked:
            what = f"this is an assessment on the form {shown(said)}"
            expected = choose(known) if asked is None else f'"{asked}", as the others are'
            todo = "compare files of the same form, or correct the key"
            problems.append(Problem(located.name, located.line(("form",)), what, expected, todo, rule="form"))
    return None if asked is None else load_form(asked)


def _shared(readings: Sequence[Reading]) -> list[Problem]:
    """Return the problems of all readings; of the plan and the tables only those that show with every review."""
    found: list[Problem] = []
    for reading in readings:
        own = reading.in_assessment.name
        for problem in reading.problems:
            everywhere = all(problem in other.problems for other in readings)
            # Which form is asked for is compared above.
            if (problem.file == own or everywhere) and problem.rule != "form":
                found.append(problem)
    return found


def _copies(reviews: Sequence[Review]) -> list[Problem]:
    """Return a problem for each review that says word for word what an earlier one says.

    An error where the same people are named, or nobody: then it is a copy, which agrees with the other in everything.
    """
    problems = []
    for place, review in enumerate(reviews):
        for earlier in reviews[:place]:
            if not review.said or review.said != earlier.said:
                continue
            copy = _people(review) == _people(earlier)
            what = f"all answers and explanations are those of {earlier.file}"
            if copy:
                what += ", and so are the evaluators" if _people(review) else ", and neither names an evaluator"
                what += ": a copy agrees in everything"
            todo = "check that it is no copy; agreement means something only where each reviewer worked alone"
            todo = "name the file of another reviewer" if copy else todo
            level: Level = "error" if copy else "warning"
            expected = "the review of another person"
            problems.append(Problem(review.file, None, what, expected, todo, level=level, rule="same-review"))
            break
    return problems


def _same_people(reviews: Sequence[Review]) -> list[Problem]:
    """Return a warning for each review of which an evaluator stands in an earlier one, too, with other answers."""
    problems = []
    for place, review in enumerate(reviews):
        for earlier in reviews[:place]:
            if not _people(review) & _people(earlier) or review.said == earlier.said:
                continue
            what = f"an evaluator of this file is one of {earlier.file} as well"
            expected = "reviewers who worked alone, each with a file"
            todo = "correct the names; how far a person agrees with himself or herself is no agreement of reviewers"
            problems.append(Problem(review.file, None, what, expected, todo, level="warning", rule="same-reviewer"))
            break
    return problems


def _people(review: Review) -> set[str]:
    """Return the evaluators of a review, else its coders, as they are compared."""
    people = review.assessment.evaluators or tuple(coder.name for coder in review.assessment.coders)
    return {" ".join(person.split()).casefold() for person in people}


def load_reviews(
    assessments: Sequence[str | Path], dossier: str = "", form: str | None = None, *, root: Path | None = None
) -> Reviews:
    """Return reviews that are sound, for a notebook.

    Parameters
    ----------
    assessments : sequence of str or pathlib.Path
        One file from each reviewer, from here or from the project folder.
    dossier : str
        Folder in ``data/raw`` with the plan and the evidence; without it the one that the files lie in.
    form : str, optional
        The form that all must be on; without it the first file's.

    Raises
    ------
    UsageError
        See :func:`find_reviews`.
    DataError
        With all problems of all files at once, where there is at least one error.

    Examples
    --------
    >>> folder = "tests/dossier/sound/data/raw/harbour-2024-2026/reviews"
    >>> load_reviews([f"{folder}/anna.yaml", f"{folder}/boris.yaml"]).names
    ('Anna (invented)', 'Boris (invented)')
    """
    paths, project, slug = find_reviews(assessments, dossier, root)
    read = read_reviews(paths, project, slug, form)
    if read.reviews is None:
        raise DataError(read.errors)
    return read.reviews
