#!/usr/bin/env bash
# Installs what is missing, builds, and starts Fovea:   ./app/run.sh [--no-install] [ARGUMENTS OF fovea …]
set -euo pipefail
cd "$(dirname "$0")/.."

install=yes
if [ "${1:-}" = "--no-install" ]; then install=no; shift; fi

# shellcheck source=tests/support/packages.sh
. tests/support/packages.sh
[ "$install" = no ] || install_missing "${packages_to_run[@]}"

build_preset release fovea
exec build/release/fovea "$@"
