#!/usr/bin/env bash
# What the D1 driver costs (driver), and what a consumer's whole store path does in a second (path); both sides of each
# take turns. Needs a built tree (mvn -DskipTests install); the first also Node and npm.
set -euo pipefail
cd "$(dirname "$0")/.."
java=("$JAVA_HOME/bin/java" -XX:+UseSerialGC -Xmx384m --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow)
mvn -q -o -pl benchmarks dependency:build-classpath -Dmdep.outputFile=target/classpath
path="benchmarks/target/classes:$(cat benchmarks/target/classpath)"
case "${1:-}" in
  driver) "${java[@]}" -cp "$path" dev.crow.benchmarks.DriverOverhead "${2:-1000}" ;;
  path) "${java[@]}" -cp "$path" dev.crow.benchmarks.StorePath "${2:-100}" ;;
  *) echo "usage: $0 driver|path [how many calls or transactions in a round]" >&2; exit 2 ;;
esac
