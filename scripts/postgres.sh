#!/usr/bin/env bash
# A throwaway PostgreSQL cluster for tests: durability off, loopback only, no passwords.
#   scripts/postgres.sh start FOLDER  makes it in an empty or new folder, prints its address
#   scripts/postgres.sh stop FOLDER   ends it and removes the folder
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/lib.sh"

user=postgres

# Debian keeps the server's programs out of PATH, one folder a version.
find_programs() {
    local folder
    folder=$(
        {
            compgen -G "/usr/lib/postgresql/*/bin/initdb" || true
            compgen -G "/usr/pgsql-*/bin/initdb" || true
        } | sort -V | tail -n 1
    )
    if [[ -n $folder ]]; then
        dirname "$folder"
    elif command -v pg_config >/dev/null 2>&1 && [[ -x $(pg_config --bindir)/initdb ]]; then
        pg_config --bindir
    elif command -v initdb >/dev/null 2>&1; then
        dirname "$(command -v initdb)"
    else
        return 1
    fi
}

# PostgreSQL refuses to run as root.
as_user() {
    if ! is_root; then
        "$@"
    elif command -v runuser >/dev/null 2>&1; then
        runuser -u "$user" -- "$@"
    else
        setpriv --reuid "$user" --regid "$user" --init-groups -- "$@"
    fi
}

start() {
    local folder=$1 programs port
    if ! programs=$(find_programs); then
        apt_install "PostgreSQL" postgresql
        programs=$(find_programs) || die "PostgreSQL is missing: no initdb was found"
    fi
    need node "install Node 20 or newer with npm"

    mkdir -p "$folder"
    if is_root; then
        id "$user" >/dev/null 2>&1 || die "the user $user is missing: PostgreSQL does not run as root"
        chown "$user" "$folder"
        as_user test -x "$folder" || die "the user $user cannot enter $folder: choose a folder below /tmp"
    fi
    cd "$folder"
    as_user "$programs/initdb" --pgdata="$folder/data" --username="$user" --auth=trust --encoding=UTF8 --locale=C \
        --no-sync >"$folder/initdb.log" 2>&1 || {
        cat "$folder/initdb.log" >&2
        die "initdb failed"
    }
    # Between finding a free port and using it another process may take it.
    local attempt
    for attempt in 1 2 3; do
        port=$(free_port)
        if as_user "$programs/pg_ctl" start --wait --timeout=60 --silent --pgdata="$folder/data" --log="$folder/log" \
            --options="-c listen_addresses=127.0.0.1 -c port=$port -c unix_socket_directories=$folder \
                -c max_connections=300 -c fsync=off -c synchronous_commit=off -c full_page_writes=off \
                -c wal_level=minimal -c max_wal_senders=0" >/dev/null; then
            printf 'postgres://%s@127.0.0.1:%s/postgres\n' "$user" "$port"
            return
        fi
        echo "PostgreSQL did not start on port $port (attempt $attempt)" >&2
    done
    tail -n 20 "$folder/log" >&2
    die "PostgreSQL did not start"
}

stop() {
    local folder=$1 programs
    if [[ -f $folder/data/postmaster.pid ]]; then
        programs=$(find_programs)
        (cd / && as_user "$programs/pg_ctl" stop --wait --mode=immediate --silent --pgdata="$folder/data") || true
    fi
    rm -rf "$folder"
}

[[ $# -eq 2 && $2 == /* ]] || die "usage: scripts/postgres.sh start|stop FOLDER (an absolute path)"
case $1 in
    start) start "$2" ;;
    stop) stop "$2" ;;
    *) die "usage: scripts/postgres.sh start|stop FOLDER" ;;
esac
