# `make` alone sets everything up and writes the Khmelnytskyi report; `make help` lists the rest.
#
# Everything is installed in .venv, from the lock files in requirements/. A stamp in .make says what is done already; it
# carries the checksum of what it was made from, so a second call does no work and a changed lock file is noticed.
# Written for GNU make 3.81 and later. Paths are relative throughout: the folder's own path may hold a space.

PARAMS ?= params/khmelnytskyi-2021-2025.yaml
LAB ?=
PYTEST ?=
BENCH ?=
UPGRADE ?=
# Nothing is built from source, for that would fetch build tools that no lock file names. A system that lacks a wheel (an
# Intel Mac does) needs a compiler and: make WHEELS= ...
WHEELS ?= --only-binary :all:

.DEFAULT_GOAL := report
.SUFFIXES:
.NOTPARALLEL:
.PHONY: report test lab bench docs lint format ruff mypy codespell notebooks-check notebooks pytest coverage lock setup \
	setup-dev clean distclean help

SHELL := /bin/sh
PY := .venv/bin/python
PIP := $(PY) -m pip --disable-pip-version-check --no-input install -qq --progress-bar off
LOCKED := $(PIP) --require-hashes $(WHEELS)

# What a user's own settings must not change: where packages are installed to.
unexport PIP_PREFIX PIP_TARGET PYTHONHOME PYTHONPATH
export PIP_USER := 0

# No .venv, or one whose Python has gone or is not the one asked for: nothing is done yet.
$(if $(wildcard $(PY)),,$(shell rm -rf .make))
$(if $(PYTHON),$(shell test "$$("$(PYTHON)" -V 2>&1)" = "$$($(PY) -V 2>&1)" || rm -rf .make))
checksum = $(shell { pwd; cat $(1); } 2>/dev/null | cksum | cut -d ' ' -f 1)
BASE := .make/base-$(call checksum,requirements/build.txt)
DEV := .make/dev-$(call checksum,requirements/build.txt requirements/dev.txt)
RUN_ALONE := .make/run-$(call checksum,requirements/build.txt requirements/run.txt)
# All of run.txt is in dev.txt.
RUN := $(or $(wildcard $(DEV)),$(RUN_ALONE))
PROJECT := .make/project-$(call checksum,requirements/build.txt pyproject.toml src/ogpkit/__init__.py)

report: $(RUN) $(PROJECT) ## Write one report (default): notebook, HTML and PDF; another with PARAMS=params/SLUG.yaml
	@.venv/bin/ogpkit run "$(PARAMS)"

test: $(DEV) $(PROJECT) ## Check everything: lint, types, spelling, notebooks, documentation, tests
	@sh tools/test.sh $(PYTEST)

lab: $(RUN) $(PROJECT) ## Open the notebooks in JupyterLab
	@$(PY) -m jupyterlab --ServerApp.root_dir=. --LabApp.default_url=/lab/tree/notebooks \
		$$(test "$$(id -u)" != 0 || echo --allow-root) $(LAB)

bench: $(DEV) $(PROJECT) ## Measure what is claimed about speed (about 40 minutes; BENCH=--write keeps the tables)
	@$(PY) benchmarks/run.py $(BENCH)
	@$(PY) benchmarks/batch.py $(BENCH)

docs: $(DEV) $(PROJECT) ## Build the documentation into docs/_build/html
	@$(PY) -m sphinx -W --keep-going -E -q -b html -d docs/_build/doctrees docs docs/_build/html
	@echo "Documentation: docs/_build/html/index.html"

lint: ruff mypy codespell notebooks-check ## Everything of "make test" that reads code and runs none of it

ruff: $(DEV)
	@$(PY) -m ruff check --quiet && $(PY) -m ruff format --check --quiet

mypy: $(DEV) $(PROJECT)
	@$(PY) -m mypy

codespell: $(DEV)
	@$(PY) -m codespell_lib

notebooks-check: $(DEV)
	@$(PY) tools/notebooks.py check

pytest: $(DEV) $(PROJECT) ## Only the tests; PYTEST="-k words" chooses some
	@$(PY) -m pytest $(PYTEST)

coverage: $(DEV) $(PROJECT) ## The tests, with the lines that no test reaches
	@$(PY) -m pytest --cov --cov-report=term-missing $(PYTEST)

format: $(DEV) ## Put code and notebooks into shape
	@$(PY) tools/notebooks.py sync
	@$(PY) -m ruff check --fix-only --quiet; $(PY) -m ruff format --quiet
	@$(PY) tools/notebooks.py sync

notebooks: $(DEV) ## Make each notebook and its text twin equal, and take outputs out
	@$(PY) tools/notebooks.py sync

lock: $(DEV) ## Write the lock files anew from pyproject.toml; newer versions with UPGRADE=--upgrade
	@sh tools/lock.sh $(UPGRADE)

setup: $(RUN) $(PROJECT) ## Only set up what a report needs
	@echo "Ready."

setup-dev: $(DEV) $(PROJECT) ## Only set up what the tests need
	@echo "Ready."

clean: ## Remove caches and built documentation; reports and .venv stay
	rm -rf docs/_build dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage
	find . -path ./.venv -prune -o -name __pycache__ -type d -prune -exec rm -rf {} +

distclean: clean ## Remove .venv as well
	rm -rf .make .venv

help: ## This list
	@echo "make TARGET, where TARGET is one of"
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)$$/\1|\2/p' Makefile | awk -F '|' '{ printf "  %-14s %s\n", $$1, $$2 }'
	@echo "The first call of most of them sets up .venv. Another Python: make PYTHON=python3.12 TARGET"

# --- setting up -------------------------------------------------------------------------------------------------------
$(BASE):
	@echo "Setting up (once, about 2 minutes) ..."
	@PYTHON="$(PYTHON)" sh tools/venv.sh
	@mkdir -p .make && rm -f .make/* && touch $@

$(RUN_ALONE): | $(BASE)
	@echo "  installing what a report needs, from requirements/run.txt ..."
	@$(LOCKED) -r requirements/run.txt
	@rm -f .make/run-* && touch $@

$(DEV): | $(BASE)
	@echo "  installing what a report and the tests need, from requirements/dev.txt ..."
	@$(LOCKED) -r requirements/dev.txt
	@rm -f .make/dev-* && touch $@

$(PROJECT): | $(BASE)
	@echo "  installing ogpkit itself ..."
	@$(PIP) --no-deps --no-build-isolation --no-index --editable .
	@rm -f .make/project-* && touch $@
