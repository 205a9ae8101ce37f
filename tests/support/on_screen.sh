#!/usr/bin/env bash
# Runs a command in a real window system, on a virtual screen:   tests/support/on_screen.sh [--size 1280x800] COMMAND …
set -euo pipefail

size=1280x800
if [ "${1:-}" = "--size" ]; then size=$2; shift 2; fi

display=$(mktemp)
exec 3>"$display"
Xvfb -displayfd 3 -screen 0 "${size}x24" -nolisten tcp >/dev/null 2>&1 &
server=$!
trap 'kill $server 2>/dev/null || true; rm -f "$display"' EXIT
for _ in $(seq 100); do
    [ -s "$display" ] && break
    sleep 0.1
done
[ -s "$display" ] || { echo "The virtual screen did not start." >&2; exit 1; }
export DISPLAY=":$(cat "$display")" QT_QPA_PLATFORM=xcb
openbox >/dev/null 2>&1 &
manager=$!
trap 'kill $manager $server 2>/dev/null || true; rm -f "$display"' EXIT
for _ in $(seq 100); do # it answers once it manages the windows
    xdotool get_desktop >/dev/null 2>&1 && break
    sleep 0.1
done
"$@"
