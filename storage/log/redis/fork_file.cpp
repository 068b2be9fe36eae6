#include "storage/log/redis/fork_file.h"

#include <filesystem>
#include <fstream>
#include <map>

#include <fcntl.h>
#include <google/protobuf/struct.pb.h>
#include <google/protobuf/util/json_util.h>
#include <unistd.h>

#include "storage/log/redis/line.h"
#include "storage/log/redis/masters.h"
#include "storage/log/redis/words.h"

namespace plenum::redis {

namespace {

constexpr const char* read_entries = "256";

using Hashes = std::map<Offset, std::string>;  // by the batch's last event

// What the log holds after the offset.
std::string read_hashes(Line& line, const Settings& settings, Offset after, Hashes& hashes) {
  for (;;) {
    const auto from = std::to_string(after + 1) + "-0";
    const auto reply =
        line.call({"XRANGE", settings.prefix + ":log", from, "+", "COUNT", read_entries}, settings.patience);
    if (!reply) return "Redis does not answer.";
    if (reply->type != REDIS_REPLY_ARRAY) return "Redis refuses: " + std::string(text_of(reply.get())) + ".";
    if (reply->elements == 0) return {};
    for (std::size_t i = 0; i < reply->elements; ++i) {
      const auto* entry = reply->element[i];
      log::LogBatch batch;
      if (entry->elements != 2 || entry->element[1]->elements != 2) return "The log holds what is no batch.";
      const auto bytes = text_of(entry->element[1]->element[1]);
      if (!batch.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) return "The log holds what is no batch.";
      after = tail_after(batch).offset;
      hashes[after] = batch.hash();
    }
  }
}

// Windows that grow: forks are short, the log is long.
std::string find_common(Line& line, const Settings& settings, const Store& store, Offset& common) {
  const auto tail = store.tail().offset;
  for (Offset window = 256;; window *= 16) {
    const auto after = tail > window ? tail - window : 0;
    Hashes theirs;
    if (auto fault = read_hashes(line, settings, after, theirs); !fault.empty()) return fault;
    bool found = false;
    auto fault = store.read_log(after, [&](const log::LogBatch& batch) {
      const auto at = theirs.find(tail_after(batch).offset);
      if (at == theirs.end() || at->second != batch.hash()) return true;
      common = at->first;
      found = true;
      return true;
    });
    if (!fault.empty() || found) return fault;
    if (after == 0) return "This node's log and the one in Redis have nothing in common that Redis still holds.";
  }
}

// Words that people wrote, so that they can be posted again; never a credential.
std::string words_of(const log::Personal& slot) {
  log::PostText text;
  switch (slot.kind()) {
    case log::BODY:
      return text.ParseFromString(slot.content()) ? text.source() : std::string();
    case log::TITLE:
    case log::REASON:
    case log::ANSWER:
      return slot.content();
    default:
      return {};
  }
}

std::string as_json(const log::Personal& slot) {
  google::protobuf::Value words;
  std::string json;
  words.set_string_value(words_of(slot));
  google::protobuf::util::MessageToJsonString(words, &json);
  return R"({"kind":")" + log::PersonalKind_Name(slot.kind()) + R"(","words":)" + json + "}";
}

std::string as_line(const log::LogBatch& batch, int index) {
  const auto& logged = batch.events(index);
  log::Event event;
  std::string json;
  if (event.ParseFromString(logged.event())) google::protobuf::util::MessageToJsonString(event, &json);
  auto line = R"({"offset":")" + std::to_string(batch.first() + static_cast<Offset>(index)) + R"(","epoch":")" +
              std::to_string(batch.epoch()) + R"(","hash":")" + hex(batch.hash()) + R"(","event":)" +
              (json.empty() ? "null" : json) + R"(,"personal":[)";
  for (int i = 0; i < logged.personal_size(); ++i) line += (i > 0 ? "," : "") + as_json(logged.personal(i));
  return line + "]}\n";
}

// Members' words: nobody else on the machine reads them.
std::string write_file(const Store& store, KeptFork& kept) {
  std::ofstream file(kept.file, std::ios::trunc);
  std::error_code error;
  std::filesystem::permissions(kept.file, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write,
                               error);
  auto fault = store.read_log(kept.after, [&](const log::LogBatch& batch) {
    ++kept.batches;
    for (int i = 0; i < batch.events_size(); ++i, ++kept.events) file << as_line(batch, i);
    return static_cast<bool>(file);
  });
  file.close();
  if (!file && fault.empty()) fault = kept.file + " cannot be written: is the disk full?";
  return fault;
}

}  // namespace

std::string keep_fork(const Settings& settings, const Store& store, const std::string& directory, KeptFork& kept) {
  Masters masters(settings);
  std::string why;
  const auto master = masters.find(why);
  const auto line = master ? Line::open(*master, settings.patience, why) : nullptr;
  if (!line) return why;
  if (auto fault = find_common(*line, settings, store, kept.after); !fault.empty()) return fault;
  const auto tail = store.tail();
  if (kept.after == tail.offset) return "This node's log is no fork: all it holds is in the log.";
  const auto name = "fork-" + std::to_string(tail.epoch) + "-" + std::to_string(kept.after) + ".jsonl";
  kept.file = (std::filesystem::path(directory) / name).string();
  return write_file(store, kept);
}

}  // namespace plenum::redis
