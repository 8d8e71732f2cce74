#!/bin/sh
# Make .venv with the first Python that will do, and put the locked installer and build backend into it.
# PYTHON, where it is set, is the only one that is tried.
set -eu

if [ -n "${PYTHON:-}" ]; then
    set -- "$PYTHON"
else
    set -- python3 python3.13 python3.12 python3.11 python3.14 python
fi

wanted='import sys; sys.exit(sys.version_info < (3, 11))'
has_ensurepip='import ensurepip, venv'
# "pip --python" came with pip 22.3.
has_pip='import venv, pip; raise SystemExit(tuple(map(int, pip.__version__.split(".")[:2])) < (22, 3))'

find_python() { # what it must be able to do, then the candidates
    ability=$1
    shift
    for candidate in "$@"; do
        if "$candidate" -c "$wanted" >/dev/null 2>&1 && "$candidate" -c "$ability" >/dev/null 2>&1; then
            echo "$candidate"
            return
        fi
    done
}

refuse() {
    old=""
    for candidate in "$@"; do
        if "$candidate" -c "$wanted" >/dev/null 2>&1; then
            version=$("$candidate" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
            echo "Python $version was found ($candidate), but it cannot make a virtual environment." >&2
            echo "Debian and Ubuntu: apt-get install python3-venv      Fedora: dnf install python3-pip" >&2
            echo "Then run the same make command again." >&2
            exit 3
        elif "$candidate" --version >/dev/null 2>&1; then
            old="$old $("$candidate" --version 2>&1 | head -n 1) ($candidate);"
        fi
    done
    echo "ogpkit needs Python 3.11 or later; found:${old:- none.}" >&2
    echo "Debian 12, Ubuntu 24.04 or later: apt-get install python3 python3-venv      macOS: brew install python" >&2
    echo "Where it is installed under another name: make PYTHON=/path/to/python3.12 ..." >&2
    exit 3
}

# Whether the .venv that there is can be kept: a new lock file is no reason to throw it away.
if [ -x .venv/bin/python ] && .venv/bin/python -c "$wanted; import pip" >/dev/null 2>&1 && [ -z "${PYTHON:-}" ]; then
    set -- .venv/bin/python -m pip
elif python=$(find_python "$has_ensurepip" "$@") && [ -n "$python" ]; then
    "$python" -m venv --clear .venv
    set -- .venv/bin/python -m pip
elif python=$(find_python "$has_pip" "$@") && [ -n "$python" ]; then
    "$python" -m venv --clear --without-pip .venv
    set -- "$python" -m pip --python .venv/bin/python
elif python=$(find_python 'import virtualenv' "$@") && [ -n "$python" ]; then
    "$python" -m virtualenv --quiet --clear .venv
    set -- .venv/bin/python -m pip
else
    refuse "$@"
fi

"$@" --disable-pip-version-check --no-input install -qq --progress-bar off \
    --require-hashes --only-binary :all: -r requirements/build.txt
echo "  $(.venv/bin/python --version) in .venv"
