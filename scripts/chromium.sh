#!/usr/bin/env bash
# Prints the path of the installed Chromium: CHROMIUM when set, else the first one on PATH; fails without a word.
set -euo pipefail

if [[ -n ${CHROMIUM:-} ]]; then
    command -v "$CHROMIUM"
    exit
fi
for name in chromium chromium-browser google-chrome google-chrome-stable; do
    if command -v "$name"; then
        exit
    fi
done
exit 1
