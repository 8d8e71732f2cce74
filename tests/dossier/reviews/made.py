"""Reviews made through the models, with texts that are hostile to whoever writes YAML."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from hypothesis import strategies as st

from ogpkit.dossier.assessment import Assessment
from ogpkit.dossier.dossier import Dossier
from ogpkit.dossier.plan import OGP_VALUES, Plan
from ogpkit.dossier.reviews import Review, Reviews
from ogpkit.dossier.reviews.review import reviewer_names
from ogpkit.forms import load_form

FORM = load_form("inception")
COMMITMENTS = (1, 2)


def made(*assessments: Mapping[str, Any] | Assessment, names: Sequence[str] = ()) -> Reviews:
    """Return reviews of a small plan, each from what stands in a file."""
    plan = Plan.model_validate(
        {
            "member": {"name": "Harbour", "country": "Atlantis"},
            "title": "Action plan",
            "period": {"start": 2024, "end": 2026},
            "commitments": [{"number": n, "title": f"Commitment {n}"} for n in COMMITMENTS],
        }
    )
    models = [
        one if isinstance(one, Assessment) else Assessment.model_validate({"form": "inception", "answers": {}, **one})
        for one in assessments
    ]
    files = [f"reviews/{letter}.yaml" for letter in "abcdefgh"[: len(models)]]
    reviews = tuple(
        Review(name, file, Dossier("harbour", FORM, plan, model))
        for name, file, model in zip(names or reviewer_names(models, files), files, models, strict=True)
    )
    return Reviews("harbour", FORM, plan, reviews)


def answered(option: str, explanation: str = "So it is.", **more: object) -> dict[str, Any]:
    """Return a record with an answer."""
    return {"answer": option, "explanation": explanation, **more}


BREAKING = [
    "a: b", "x # y", "# z", "- one\n- two", "answer: Yes", "\n\n  1.1:\n    answer: Yes", "---", "...", "key: |", "'",
    '"', "\\", "%TAG", "&a *a !b", "{a: [b", "}]", "null", "~", "Yes", "007", "a\n\n\nb", "a\n   b\n  c", "\tx",
    "a \nb", "unsettled", "?", ": ", "\u200f\u0661", "\ufeff", "\uffff", "ї\u0301", "🙂", "a" * 200, "\xa0x", "=1+1",
    "|", ">",
]  # fmt: skip
visible = st.characters(
    exclude_categories=["Cc", "Cs", "Co"],
    exclude_characters="@\uff20\u2028\u2029\u202a\u202b\u202d\u202e\u2066\u2067\u2068",
)
texts = st.lists(st.one_of(st.sampled_from(BREAKING), st.text(visible, max_size=20)), min_size=1, max_size=4).map(
    lambda parts: unicodedata.normalize("NFC", "\n".join(parts)).strip() or "-"
)
lines = texts.map(lambda text: " ".join(text.split()))
slugs = st.sampled_from(["minutes", "chair", "page-1"])
ids = st.lists(slugs, max_size=3)


@st.composite
def records(draw: st.DrawFn, question: Any) -> dict[str, Any]:
    if question.choice is None:
        return draw(st.fixed_dictionaries({}, optional={"answer": texts}))
    options = [option.name for option in FORM.choices[question.choice].options]
    coding = st.fixed_dictionaries(
        {"answer": st.sampled_from(options), "by": st.just("one"), "why": lines},
        optional={"on": st.just("2024-05-01")},
    )
    optional = {
        "answer": st.sampled_from(options),
        "coding": coding,
        "explanation": texts,
        "evidence": ids,
        "references": ids,
    }
    return draw(st.fixed_dictionaries({}, optional=optional))


def entries(number: int | None) -> st.SearchStrategy[dict[str, Any]]:
    sections = FORM.single_sections if number is None else FORM.repeated_sections
    asked = [question for section in sections for question in section.questions]
    return st.fixed_dictionaries({}, optional={question.numbered(number): records(question) for question in asked})


def commitment(number: int) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {"number": st.just(number), "answers": entries(number)},
        optional={
            "ogp_values": st.lists(st.sampled_from(OGP_VALUES), unique=True),
            "ogp_values_note": lines,
        },
    )


coders = st.fixed_dictionaries({"id": st.just("one"), "name": lines}, optional={"role": lines})
assessments = st.fixed_dictionaries(
    {"form": st.just("inception"), "answers": entries(None), "coders": st.tuples(coders)},
    optional={
        "header": st.sampled_from(["current", "first"]),
        "evaluators": st.lists(lines, max_size=3, unique=True),
        "email": st.just("a@example.org"),
        "texts": st.sampled_from(["verbatim", "restated"]),
        "source": st.just("page"),
        "submitted": st.sampled_from(["2024", "2024-05", "2024-05-01"]),
        "commitments": st.permutations(COMMITMENTS).flatmap(lambda order: st.tuples(*map(commitment, order))),
    },
).map(Assessment.model_validate)
