# Words to the person at the terminal. Sourced by the scripts of deploy/, tests/run and .ci/run.
# A line of progress is rewritten in place on a terminal; elsewhere only whole lines are printed.

say_open_line=no

on_terminal() { [[ -t 2 && -z "${CI:-}" ]]; }

# A step that stays on the screen.
say() {
  say_end_line
  printf '%s\n' "$*" >&2
}

# Something that passes: the next line takes its place.
say_passing() {
  on_terminal || return 0
  local columns
  columns=$(tput cols 2>/dev/null || echo 80)
  printf '\r\033[K%s' "${1:0:columns-1}" >&2
  say_open_line=yes
}

say_end_line() {
  if [[ $say_open_line == yes ]]; then printf '\r\033[K' >&2; fi
  say_open_line=no
}

# What went wrong and what to do next; ends the script.
fail() {
  say_end_line
  printf '%s: %s\n' "$(basename "$0")" "$*" >&2
  exit 1
}

# A wrong command line, told apart by its exit code.
fail_usage() {
  say_end_line
  printf '%s: %s (see --help)\n' "$(basename "$0")" "$*" >&2
  exit 2
}
