#!/usr/bin/env bash
# Tries the REST interface as its OpenAPI document describes it, with a token of each kind of role, on a
# demonstration database of its own; every answer is checked. Exit 1 on any finding.
# API_CHECK_SECONDS bounds the time of one role (default 60); API_CHECK_ROLES names the roles.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/lib.sh"

version=4.32.5
seconds=${API_CHECK_SECONDS:-60}
read -r -a roles <<<"${API_CHECK_ROLES:-college-hr coordinator teacher secretariat}"

need python3 "install Python 3.10 or later (Debian: sudo apt-get install python3 python3-venv)"
need curl "install curl (Debian: sudo apt-get install curl)"
need node "install Node.js 20 or later"

venv=$target_dir/schemathesis
schemathesis=$venv/bin/schemathesis
if [[ $("$schemathesis" --version 2>/dev/null || true) != *" $version" ]]; then
    say "schemathesis $version"
    python3 -m venv "$venv" || die "python3 cannot make environments: install venv and pip (Debian: sudo apt-get install python3-venv)"
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check "schemathesis==$version" ||
        die "schemathesis could not be installed: is a package index within reach of pip?"
fi

# The quick build: what is tried is what the document says, not how fast it is done.
cargo build -p server --bin twinpost
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

"$twinpost" --database "sqlite:$place/demo.sqlite" demo --json >"$place/accounts.json"
port=${API_CHECK_PORT:-$(free_port)}
origin=http://127.0.0.1:$port

# start ROLE: serves a fresh copy of the demonstration, so that no role meets what another has left.
start() {
    cp "$place"/demo.sqlite "$place/$1.sqlite"
    export TWINPOST_DATABASE=sqlite:$place/$1.sqlite
    TWINPOST_API_RATE=1000000 TWINPOST_API_UNKNOWN_RATE=1000000 \
        "$twinpost" serve --listen "127.0.0.1:$port" >"$place/$1.log" 2>&1 &
    server=$!
    for _ in $(seq 100); do
        if curl --silent --fail --output /dev/null "$origin/readyz"; then return; fi
        sleep 0.1
    done
    die "the server did not start: $(tail -3 "$place/$1.log")"
}

stop() {
    kill "$server"
    wait "$server" || true
    server=
}

email_of() {
    node -e '
        const [file, role] = process.argv.slice(1);
        const accounts = JSON.parse(require("fs").readFileSync(file, "utf8"));
        const found = accounts.find((account) => account.role === role);
        if (!found) process.exit(1);
        console.log(found.email);
    ' "$place/accounts.json" "$1"
}

failed=
for role in "${roles[@]}"; do
    say "as $role, at most $seconds s"
    start "$role"
    email=$(email_of "$role") || die "the demonstration has no account of the role $role"
    token=$("$twinpost" token create --email "$email" --name api-check --scope write)
    if ! "$schemathesis" --config-file scripts/schemathesis.toml run "$origin/api/v1/openapi.json" \
        --header "Authorization: Bearer $token" --checks all --max-time "$seconds" --seed 20261124 \
        --suppress-health-check all --warnings off --no-color --continue-on-failure; then
        failed="$failed $role"
    fi
    stop
    # A cause in the log is a failure inside, whatever was answered.
    if grep -q "request failed" "$place/$role.log"; then
        grep "request failed" "$place/$role.log" | head -5
        failed="$failed $role(log)"
    fi
done
[[ -z $failed ]] || die "findings as:$failed"
say "no findings"
