#!/usr/bin/env bash
# Lets npm build or test the clients as a part of the Maven build.
# usage: maven.sh build <folder for the demo shop's files> | maven.sh test
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

world=../demo-traffic/src/main/resources/dev/crow/demo/world/catalogue.json

changed_since() {
  [ ! -f "$1" ] || [ -n "$(find . "$world" \( -name node_modules -o -name target -o -name dist -o -name test \) -prune -o \
    -type f -newer "$1" -print -quit)" ]
}

if [ "$1" = build ] && ! changed_since "$2/files.tsv"; then
  exit 0
fi
if ! command -v npm >/dev/null 2>&1 || ! command -v node >/dev/null 2>&1 \
  || ! node -e 'const [major, minor] = process.versions.node.split("."); process.exit(major > 20 || (major == 20 && minor >= 19) ? 0 : 1)'; then
  echo "[WARNING] The clients are left out: they need npm with Node 20.19 or newer. The rest works; the gateway answers 404 at /demo."
  exit 0
fi
if [ ! -f node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  if ! npm ci --ignore-scripts --no-audit --no-fund --loglevel=error; then
    echo "[WARNING] The clients are left out: npm could not fetch what they need. The gateway answers 404 at /demo."
    rm -rf node_modules
    exit 0
  fi
fi
case "$1" in
  build)
    (cd demo-shop && node build.mjs "$2")
    ;;
  test)
    npm run --silent types
    npm run --silent lint
    npm test --silent
    ;;
esac
