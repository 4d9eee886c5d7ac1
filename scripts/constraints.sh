#!/bin/sh
# Prints the version of every package that is installed in the virtual environment, without saying where from.
set -eu
echo "# Every version this was tested with. Written by: make constraints"
"$1" -m pip freeze --exclude-editable --disable-pip-version-check | sed -E 's/ @ .*//' | grep -viE '^(alongside|pip|setuptools|wheel)([= ]|$)'
