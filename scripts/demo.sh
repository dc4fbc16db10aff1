#!/bin/sh
# In: a folder to work in. Out: a record of the example reports in it; on standard output the commands and what they print.
# The day of the brief is fixed, so that its output is the same on any day.
set -eu
cd "$(dirname "$0")/.."
work=${1:-build}
tool=${AIDEMEMOIRE:-aidememoire}
record=$work/demo.sqlite

run() {
    printf '$ aidememoire %s\n' "$*"
    "$tool" "$@"
}

mkdir -p "$work"
rm -f "$record" "$record-wal" "$record-shm"
run read examples/japan-russia --record "$record"
echo
run brief --record "$record" --today 2022-03-23
echo
# One line of the brief, shown with the sentences it rests on: the agreement of Singapore.
line=$("$tool" brief accelerate --record "$record" --today 2022-03-23 | sed -n 's/.*\[\([a-z2-7]\{4,\}\)\].*/\1/p')
run show "$(echo "$line" | sed -n 1p)" --record "$record"
