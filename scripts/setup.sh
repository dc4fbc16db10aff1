#!/bin/sh
# In: "run" or "test". Out: .venv holding the pinned releases of that lock file and aidememoire itself, and a stamp for make.
set -eu
cd "$(dirname "$0")/.."

case "${1-}" in
    run) lock=requirements.lock ;;
    test) lock=requirements-test.lock ;;
    *) echo "usage: scripts/setup.sh run|test" >&2; exit 2 ;;
esac

find_python() {
    for name in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$name"
            return
        fi
    done
    echo "setup: no Python 3.11 or newer found. Install one, or name it: make PYTHON=/path/to/python3 ..." >&2
    return 1
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

# Debian and Ubuntu ship Python without ensurepip; a virtual environment made without it has no pip.
need_ensurepip() {
    if "$python" -c 'import ensurepip' 2>/dev/null; then return; fi
    if ! command -v apt-get >/dev/null; then
        echo "setup: this Python cannot make a virtual environment (no ensurepip). Install its venv package." >&2
        return 1
    fi
    version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    echo "setup: installing python$version-venv"
    as_root apt-get update -qq || echo "setup: the package lists could not be brought up to date" >&2
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "python$version-venv" >/dev/null
}

if ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
    python=$(find_python)
    need_ensurepip
    echo "setup: making .venv with $("$python" --version)"
    "$python" -m venv --clear .venv
fi

echo "setup: installing $lock"
.venv/bin/python -m pip install -qq --disable-pip-version-check --require-hashes -r "$lock"
# The build tool is in the lock file: nothing unpinned is fetched to build the package.
.venv/bin/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --editable .

touch .venv/.made-run
if [ "$1" = test ]; then touch .venv/.made-test; fi
