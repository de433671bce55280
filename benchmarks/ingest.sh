#!/usr/bin/env bash
# Events per CPU-second of the bare server, the ingest worker, and the worker behind the gateway, in one run.
# Needs wrk, and a built tree (mvn -DskipTests install). Arguments: seconds to measure, seconds to warm up.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds="${1:-15}"
warmup="${2:-90}"
export CROW_DATA_DIR="$(mktemp -d)"
export CROW_GATEWAY_LIMITS_ENABLED=false
# The door is measured; forming sessions is another job, which other instances can do.
export CROW_SESSIONS_ENABLED=false
# The bare server speaks plain HTTP, so the worker does as well.
export CROW_SECURITY_MTLS_ENABLED=false
# Long-running services compile fully, as the bare server does.
export CROW_JAVA_OPTIONS="-XX:TieredStopAtLevel=4"
java="$JAVA_HOME/bin/java"
classpath="benchmarks/target/classes:local-stack/target/classes:local-stack/target/lib/*"
flags="-XX:+UseSerialGC -XX:+UseCompactObjectHeaders --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
trap 'kill $(jobs -p) 2>/dev/null; wait; rm -rf "$CROW_DATA_DIR"' EXIT

# shellcheck disable=SC2086
$java $flags -Xmx64m -cp "$classpath" dev.crow.localstack.LocalStack up --isolated >"$CROW_DATA_DIR/up.log" 2>&1 &
suite=$!
until grep -q 'CROW is ready' "$CROW_DATA_DIR/up.log"; do
  kill -0 "$suite" 2>/dev/null || { tail -n 5 "$CROW_DATA_DIR/up.log" >&2; exit 1; }
  sleep 0.5
done
# shellcheck source=/dev/null
. "$CROW_DATA_DIR/keys.env"
$java -cp "$classpath" dev.crow.benchmarks.CreateTopic 127.0.0.1:8092 bare-events 2>/dev/null
# shellcheck disable=SC2086
$java $flags -Xmx256m -cp "$classpath" dev.crow.benchmarks.BareIngest 8099 127.0.0.1:8092 >"$CROW_DATA_DIR/bare.log" 2>&1 &
bare=$!
until grep -q ready "$CROW_DATA_DIR/bare.log"; do sleep 0.2; done
# Made anew for each measurement: an internal token lives five minutes.
token() { $java -cp "$classpath" dev.crow.benchmarks.IngestToken "$CROW_DATA_DIR" http://127.0.0.1:8001 "$CROW_WRITE_KEY" 2>/dev/null; }

# Without the compiler's threads: they work for minutes under load, and then no more.
ticks() {
  local pid; local -a tasks=()
  for pid in "$@"; do tasks+=("/proc/$pid/task/"*/stat); done
  cat "${tasks[@]}" 2>/dev/null | grep -v 'C[12] CompilerThre' | sed 's/.*) //' | awk '{ sum += $12 + $13 } END { print sum }'
}
measure() { # name, script, url, events per request, key, pids
  local name="$1" script="$2" url="$3" per="$4" key="$5"; shift 5
  KEY="$key" wrk -t1 -c16 -d"${warmup}s" -s "benchmarks/wrk/$script" "$url" >/dev/null
  local before after out requests
  before="$(ticks "$@")"
  out="$(KEY="$key" wrk -t1 -c16 -d"${seconds}s" --latency -s "benchmarks/wrk/$script" "$url")"
  after="$(ticks "$@")"
  requests="$(awk '/requests in/ {print $1}' <<<"$out")"
  local refused; refused="$(awk '/Non-2xx/ {print $NF}' <<<"$out")"
  awk -v n="$name" -v r="$requests" -v p="$per" -v t="$((after - before))" -v s="$seconds" -v f="${refused:-0}" \
    -v l="$(awk '/99%/ {print $2}' <<<"$out")" \
    'BEGIN { printf "%-34s %8.0f events/s  %8.0f events/CPU-s  p99 %-8s refused %d\n", n, r*p/s, r*p/(t/100), l, f }'
}
worker="$(cat "$CROW_DATA_DIR/run/web-ingest-worker.pid")"
gateway="$(cat "$CROW_DATA_DIR/run/gateway-service.pid")"
measure "bare server, batches of 50" batch.lua http://127.0.0.1:8099/batch 50 none "$bare"
measure "worker alone, batches of 50" batch.lua http://127.0.0.1:8013/api/v1/ingest/batch 50 "$(token)" "$worker"
measure "gateway + worker, batches of 50" batch.lua http://127.0.0.1:8000/api/v1/ingest/batch 50 "$CROW_WRITE_KEY" "$worker" "$gateway"
measure "bare server, single events" event.lua http://127.0.0.1:8099/event 1 none "$bare"
measure "worker alone, single events" event.lua http://127.0.0.1:8013/api/v1/ingest/event 1 "$(token)" "$worker"
measure "gateway + worker, single events" event.lua http://127.0.0.1:8000/api/v1/ingest/event 1 "$CROW_WRITE_KEY" "$worker" "$gateway"
