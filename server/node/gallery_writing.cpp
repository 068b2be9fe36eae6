#include "server/node/gallery_writing.h"

#include "storage/machine/deadlines.h"

namespace plenum {

namespace {

constexpr std::size_t gallery_id_bytes = 16;

/// A thread as it will be once the drafts before are true.
struct Home {
  TopicId topic;
  std::string gallery;  // what observers know it by
  bool members_only = false;
};

class GalleryWriting {
public:
  GalleryWriting(Proposal& proposal, const GalleryPen& pen) : p_(proposal), pen_(pen) {}

  void write() {
    for (auto& draft : p_.drafts()) {
      switch (draft.event.fact_case()) {
        case log::Event::kThreadOpened:
          open(draft);
          break;
        case log::Event::kPostWritten:
          enter(draft);
          break;
        case log::Event::kPostEdited:
          change(draft);
          break;
        case log::Event::kHeldPostDecided:
          approve(draft);
          break;
        case log::Event::kThreadRenamed:
          rename(draft);
          break;
        default:
          break;
      }
    }
  }

private:
  using Draft = Proposal::Draft;

  void open(Draft& draft) {
    auto& fact = *draft.event.mutable_thread_opened();
    opened_ = ThreadId{fact.thread()};
    home_ = {TopicId{fact.topic()}, {}, fact.members_only()};
    if (fact.members_only() || !charter_of(home_.topic)) return;
    home_.gallery = p_.chance().bytes(gallery_id_bytes);
    fact.set_gallery_thread(home_.gallery);
    redact(draft, Proposal::content(draft, log::TITLE), v1::PLAIN);
  }

  std::optional<Home> home_of(ThreadId id) const {
    if (opened_ == id) return home_;
    const auto thread = p_.view().get(key::Thread{id});
    if (!thread) return {};
    return Home{TopicId{thread->topic()}, thread->gallery(), thread->members_only()};
  }

  std::optional<log::CharterRecord> charter_of(TopicId id) const {
    auto topic = p_.view().get(key::Topic{id});
    if (!topic || topic->charter().classes_size() == 0) return {};
    return std::move(*topic->mutable_charter());
  }

  void enter(Draft& draft) {
    auto& fact = *draft.event.mutable_post_written();
    if (fact.visibility() != v1::OBSERVED) return;
    const auto home = home_of(ThreadId{fact.thread()});
    if (!home || home->members_only || !charter_of(home->topic)) return fact.set_visibility(v1::MEMBERS_ONLY);
    if (fact.held() != v1::HOLD_CAUSE_UNSPECIFIED) return;  // it enters when it is approved
    mark(*fact.mutable_gallery(), *home, MemberId{fact.author()}, draft);
    redact_body(draft, fact.format());
  }

  // What its author was told when it was posted still holds: a charter set since then is another one.
  void approve(Draft& draft) {
    auto& fact = *draft.event.mutable_held_post_decided();
    const auto post = p_.view().get(key::Post{PostId{fact.post()}});
    if (!fact.approved() || !post || post->visibility() != v1::OBSERVED) return;
    const auto home = home_of(ThreadId{post->thread()});
    if (!home || home->members_only) return;
    const auto charter = charter_of(home->topic);
    if (!charter || charter->since_ms() > post->written_at_ms()) return;
    mark(*fact.mutable_gallery(), *home, MemberId{post->author()}, draft);
    redact(draft, post->source(), post->format());
  }

  void change(Draft& draft) {
    const auto post = p_.view().get(key::Post{PostId{draft.event.post_edited().post()}});
    if (post && post->has_gallery() && !post->gallery().left()) redact_body(draft, v1::MARKDOWN);
  }

  void rename(Draft& draft) {
    const auto thread = p_.view().get(key::Thread{ThreadId{draft.event.thread_renamed().thread()}});
    if (thread && !thread->gallery().empty()) redact(draft, Proposal::content(draft, log::TITLE), v1::PLAIN);
  }

  void mark(log::InGallery& mark, const Home& home, MemberId author, Draft& draft) {
    mark.set_entry(p_.chance().bytes(gallery_id_bytes));
    mark.set_thread(home.gallery.empty() ? p_.chance().bytes(gallery_id_bytes) : home.gallery);
    const auto label = gallery_label_of(p_.view(), author);
    mark.set_specialty(code_of("specialty", label.specialty()));
    mark.set_region(code_of("region", label.region()));
    p_.personal(draft, log::AUTHOR_TOKEN, gallery_token_of(pen_, author));
    const bool says_anything = !label.specialty().empty() || !label.region().empty();
    if (says_anything) p_.personal(draft, log::GALLERY_LABEL, label.SerializeAsString());
  }

  std::uint64_t code_of(const char* what, const std::string& words) const {
    return words.empty() ? 0 : from_big_endian(pen_.seal(what + (":" + words)).substr(0, 8));
  }

  void redact_body(Draft& draft, v1::Format format) {
    log::PostText text;
    const auto body = Proposal::content(draft, log::BODY);
    text.ParseFromArray(body.data(), static_cast<int>(body.size()));
    redact(draft, text.source(), format);
  }

  void redact(Draft& draft, std::string_view source, v1::Format format) {
    p_.personal(draft, log::GALLERY_TEXT, pen_.redact(p_.view(), source, format));
  }

  Proposal& p_;
  const GalleryPen& pen_;
  ThreadId opened_;
  Home home_;
};

void keep_among_members(Proposal& proposal) {
  for (auto& draft : proposal.drafts()) {
    auto& event = draft.event;
    if (event.has_post_written()) event.mutable_post_written()->set_visibility(v1::MEMBERS_ONLY);
  }
}

}  // namespace

std::string gallery_token_of(const GalleryPen& pen, MemberId author) {
  return pen.seal("author" + big_endian(author.value));
}

log::GalleryLabel gallery_label_of(const View& view, MemberId author) {
  log::GalleryLabel label;
  if (const auto member = view.get(key::Member{author})) {
    label.set_specialty(member->profile().specialty());
    label.set_region(member->profile().region());
  }
  return label;
}

std::string label_words(const log::GalleryLabel& label) {
  const bool both = !label.specialty().empty() && !label.region().empty();
  return label.specialty() + (both ? ", " : "") + label.region();
}

void write_for_gallery(Proposal& proposal, const GalleryPen* pen, bool anybody_listens) {
  if (pen == nullptr || !anybody_listens) return keep_among_members(proposal);
  GalleryWriting(proposal, *pen).write();
}

}  // namespace plenum
