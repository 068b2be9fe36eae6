#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

// JSON from outside: UTF-8 and depth are checked before it is parsed, types when it is asked.
namespace plenum::imports {

// One file's JSON. Refuses with the file's name and the byte.
class Document {
public:
  Document(std::string file, std::string_view bytes);

  const std::string& file() const { return file_; }
  const nlohmann::json& root() const { return root_; }

private:
  std::string file_;
  nlohmann::json root_;
};

// A value inside a document, which must outlive it. Each question refuses a wrong type, naming file and place.
class Item {
public:
  explicit Item(const Document& document) : Item(document, document.root()) {}

  Item at(std::string_view key) const;                   // refuses where there is none
  std::optional<Item> find(std::string_view key) const;  // nothing where there is none, or null
  std::string_view text() const;
  std::int64_t number() const;  // a whole number
  std::size_t size() const;     // of an array
  Item operator[](std::size_t i) const;

  template <typename Visit>  // visit(std::string_view key, Item value)
  void each_member(Visit visit) const {
    check_is(value_->is_object(), "an object");
    for (const auto& [key, value] : value_->items()) visit(std::string_view(key), Item(*document_, value));
  }

  // Refuses with a sentence of the caller about this value.
  [[noreturn]] void fault(std::string_view sentence) const;

private:
  Item(const Document& document, const nlohmann::json& value) : document_(&document), value_(&value) {}
  void check_is(bool right, std::string_view wanted) const;

  const Document* document_;
  const nlohmann::json* value_;
};

}  // namespace plenum::imports
