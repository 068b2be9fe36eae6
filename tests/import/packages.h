#pragma once

#include "tests/import/scratch.h"

// The smallest archive of each kind that is in order; tests change one thing in it.
namespace plenum::imports::testing {

inline Entry& entry(Entries& entries, const std::string& name) {
  for (Entry& e : entries) {
    if (e.name == name) return e;
  }
  entries.push_back({name, "", Entry::Type::file});
  return entries.back();
}

inline Entries small_zulip() {
  return {{"zulip_json/stream_index.json",
           R"({"time": 1.5, "streams": {"general": {"id": 3, "latest_id": 9,
               "topic_data": {"Being": {"latest_date": 1600000060, "size": 2}}}}})"},
          {"zulip_json/3-general/Being.json",
           R"([{"id": 7, "sender_full_name": "Hamlet", "timestamp": 1600000000, "content": "<p>Or not?</p>"},
               {"id": 9, "sender_full_name": "Ophelia", "timestamp": 1600000060, "content": "<p>My lord</p>"}])"}};
}

inline Entries small_slack() {
  return {{"users.json", R"([{"id": "U1", "name": "hamlet", "real_name": "Hamlet of Denmark"},
                             {"id": "U2", "name": "ophelia", "real_name": ""}])"},
          {"channels.json", R"([{"id": "C1", "name": "elsinore", "purpose": {"value": "The castle"}}])"},
          {"elsinore/2015-06-05.json",
           R"([{"type": "message", "user": "U1", "text": "Who's there?", "ts": "1433558696.000004"}])"}};
}

inline Entries small_wikitalk() {
  return {
      {"pages.json", R"([{"lang": "en", "title": "Talk:Denmark", "shape": "threaditemshtml", "files": ["den.json"]}])"},
      {"den.json",
       R"([{"type": "heading", "id": "h-1", "html": "Something is <i>rotten</i>", "replies": [
                {"type": "comment", "id": "c-1", "author": "Marcellus", "timestamp": "2019-06-25T19:52:00Z",
                 "html": "<p>Indeed.</p>", "replies": []}]}])"}};
}

inline Entries small_irc() {
  return {{"data/2008-04-27.train-a.annotation.txt", "0 0 -\n0 1 -\n"},
          {"data/2008-04-27.train-a.raw.txt", "[10:00] <hamlet> who is there\n[10:01] <ophelia> hamlet: me\n"}};
}

}  // namespace plenum::imports::testing
