# Starts plenumd, waits until it answers, ends it by its pid. Sourced by deploy/quickstart after say.bash.

# Longest wait for `listening on`, in seconds: a big store replays its tail first.
start_seconds_max=60
server_pid='' talk_pid='' address=''

# A port that answers is taken; what cannot be told from here plenumd says itself.
check_port() {
  local host=${1%:*} port=${1##*:}
  if ! [[ $port =~ ^(0|[1-9][0-9]{0,4})$ ]] || ((port > 65535)); then
    fail_usage "--listen needs HOST:PORT, and '$1' has no such port"
  fi
  if ! [[ $host =~ ^[0-9.]+$ || $host == *:* ]]; then
    fail_usage "--listen needs an address as its HOST, as 127.0.0.1, and '$host' is none"
  fi
  host=${host#[}
  host=${host%]}
  # Port 0 lets the system choose one.
  ((port != 0)) || return 0
  case $host in 0.0.0.0) host=127.0.0.1 ;; ::) host=::1 ;; esac
  if (exec 3<>"/dev/tcp/$host/$port") 2>/dev/null; then
    fail "something already answers on $1: end it, or choose another port with --listen HOST:PORT"
  fi
}

prepare_data() {
  mkdir -p "$1" 2>/dev/null || fail "cannot make the data directory $1: is its parent writable?"
  [[ -w $1 ]] || fail "the data directory $1 is not writable for $(id -un)"
  chmod 700 "$1" 2>/dev/null || true
}

# In a session of its own, so that Ctrl-C reaches this script first and only this script ends the server.
start_server() {
  local data=$1 listen=$2 log=$1/plenumd.log waited=0 said_before
  # Appended: where another server holds the directory, this is that one's log.
  echo "-- quickstart starts plenumd" 2>/dev/null >>"$log" || fail "cannot write $log: is the disk full?"
  said_before=$(wc -l <"$log")
  setsid nohup build/release/bin/plenumd --data "$data" --listen "$listen" >>"$log" 2>&1 </dev/null &
  server_pid=$!
  say_passing "Starting plenumd"
  until tail -n +$((said_before + 1)) "$log" | grep -q 'listening on'; do
    if ! kill -0 "$server_pid" 2>/dev/null; then server_failed "$log" "$said_before"; fi
    ((waited++ < start_seconds_max * 10)) || fail "plenumd does not answer after $start_seconds_max s; see $log"
    sleep 0.1
  done
  # shellcheck disable=SC2034 # the welcome prints it
  address=$(tail -n +$((said_before + 1)) "$log" | sed -n 's/^listening on //p' | head -1)
}

# Its own sentence says it best.
server_failed() {
  say_end_line
  tail -n +$(($2 + 1)) "$1" | tail -n 5 >&2
  server_pid=''
  fail "plenumd did not start; its words are above, all of them in $1"
}

wait_for_server() {
  local code=0
  wait "$server_pid" || code=$?
  server_pid=''
  ((code == 0)) || fail "plenumd ended by itself (exit code $code); see $data/plenumd.log"
  say "plenumd has ended."
}

stop_all() {
  say_end_line
  local pid
  for pid in $talk_pid $server_pid; do kill "$pid" 2>/dev/null || true; done
  if [[ -n $server_pid ]]; then
    say "Ending plenumd."
    wait "$server_pid" 2>/dev/null || true
  fi
}
