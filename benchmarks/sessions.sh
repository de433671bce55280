#!/usr/bin/env bash
# Sessions per CPU-second of the worker's topology against a plain session window of Kafka Streams, over the same log.
# Needs a built tree (mvn -DskipTests install). Arguments: number of sessions, requests of each (two events in each).
set -euo pipefail
cd "$(dirname "$0")/.."
folder="$(mktemp -d)"
trap 'kill $(jobs -p) 2>/dev/null; wait; rm -rf "$folder"' EXIT
port=$((20000 + RANDOM % 12000))
flags="-XX:+UseSerialGC -XX:+UseCompactObjectHeaders --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
classpath="benchmarks/target/classes:local-stack/target/lib/*"
# shellcheck disable=SC2086
"$JAVA_HOME/bin/java" $flags -Xmx512m -cp "$classpath" dev.crow.kafka.embedded.EmbeddedBrokerMain \
  "$folder/kafka" "$port" "$((port + 1))" >"$folder/kafka.log" 2>&1 &
until grep -q 'Kafka is ready' "$folder/kafka.log"; do sleep 0.2; done
# shellcheck disable=SC2086
"$JAVA_HOME/bin/java" $flags -Xmx1g -cp "$classpath" -Dlogging.level.root=WARN \
  dev.crow.webingest.session.SessionRate "127.0.0.1:$port" "${1:-30000}" "${2:-5}" 2>"$folder/streams.log" || { tail -n 20 "$folder/streams.log"; exit 1; }
