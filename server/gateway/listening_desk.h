#pragma once

#include <functional>

#include "proto/listening.pb.h"
#include "server/gateway/desk_work.h"

namespace plenum {

/// Answers ListeningService: what members are told of the gallery, each of their own. Called on any io thread.
class ListeningDesk {
public:
  /// How a post would look to observers, made by the gallery's own pen.
  using Preview = std::function<v1::PreviewAsObservedReply(const View&, const Principal& author, TopicId,
                                                           const v1::PreviewAsObservedRequest&)>;
  ListeningDesk(DeskWork& work, Preview preview, std::function<std::int64_t()> now_ms)
      : work_(work), preview_(std::move(preview)), now_ms_(std::move(now_ms)) {}

  void register_on(Service& listening);

private:
  Read<v1::PreviewAsObservedReply> preview(const Reads&, const v1::PreviewAsObservedRequest&) const;

  DeskWork& work_;
  const Preview preview_;
  const std::function<std::int64_t()> now_ms_;
};

}  // namespace plenum
