#include "server/projection/rendered.h"

#include <limits>

#include "server/render/render.h"

namespace plenum {

namespace {

render::Format format_of(v1::Format format) {
  switch (format) {
    case v1::HTML:
      return render::Format::html;
    case v1::MRKDWN:
      return render::Format::mrkdwn;
    case v1::PLAIN:
      return render::Format::plain;
    default:
      return render::Format::markdown;
  }
}

render::HandleOf handles_in(const View& view) {
  return [&view](std::uint64_t member) -> std::optional<std::string> {
    const auto record = view.get(key::Member{MemberId{member}});
    if (!record || record->erased()) return {};
    return record->profile().handle();
  };
}

}  // namespace

std::shared_ptr<const std::string> Rendered::html(const View& view, PostId id, const log::PostRecord& post) {
  {
    const std::lock_guard lock(mutex_);
    const auto found = by_post_.find(id.value);
    if (found != by_post_.end() && found->second->version == post.edits()) {
      recent_.splice(recent_.begin(), recent_, found->second);
      return found->second->html;
    }
  }
  auto html = std::make_shared<const std::string>(render_source(view, post.format(), post.source()));
  keep({id.value, post.edits(), html});
  return html;
}

void Rendered::keep(Entry entry) {
  const std::lock_guard lock(mutex_);
  if (const auto old = by_post_.find(entry.post); old != by_post_.end()) {
    bytes_ -= old->second->html->size();
    recent_.erase(old->second);
    by_post_.erase(old);
  }
  bytes_ += entry.html->size();
  const auto post = entry.post;
  recent_.push_front(std::move(entry));
  by_post_[post] = recent_.begin();
  while (bytes_ > bytes_max_ && recent_.size() > 1) {
    bytes_ -= recent_.back().html->size();
    by_post_.erase(recent_.back().post);
    recent_.pop_back();
  }
}

std::string render_source(const View& view, v1::Format format, const std::string& source) {
  return render::to_html(format_of(format), source, handles_in(view));
}

std::string excerpt_of(v1::Format format, const std::string& source, std::size_t characters_max) {
  return render::excerpt(format_of(format), source, characters_max);
}

std::string plain_text(v1::Format format, const std::string& source) {
  return render::excerpt(format_of(format), source, std::numeric_limits<std::size_t>::max());
}

std::vector<MemberId> mentioned_in(const std::string& source) {
  std::vector<MemberId> members;
  for (const auto id : render::mentioned_members(render::Format::markdown, source)) members.emplace_back(id);
  return members;
}

}  // namespace plenum
