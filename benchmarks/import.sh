#!/usr/bin/env bash
# How long a catalogue of 100,000 products takes from the upload until every row is in the catalogue, in the one-JVM
# form; and the same file once more, when nothing is new. Needs a built tree (mvn -DskipTests install). Argument: number of products.
set -euo pipefail
cd "$(dirname "$0")/.."
rows="${1:-100000}"
CROW_DATA_DIR="$(mktemp -d)"
export CROW_DATA_DIR CROW_GATEWAY_LIMITS_ENABLED=false
trap 'kill $(jobs -p) 2>/dev/null; wait; rm -rf "$CROW_DATA_DIR"' EXIT
./crow up >"$CROW_DATA_DIR/up.log" 2>&1 &
suite=$!
until grep -q 'CROW is ready' "$CROW_DATA_DIR/up.log"; do
  kill -0 "$suite" 2>/dev/null || { tail -n 5 "$CROW_DATA_DIR/up.log" >&2; exit 1; }
  sleep 0.5
done
key="$(sed -n 's/^CROW_SECRET_KEY=//p' "$CROW_DATA_DIR/keys.env")"
api() { curl -sS --fail-with-body -H "Authorization: Bearer $key" "$@"; }
awk -v rows="$rows" 'BEGIN {
  print "externalId,name,price,currency,category,brand,stock"
  for (i = 0; i < rows; i++)
    printf "sku-%06d,Trail jacket %d %s,%d.%02d,EUR,Jackets,Alder & Finch,%d\n", i, i,
      (i % 3 == 0 ? "waterproof" : i % 3 == 1 ? "lined" : "light"), 40 + i % 90, i % 100, i % 50
}' >"$CROW_DATA_DIR/products.csv"
for round in first again; do
  begun="$(date +%s%3N)"
  job="$(api -H 'Content-Type: text/csv' --data-binary @"$CROW_DATA_DIR/products.csv" \
    http://127.0.0.1:8000/api/v1/products/imports | sed -n 's/.*"id":"\([^"]*\)".*/\1/p')"
  until state="$(api "http://127.0.0.1:8000/api/v1/products/jobs/$job")" && grep -qE '"state":"(DONE|FAILED|CANCELLED)"' <<<"$state"; do
    sleep 0.2
  done
  echo "$round: $(($(date +%s%3N) - begun)) ms: $(grep -oE '"(state|processed|created|unchanged|failed)":"?[A-Za-z0-9]+' <<<"$state" | tr '\n' ' ')"
done
