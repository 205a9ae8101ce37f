#!/usr/bin/env bash
# Installs what is missing, builds, and starts Fovea:   ./app/run.sh [--no-install] [ARGUMENTS OF fovea …]
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)

install=yes
if [ "${1:-}" = "--no-install" ]; then install=no; shift; fi

# shellcheck source=tests/support/packages.sh
. "$root/tests/support/packages.sh"
[ "$install" = no ] || install_missing "${packages_to_run[@]}"

(cd "$root" && build_preset release fovea)
exec "$root/build/release/fovea" "$@"
