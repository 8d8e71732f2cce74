#!/bin/sh
# Write requirements/*.txt from pyproject.toml: exact versions, the hash of every file of each release, no address.
# One set of versions for every system and every Python from 3.11, so that all of them write the same report.
# "tools/lock.sh --upgrade" takes newer versions; without it, only what pyproject.toml demands changes.
set -eu

compile() {
    .venv/bin/python -m uv pip compile pyproject.toml --universal --python-version 3.11 --fork-strategy fewest \
        --no-config --generate-hashes --no-header --no-annotate --no-emit-index-url --quiet "$@"
}

# Each later file is held to the versions of those before it.
compile -o requirements/run.txt "$@"
compile --group dev --group build -c requirements/run.txt -o requirements/dev.txt "$@"
.venv/bin/python -m uv pip compile --group build -c requirements/dev.txt --universal --python-version 3.11 \
    --fork-strategy fewest --no-config --generate-hashes --no-header --no-annotate --no-emit-index-url --quiet \
    -o requirements/build.txt "$@"
