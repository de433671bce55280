#!/usr/bin/env bash
# Lets npm build or test the clients as a part of the Maven build.
# usage: maven.sh build <folder for the clients' files> | maven.sh test
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

# Folder of a client, the name of its files, and what it is made of besides itself and what all share.
clients="demo-shop crow-demo-shop ../demo-traffic/src/main/resources/dev/crow/demo/world/catalogue.json
auth-client crow-auth
landing-client crow-landing
docs-site crow-docs ../docs ../CHANGELOG.md
dashboard-client crow-dashboard"

changed_since() {
  local list="$1"
  shift
  [ ! -f "$list" ] || [ -n "$(find "$@" ui-kit api pack.mjs package.json package-lock.json tsconfig.base.json maven.sh \
    \( -name node_modules -o -name target -o -name dist -o -name test -o -name screenshots \) -prune -o \
    -type f -newer "$list" -print -quit)" ]
}

stale() {
  while read -r client name inputs; do
    # shellcheck disable=SC2086 # several paths
    if [ -f "$client/build.mjs" ] && changed_since "$1/$name/files.tsv" "$client" $inputs; then
      echo "$client $name"
    fi
  done <<<"$clients"
}

if [ "$1" = build ] && [ -z "$(stale "$2")" ]; then
  exit 0
fi
if ! command -v npm >/dev/null 2>&1 || ! command -v node >/dev/null 2>&1 \
  || ! node -e 'const [major, minor] = process.versions.node.split("."); process.exit(major > 20 || (major == 20 && minor >= 19) ? 0 : 1)'; then
  echo "[WARNING] The clients are left out: they need npm with Node 20.19 or newer. The rest works; the gateway answers 404 in their place."
  exit 0
fi
if [ ! -f node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  if ! npm ci --ignore-scripts --no-audit --no-fund --loglevel=error; then
    echo "[WARNING] The clients are left out: npm could not fetch what they need. The gateway answers 404 in their place."
    rm -rf node_modules
    exit 0
  fi
fi
case "$1" in
  build)
    stale "$2" | while read -r client name; do
      (cd "$client" && node build.mjs "$2/$name" </dev/null)
    done
    ;;
  test)
    npm run --silent types
    npm run --silent lint
    npm test --silent
    ;;
esac
