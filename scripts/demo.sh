#!/bin/sh
# In: a folder to work in. Out: the record of the example reports in it, and on standard output what it added and the brief.
# The day of the brief is fixed, so that its output is the same on any day.
set -eu
work=${1:-build}
tool=${AIDEMEMOIRE:-aidememoire}
here=$(cd "$(dirname "$0")/.." && pwd)

mkdir -p "$work"
rm -f "$work/demo.sqlite" "$work/demo.sqlite-wal" "$work/demo.sqlite-shm"
"$tool" read "$here/examples/japan-russia" --record "$work/demo.sqlite"
"$tool" brief --record "$work/demo.sqlite" --today 2022-03-23
