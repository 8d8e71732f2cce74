"""The head of a merged assessment: what it is made from, evaluators and coders of all reviews."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ogpkit.dossier.assessment import UNSETTLED, Assessment, Coder
from ogpkit.dossier.privacy import withhold
from ogpkit.dossier.reviews.items import OPEN, Item
from ogpkit.dossier.reviews.review import Reviews
from ogpkit.dossier.reviews.writing import commented, scalar

__all__ = ["CoderNames", "heading_lines"]


class CoderNames:
    """The ids of coders in the merged file: two people with the same id in two files get two ids."""

    def __init__(self, assessments: Sequence[Assessment]) -> None:
        self.coders: list[Coder] = []
        self._ids: list[dict[str, str]] = []
        taken = {coder.id for assessment in assessments for coder in assessment.coders}
        known: dict[Coder, str] = {}
        for assessment in assessments:
            for coder in assessment.coders:
                if coder in known:
                    continue
                name, count = coder.id, 1
                while name in known.values() or (count > 1 and name in taken):
                    count += 1
                    name = f"{coder.id[:90].rstrip('-')}-{count}"
                known[coder] = name
                self.coders.append(coder.model_copy(update={"id": name}))
            self._ids.append({coder.id: known[coder] for coder in assessment.coders})

    def name(self, place: int, coder: str) -> str:
        """Return the id in the merged file of a coder of the review at ``place``."""
        return self._ids[place].get(coder, coder)


def heading_lines(reviews: Reviews, coders: CoderNames, items: Sequence[Item]) -> Iterator[str]:
    """Yield the lines before the answers."""
    assessments = [review.assessment for review in reviews.reviews]
    yield f"# yaml-language-server: $schema=../../../docs/schemas/{reviews.form.form}.schema.json"
    yield from commented("Merged by ogpkit agree from these reviews:", "")
    for review in reviews.reviews:
        yield from commented(f"{review.name}: {review.file}", "", "  ")
    open_ = [item.called for item in items if item.state in OPEN]
    if open_:
        yield from commented(
            f'To settle: {", ".join(open_)}. Each is marked "{UNSETTLED}", which ogpkit check refuses; when none is '
            f'left, this file can stand as {reviews.form.form}.yaml, and this note and those that begin "TO SETTLE" '
            "can be deleted.",
            "",
        )
    yield from commented("Comments such as these are for you: ogpkit reads none of them, and they may stay or go.", "")
    yield f"form: {reviews.form.form}"
    for key in ("header", "texts", "source", "submitted"):
        yield from _one(reviews, key, [_said(getattr(one, key)) for one in assessments])
    people = list(dict.fromkeys(person for one in assessments for person in one.evaluators))
    if people:
        yield "evaluators:"
        for person in people:
            yield f"  - {scalar(withhold(person))}"
    if any(one.email for one in assessments):
        yield "# Addresses are not copied; that one was given is what the report says."
        yield "email: withheld"
    if coders.coders:
        yield "coders:"
    for coder in coders.coders:
        yield f"  - id: {scalar(coder.id)}"
        yield f"    name: {scalar(withhold(coder.name))}"
        if coder.role:
            yield f"    role: {scalar(withhold(coder.role))}"
    yield ""


def _said(value: object) -> str | None:
    return None if value is None else str(value)


def _one(reviews: Reviews, key: str, said: Sequence[str | None]) -> Iterator[str]:
    """Yield a key that has one value: the first, or "restated", since it then holds for some of the texts."""
    given = [one for one in said if one is not None]
    if not given:
        return
    value = "restated" if key == "texts" and "restated" in given else given[0]
    if len(set(said)) > 1:
        told = "; ".join(f"{name}: {one or 'nothing'}" for name, one in zip(reviews.names, said, strict=True))
        yield from commented(f"The reviewers differ here: {told}", "")
    yield f"{key}: {scalar(value)}"
