#!/usr/bin/env bash
# What checking a credential the gateway knows adds to a request. Both requests are answered by the gateway itself with
# a problem: one just before the credential is exchanged (401), one just after (403, a publishable key that reads).
# Needs wrk and a running gateway with CROW_GATEWAY_LIMITS_ENABLED=false; a publishable key in CROW_WRITE_KEY.
set -euo pipefail
gateway="${1:-http://127.0.0.1:8000}"
seconds="${2:-15}"
rounds="${3:-3}"
url="$gateway/api/v1/ledger"

expect() { # status, curl options
  local wanted="$1" got; shift
  got="$(curl -s -o /dev/null -w '%{http_code}' "$@" "$url")"
  [ "$got" = "$wanted" ] || { echo "expected $wanted, got $got: are limits off, and is the key publishable?" >&2; exit 1; }
}
p50() { # wrk options; microseconds
  wrk -t1 -c4 -d"${seconds}s" --latency "$@" "$url" | awk '/ 50%/ {
    v = $2; u = v; sub(/[0-9.]+/, "", u); sub(/[a-z]+$/, "", v)
    print int(v * (u == "us" ? 1 : u == "ms" ? 1000 : 1000000)) }'
}
key=(-H "Authorization: Bearer $CROW_WRITE_KEY")
expect 401
expect 403 "${key[@]}"
p50 >/dev/null; p50 "${key[@]}" >/dev/null # warm up
for round in $(seq "$rounds"); do
  without="$(p50)"
  with="$(p50 "${key[@]}")"
  echo "round $round: p50 without $without us, with $with us, exchange $((with - without)) us (at most 300)"
done
