#!/usr/bin/env bash
# Sessions described per CPU-second without a model, and the embedding of their descriptions against the bare runtime.
# Needs a built tree (mvn -DskipTests install).
set -euo pipefail
cd "$(dirname "$0")/.."
"$JAVA_HOME/bin/java" -XX:+UseSerialGC -Xmx1g --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
  -cp "benchmarks/target/classes:local-stack/target/lib/*" dev.crow.benchmarks.DescriptionRate
