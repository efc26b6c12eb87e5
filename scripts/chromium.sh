#!/usr/bin/env bash
# Prints the path of the installed Chromium: CHROMIUM when set, else the first one on PATH; fails without a word.
# The one without windows comes first: it takes a third less time for the same pages.
set -euo pipefail

if [[ -n ${CHROMIUM:-} ]]; then
    command -v "$CHROMIUM"
    exit
fi
for name in chromium-headless-shell chromium chromium-browser google-chrome google-chrome-stable; do
    if command -v "$name"; then
        exit
    fi
done
exit 1
