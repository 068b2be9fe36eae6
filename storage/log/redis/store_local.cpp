#include "storage/log/redis/store_local.h"

#include <filesystem>
#include <fstream>
#include <sstream>

#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include "storage/log/redis/words.h"

namespace plenum::redis {

namespace {

constexpr std::size_t node_bytes = 16;
constexpr const char* first_word = "plenum-node-2";
constexpr const char* first_word_once = "plenum-node-1";  // without a run
constexpr const char* no_run = "-";
constexpr const char* last_word = "end";

// Of a file or a directory.
bool sync_to_disk(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return false;
  const bool synced = ::fsync(descriptor) == 0;
  return ::close(descriptor) == 0 && synced;
}

NodeId new_node() {
  std::string bytes(node_bytes, '\0');
  randombytes_buf(bytes.data(), bytes.size());
  return hex(bytes);
}

}  // namespace

std::string StoreLocal::open(Store& store, const std::string& directory, std::unique_ptr<StoreLocal>& local) {
  local.reset(new StoreLocal(store, file_in(directory)));
  return local->read();
}

std::string StoreLocal::file_in(const std::string& directory) {
  return (std::filesystem::path(directory) / "node").string();
}

std::string StoreLocal::read() {
  if (!std::filesystem::exists(path_)) {
    if (keep({new_node(), 0, {}, {}})) return {};
    return path_ + " cannot be written.";
  }
  std::ifstream file(path_);
  std::string word;
  Standing found;
  bool whole = false;
  file >> word;
  const bool known = word == first_word || word == first_word_once;
  if (known && file >> found.node >> found.epoch) {
    if (word == first_word) file >> found.run;
    if (found.run == no_run) found.run.clear();
    while (file >> word && !whole) {
      whole = word == last_word;
      if (!whole) found.roster.insert(word);
    }
  }
  if (!whole) return path_ + " is damaged: restore a backup with `plenumctl restore` and start with that.";
  standing_ = found;
  return {};
}

bool StoreLocal::keep(const Standing& next) {
  const auto fresh = path_ + ".new";
  {
    std::ofstream file(fresh, std::ios::trunc);
    file << first_word << '\n'
         << next.node << ' ' << next.epoch << ' ' << (next.run.empty() ? no_run : next.run) << '\n';
    for (const auto& node : next.roster) file << node << '\n';
    file << last_word << '\n';
    file.flush();
    if (!file) return false;
  }
  std::error_code error;
  if (!sync_to_disk(fresh)) return false;
  std::filesystem::rename(fresh, path_, error);
  if (error || !sync_to_disk(std::filesystem::path(path_).parent_path().string())) return false;
  standing_ = next;
  return true;
}

std::string StoreLocal::community() const {
  const auto record = store_.view().get(key::Community{});
  return record ? hex(record->community()) : std::string();
}

}  // namespace plenum::redis
