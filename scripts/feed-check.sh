#!/usr/bin/env bash
# Subscribes real calendar clients (vdirsyncer, khal, icalendar) to a feed of a served demonstration, and compares
# recurrences with recurring-ical-events anew. Needs Python and a package index within reach of pip.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/lib.sh"

need python3 "the clients are Python programmes: install Python 3.10 or later (Debian: sudo apt-get install python3 python3-venv)"
need node "install Node.js 20 or later"

venv=$target_dir/feed-clients
packages=(icalendar==7.3.2 khal==0.14.1 python-dateutil==2.9.0.post0 recurring-ical-events==3.8.2 requests vdirsyncer==0.21.0)
if [[ $(cat "$venv/.installed" 2>/dev/null || true) != "${packages[*]}" ]]; then
    say "${packages[*]}"
    python3 -m venv "$venv" || die "python3 cannot make environments: install venv and pip (Debian: sudo apt-get install python3-venv)"
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check "${packages[@]}" ||
        die "the clients could not be installed: is a package index within reach of pip?"
    echo "${packages[*]}" >"$venv/.installed"
fi

say "recurrences"
"$venv/bin/python" scripts/ical-golden.py --check

# The default members as a whole: one set of features with the tests, so that nothing is compiled twice.
cargo build
twinpost=$target_dir/debug/twinpost
place=$(mktemp -d)
server=
# Called by the trap.
# shellcheck disable=SC2317
clean_up() {
    if [[ -n $server ]]; then
        kill "$server" 2>/dev/null || true
        wait "$server" 2>/dev/null || true
    fi
    rm -rf "$place"
}
trap clean_up EXIT

export TWINPOST_DATABASE=sqlite:$place/demo.sqlite
"$twinpost" demo >"$place/accounts.txt"
port=$(free_port)
"$twinpost" serve --listen "127.0.0.1:$port" >"$place/server.log" 2>&1 &
server=$!
wait_until_live "http://127.0.0.1:$port/livez" "$server" "$place/server.log"

say "clients"
"$venv/bin/python" scripts/feed-check.py "http://127.0.0.1:$port" "$place"
