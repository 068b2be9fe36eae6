# Configures and builds with little noise: one moving line on a terminal, a line per tenth elsewhere.
# Sourced after say.bash, with the repository root as the working directory.

free_kib_min=$((3 * 1024 * 1024))

# build PRESET TARGET...: exits with a sentence and the compiler's words when it cannot.
build() {
  local preset=$1 log="build/log/build-$1.log"
  shift
  mkdir -p build/log
  check_space
  configure "$preset"
  say "Building ${*} ($preset; the log is $log)"
  if ! ninja_with_progress "$preset" "$log" "$@"; then
    show_build_error "$log"
    fail "the build failed; all its output is in $log"
  fi
}

# try_build PRESET TARGET...: goes on past errors, says them, and returns false when there were any.
try_build() {
  local preset=$1 log="build/log/build-$1.log"
  shift
  mkdir -p build/log
  check_space
  configure "$preset"
  say "Building ${*} ($preset; the log is $log)"
  ninja_with_progress "$preset" "$log" -k 0 "$@" && return 0
  show_build_error "$log"
  return 1
}

check_space() {
  local free_kib
  free_kib=$(df --output=avail . | tail -1)
  [[ -e build/release/bin/plenumd ]] && return 0
  ((free_kib > free_kib_min)) || fail "only $((free_kib / 1024)) MiB are free here, a build takes 3 GiB: make room, or clone elsewhere"
}

# Puts a Node that is new enough first on the PATH; node_dir is its folder.
use_node() {
  node_dir=$(deploy/node-dir) || exit 1
  [[ ":$PATH:" == *":$node_dir:"* ]] || PATH=$node_dir:$PATH
}

configure() {
  local preset=$1 log="build/log/configure-$1.log" options=()
  use_node
  # A sanitizer has nothing to say about the pages.
  if [[ $preset != release ]]; then options=(-DPLENUM_WEB=OFF); fi
  say_passing "Configuring $preset"
  if ! cmake --preset "$preset" -DPLENUM_NODE_DIR="$node_dir" "${options[@]}" >"$log" 2>&1 </dev/null; then
    say_end_line
    tail -n 25 "$log" >&2
    fail "configuring failed; all its output is in $log"
  fi
}

ninja_with_progress() {
  local preset=$1 log=$2
  shift 2
  : >"$log"
  NINJA_STATUS='[%f/%t] ' nice ninja -C "build/$preset" "$@" </dev/null 2>&1 | tee -a "$log" | show_progress
  return "${PIPESTATUS[0]}"
}

show_progress() {
  local line tenth last_tenth=0
  while IFS= read -r line; do
    [[ $line =~ ^\[([0-9]+)/([0-9]+)\]\ (.*)$ ]] || continue
    local done_count=${BASH_REMATCH[1]} count=${BASH_REMATCH[2]} what=${BASH_REMATCH[3]}
    say_passing "$(printf '%3d %%  %d of %d  %s' $((100 * done_count / count)) "$done_count" "$count" "$what")"
    tenth=$((10 * done_count / count))
    if ((tenth > last_tenth)) && ! on_terminal; then
      say "  $((tenth * 10)) % ($done_count of $count)"
      last_tenth=$tenth
    fi
  done
  say_end_line
}

show_build_error() {
  grep -A 25 '^FAILED: ' "$1" | grep -v '^/usr/bin/ccache\|^ccache\|clang++-19 -D' | cut -c 1-300 | head -60 >&2 ||
    tail -n 20 "$1" >&2
  if grep -q 'No space left on device' "$1"; then say "The disk is full: make room and start again."; fi
}
