#!/usr/bin/env bash
# What 200 clients that try to sign in at once, without a pause, do to the ingestion of events. The suite is its own, in
# one JVM, as ./crow up runs it; what slows guessing down is off, so that only the limit on hashing stands against them.
# Needs wrk, and a built tree (mvn -DskipTests package).
set -euo pipefail
cd "$(dirname "$0")/.."
seconds="${1:-20}"
rounds="${2:-3}"
warmup="${3:-60}"
base="${4:-18000}"
export CROW_DATA_DIR="$(mktemp -d)"
export CROW_GATEWAY_LIMITS_ENABLED=false CROW_AUTH_THROTTLE_ENABLED=false
n=0
for name in GATEWAY AUTH USER ORGANIZATION PRODUCT WEB_INGEST INTERACTION PATTERN ANALYTICS NOTIFICATION KAFKA KAFKA_CONTROLLER OBJECTS; do
  export "CROW_${name}_PORT=$((base + n))"; n=$((n + 1))
done
gateway="http://127.0.0.1:$base"
trap 'kill $(jobs -p) 2>/dev/null; wait; rm -rf "$CROW_DATA_DIR"' EXIT

./crow up >"$CROW_DATA_DIR/up.log" 2>&1 &
suite=$!
until grep -q 'CROW is ready' "$CROW_DATA_DIR/up.log"; do
  kill -0 $suite 2>/dev/null || { cat "$CROW_DATA_DIR/up.log" >&2; exit 1; }
  sleep 0.5
done
# shellcheck source=/dev/null
. "$CROW_DATA_DIR/keys.env"

ingest() { # seconds; events/s and the p99 in microseconds
  KEY="$CROW_WRITE_KEY" wrk -t1 -c8 -d"$1s" --latency -s benchmarks/wrk/steady.lua "$gateway/api/v1/ingest/event" | awk '
    function us(v, u) { u = v; sub(/[0-9.]+/, "", u); sub(/[a-z]+$/, "", v)
      return int(v * (u == "us" ? 1 : u == "ms" ? 1000 : 1000000)) }
    / 50%/ { p50 = us($2) } / 99%/ { p99 = us($2) } /Requests\/sec/ { rate = $2 } /Non-2xx/ { refused = $NF }
    END { print int(rate), p50, p99, refused + 0 }'
}
flood() { wrk -t1 -c200 -d"$1s" --timeout 10s -s benchmarks/wrk/sign-in.lua "$gateway/api/v1/auth/sign-in/email"; }

ingest "$warmup" >/dev/null & flood "$warmup" >/dev/null; wait %2 2>/dev/null || sleep 1
for round in $(seq "$rounds"); do
  sleep 3
  read -r rate p50 p99 refused < <(ingest "$seconds")
  flood "$((seconds + 4))" >"$CROW_DATA_DIR/flood" &
  flooding=$!
  sleep 2
  read -r rate2 p502 p992 refused2 < <(ingest "$seconds")
  wait $flooding
  echo "round $round: alone $rate/s p50 $p50 us p99 $p99 us ($refused refused); in the flood $rate2/s p50 $p502 us p99 $p992 us" \
    "($refused2 refused); p99 ratio $(awk -v a="$p99" -v b="$p992" 'BEGIN { printf "%.2f", b / a }') (aim: 1.2)"
  grep '^flood' "$CROW_DATA_DIR/flood"
done
