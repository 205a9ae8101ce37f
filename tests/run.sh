#!/usr/bin/env bash
# Installs what is missing, builds everything, runs every test:   ./tests/run.sh [--no-install] [ARGUMENTS OF ctest …]
set -euo pipefail
cd "$(dirname "$0")/.."

install=yes
if [ "${1:-}" = "--no-install" ]; then install=no; shift; fi

# shellcheck source=tests/support/packages.sh
. tests/support/packages.sh
[ "$install" = no ] || install_missing "${packages_to_test[@]}"

echo "Building; the first time this takes some minutes." >&2
build_preset release
exec ctest --test-dir build/release --output-on-failure -j "$(nproc)" "$@"
