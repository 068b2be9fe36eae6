#include "server/gateway/log_pieces.h"

#include "server/hub/publisher.h"
#include "server/projection/member_projection.h"

namespace plenum {

namespace {

log::StreamEntryRecord entry_in(std::string_view value) {
  log::StreamEntryRecord entry;
  entry.ParseFromArray(value.data(), static_cast<int>(value.size()));
  return entry;
}

void note_posts(const v1::Update& update, std::set<std::uint64_t>& posts) {
  if (!update.has_post()) return;
  posts.insert(update.post().id());
  if (update.post().has_reply_to()) posts.insert(update.post().reply_to().post_id());  // its words are quoted
}

// Words that are new, or belong to other posts, change nothing that is shown; of all else it is not asked what it does.
bool may_change(const log::StreamEntryRecord& entry, const std::set<std::uint64_t>& posts) {
  switch (entry.change_case()) {
    case log::StreamEntryRecord::kPost:
      return posts.contains(entry.post());
    case log::StreamEntryRecord::kReaction:
      return posts.contains(entry.reaction().post());
    default:
      return true;
  }
}

}  // namespace

LogPieces::Piece LogPieces::after(const StreamId& stream, std::uint64_t from, Interest::Encoding encoding,
                                  const StoreView& view, std::uint64_t head) {
  ++asked_;
  const Key key{stream, from, encoding};
  if (const auto found = pieces_.find(key); found != pieces_.end()) {
    if (Clock::now() - found->second.at < lasts && still_true(found->second, stream, view, head))
      return found->second.piece;
    pieces_.erase(found);
  }
  ++made_;
  auto made = make(key, view, head);
  const auto piece = made.piece;
  if (stream.kind == StreamKind::member_private) return piece;  // one reader, at most a few
  if (pieces_.size() >= pieces_max) forget_old();
  if (pieces_.size() < pieces_max) pieces_.emplace(key, std::move(made));
  return piece;
}

LogPieces::Made LogPieces::make(const Key& key, const StoreView& view, std::uint64_t head) const {
  v1::ServerFrame frame;
  auto& updates = *frame.mutable_updates();
  Made made{{key.from, nullptr}, Clock::now(), head, {}};
  std::size_t bytes = 0;
  view.scan(key::StreamEntry{key.stream, key.from + 1}, key::StreamEntry{key.stream, head + 1},
            [&](const key::Any& at, std::string_view value) {
              made.piece.last = std::get<key::StreamEntry>(at).offset;
              if (auto update = project_entry(view, rendered_, key.stream, entry_in(value))) {
                bytes += update->ByteSizeLong();
                note_posts(*update, made.posts);
                *updates.add_updates() = *std::move(update);
              }
              return made.piece.last % entries_per_piece != 0 && bytes < Publisher::frame_bytes_goal;
            });
  if (made.piece.last == key.from) made.piece.last = head;
  name_stream(key.stream, updates);
  updates.mutable_position()->set_token(positions_.seal({key.stream, store_.tail().epoch, made.piece.last}));
  made.piece.frame = encode_frame(frame, key.encoding);
  return made;
}

bool LogPieces::still_true(Made& made, const StreamId& stream, const StoreView& view, std::uint64_t head) {
  bool changed = false;
  view.scan(key::StreamEntry{stream, made.head + 1}, key::StreamEntry{stream, head + 1},
            [&](const key::Any&, std::string_view value) {
              changed = may_change(entry_in(value), made.posts);
              return !changed;
            });
  made.head = std::max(made.head, head);
  return !changed;
}

void LogPieces::forget_old() {
  const auto now = Clock::now();
  std::erase_if(pieces_, [now](const auto& each) { return now - each.second.at >= lasts; });
}

}  // namespace plenum
