#include "clients/cli/import/json.h"

#include "clients/cli/import/limits.h"
#include "clients/cli/import/refused.h"
#include "clients/cli/import/text.h"

namespace plenum::imports {
namespace {

using nlohmann::json;

// Brackets outside strings. A million of them cost a million bytes here, and no stack.
void check_depth(const std::string& file, std::string_view bytes) {
  std::size_t levels = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const char c = bytes[i];
    if (in_string) {
      if (c == '\\') ++i;
      in_string = c != '"';
    } else if (c == '"') {
      in_string = true;
    } else if (c == '[' || c == '{') {
      if (++levels > json_levels_max) {
        refuse(file + " nests deeper than " + std::to_string(json_levels_max) + " levels at byte " + std::to_string(i) +
               ".");
      }
    } else if ((c == ']' || c == '}') && levels > 0) {
      --levels;
    }
  }
}

json parsed(const std::string& file, std::string_view bytes) {
  try {
    return json::parse(bytes.begin(), bytes.end());
  } catch (const json::parse_error& error) {
    refuse(file + " is not JSON: it breaks at byte " + std::to_string(error.byte) + ".");
  } catch (const json::exception&) {
    refuse(file + " is not JSON: it holds a number that is too large.");
  }
}

// Where `wanted` stands below `here`, as ".streams[3].id": looked for only when something is wrong.
bool find_place(const json& here, const json* wanted, std::string& place) {
  if (&here == wanted) return true;
  const std::size_t before = place.size();
  if (here.is_object()) {
    for (const auto& [key, value] : here.items()) {
      place += "." + key;
      if (find_place(value, wanted, place)) return true;
      place.resize(before);
    }
  } else if (here.is_array()) {
    for (std::size_t i = 0; i < here.size(); ++i) {
      place += "[" + std::to_string(i) + "]";
      if (find_place(here[i], wanted, place)) return true;
      place.resize(before);
    }
  }
  return false;
}

}  // namespace

Document::Document(std::string file, std::string_view bytes) : file_(std::move(file)) {
  check_utf8(file_, bytes);
  check_depth(file_, bytes);
  root_ = parsed(file_, bytes);
}

Item Item::at(std::string_view key) const {
  check_is(value_->is_object(), "an object");
  const auto found = value_->find(key);
  if (found == value_->end()) fault("has no \"" + std::string(key) + "\".");
  return Item(*document_, *found);
}

std::optional<Item> Item::find(std::string_view key) const {
  check_is(value_->is_object(), "an object");
  const auto found = value_->find(key);
  if (found == value_->end() || found->is_null()) return std::nullopt;
  return Item(*document_, *found);
}

std::string_view Item::text() const {
  check_is(value_->is_string(), "a text");
  return value_->get_ref<const json::string_t&>();
}

std::int64_t Item::number() const {
  check_is(value_->is_number_integer(), "a whole number");
  if (value_->is_number_unsigned() && value_->get<std::uint64_t>() > INT64_MAX) fault("is a number too large.");
  return value_->get<std::int64_t>();
}

std::size_t Item::size() const {
  check_is(value_->is_array(), "a list");
  return value_->size();
}

Item Item::operator[](std::size_t i) const {
  return Item(*document_, (*value_)[i]);
}

void Item::check_is(bool right, std::string_view wanted) const {
  if (right) return;
  fault("is " + std::string(value_->type_name()) + ", not " + std::string(wanted) + ".");
}

void Item::fault(std::string_view sentence) const {
  std::string place;
  find_place(document_->root(), value_, place);
  refuse(document_->file() + ": " + (place.empty() ? "the whole" : place) + " " + std::string(sentence));
}

}  // namespace plenum::imports
