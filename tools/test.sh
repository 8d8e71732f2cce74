#!/bin/sh
# Run every check, the tests last, and go on after one that fails: one run shows all there is to mend.
# Arguments are handed to pytest. Called by "make test", which has set up .venv.
set -u

failed=""
check() {
    name=$1
    shift
    echo "== $name"
    "$@" || failed="$failed $name;"
}

py=.venv/bin/python
check "ruff" $py -m ruff check
check "ruff format" $py -m ruff format --check
check "mypy" $py -m mypy
check "codespell" $py -m codespell_lib
check "notebooks" $py tools/notebooks.py check
check "documentation" $py -m sphinx -W --keep-going -E -q -b html -d docs/_build/doctrees docs docs/_build/html

if chromium=$(sh tools/chromium.sh); then
    OGPKIT_REQUIRE_BROWSER=1
    export OGPKIT_REQUIRE_BROWSER
    echo "Chromium: $chromium"
else
    echo "No Chromium here: the browser tests are skipped. Debian: apt-get install chromium" >&2
fi
check "pytest" $py -m pytest -n auto --maxprocesses 4 --dist worksteal "$@"

if [ -n "$failed" ]; then
    echo "Failed:$failed" >&2
    exit 1
fi
