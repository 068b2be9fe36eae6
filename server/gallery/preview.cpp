#include "server/gallery/preview.h"

#include "server/node/gallery_writing.h"

namespace plenum {

v1::PreviewAsObservedReply Preview::of(const View& view, const Principal& author, TopicId topic,
                                       const v1::PreviewAsObservedRequest& request) const {
  v1::PreviewAsObservedReply reply;
  const auto record = view.get(key::Topic{topic});
  const bool listened = record && record->charter().classes_size() > 0;
  reply.set_observed(pen_ != nullptr && listened && !request.members_only());
  if (!reply.observed()) return reply;
  const auto format = request.format() == v1::FORMAT_UNSPECIFIED ? v1::MARKDOWN : request.format();
  reply.set_text(pen_->redact(view, request.source(), format));
  const auto token = gallery_token_of(*pen_, author.member);
  reply.set_pseudonym(pseudonyms_.of(token, std::to_string(topic.value), record->charter().epoch()));
  reply.set_label(label_words(gallery_label_of(view, author.member)));
  return reply;
}

}  // namespace plenum
