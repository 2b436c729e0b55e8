# Shared by scripts/run and scripts/test: where we are, and what must be installed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

build_packages=(
  cmake ninja-build g++ pkg-config
  qt6-base-dev qt6-svg-dev libgl1-mesa-dev
  libsqlite3-dev libsqlitecpp-dev nlohmann-json3-dev libspdlog-dev libcli11-dev libuchardet-dev libxxhash-dev
  libhowardhinnant-date-dev libboost-dev libzstd-dev zlib1g-dev libisal-dev libsodium-dev tzdata
  fonts-inter
)
fuzz_packages=(clang libclang-rt-14-dev)
test_packages=(catch2 librapidcheck-dev poppler-utils fonts-noto-core)

# Installs those of the given Debian packages that are missing; says nothing when there are none.
need() {
  local missing=() package
  for package in "$@"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  if [ ${#missing[@]} -eq 0 ]; then return; fi
  if ! command -v apt-get >/dev/null; then
    echo "These packages are missing, and this is not a Debian system: ${missing[*]}" >&2
    echo "docs/building.md names what to install elsewhere." >&2
    exit 1
  fi
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || { echo "Run this as root, or install: ${missing[*]}" >&2; exit 1; }
    as_root=(sudo)
  fi
  echo "Installing ${missing[*]}"
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -qq
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# Configures (once) and builds a preset.
build() {
  local preset=$1
  shift
  [ -f "build/$preset/build.ninja" ] || cmake --preset "$preset" >/dev/null
  cmake --build --preset "$preset" "$@"
}
