#pragma once

#include <map>
#include <random>
#include <string>
#include <vector>

namespace plenum::test {

/// Strings that stand nowhere else, and a search for them in whatever leaves the house: as they are, in hexadecimal, in
/// base64 at each of its three beginnings, in UTF-16.
class Canaries {
public:
  /// 16 letters, remembered with what they stand for.
  std::string fresh(const std::string& of);
  /// An id: its digits and its bytes in both orders.
  void number(const std::string& of, const std::string& digits);

  /// What is found in these bytes, in words.
  std::vector<std::string> found_in(const std::string& bytes) const;
  std::size_t count() const { return forms_.size(); }

private:
  void add(const std::string& bytes, const std::string& of);
  std::mt19937_64 random_{20'261'122};
  std::map<std::string, std::string> forms_;
};

}  // namespace plenum::test
