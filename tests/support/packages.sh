# What Debian 12 has to have, and how it is built; sourced by app/run.sh, tests/run.sh and .ci/run.

packages_to_run=(cmake ninja-build g++ qt6-base-dev qt6-svg-dev libqcustomplot-dev libeigen3-dev nlohmann-json3-dev
                 zlib1g-dev libgif-dev dataset-fashion-mnist fonts-dejavu-core)
packages_to_test=("${packages_to_run[@]}" python3 locales xvfb openbox xdotool x11-xserver-utils)

# Installs the Debian packages that are missing, with sudo where we are not root, and says which.
install_missing() {
    local missing=() package
    command -v dpkg-query >/dev/null || { echo "This is not Debian: please install by hand: $*" >&2; return 0; }
    for package in "$@"; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q "ok installed" || missing+=("$package")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    echo "Installing: ${missing[*]}" >&2
    local as_root=()
    [ "$(id -u)" = 0 ] || as_root=(sudo)
    "${as_root[@]}" apt-get update -qq
    DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >&2
}

# Configures once, then builds the targets (all where none is named) with a preset, quietly where nothing changed.
build_preset() {
    local preset=$1; shift
    local log
    [ -f "build/$preset/build.ninja" ] || cmake --preset "$preset" >&2
    log=$(mktemp)
    if ! cmake --build "build/$preset" ${@:+--target "$@"} >"$log" 2>&1; then
        cat "$log" >&2; rm -f "$log"; return 1
    fi
    rm -f "$log"
}
