# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown] tags=["remove-cell"]
# # Inception Report
#
# This notebook makes the Inception Report of one action plan. Choose the plan in the cell below and run all cells, or let
# `ogpkit run params/SLUG.yaml` do it. Every cell shows *blocks*: what you see here is what the HTML and PDF will hold, in
# the same order. Add cells of your own wherever you like: text, tables, and figures (with `#| fig-alt: …` as the first
# line of their cell) arrive in both. Cells with the tag `remove-cell`, like this one, stay out of the report.

# %% tags=["parameters"]
dossier = "khmelnytskyi-2021-2025"  # folder in data/raw
form = "inception"
language = "en"
status = "draft"  # draft, public-comment or final: printed on every page
date = "2026-11-23"  # date of this version of the report
disclosure_threshold = 10  # no survey figure on fewer people than this

# %% [markdown] tags=["remove-cell"]
# ## Load and check
# All problems of all files are listed at once; the report is made only from a dossier without errors.

# %%
import ogpkit

params = ogpkit.Params(
    dossier=dossier,
    form=form,
    language=language,
    status=status,
    date=date,
    disclosure_threshold=disclosure_threshold,
)
case = ogpkit.load(params.dossier, params.form)
ogpkit.opening.cover(case, status=params.status, date=params.date, language=params.language)

# %%
ogpkit.opening.reading_notes(case)

# %% [markdown] tags=["remove-cell"]
# ## Indicators
# Pure functions of the dossier; each value carries its numerator, denominator and caveats.

# %%
values = ogpkit.compute(case)
ogpkit.glance.summary(case, values)

# %%
ogpkit.glance.answers(case)

# %%
ogpkit.glance.timeline(case)

# %%
ogpkit.glance.values(case)

# %% [markdown] tags=["remove-cell"]
# ## The official part
# Overview and sections of the form, in its order, numbering and wording. What is missing is printed as "not provided".

# %%
ogpkit.sections.overview(case, params.language)

# %%
ogpkit.sections.section(case, "compliance", params.language)

# %%
ogpkit.sections.section(case, "practices", params.language)

# %%
ogpkit.sections.section(case, "commitments", params.language)

# %% [markdown] tags=["remove-cell"]
# ## The survey
# What may be published of it, and nothing else: the answers themselves are never shown. Without a survey these cells stay
# empty.

# %%
found = ogpkit.survey.release(case, params.disclosure_threshold)
ogpkit.survey.about(found, case)

# %%
ogpkit.survey.people(found, case)

# %%
ogpkit.survey.answers(found)

# %%
ogpkit.survey.groups(found)

# %%
ogpkit.survey.questions(found) + ogpkit.survey.data(found, case)

# %% [markdown] tags=["remove-cell"]
# ## Annexes

# %%
ogpkit.annex.indicators(values)

# %%
ogpkit.annex.plan(case, params.language)

# %%
ogpkit.annex.events(case, params.language)

# %%
ogpkit.annex.evidence_register(case, params.language) + ogpkit.glance.coverage(case)

# %%
ogpkit.annex.method(case)

# %%
ogpkit.annex.provenance(case)

# %%
ogpkit.annex.glossary(params.language)
