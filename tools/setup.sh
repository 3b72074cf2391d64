#!/bin/sh
# Puts what a pins file lists into a virtual environment, which it makes if there is none that works.
# usage: tools/setup.sh PYTHON VENV PINS
set -eu

python=$1
venv=$2
pins=$3

stop() {
    echo "$*" >&2
    exit 1
}

has_ensurepip() {
    "$python" -c 'from ensurepip import bootstrap' 2>/dev/null
}

make_venv() {
    command -v "$python" >/dev/null ||
        stop "There is no $python here: install Python 3.11 or newer, or name one: make setup PYTHON=/path/to/python."
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
        stop "$python is $("$python" -V 2>&1), and the bot needs 3.11 or newer: install one and name it, as in: make setup PYTHON=python3.12."
    # Debian keeps this part of Python in a package of its own.
    if ! has_ensurepip && [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
        apt-get update -q || true
        DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends python3-venv || true
    fi
    has_ensurepip ||
        stop "$python cannot make virtual environments: install its venv package (on Debian, as root: apt-get install python3-venv) and try again."
    "$python" -m venv --clear "$venv"
}

# A directory that was moved, or whose Python was replaced, has no pip that runs.
"$venv/bin/python" -m pip --version >/dev/null 2>&1 || make_venv

echo "Installing what $pins lists into $venv"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$pins"
