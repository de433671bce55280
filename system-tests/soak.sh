#!/usr/bin/env bash
# The long form of the fault harness: kills, pauses, lacks of space and bad lines for hours, with an audit after each part.
#
#   system-tests/soak.sh [kills] [events] [visits] [seed]
#
# Without numbers: 1,000 processes ended, 10 million events, a million visits. The suite must be built (./crow test, or
# mvn install -DskipTests). What the last run saw is in docs/reliability.md.
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
seed=()
[ $# -lt 4 ] || seed=("-Dcrow.faults.seed=$4")
cd "$root"
exec mvn -B -pl system-tests -Dtest=Soak -Dsurefire.failIfNoSpecifiedTests=false -Dmaven.test.redirectTestOutputToFile=false \
  -Dcrow.faults.kills="${1:-1000}" -Dcrow.faults.events="${2:-10000000}" -Dcrow.faults.visits="${3:-1000000}" \
  ${seed[@]+"${seed[@]}"} test
