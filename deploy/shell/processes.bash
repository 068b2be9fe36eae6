# Programs that go on running after the script: one pid file each in $data, ended by their pid and by nothing else.
# Sourced after say.bash.

# The folder of the pid files and the logs: whoever sources this gives it.
data=''

# Longest wait for a program to answer or to end, in seconds.
process_seconds_max=60

pid_of() { cat "$data/$1.pid" 2>/dev/null || true; }

# Dead is who has no files and no ports any more, also where nobody has asked yet how it ended.
is_alive() {
  local state
  state=$(sed -n 's/^State:[[:space:]]*//p' "/proc/$1/status" 2>/dev/null) || return 1
  [[ -n $state && $state != Z* ]]
}

# A number that another program has since been given is not ours: ours name the directory in their command line.
is_running() {
  local pid
  pid=$(pid_of "$1")
  [[ -n $pid ]] && tr '\0' ' ' 2>/dev/null <"/proc/$pid/cmdline" | grep -qF -- "$data/"
}

# launch NAME COMMAND...: in a session of its own, its words appended to NAME.log.
launch() {
  local name=$1
  shift
  echo "-- starts" >>"$data/$name.log"
  setsid nohup "$@" >>"$data/$name.log" 2>&1 </dev/null &
  echo $! >"$data/$name.pid"
}

# Nothing that it said before it was started last counts.
last_words() { tac "$data/$1.log" | sed '/^-- starts$/q' | tac; }

# await NAME WORDS: until it has said them.
await() {
  local name=$1 words=$2 waited=0
  say_passing "Starting $name"
  until last_words "$name" | grep -qF -- "$words"; do
    is_alive "$(pid_of "$name")" || program_failed "$name"
    ((waited++ < process_seconds_max * 10)) || fail "$name does not answer after $process_seconds_max s; see $data/$name.log"
    sleep 0.1
  done
}

program_failed() {
  say_end_line
  last_words "$1" | tail -n 5 >&2
  fail "$1 did not start; its words are above, all of them in $data/$1.log"
}

# end NAME [SIGNAL]: returns when it is gone.
end() {
  local name=$1 signal=${2:-TERM} pid waited=0
  pid=$(pid_of "$name")
  if is_running "$name"; then
    kill "-$signal" "$pid" 2>/dev/null || true
    while is_alive "$pid"; do
      ((waited++ < process_seconds_max * 10)) || fail "$name does not end; its pid is $pid"
      sleep 0.1
    done
  fi
  rm -f "$data/$name.pid"
}
