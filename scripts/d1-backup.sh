#!/usr/bin/env bash
# Exports D1 databases to files, or sets them back in time; see docs/operations.md.
set -euo pipefail

usage() {
  cat >&2 <<'TEXT'
usage: d1-backup.sh export <new folder> <database>...
       d1-backup.sh rewind <time, such as 2026-11-21T15:00:00Z> <database>...

WRANGLER is the command to use, "npx --yes wrangler@4" unless set.
TEXT
  exit 2
}

[ $# -ge 3 ] || usage
command="$1"
where="$2"
shift 2
read -r -a wrangler <<<"${WRANGLER:-npx --yes wrangler@4}"

case "$command" in
  export)
    [ ! -e "$where" ] || { echo "d1-backup: there is a $where already" >&2; exit 1; }
    mkdir -p "$(dirname "$where")"
    umask 077
    draft="$(mktemp -d "$where.XXXXXX")"
    trap 'rm -rf "$draft"' EXIT
    now="$(date -u +%Y-%m-%dT%H:%M:%SZ)"
    for database in "$@"; do
      "${wrangler[@]}" d1 time-travel info "$database" --timestamp="$now" --json >"$draft/$database.bookmark.json"
      "${wrangler[@]}" d1 export "$database" --remote --output="$draft/$database.sql"
      [ -s "$draft/$database.sql" ] || { echo "d1-backup: the export of $database is empty" >&2; exit 1; }
    done
    (cd "$draft" && sha256sum ./*.sql ./*.json >SHA256SUMS)
    mv "$draft" "$where"
    trap - EXIT
    echo "Exported $# databases as of $now to $where"
    ;;
  rewind)
    for database in "$@"; do
      # Answers with the bookmark that undoes it.
      "${wrangler[@]}" d1 time-travel restore "$database" --timestamp="$where" --json
    done
    ;;
  *) usage ;;
esac
