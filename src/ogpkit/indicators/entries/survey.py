"""Definitions of the indicators of a survey."""

from __future__ import annotations

from ogpkit.indicators.definition import Definition

__all__ = ["ENTRIES"]

_KIT = "the kit's own, from the survey's answers and its codebook"
_VALID = "valid answers to the question; blanks and don't know are left out and printed beside it"
_OPT_IN = (
    "Of an opt-in survey it describes those who answered, and nobody else: people chose themselves, so there is no "
    "interval and no test."
)
_SMALL = "Categories with fewer people than the threshold of disclosure are joined to others or withheld."
_CHANCE = (
    "For probability samples alone; of opt-in surveys, lists and censuses it is not computed, since no chance of "
    "being drawn stands behind it."
)
_FLAG = "A flag and no verdict: whoever is flagged stays in all figures. Withheld where few are flagged."

_RESPONSES = (
    Definition(
        id="survey-responses",
        name="Responses",
        definition="How many rows of answers the survey has",
        range="0 and above; withheld below the threshold of disclosure",
        caveats=f"Rows, not people: somebody may have answered twice (see duplicates). {_OPT_IN}",
        source=_KIT,
    ),
    Definition(
        id="survey-completes",
        name="Completes of starts",
        definition="How many of those who began came to the end, which means that they answered four fifths of it",
        formula="rows that answer at least 80 % of the questions / rows that answer at least one",
        unit="%",
        range="0 to 100",
        denominator="rows with at least one answer",
        caveats=(
            "Programs that save only what is sent in hide those who left. Follow-up questions are not counted where "
            "the codebook says that they are such."
        ),
        source="AAPOR, Standard Definitions, which leaves the share to the survey and names 80 % as an example",
    ),
    Definition(
        id="survey-response-rate",
        name="Response rate (RR1)",
        definition="How many of all who were invited from a list gave a complete interview",
        formula="I / [(I + P) + (R + NC + O) + (UH + UO)]",
        unit="%",
        range="0 to 100",
        denominator="all who were invited, those of unknown eligibility among them",
        caveats="Only where invitations went to a list. A low rate does not prove a bias, nor a high one its absence.",
        source="AAPOR, Standard Definitions, Response Rate 1",
    ),
    Definition(
        id="survey-item-nonresponse",
        name="Item non-response",
        definition="How many left a question blank, of those who either answered it or left it blank",
        formula="blanks / (valid answers + blanks)",
        unit="%",
        range="0 to 100",
        denominator="valid answers and blanks; don't know is in neither and is printed beside it",
        caveats="Blanks of people to whom the question was not put cannot be told from refusals.",
        source=_KIT,
    ),
)

_ANSWERS = (
    Definition(
        id="survey-share",
        name="Share of an answer",
        definition="How many of those who answered a question (or named a group) gave this answer",
        formula="answers of this category / valid answers",
        unit="%",
        range="0 to 100",
        denominator=_VALID,
        caveats=f"{_OPT_IN} {_SMALL} Of a weighted sample it is unweighted; survey-estimate is the estimate.",
        source=_KIT,
    ),
    Definition(
        id="survey-top-two",
        name="Top two categories of a rating",
        definition="How many of those who rated chose one of the two highest categories",
        formula="answers in the two highest categories / valid answers",
        unit="%",
        range="0 to 100",
        denominator=_VALID,
        caveats=f"It hides how the others are spread: see the full distribution. {_OPT_IN}",
        source=_KIT,
    ),
    Definition(
        id="survey-median",
        name="Median category of a rating",
        definition="The category up to which half of the ratings lie; two categories where the half falls between them",
        range="the categories of the rating",
        denominator=_VALID,
        caveats=f"Categories are an order and no measure, so none is made up between two of them. {_OPT_IN}",
        source=_KIT,
    ),
    Definition(
        id="survey-choice",
        name="Share who chose an option",
        definition="How many of those who answered a question with several choices chose this option",
        formula="people who chose it / people who chose at least one option",
        unit="%",
        range="0 to 100",
        denominator="people who chose at least one option of the question",
        caveats=f"Shares do not add up to 100: people choose several. {_OPT_IN} {_SMALL}",
        source=_KIT,
    ),
    Definition(
        id="survey-estimate",
        name="Estimated share of an answer",
        definition="What share of the population gives this answer; weighted where there are weights",
        formula="sum of weights of this category / sum of weights of valid answers; Wilson's interval",
        unit="%",
        range="0 to 100",
        denominator=_VALID,
        caveats=(
            f"{_CHANCE} Weights mend the shares of the groups that the census counts, not who was never reached. The "
            "variance takes weights, strata and clusters into account, but not that raking makes it smaller."
        ),
        source=(
            "raking: Deming and Stephan (1940); variance by Taylor linearisation: Woodruff (1971); interval: Wilson "
            "(1927)"
        ),
    ),
    Definition(
        id="survey-group-test",
        name="Test whether groups differ",
        definition="How likely differences of this size between groups are, if there are none in the population",
        formula=(
            "p value of X² (Pearson), with weights, strata or clusters that of F = X² / tr Δ (Rao and Scott, second "
            "order), adjusted by Holm's method for all tables of the survey"
        ),
        unit="p",
        range="0 to 1",
        denominator="valid answers of the groups",
        caveats=(
            f"{_CHANCE} No test of a table where fewer than 5 answers are expected in a cell, or where the design has "
            "fewer degrees of freedom than the table. That no difference is found does not mean that there is none."
        ),
        source="Pearson (1900); Cochran (1954); Holm (1979); Rao and Scott (1984); Thomas and Rao (1987)",
    ),
)

_PEOPLE = (
    Definition(
        id="survey-blau",
        name="Diversity (Blau)",
        definition="How likely two of those who answered are of different groups, against the most that is possible",
        formula="(1 − Σ pᵢ²) · k / (k − 1)",
        range="0 (all of one group) to 1 (all groups alike)",
        denominator="people who named their group",
        caveats=(
            "The population itself is hardly ever at 1: compare with the census. It depends on how finely the codebook "
            f"divides, and is not published where small groups are put together. {_OPT_IN}"
        ),
        source="Blau (1977), Inequality and Heterogeneity",
    ),
    Definition(
        id="survey-evenness",
        name="Evenness (Shannon)",
        definition="How evenly those who answered are spread over the groups",
        formula="−Σ pᵢ ln pᵢ / ln k",
        range="0 (all of one group) to 1 (all groups alike)",
        denominator="people who named their group",
        caveats=f"k counts all groups of the codebook, those without anybody too. {_OPT_IN}",
        source="Pielou (1966), after Shannon (1948)",
    ),
    Definition(
        id="survey-representation",
        name="Representation of a group",
        definition="How far the share of a group among those who answered is above its share in the census",
        formula="share of those who answered − share in the census",
        unit="percentage points",
        range="−100 to 100",
        denominator="people who named their group; in the census, all people of the listed groups",
        caveats=(
            "Not available without a census in census.csv, whose source and year are printed. Groups may be asked "
            "for differently in both. A sample that mirrors the census in one thing need not do so in another."
        ),
        source=_KIT,
    ),
    Definition(
        id="survey-dissimilarity",
        name="Dissimilarity from the census",
        definition="What part of those who answered would have to be of another group for all shares to be right",
        formula="½ Σ |sᵢ − cᵢ|",
        range="0 (as in the census) to 1 (no group in common)",
        denominator="people who named their group",
        caveats=(
            "Chance alone makes it greater than 0, the more so the fewer answered. Not available without a census. "
            "Where small groups are put together it is a lower bound."
        ),
        source="Duncan and Duncan (1955)",
    ),
    Definition(
        id="survey-design-effect",
        name="Design effect of the weights",
        definition="How many times larger weights make the variance of a share that has nothing to do with them",
        formula="n Σw² / (Σw)²",
        range="1 and above",
        denominator="rows with a weight",
        caveats=f"{_CHANCE} Of a share that goes with the weights it says too much; clusters are not in it.",
        source="Kish (1992)",
    ),
)

_QUALITY = (
    Definition(
        id="survey-duplicates",
        name="Repeated identifiers",
        definition="How many rows have all identifiers in common with an earlier row",
        formula="rows whose identifiers occurred together before / rows",
        unit="%",
        range="0 to 100",
        denominator="rows of answers",
        caveats=f"{_FLAG} An identifier, such as an address on the network, may be shared by a household.",
        source=_KIT,
    ),
    Definition(
        id="survey-identical",
        name="Identical answers",
        definition="How many rows have all answers in common with an earlier row",
        formula="rows equal to an earlier one in every coded question / rows",
        unit="%",
        range="0 to 100",
        denominator="rows of answers",
        caveats=f"{_FLAG} In a short questionnaire many people give the same answers to everything.",
        source=_KIT,
    ),
    Definition(
        id="survey-speeders",
        name="Speeders",
        definition="How many took less than three tenths of the median duration",
        formula="rows below 0.3 · median duration / rows with a duration",
        unit="%",
        range="0 to 100",
        denominator="rows with a known duration",
        caveats=f"{_FLAG} The threshold is a convention; who is sent past questions is quick without haste.",
        source="the kit's threshold; thresholds relative to the median: Greszki, Meyer and Schoen (2015)",
    ),
    Definition(
        id="survey-straight-liners",
        name="Straight-liners",
        definition="How many gave the same category to all ratings, of at least three, that they all answered",
        formula="rows with one category in all ratings / rows that answered all ratings",
        unit="%",
        range="0 to 100",
        denominator="rows that answered all ratings",
        caveats=(
            f"{_FLAG} Somebody may think alike of everything, above all where all ratings ask in the same direction."
        ),
        source="Kim, Dykema, Stevenson, Black and Moberg (2019), simple nondifferentiation",
    ),
)

ENTRIES = (*_RESPONSES, *_ANSWERS, *_PEOPLE, *_QUALITY)
