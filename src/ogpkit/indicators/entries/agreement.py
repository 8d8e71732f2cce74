"""Definitions of the measures of agreement between reviewers."""

from __future__ import annotations

from ogpkit.indicators.definition import Definition

__all__ = ["ENTRIES"]

_FEW = "With fewer than 10 questions it says little, and no interval is given."
_CHANCE = (
    "No fixed bound makes a value good. Where one option is given nearly always it can be low although the reviewers "
    "agree nearly always; read it beside the share of agreement."
)

ENTRIES: tuple[Definition, ...] = (
    Definition(
        id="agreement-share",
        name="Answers that agree",
        definition="How many pairs of reviewers' answers to the same question are the same option",
        formula="equal pairs / pairs of answers to the same question",
        unit="%",
        range="0 to 100",
        denominator="pairs of answers; with two reviewers, questions that both answered",
        source="percent agreement; with more than two reviewers its average over all pairs",
        caveats="Part of it is chance. Questions that only one reviewer answered, or that a No on verifiability rules "
        "out for one of the two, are in no pair.",
    ),
    Definition(
        id="agreement-open",
        name="Questions to settle",
        definition="How many questions the reviewers have to settle: in dispute, not answered by all, or ruled out by "
        "an earlier answer of some reviewers only",
        formula="questions to settle / questions that at least one reviewer answered",
        unit="%",
        range="0 to 100",
        denominator="choice questions with at least one answer",
        source="the kit's own",
        caveats="A dispute on verifiability counts with each later question that hangs on it.",
    ),
    Definition(
        id="agreement-kappa",
        name="Cohen's κ",
        definition="Agreement of two reviewers beyond what their own shares of the options would give by chance: "
        "(observed − by chance) / (1 − by chance)",
        formula="(p − e) / (1 − e); p: share of questions with equal answers; e: sum over the options of one "
        "reviewer's share × the other's",
        range="−1 to 1; 0 at chance",
        denominator="questions that both answered",
        source="Cohen 1960",
        caveats=f"{_FEW} {_CHANCE}",
    ),
    Definition(
        id="agreement-fleiss",
        name="Fleiss' κ",
        definition="Agreement of three or more reviewers beyond what the shares of the options over all their answers "
        "would give by chance",
        formula="(p − e) / (1 − e); p: mean over the questions of the share of pairs that are equal; e: sum over the "
        "options of the squared share among all answers",
        range="−1 to 1; 0 at chance",
        denominator="questions that all reviewers answered",
        source="Fleiss 1971",
        caveats=f"{_FEW} {_CHANCE}",
    ),
    Definition(
        id="agreement-alpha",
        name="Krippendorff's α",
        definition="1 − observed / expected disagreement, every two different options being equally far apart",
        formula="1 − D / E; D: share of unequal pairs of answers to a question, averaged over the questions with their "
        "numbers of answers as weights; E: share of unequal pairs among all answers to these questions",
        range="−1 to 1; 0 at chance",
        denominator="questions that two or more reviewers answered",
        source="Krippendorff 2011; interval: percentile bootstrap over questions, 2,000 draws, fixed seed",
        caveats=f"{_FEW} {_CHANCE} The interval takes the questions as drawn at random, which those of a form are not.",
    ),
    Definition(
        id="agreement-alpha-ordinal",
        name="Krippendorff's α, ordinal",
        definition="The same for options with an order: the farther apart two options are, the more they disagree",
        formula="1 − D / E as for α, each pair counting the square of its distance: the answers from the one option to "
        "the other, those of the two options themselves by half",
        range="−1 to 1; 0 at chance",
        denominator="questions that two or more reviewers answered",
        source="Krippendorff 2011; interval as for α",
        caveats=f"{_FEW} {_CHANCE} Given for potential for results alone: Unclear is no step between Yes and No.",
    ),
)
