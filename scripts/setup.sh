#!/bin/sh
# Makes the virtual environment in .venv and installs what the target needs.
# Usage: setup.sh PYTHON run|dev
set -eu
python=$1
what=$2

if ! command -v "$python" >/dev/null 2>&1; then
    echo "Alongside needs Python 3.11 or newer, and '$python' was not found." >&2
    echo "Install Python, or name one: make $what PYTHON=python3.12" >&2
    exit 1
fi
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    echo "Alongside needs Python 3.11 or newer; '$python' is $("$python" -c 'import platform; print(platform.python_version())')." >&2
    echo "Install a newer one, or name it: make PYTHON=python3.12 …" >&2
    exit 1
fi
if ! "$python" -c 'import venv, ensurepip' 2>/dev/null; then
    echo "This Python has no venv module, which keeps Alongside's packages to itself." >&2
    echo "On Debian and Ubuntu: apt install python3-venv" >&2
    exit 1
fi

if ! .venv/bin/python -c 'import sys' 2>/dev/null; then
    echo "Setting up in .venv (once; a minute or two) …"
    rm -rf .venv
    "$python" -m venv .venv
fi
install() {
    if ! .venv/bin/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt "$@"; then
        echo "Some packages could not be installed: see the lines above. Is this machine online?" >&2
        exit 1
    fi
}
case $what in
run) install --editable '.[tryout]' ;;
dev)
    # pip older than 25.1 cannot read dependency groups: hand it the list.
    install --editable '.[tryout]' $(.venv/bin/python scripts/dependency_group.py checks)
    touch .venv/.ready-run
    ;;
esac
touch ".venv/.ready-$what"
