"""A review: one reviewer's assessment; and all reviews of one action plan on the same form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from ogpkit.dossier.assessment import Assessment
from ogpkit.dossier.dossier import Dossier, InputFile
from ogpkit.dossier.plan import Plan
from ogpkit.dossier.privacy import withhold
from ogpkit.forms import Form

__all__ = ["Review", "Reviews", "reviewer_names"]

_LONGEST = 60


@dataclass(frozen=True)
class Review:
    """One reviewer's assessment: by whom, in which file, and the dossier with it as its assessment."""

    name: str
    file: str
    dossier: Dossier

    @property
    def assessment(self) -> Assessment:
        """The filled-in form."""
        return self.dossier.assessment

    @property
    def said(self) -> tuple[object, ...]:
        """All answers and explanations, to be compared with those of another review; empty where there are none."""
        found = (self.assessment.answers, self.assessment.commitments)
        return found if any(found) else ()


@dataclass(frozen=True)
class Reviews:
    """Reviews of one action plan on the same form, in the order in which they were named; at least two."""

    slug: str
    form: Form
    plan: Plan
    reviews: tuple[Review, ...]
    files: tuple[InputFile, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The reviewers; no two are the same."""
        return tuple(review.name for review in self.reviews)

    @property
    def copies(self) -> tuple[tuple[Review, Review], ...]:
        """Each review that says word for word what an earlier one says, with the first such."""
        found = []
        for place, review in enumerate(self.reviews):
            earlier = next((one for one in self.reviews[:place] if one.said == review.said), None)
            if earlier is not None and review.said:
                found.append((review, earlier))
        return tuple(found)

    @property
    def place(self) -> str:
        """The member as OGP writes it: "City, Country"."""
        return self.reviews[0].dossier.place


def reviewer_names(assessments: Sequence[Assessment], files: Sequence[str]) -> list[str]:
    """Return what each review is called: its evaluators, else its coders, else its file; made distinct by the file.

    Examples
    --------
    >>> one = Assessment(form="inception", evaluators=("Ana",), answers={})
    >>> reviewer_names([one, one, Assessment(form="inception", answers={})], ["a.yaml", "b.yaml", "x/c.yaml"])
    ['Ana (a)', 'Ana (b)', 'c']
    """
    stems = [" ".join(PurePath(file).stem.split()) or "file" for file in files]
    names = []
    for assessment, stem in zip(assessments, stems, strict=True):
        people = assessment.evaluators or tuple(coder.name for coder in assessment.coders)
        several = f"{people[0]} and {len(people) - 1} others" if len(people) > 2 else " and ".join(people)
        name = withhold(several or stem)
        names.append(name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…")
    told = [
        f"{name} ({stem})" if names.count(name) > 1 and name != stem else name
        for name, stem in zip(names, stems, strict=True)
    ]
    seen: Counter[str] = Counter()
    for place, name in enumerate(told):
        seen[name] += 1
        if told.count(name) > 1 and seen[name] > 1:  # two folders with a file of the same name
            told[place] = f"{name}, {seen[name]}"
    return [withhold(name) for name in told]
