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

gallery_file() { echo "$1/demo-gallery-token"; }

# A company listens in two topics, at once, so that there is something to see within a minute. Done once, and left out
# where somebody has taken it back.
open_gallery() {
  local data=$1 company topic topics=() token
  [[ -s $(password_file "$data") && ! -e $(gallery_file "$data") ]] || return 0
  for topic in $(plenumctl_of "$data" topics list | awk '$2 == "Cases" || ($2 == "The" && $3 == "record") { print $1 }'); do
    plenumctl_of "$data" topics listen "$topic" --embargo none >/dev/null || return 1
    topics+=(--topic "$topic")
  done
  company=$(plenumctl_of "$data" companies add "Elsinore Instruments") &&
    plenumctl_of "$data" licences authors 3 >/dev/null &&
    plenumctl_of "$data" licences add --company "$company" "${topics[@]}" --embargo none --seats 2 --exports 20 \
      --purpose "To learn where our instruments fail in use." >/dev/null &&
    token=$(plenumctl_of "$data" seats add "$company" "Fortinbras" --keeps-seats 2>/dev/null) &&
    (umask 077 && echo "$token" >"$(gallery_file "$data")")
}
plenumctl_of() {
  local data=$1
  shift
  build/release/bin/plenumctl --data "$data" "$@" </dev/null
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
    if [[ -s $(gallery_file "$data") ]]; then
      say ""
      say "A company listens in two topics: $address/gallery#$(cat "$(gallery_file "$data")")"
    fi
  else
    say "The first member:  build/release/bin/plenumctl --data $data users add HANDLE --role admin"
    say "and a link for it: build/release/bin/plenumctl --data $data users reset HANDLE"
  fi
  say ""
  say "The data is in $data, the server's words in plenumd.log there."
}
