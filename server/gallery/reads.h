#pragma once

#include <memory>
#include <optional>
#include <string_view>

#include "proto/observer.pb.h"
#include "server/gallery/observer.h"
#include "server/gallery/shown.h"
#include "server/gallery/voice.h"
#include "server/search/feed_search.h"

// What an observer can ask for: ObserverService, all of it. Each answer is read from one frozen view, from the
// gallery's tables alone; where to look, a search may tell. Any thread. Nothing: there is no such thing, or it is not
// theirs, or the request is not one.
namespace plenum {

struct ObserverReads {
  const View& view;
  const Observer& observer;
  const Voice& voice;
  std::uint64_t epoch;                 // of the log
  Shown& shown;                        // each answer tells what it shows
  const FeedSearch* search = nullptr;  // without one nothing is searched

  /// The topic that the company knows by this id.
  const Grant* grant_of(std::string_view topic) const;
};

using ObserverAnswer = std::unique_ptr<google::protobuf::Message>;

/// Whether there is such a method, and an empty request of it; null: there is none.
std::unique_ptr<google::protobuf::Message> observer_request(std::string_view method);

/// Requires: `request` is of the method's type.
ObserverAnswer answer_observer(const ObserverReads&, std::string_view method, const google::protobuf::Message& request);

}  // namespace plenum
