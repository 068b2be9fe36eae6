#!/bin/sh
# Follows the first licensed topic from its beginning:  PLENUM=https://... SEAT=plm_o_... follow.sh [--once]
# A line for each thing that happened: its text as a JSON string, or its state where it has none any more.
set -eu
: "${PLENUM:?say where the server is}" "${SEAT:?say by which seat}"

# The token goes in by standard input: what stands on a command line, everybody on this machine reads.
ask() {
  printf 'header = "Authorization: Bearer %s"\n' "$SEAT" |
    curl -sS --fail -K - -H 'Content-Type: application/json' -d "$2" \
      "$PLENUM/v1/observer/plenum.v1.ObserverService/$1"
}

topic=$(ask ListTopics '{}' | grep -o '"id":"[^"]*"' | head -n 1 | cut -d '"' -f 4)
since=
while :; do
  page=$(ask ReadFeed "{\"topic\":\"$topic\",\"limit\":200$since}")
  printf '%s\n' "$page" | grep -oE '"text":"(\\.|[^"\\])*"|"state":"OBSERVED_(WORDS_WAIT|WITHDRAWN|ERASED)"' |
    sed -e 's/^"text"://' -e 's/^"state"://' || :
  position=$(printf '%s\n' "$page" | grep -o '"position":{"token":"[^"]*"' | cut -d '"' -f 6)
  since=",\"since\":{\"token\":\"$position\"}"
  case $page in *'"more":true'*) continue ;; esac
  [ "${1-}" != --once ] || exit 0
  sleep 60
done
