# What the groups of tests/run are, how each is run and how its tests are counted. Sourced by tests/run.

# Longest time for one group, in seconds: a test that hangs must not hold up the rest.
group_seconds_max=1200

# Set to no by tests/run when the build went on past errors.
built=yes

# The C++ groups, as the CMakeLists.txt of their folders say: plenum_test(NAME x ... [SLOW]).
declarations() { cat tests/*/CMakeLists.txt tests/*/*/CMakeLists.txt 2>/dev/null | sed 's/#.*//' | tr '\n' ' ' | grep -o 'plenum_test([^)]*)' || true; }
cpp_groups() { declarations | sed -n 's/.*NAME  *\([A-Za-z0-9_]*\).*/\1/p' | sort; }
slow_groups() { declarations | grep -w SLOW | sed -n 's/.*NAME  *\([A-Za-z0-9_]*\).*/\1/p'; }

# A folder with an executable `run` is a group by its name.
script_groups() {
  local script
  for script in tests/*/run; do
    if [[ -x $script ]]; then basename "$(dirname "$script")"; fi
  done
}

web_groups() { if [[ -f clients/web/package.json ]]; then echo web; fi; }
# Only where an error of memory is seen; their target bears their name.
asan_groups() { echo fuzz; }
on_demand_groups() { printf '%s\n' bench proof; }
list_groups() { { cpp_groups; web_groups; script_groups; on_demand_groups; } | awk '!seen[$0]++'; }
contains() { grep -qxF -- "$2" <<<"$1"; }
is_group() { contains "$(list_groups)" "$1"; }
is_cpp() { contains "$(cpp_groups)" "$1"; }

# choose_groups PRESET QUICK [ASKED...]
choose_groups() {
  local preset=$1 quick=$2 group
  shift 2
  if (($#)); then
    printf '%s\n' "$@"
    return
  fi
  {
    cpp_groups
    if [[ $preset == release ]]; then
      web_groups
      script_groups | grep -vxF -- "$(asan_groups)"
    elif [[ $preset == asan ]]; then
      asan_groups
    fi
  } | while IFS= read -r group; do
    if contains "$(on_demand_groups)" "$group"; then continue; fi
    if [[ $quick == yes ]] && contains "$(slow_groups)" "$group"; then continue; fi
    echo "$group"
  done
}

# A C++ group needs its own program; the others need whatever the house builds.
targets_of() {
  local group
  for group; do
    if is_cpp "$group"; then
      echo "test_$group"
    elif contains "$(asan_groups)" "$group"; then
      echo "$group"
    elif [[ $group != web ]]; then
      echo all
    fi
  done | sort -u
}

# run_group PRESET GROUP: adds to passed, failed and skipped.
run_group() {
  local preset=$1 group=$2 log="build/test-logs/$1/$2.log" code=0 started=$SECONDS
  local group_passed=0 group_failed=0 group_skipped=0
  mkdir -p "$(dirname "$log")"
  say_passing "Running $group"
  if is_cpp "$group"; then
    run_cpp "$preset" "$group" "$log" || code=$?
    count_gtest "$log"
  elif [[ $group == web ]]; then
    run_web "$log" || code=$?
    count_web "$log"
  else
    run_script "$preset" "$group" "$log" || code=$?
    count_lines "$log"
  fi
  # A crash, a time-out or a failed check that is no test is a failure too.
  if ((code != 0 && group_failed == 0)); then group_failed=1; fi
  if ((group_passed + group_failed + group_skipped == 0)); then group_failed=1; fi
  passed=$((passed + group_passed)) failed=$((failed + group_failed)) skipped=$((skipped + group_skipped))
  if ((group_failed)); then show_failure "$group" "$log" "$code"; fi
  report_group "$group" $((SECONDS - started))
}

# Without colours, so that a log reads well: group, tests, seconds.
report_group() {
  local words="$group_passed passed"
  if ((group_failed)); then words+=", $group_failed FAILED"; fi
  if ((group_skipped)); then words+=", $group_skipped skipped"; fi
  say "$(printf '%-18s %5d s   %s' "$1" "$2" "$words")"
}

show_failure() {
  say_end_line
  echo "---- $1 failed (exit code $3$( (($3 == 124 || $3 == 137)) && echo ", ended after $group_seconds_max s"); all its output is in $2)" >&2
  failure_lines "$2" | tail -n 80 | cut -c 1-400 >&2
  echo "----" >&2
}

# From the start of the first failing test where that can be told, else the end of the log.
failure_lines() {
  if grep -q '\[  FAILED  \]\|\[ RUN      \]' "$1"; then
    awk '/\[ RUN      \]/ { held = ""; n = 0 }
         { if (n++ < 40) held = held $0 "\n" }
         /\[       OK \]/ { held = ""; n = 0 }
         /\[  FAILED  \].* ms\)$/ { printf "%s", held; held = ""; n = 0 }
         END { printf "%s", held }' "$1"
  else
    cat "$1"
  fi
}

bounded() { timeout --kill-after=10 "$group_seconds_max" "$@"; }

run_cpp() {
  local preset=$1 group=$2 log=$3 program="build/$1/bin/test_$2"
  if [[ ! -x $program ]] || is_stale "$preset" "test_$group"; then
    echo "$program was not built" >"$log"
    return 1
  fi
  sanitizer_settings
  bounded nice "$program" >"$log" 2>&1 </dev/null
}

# After a build that went on past errors an old program may still stand there.
is_stale() {
  [[ $built == yes ]] && return 1
  ! ninja -C "build/$1" "$2" >/dev/null 2>&1 </dev/null
}

sanitizer_settings() {
  export ASAN_OPTIONS=detect_stack_use_after_return=1:strict_string_checks=1
  export UBSAN_OPTIONS=print_stacktrace=1
  # Debian's RocksDB is not instrumented: without this TSan reports its locks as races.
  export TSAN_OPTIONS=ignore_noninstrumented_modules=1:halt_on_error=0
  export ASAN_SYMBOLIZER_PATH=/usr/lib/llvm-19/bin/llvm-symbolizer TSAN_SYMBOLIZER_PATH=/usr/lib/llvm-19/bin/llvm-symbolizer
}

# What began and neither passed nor was skipped has failed: a crash ends a test without a word.
# A line may begin in the middle of another one, said by a program that the test had started.
count_gtest() {
  group_passed=$(grep -c '\[       OK \] .* ms)$' "$1" || true)
  group_skipped=$(grep -c '\[  SKIPPED \] .* ms)$' "$1" || true)
  local begun
  begun=$(grep -c '\[ RUN      \] ' "$1" || true)
  group_failed=$((begun - group_passed - group_skipped))
}

run_web() {
  use_node
  rm -f build/test-logs/web.json
  (
    set -e
    cd clients/web
    if [[ ! -e node_modules/.package-lock.json || package-lock.json -nt node_modules/.package-lock.json ]]; then
      npm ci
    fi
    npm run generate
    npm run check
    npm run lint --if-present
    bounded npx vitest run --reporter=default --reporter=json --outputFile.json=../../build/test-logs/web.json
  ) >"$1" 2>&1 </dev/null
}

count_web() {
  local report=build/test-logs/web.json
  [[ -s $report ]] || return 0
  read -r group_passed group_failed group_skipped < <(node -e '
    const r = JSON.parse(require("fs").readFileSync(process.argv[1]));
    console.log(r.numPassedTests, r.numFailedTests, r.numPendingTests + r.numTodoTests)' "$report")
}

# A script says its own count: lines `N passed, N failed`, `, N skipped` where there are any.
run_script() {
  local preset=$1 group=$2 script="tests/$2/run"
  if [[ ! -x $script ]]; then
    echo "$script is not there: nothing to run" >"$3"
    return 1
  fi
  use_node
  sanitizer_settings
  PLENUM_BIN=$PWD/build/$preset/bin PLENUM_PRESET=$preset bounded "$script" >"$3" 2>&1 </dev/null
}

count_lines() {
  local line
  while IFS= read -r line; do
    [[ $line =~ ^([A-Za-z0-9_-]+:\ )?([0-9]+)\ passed,\ ([0-9]+)\ failed(,\ ([0-9]+)\ skipped)?$ ]] || continue
    group_passed=$((group_passed + BASH_REMATCH[2]))
    group_failed=$((group_failed + BASH_REMATCH[3]))
    group_skipped=$((group_skipped + ${BASH_REMATCH[5]:-0}))
  done <"$1"
}
