#include <algorithm>

#include "proto/limits.h"
#include "server/gateway/service.h"

namespace plenum {

namespace {

// What happened, and what to do next; for people. Tells nothing of what the asker may not see.
const char* sentence_of(v1::RefusalCode code) {
  switch (code) {
    case v1::MALFORMED:
      return "The request does not parse: send UTF-8 JSON or protobuf as PROTOCOL.md says.";
    case v1::UNKNOWN_FIELD:
      return "The request holds a field this server does not know: leave it out, or update the server.";
    case v1::TOO_LARGE:
      return "The request is too large: send less at once.";
    case v1::UNKNOWN_METHOD:
      return "There is no such method.";
    case v1::WRONG_ORIGIN:
      return "The request comes from another site's page.";
    case v1::WRONG_CONTENT_TYPE:
      return "Send application/json or application/proto.";
    case v1::HELLO_FIRST:
      return "Say hello first.";
    case v1::ALREADY_GREETED:
      return "This connection has said hello already.";
    case v1::UNAUTHENTICATED:
      return "Sign in first.";
    case v1::SIGN_IN_FAILED:
      return "Handle or password is wrong. Ask the host for a reset link if you have forgotten it.";
    case v1::FORBIDDEN:
      return "Your role does not allow this.";
    case v1::INVITATION_INVALID:
      return "This link is not valid, or no longer. Ask for a new one.";
    case v1::SIGN_UP_CLOSED:
      return "This community is joined by invitation. Ask a member or the host for one.";
    case v1::MEMBER_MUTED:
      return "You have been muted: you can read, not write. Your own page says why and how to answer.";
    case v1::MEMBER_SUSPENDED:
      return "You have been suspended. Your own page says why, until when, and how to answer.";
    case v1::MEMBER_BANNED:
      return "You have been banned. Your own page says why and how to answer.";
    case v1::TOO_FAST:
      return "That was very fast. Wait a moment, then try again.";
    case v1::BUSY:
      return "Many people are signing in just now. Try again in a few seconds.";
    case v1::UNAVAILABLE:
      return "Nothing can be written at the moment. Reading goes on; what you wrote is kept on your side.";
    case v1::TOO_MANY_SUBSCRIPTIONS:
      return "This connection follows too many topics already.";
    case v1::COMMAND_ID_MISSING:
      return "A command needs a command_id of 16 random bytes.";
    case v1::COMMAND_ID_REUSED:
      return "This command_id was used for something else: make a new one.";
    case v1::TITLE_EMPTY:
      return "Give it a title.";
    case v1::TITLE_TOO_LONG:
      return "The title is too long: 200 characters at most.";
    case v1::BODY_EMPTY:
      return "Write something first.";
    case v1::BODY_TOO_LONG:
      return "The text is too long: 40,000 bytes at most.";
    case v1::HANDLE_INVALID:
      return "A handle has 2 to 32 characters, without spaces and without @ : / ? # brackets or quotes.";
    case v1::PASSWORD_TOO_SHORT:
      return "A password has at least 10 characters.";
    case v1::PASSWORD_TOO_LONG:
      return "A password has at most 256 characters.";
    case v1::EMOJI_INVALID:
      return "That is not an emoji.";
    case v1::PROFILE_TOO_LONG:
      return "At most 80 characters.";
    case v1::FIELD_INVALID:
      return "This field holds something it may not hold.";
    case v1::TOO_MANY_MENTIONS:
      return "At most 20 members can be mentioned in one post.";
    case v1::REASON_MISSING:
      return "Say why: this touches a person.";
    case v1::REASON_TOO_LONG:
      return "The reason is too long: 1,000 characters at most.";
    case v1::TOO_MANY_POSTS:
      return "Too many posts at once: choose fewer, or split the thread first.";
    case v1::PATTERN_INVALID:
      return "This pattern does not parse.";
    case v1::NOT_FOUND:
      return "There is nothing here, or nothing you may see.";
    case v1::HANDLE_TAKEN:
      return "Somebody has this handle already. Choose another.";
    case v1::THREAD_LOCKED:
      return "This thread is locked: it can be read, not written in.";
    case v1::TOPIC_ARCHIVED:
      return "This topic is archived: it can be read, not written in.";
    case v1::NOT_AUTHOR:
      return "Only its author may do this.";
    case v1::POST_DELETED:
      return "This post has been deleted.";
    case v1::POST_NOT_DELETED:
      return "This post has not been deleted.";
    case v1::REPLY_ELSEWHERE:
      return "The post replied to stands in another thread.";
    case v1::QUOTE_NOT_FOUND:
      return "The quoted words do not stand in that post.";
    case v1::TOO_MANY_REACTIONS:
      return "This post has as many different reactions as it can hold.";
    case v1::NO_REACTION:
      return "There is no such reaction of yours.";
    case v1::POSITION_UNKNOWN:
      return "This position was not made by this community's server: read afresh.";
    case v1::LAST_ADMIN:
      return "This is the last admin: make another one first.";
    case v1::NOTHING_CHANGED:
      return "It is so already.";
    case v1::THREAD_MOVED:
      return "This thread has become part of another.";
    case v1::OUTRANKED:
      return "The chair acts on nobody above itself.";
    case v1::THREAD_CLOSED:
      return "This thread is closed: it can be read, not written in.";
    case v1::THREAD_ARCHIVED:
      return "This thread is archived: it can only be read.";
    case v1::SLOW_MODE:
      return "This thread is in slow mode. Wait a little before you write again.";
    case v1::POST_HIDDEN:
      return "The chair has hidden this post.";
    case v1::POST_HELD:
      return "This post waits for approval.";
    case v1::POST_NOT_HELD:
      return "Somebody has decided on this post already.";
    case v1::CLAIMED_BY_OTHER:
      return "Another moderator has taken this report.";
    case v1::REPORT_CLOSED:
      return "This report has been resolved already.";
    case v1::ALREADY_REPORTED:
      return "You have reported this post already.";
    case v1::SANCTION_OVER:
      return "This is over already.";
    case v1::ALREADY_APPEALED:
      return "You have answered this already.";
    case v1::WORDS_REFUSED:
      return "A rule of this community refuses some of these words.";
    case v1::TOO_MANY_PINNED:
      return "So many threads are pinned here already: unpin one first.";
    case v1::WOULD_LOOP:
      return "A thread cannot become part of itself.";
    case v1::TOO_MANY_RULES:
      return "There are as many word rules as there may be: 1,000, of which 200 are patterns. Remove one first.";
    default:
      return "This cannot be done.";
  }
}

}  // namespace

v1::Refusal refusal_of(const Fault& fault, std::uint32_t retry_after_ms) {
  v1::Refusal refusal;
  refusal.set_code(fault.code);
  refusal.set_sentence(sentence_of(fault.code));
  refusal.set_field(fault.field);
  refusal.set_retry_after_ms(std::max(retry_after_ms, fault.retry_after_ms));
  refusal.set_at(fault.at);
  refusal.set_who(fault.who);
  refusal.set_moved_to(fault.moved_to);
  refusal.set_until_ms(fault.until_ms);
  return refusal;
}

}  // namespace plenum
