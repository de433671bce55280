#!/usr/bin/env bash
# How good patterns are, against the demo's planted truths:  patterns.sh score [sessions [seed ...]]
# How quick they are, from the service's database and back:  patterns.sh scale [interactions ...]
# Needs a built tree (mvn -DskipTests install).
set -euo pipefail
cd "$(dirname "$0")/.."
what="${1:-score}"
shift || true
case "$what" in
  score) class=PatternScore ;;
  scale) class=PatternScale; set -- "${@:-100000}" ;;
  *) echo "patterns.sh score [sessions [seed ...]] | scale [interactions ...]" >&2; exit 2 ;;
esac
"$JAVA_HOME/bin/java" -XX:+UseSerialGC -Xmx2g --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
  -cp "benchmarks/target/classes:local-stack/target/lib/*" "dev.crow.benchmarks.$class" "$@"
