#pragma once

#include <span>
#include <string>
#include <vector>

#include "proto/wire.pb.h"

namespace plenum::test {

/// What a request is about: what must be seen before anything else is said of it.
/// hint: a thread that is named and need not be there. own_post: one's own is there, whatever may be seen. request: a
/// company's, of the members. kept: what the host keeps for a company: it, its licences, its seats and their alarms.
enum class Noun { nothing, thread, post, own_post, words, thread_and_post, hint, topic, member, request, kept };

/// Where the right is asked for. everywhere: before what it is about is looked for. there: in the topic of what is
/// seen; of what is not seen, in any topic one has it in. anywhere: in any topic one has it in.
enum class Asked { everywhere, there, anywhere };

/// What a method needs: the action of the policy table, and who may do it when in good standing: m every member, c the
/// chair, a the host. Written down apart from the policy table, so that neither can change alone.
struct Needs {
  const char* method;  // "WritePost/reply": the same method, asked in another way
  const char* action;
  char least;
  Noun noun = Noun::nothing;
  Asked asked = Asked::everywhere;
  const char* after = "";  // a command of the same caller's that comes first, where it may be done
};

std::span<const Needs> needs_table();
std::vector<const Needs*> needs_of(const std::string& method);

/// Where somebody may do it, and it is refused all the same. The first row that fits is the answer; where none does,
/// it is done.
struct Exception {
  const char* methods;  // names, with a blank between them
  const char* states;   // likewise; *: in every state
  /// All of these must be true. author, others: of the post. -action: may not do it there. -action@norway: nor in
  /// Norway. claimer, reporter: of the report. -person: the chair may not act on them.
  const char* whom;
  v1::RefusalCode code;
};
std::span<const Exception> exceptions();

/// Rights that are asked for before what it is about is looked for.
std::span<const Exception> exceptions_before();

/// "Method" of "Method/variant".
std::string method_of(const std::string& name);
bool is_listed(const char* words, const std::string& word);

}  // namespace plenum::test
