#!/usr/bin/env bash
# The vector index against plain Lucene and against scans, per CPU-second, with recall and the cost of single writes.
# 50,000 documents by default; 200000 for the long form. Needs a built tree (mvn -DskipTests install).
set -euo pipefail
cd "$(dirname "$0")/.."
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"$JAVA_HOME/bin/java" -XX:+UseSerialGC -Xmx2g -cp "benchmarks/target/classes:local-stack/target/lib/*" \
  dev.crow.benchmarks.VectorSearch "$folder" "${1:-50000}"
