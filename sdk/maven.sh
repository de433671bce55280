#!/usr/bin/env bash
# Lets npm build or test the SDK as a part of the Maven build.
# usage: maven.sh build <folder for the script's files> | maven.sh test
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

if ! command -v npm >/dev/null 2>&1 || ! command -v node >/dev/null 2>&1 \
  || [ "$(node -p 'parseInt(process.versions.node)')" -lt 20 ]; then
  echo "[WARNING] The SDK is left out: it needs npm with Node 20 or newer. The rest works; the gateway answers 404 at /sdk/crow.js."
  exit 0
fi
if [ ! -f node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  if ! npm ci --ignore-scripts --no-audit --no-fund --loglevel=error; then
    echo "[WARNING] The SDK is left out: npm could not fetch what it needs. The gateway answers 404 at /sdk/crow.js."
    rm -rf node_modules
    exit 0
  fi
fi
case "$1" in
  build)
    node build.mjs "$2"
    ;;
  test)
    npm run --silent types
    npm run --silent lint
    npm test --silent
    ;;
esac
