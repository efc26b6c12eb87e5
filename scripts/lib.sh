# Sourced by every script here: where things are, and how scripts speak.
# shellcheck shell=bash

cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
# shellcheck disable=SC2034
root_dir=$PWD

# One target folder for all, absolute, so that the scripts and cargo cannot mean different ones.
case ${CARGO_TARGET_DIR:-} in
    "") target_dir=$root_dir/target ;;
    /*) target_dir=$CARGO_TARGET_DIR ;;
    *) target_dir=$root_dir/$CARGO_TARGET_DIR ;;
esac
export CARGO_TARGET_DIR=$target_dir

# shellcheck disable=SC2034
tools_dir=${TWINPOST_TOOLS:-$root_dir/.tools}
# shellcheck disable=SC2034
site_dir=$target_dir/site
# shellcheck disable=SC2034
wasm_target=wasm32-unknown-unknown

say() { printf '==> %s\n' "$*"; }

die() {
    printf 'error: %s\n' "$*" >&2
    exit 1
}

is_root() { [[ $(id -u) -eq 0 ]]; }

# need COMMAND HINT: stops with the hint when the command is missing.
need() { command -v "$1" >/dev/null 2>&1 || die "$1 is missing: $2"; }

# apt_install WHAT PACKAGE…: installs Debian packages as root, or says in one line what to install.
apt_install() {
    local what=$1
    shift
    if ! is_root || ! command -v apt-get >/dev/null 2>&1; then
        die "$what is missing: install it first (Debian: sudo apt-get install $*)"
    fi
    say "$what is missing: apt-get install $*" >&2
    {
        apt-get update -qq &&
            DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "$@"
    } >&2 || die "$what could not be installed: apt-get install $* failed"
}

# npm_install FOLDER WHAT: `npm ci` when the folder's lock file changed since the last one.
npm_install() {
    local folder=$1 what=$2
    if cmp -s "$folder/package-lock.json" "$folder/node_modules/.installed-lock.json"; then
        return
    fi
    say "npm ci in ${folder/#./the top folder}: $what"
    (cd "$folder" && PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-fund --no-audit --loglevel=error)
    cp "$folder/package-lock.json" "$folder/node_modules/.installed-lock.json"
}

# free_port: prints a TCP port that nobody listens on at 127.0.0.1.
free_port() {
    node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })'
}

# wait_until_live URL PID LOG: waits until the address answers; stops when the process ends or a minute is over.
wait_until_live() {
    node -e '
        const [url, pid] = process.argv.slice(1);
        const end = Date.now() + 60_000;
        const attempt = async () => {
            try {
                if ((await fetch(url)).ok) process.exit(0);
            } catch {}
            try {
                process.kill(Number(pid), 0);
            } catch {
                process.exit(1);
            }
            if (Date.now() > end) process.exit(1);
            setTimeout(attempt, 100);
        };
        attempt();
    ' "$1" "$2" || {
        tail -n 40 "$3" >&2
        die "the server did not answer at $1"
    }
}
