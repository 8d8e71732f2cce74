# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown] tags=["remove-cell"]
# # Agreement of reviewers
#
# This notebook compares the assessments of two reviewers or more on the same form. Name their files in the cell below and
# run all cells, or let `ogpkit agree A.yaml B.yaml` do it, which also writes the merged file. Every cell shows *blocks*:
# what you see here is what the HTML and PDF will hold. Cells with the tag `remove-cell`, like this one, stay out of the
# report.

# %% tags=["parameters"]
assessments = [  # one file from each reviewer; these two are invented
    "tests/dossier/sound/data/raw/harbour-2024-2026/reviews/anna.yaml",
    "tests/dossier/sound/data/raw/harbour-2024-2026/reviews/boris.yaml",
]
dossier = ""  # folder in data/raw with the plan; empty: the one that the files lie in
form = "inception"
language = "en"
status = "draft"  # draft, public-comment or final: printed on every page
date = "2026-11-23"  # date of this version of the report

# %% [markdown] tags=["remove-cell"]
# ## Load and check
# All problems of all files are listed at once; reviews are compared only where no file has an error.

# %%
import ogpkit

reviews = ogpkit.load_reviews(assessments, dossier, form)
ogpkit.agreement.cover(reviews, status=status, date=date, language=language)

# %%
ogpkit.agreement.reading_notes(reviews)

# %% [markdown] tags=["remove-cell"]
# ## Agreement
# Pure functions of the reviews; each value carries what it rests on.

# %%
measured = ogpkit.measure_agreement(reviews)
ogpkit.agreement.summary(measured)

# %%
ogpkit.agreement.confusions(measured)

# %% [markdown] tags=["remove-cell"]
# ## Questions to settle
# Each question in its official wording, with what every reviewer says.

# %%
ogpkit.agreement.disputes(measured, language) + ogpkit.agreement.ogp_values(measured)

# %% [markdown] tags=["remove-cell"]
# ## Annexes

# %%
ogpkit.agreement.all_answers(measured, language)

# %%
ogpkit.agreement.indicators(ogpkit.agreement_indicators(measured)) + ogpkit.agreement.method(reviews)

# %%
ogpkit.agreement.provenance(reviews)
