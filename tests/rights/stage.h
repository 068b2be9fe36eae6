#pragma once

#include <functional>
#include <map>

#include "tests/rights/scene.h"
#include "tests/rights/secrets.h"

namespace plenum::test {

/// Sets scenes on one ground: a thread of iago's with two posts, in one state. What was changed is set anew. Belongs to
/// one thread. Requires: a word rule that holds `held_word`, and a Theatre's cast.
class Stage {
public:
  using Done = std::function<Json(const std::string& who, const std::string& method, Json request)>;
  using Shut = std::function<void(const std::string& topic, bool shut)>;
  struct House {
    Done member;
    Done chair;
    Shut shut;
    std::map<std::string, std::string> ids;
  };
  Stage(House house, Ground ground, Secrets& secrets);
  ~Stage();

  static const std::vector<std::string>& states();

  const Scene& scene(const std::string& state);
  const Ground& ground() const { return ground_; }
  /// Another thread in Denmark, for merges.
  const std::string& harbour();
  void spoil_harbour() { harbour_.clear(); }

  /// It will not be as it was: set anew when it is needed, and no longer searched for.
  void spoil(const std::string& state);

private:
  Scene set(const std::string& state);
  Scene open(const std::string& state, const std::string& topic, const std::string& more_words = {});
  void add_reply(const Scene& scene, const std::string& quote);
  std::string add_post(const Scene& scene, const std::string& source);
  void rewrite(Scene& scene);
  void set_alone(Scene& scene);
  void cover(Scene& scene);
  void hold(Scene& scene);
  void carry(Scene& scene);
  void report(Scene& scene);
  void keep_secrets(Scene& scene);
  Json member(const std::string& who, const std::string& method, Json request) {
    return house_.member(who, method, std::move(request));
  }
  Json chair(const std::string& method, Json request, const std::string& who = "hamlet");

  House house_;
  const Ground ground_;
  Secrets& secrets_;
  std::map<std::string, Scene> scenes_;
  std::string harbour_;
};

inline constexpr const char* held_word = "heldword";

}  // namespace plenum::test
