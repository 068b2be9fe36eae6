# The parts of deploy/cluster: redis, node-1 to node-3, proxy, talk. Sourced after processes.bash and demo.bash.
# shellcheck disable=SC2154 # data and process_seconds_max are those of processes.bash

nodes=(1 2 3)

# The port of the first start is that of every later one: the nodes' addresses are known to people.
settle_port() {
  mkdir -p "$data" 2>/dev/null || fail "cannot make $data: is its parent writable?"
  chmod 700 "$data"
  if [[ -s $data/port ]]; then
    [[ -z $1 || $1 == "$(<"$data/port")" ]] || fail_usage "it was made for port $(<"$data/port"): leave --port away, or begin afresh"
  else
    echo "${1:-8080}" >"$data/port"
  fi
}

# For what is asked of a cluster that was started before.
find_cluster() {
  [[ -s $data/port ]] || fail "there is no cluster in $data: deploy/cluster makes one"
}

port_of() {
  local base
  base=$(<"$data/port")
  case $1 in proxy) echo "$base" ;; redis) echo $((base + 4)) ;; *) echo $((base + $1)) ;; esac
}

start_all() {
  local node
  if ! is_running proxy; then check_port "127.0.0.1:$(port_of proxy)"; fi
  prepare_data "$data/node-1"
  seed_demo "$data/node-1"
  is_running redis || start_redis
  for node in "${nodes[@]}"; do is_running "node-$node" || launch_node "$node"; done
  for node in "${nodes[@]}"; do await "node-$node" 'listening on'; done
  is_running proxy || start_proxy
  keep_talking
}

start_redis() {
  local hash
  [[ -s $data/redis-password ]] || (umask 077 && head -c 24 /dev/urandom | base32 | tr -d '=' >"$data/redis-password")
  mkdir -p "$data/redis"
  hash=$(tr -d '\n' <"$data/redis-password" | sha256sum | cut -d' ' -f1)
  (umask 077 && sed "s/PASSWORD-SHA256/$hash/" deploy/redis/plenum-log.conf >"$data/redis.conf")
  check_port "127.0.0.1:$(port_of redis)"
  launch redis redis-server "$data/redis.conf" --port "$(port_of redis)" --dir "$data/redis" --set-proc-title no
  await redis 'Ready to accept connections'
}

launch_node() {
  local node=$1 founds=false
  mkdir -p "$data/node-$node"
  if ((node == 1)); then founds=true; fi
  # One key for all: a pseudonym is the same on every node.
  (umask 077 && cat >"$data/node-$node.toml") <<TOML
data = "$data/node-$node"
listen = "127.0.0.1:$(port_of "$node")"
gallery_key = "$data/gallery-key"
trusted_proxies = ["127.0.0.1"]

[log]
redis = "redis://plenum:$(<"$data/redis-password")@127.0.0.1:$(port_of redis)"
founds = $founds
TOML
  launch "node-$node" build/release/bin/plenumd --config "$data/node-$node.toml"
}

start_proxy() {
  mkdir -p "$data/proxy"
  write_proxy_settings >"$data/proxy/nginx.conf"
  launch proxy nginx -p "$data/proxy" -e stderr -c "$data/proxy/nginx.conf"
  local waited=0
  until (exec 3<>"/dev/tcp/127.0.0.1/$(port_of proxy)") 2>/dev/null; do
    is_alive "$(pid_of proxy)" || program_failed proxy
    ((waited++ < process_seconds_max * 10)) || fail "nginx does not answer; see $data/proxy.log"
    sleep 0.1
  done
}

# As deploy/proxy/nginx.conf, without TLS and before three. Each browser stays with one node, by a cookie of the proxy's;
# each program by its token: what one wrote a moment ago is there when one asks, and a ticket is good where it was made.
# Where that node is gone, the next one takes them.
write_proxy_settings() {
  local node
  echo "daemon off; pid $data/proxy/pid; error_log stderr crit; events { worker_connections 4096; }"
  echo "http { access_log off;"
  for node in client_body proxy fastcgi uwsgi scgi; do echo "  ${node}_temp_path $data/proxy/$node;"; done
  # shellcheck disable=SC2016 # nginx's own variables
  echo '  map $http_upgrade $plenum_connection { default upgrade; "" ""; }
  map $http_authorization $who { default $http_authorization; "" $uid_got$uid_set; }
  userid on; userid_name plenum_node; userid_path /; userid_flags httponly samesite=lax;
  upstream nodes { hash $who consistent;'
  for node in "${nodes[@]}"; do echo "    server 127.0.0.1:$(port_of "$node") max_fails=1 fail_timeout=2s;"; done
  echo "  }
  server { listen 127.0.0.1:$(port_of proxy);"
  # shellcheck disable=SC2016
  echo '    location / {
      proxy_pass http://nodes;
      proxy_http_version 1.1;
      proxy_set_header Host $http_host;
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
      proxy_set_header X-Forwarded-Proto $scheme;
      proxy_set_header Upgrade $http_upgrade;
      proxy_set_header Connection $plenum_connection;
      proxy_read_timeout 120s;
      proxy_buffering off;
    }
  }
}'
}

# The members go on talking on the first node that lives.
keep_talking() {
  local node
  if is_running talk; then return; fi
  for node in "${nodes[@]}"; do
    is_running "node-$node" || continue
    launch talk build/release/bin/plenumctl --data "$data/node-$node" talk "$PWD/deploy/demo/conversation.json"
    return
  done
}

name_of() { case $1 in redis) echo redis ;; *) echo "node-$1" ;; esac; }

kill_part() {
  local name
  name=$(name_of "$1")
  is_running "$name" || fail "$name does not run"
  if [[ $name != redis ]] && is_running talk && tr '\0' ' ' <"/proc/$(pid_of talk)/cmdline" | grep -qF "/$name "; then end talk; fi
  end "$name" KILL
  keep_talking
  say "$name is dead. To bring it back: deploy/cluster start $1"
}

start_part() {
  local name
  name=$(name_of "$1")
  if is_running "$name"; then fail "$name runs already"; fi
  if [[ $name == redis ]]; then
    start_redis
  else
    launch_node "$1"
    await "$name" 'listening on'
  fi
  keep_talking
  say "$name is there again."
}

# All are told at once, then waited for one by one; Redis last, for what they still have to write.
stop_cluster() {
  local name
  for name in talk proxy node-1 node-2 node-3; do
    if is_running "$name"; then kill "$(pid_of "$name")" 2>/dev/null || true; fi
  done
  for name in talk proxy node-1 node-2 node-3 redis; do end "$name"; done
  say "All have ended."
}

print_status() {
  local name said
  for name in proxy node-1 node-2 node-3 redis; do
    said=''
    if ! is_running "$name"; then
      printf '%-7s  not running\n' "$name"
      continue
    fi
    if [[ $name == node-* ]]; then said=$(build/release/bin/plenumctl --data "$data/$name" status 2>&1 | tr '\n' ';' | tr -s ' ' | sed 's/;$//; s/;/; /g'); fi
    printf '%-7s  port %-5s  pid %-7s  %s\n' "$name" "$(port_of "${name#node-}")" "$(pid_of "$name")" "$said"
  done
}

print_cluster() {
  local node file
  file=$(password_file "$data/node-1")
  say ""
  say "Plenum answers on http://localhost:$(port_of proxy), by whichever node lives, and on each node:"
  for node in "${nodes[@]}"; do say "  node $node   http://localhost:$(port_of "$node")"; done
  if [[ -s $file ]]; then
    say ""
    say "  member     hamlet       $(<"$file")"
    say "  moderator  polonius     $(<"$file")"
    say "  admin      fortinbras   $(<"$file")"
  fi
  say ""
  say "Open two nodes in two browsers, then: deploy/cluster kill 2; deploy/cluster start 2; the same with redis."
  say "deploy/cluster status tells how they are, deploy/cluster stop ends them. All is in $data."
}
