# The demonstration community: seeded once, and talking while the server runs. Sourced by deploy/quickstart.

# Its password is one for all, made at the first start: nobody can guess that of a server left on line.
password_file() { echo "$1/demo-password"; }

make_password() { head -c 10 /dev/urandom | base32 | tr '[:upper:]' '[:lower:]' | sed 's/..../&-/g; s/-$//'; }

# Seeded beside its place and then moved there: an interrupted first start leaves nothing half done.
seed_demo() {
  local data=$1 nursery=$1.seeding password
  # What is in there already is somebody's: it stays as it is.
  if [[ -n $(ls -A "$data") ]]; then return; fi
  say_passing "Seeding the demonstration community"
  rm -rf "$nursery"
  mkdir -p build/log
  mkdir -m 700 "$nursery"
  password=$(make_password)
  if ! build/release/bin/plenumctl --data "$nursery" seed deploy/demo --password "$password" >build/log/seed.log 2>&1 </dev/null; then
    say_end_line
    tail -n 5 build/log/seed.log >&2
    fail "the demonstration community could not be seeded; its words are above, all of them in build/log/seed.log"
  fi
  (umask 077 && echo "$password" >"$(password_file "$nursery")") || fail "cannot write into $nursery: is the disk full?"
  rmdir "$data" && mv "$nursery" "$data"
}

start_talk() {
  [[ -s $(password_file "$1") ]] || return 0
  setsid nohup build/release/bin/plenumctl --data "$1" talk deploy/demo/conversation.json >"$1/talk.log" 2>&1 </dev/null &
  # shellcheck disable=SC2034 # stop_all ends it
  talk_pid=$!
}

print_welcome() {
  local data=$1 empty=$2 address=$3 file
  file=$(password_file "$data")
  say ""
  say "Plenum answers on $address"
  if [[ $empty == no && -s $file ]]; then
    say ""
    say "  member     hamlet       $(cat "$file")"
    say "  moderator  polonius     $(cat "$file")"
    say "  admin      fortinbras   $(cat "$file")"
  else
    say "The first member:  build/release/bin/plenumctl --data $data users add HANDLE --role admin"
    say "and a link for it: build/release/bin/plenumctl --data $data users reset HANDLE"
  fi
  say ""
  say "The data is in $data, the server's words in plenumd.log there."
}
