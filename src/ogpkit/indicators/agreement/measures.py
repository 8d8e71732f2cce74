"""The agreement of reviewers on a form: over all questions, by section, by scale, and by question over commitments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from ogpkit.dossier.reviews import Item, Reviews, compared
from ogpkit.dossier.reviews.items import OPEN
from ogpkit.forms import Choice, Question
from ogpkit.indicators.agreement.bootstrap import alpha_with_interval
from ogpkit.indicators.agreement.coefficients import (
    Coefficient,
    cohen_kappa,
    fleiss_kappa,
    krippendorff_alpha,
    pair_agreement,
)
from ogpkit.indicators.definition import IndicatorValue, share

__all__ = ["FEWEST", "Agreement", "GroupAgreement", "agreement_indicators", "measure_agreement"]

FEWEST = 10
"""With fewer questions than this no interval is given, and a flag says that they are too few to judge."""

_FEW = f"fewer than {FEWEST} questions: too few to judge"
_MIXED = "questions with different options: no coefficient over them together"


@dataclass(frozen=True)
class GroupAgreement:
    """How far the reviewers agree on a group of questions.

    ``entity`` names the group. ``equal`` of ``pairs`` of answers are the same option. ``kappas`` holds Cohen's κ of
    each pair of reviewers, by their places. Coefficients are None where the questions have different sets of options;
    those of different scales are never pooled. ``fleiss`` is given for three reviewers and more, ``ordinal`` for
    options that have an order.
    """

    entity: str
    items: tuple[Item, ...]
    equal: int
    pairs: int
    kappas: tuple[tuple[tuple[int, int], Coefficient], ...] = ()
    fleiss: Coefficient | None = None
    alpha: Coefficient | None = None
    ordinal: Coefficient | None = None

    @property
    def mixed(self) -> bool:
        """Whether the questions have different sets of options."""
        return len({item.question.choice for item in self.items}) > 1

    @property
    def open(self) -> tuple[Item, ...]:
        """The items that are to be settled."""
        return tuple(item for item in self.items if item.state in OPEN)

    @property
    def asked(self) -> int:
        """How many items there are, without those that the answers of all reviewers rule out."""
        return sum(item.state != "not-applicable" for item in self.items)

    @property
    def answered_by_all(self) -> int:
        """How many items every reviewer answered."""
        return sum(None not in item.answers for item in self.items)

    @property
    def answered(self) -> int:
        """How many items at least one reviewer answered."""
        return sum(item.state not in ("unanswered", "not-applicable") for item in self.items)


@dataclass(frozen=True)
class Agreement:
    """The reviews, their items, and the agreement by groups: first all questions, then sections, scales, questions."""

    reviews: Reviews
    items: tuple[Item, ...]
    everything: GroupAgreement
    sections: tuple[GroupAgreement, ...]
    scales: tuple[GroupAgreement, ...]
    questions: tuple[GroupAgreement, ...]

    @property
    def groups(self) -> tuple[GroupAgreement, ...]:
        """All groups."""
        return (self.everything, *self.sections, *self.scales, *self.questions)

    @property
    def disputes(self) -> tuple[Item, ...]:
        """The items that are to be settled."""
        return self.everything.open

    @property
    def main(self) -> GroupAgreement:
        """The group with coefficients that holds the most questions."""
        single = [group for group in self.groups if not group.mixed]
        return max(single, key=lambda group: len(group.items))


def measure_agreement(reviews: Reviews) -> Agreement:
    """Return how far reviewers agree.

    Answers are the stated options, else the coded ones. A question that is ruled out by a reviewer's No on
    verifiability is without an answer of that reviewer.
    """
    items = compared(reviews)
    choices = reviews.form.choices
    sections = tuple(
        _group(f"Section {section.number}", [item for item in items if item.section.id == section.id], choices)
        for section in reviews.form.sections
        if any(item.section.id == section.id for item in items)
    )
    scales = []
    for name, choice in choices.items():
        found = [item for item in items if item.question.choice == name]
        # One question alone has its line below.
        if len({item.question.id for item in found}) > 1:
            scales.append(_group(f"answers {_named(choice)}", found, choices))
    questions = tuple(
        _group(f"question {_general(question)}", [item for item in items if item.question.id == question.id], choices)
        for section in reviews.form.repeated_sections
        for question in section.questions
        if question.choice is not None and any(item.question.id == question.id for item in items)
    )
    return Agreement(reviews, items, _group("all questions", items, choices), sections, tuple(scales), questions)


def _named(choice: Choice) -> str:
    names = [option.name for option in choice.options]
    return f"{', '.join(names[:-1])} or {names[-1]}"


def _general(question: Question) -> str:
    """Return a question's number for any commitment, as N.4."""
    return question.number.replace("{n}", "N")


def _group(entity: str, items: Sequence[Item], choices: dict[str, Choice]) -> GroupAgreement:
    answers = [item.answers for item in items]
    equal, pairs = pair_agreement(answers)
    plain = GroupAgreement(entity, tuple(items), equal, pairs)
    if plain.mixed or not items or items[0].question.choice is None:
        return plain
    choice = choices[items[0].question.choice]
    columns = list(zip(*answers, strict=True))
    kappas = tuple(
        ((one, other), cohen_kappa(columns[one], columns[other])) for one, other in combinations(range(len(columns)), 2)
    )
    order = [option.value for option in choice.options] if choice.ordered else None
    return GroupAgreement(
        entity,
        tuple(items),
        equal,
        pairs,
        kappas,
        fleiss_kappa(answers) if len(columns) > 2 else None,
        _alpha(answers, None),
        None if order is None else _alpha(answers, order),
    )


def _alpha(answers: Sequence[tuple[str | None, ...]], order: list[str] | None) -> Coefficient:
    alpha = krippendorff_alpha(answers, order)
    return alpha if alpha.units < FEWEST else alpha_with_interval(answers, order)


def agreement_indicators(agreement: Agreement) -> tuple[IndicatorValue, ...]:
    """Return the measures as indicators, group by group.

    Examples
    --------
    >>> from ogpkit.dossier.reviews.reading import load_reviews
    >>> folder = "tests/dossier/sound/data/raw/harbour-2024-2026/reviews"
    >>> measured = measure_agreement(load_reviews([f"{folder}/anna.yaml", f"{folder}/boris.yaml"]))
    >>> first = agreement_indicators(measured)[0]
    >>> first.id, first.entity, first.value, first.n, first.N
    ('agreement-share', 'all questions', 67, 10, 15)
    """
    names = agreement.reviews.names
    return tuple(value for group in agreement.groups for value in _values(group, names))


def _values(group: GroupAgreement, names: Sequence[str]) -> Iterator[IndicatorValue]:
    several = f"{len(names)} reviewers: pairs of answers" if len(names) > 2 else ""
    yield share("agreement-share", group.entity, group.equal, group.pairs, several, _MIXED if group.mixed else "")
    counts = {state: sum(item.state == state for item in group.items) for state in OPEN}
    words = {"disputed": "in dispute", "incomplete": "not answered by all", "dependent": "through an earlier answer"}
    flags = [f"{count} {words[state]}" for state, count in counts.items() if count]
    yield share("agreement-open", group.entity, len(group.open), group.answered, *flags)
    for (one, other), kappa in group.kappas:
        entity = group.entity if len(names) == 2 else f"{group.entity}: {names[one]} and {names[other]}"
        yield _coefficient("agreement-kappa", entity, kappa)
    for name, found in (("fleiss", group.fleiss), ("alpha", group.alpha), ("alpha-ordinal", group.ordinal)):
        if found is not None:
            yield _coefficient(f"agreement-{name}", group.entity, found)


def _coefficient(name: str, entity: str, found: Coefficient) -> IndicatorValue:
    few = _FEW if 0 < found.units < FEWEST else ""
    flags = tuple(flag for flag in (found.reason, few) if flag)
    value, low, high = (None if one is None else round(one, 3) for one in (found.value, found.low, found.high))
    return IndicatorValue(name, entity, value, N=found.units, flags=flags, low=low, high=high)
