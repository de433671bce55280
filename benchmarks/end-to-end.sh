#!/usr/bin/env bash
# Time from a session's end to a search that finds its interaction, at a steady rate, in the one-JVM form;
# then the memory of the suite. Needs a built tree (mvn -DskipTests install).
set -euo pipefail
cd "$(dirname "$0")/.."
rate="${1:-100}"
seconds="${2:-20}"
export CROW_DATA_DIR="$(mktemp -d)"
export CROW_GATEWAY_LIMITS_ENABLED=false
trap 'kill $(jobs -p) 2>/dev/null; wait; rm -rf "$CROW_DATA_DIR"' EXIT
./crow up >"$CROW_DATA_DIR/up.log" 2>&1 &
suite=$!
until grep -q 'CROW is ready' "$CROW_DATA_DIR/up.log"; do sleep 0.5; done
grep 'CROW is ready' "$CROW_DATA_DIR/up.log"
# shellcheck source=/dev/null
. "$CROW_DATA_DIR/keys.env"
"$JAVA_HOME/bin/java" -XX:+UseSerialGC -Xmx256m -cp "benchmarks/target/classes:local-stack/target/lib/*" \
  dev.crow.benchmarks.EndToEnd http://127.0.0.1:8000 "$CROW_SECRET_KEY" "$rate" "$seconds"
awk '/VmRSS/ { printf "suite in one JVM: %.0f MiB resident\n", $2 / 1024 }' "/proc/$suite/status"
