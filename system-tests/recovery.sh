#!/usr/bin/env bash
# Measures how long ingest is away after a kill: from kill -9 of web-ingest-worker to the next 202 through the gateway.
#
#   system-tests/recovery.sh [kills]
#
# Starts the suite in its isolated form, on a folder and ports of its own, and stops it afterwards.
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
kills="${1:-20}"
CROW_DATA_DIR="$(mktemp -d)"
export CROW_DATA_DIR
# Below the ports that systems give to outgoing connections: one of those may be taken while a process is away.
port=$((20000 + RANDOM % 12000))
for name in GATEWAY AUTH USER ORGANIZATION PRODUCT PATTERN WEB_INGEST INTERACTION KAFKA KAFKA_CONTROLLER OBJECTS \
  ANALYTICS NOTIFICATION; do
  export "CROW_${name}_PORT=$port"
  port=$((port + 1))
done

log="$CROW_DATA_DIR/up.log"
"$root/crow" up --isolated >"$log" 2>&1 &
suite=$!
stop() {
  kill "$suite" 2>/dev/null || true
  wait "$suite" 2>/dev/null || true
  rm -rf "$CROW_DATA_DIR"
}
trap stop EXIT
until grep -q 'CROW is ready' "$log"; do
  kill -0 "$suite" 2>/dev/null || { cat "$log" >&2; exit 1; }
  sleep 0.5
done

key="$(sed -n 's/^CROW_WRITE_KEY=//p' "$CROW_DATA_DIR/keys.env")"
accepted() {
  [ "$(curl -s -o /dev/null -m 2 -w '%{http_code}' -H "Authorization: Bearer $key" -H 'Content-Type: application/json' \
    -d "{\"sessionId\":\"recovery\",\"events\":[{\"eventId\":\"$(cat /proc/sys/kernel/random/uuid)\",\"type\":\"page_view\"}]}" \
    "http://127.0.0.1:$CROW_GATEWAY_PORT/api/v1/ingest/batch")" = 202 ]
}

for ((kill = 0; kill < kills; kill++)); do
  until accepted; do sleep 0.1; done
  sleep 5
  kill -9 "$(cat "$CROW_DATA_DIR/run/web-ingest-worker.pid")"
  begin="$(date +%s%3N)"
  until accepted; do sleep 0.02; done
  echo $(($(date +%s%3N) - begin))
done >"$CROW_DATA_DIR/recoveries"

summary() {
  sort -n | awk -v what="$1" '{ all[NR] = $1 } END {
    if (NR) printf "%s: median %d ms, worst %d ms, of %d\n", what, all[int((NR + 1) / 2)], all[NR], NR }'
}

summary "from a kill to the next 202" <"$CROW_DATA_DIR/recoveries"
# What the service says itself: how long its process had been running when it was ready.
sed -n 's/.*Started WebIngestWorkerApplication in .*process running for \([0-9.]*\)).*/\1/p' \
  "$CROW_DATA_DIR/logs/web-ingest-worker.log" | tail -n "$kills" | awk '{ print int($1 * 1000) }' \
  | summary "of it, from the start of its process until it is ready"
