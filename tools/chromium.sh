#!/bin/sh
# Say where Chromium is, or install it where that is permitted; exit status 1 where there is none.
set -eu

find_chromium() {
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
        if command -v "$name"; then
            return 0
        fi
    done
    return 1
}

if find_chromium; then
    exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing Chromium for the browser tests (once) ..." >&2
    export DEBIAN_FRONTEND=noninteractive
    if apt-get -qq update >/dev/null && apt-get -qq install --yes --no-install-recommends chromium fonts-dejavu-core \
        >/dev/null && find_chromium; then
        exit 0
    fi
    echo "Chromium could not be installed." >&2
fi
exit 1
