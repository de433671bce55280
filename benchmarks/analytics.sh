#!/usr/bin/env bash
# How long questions about the events of a year take, and how fast sessions are counted:
#   benchmarks/analytics.sh [events]      1,000,000 if not said; the long form is 10000000
# Needs a built tree (mvn -DskipTests install).
set -euo pipefail
cd "$(dirname "$0")/.."
mvn -q -o -pl benchmarks dependency:build-classpath -Dmdep.outputFile=target/classpath
"$JAVA_HOME/bin/java" -XX:+UseSerialGC -Xmx2g --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
  -cp "benchmarks/target/classes:$(cat benchmarks/target/classpath)" dev.crow.benchmarks.AnalyticsScale "${1:-1000000}"
