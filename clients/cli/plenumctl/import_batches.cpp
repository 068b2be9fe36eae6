#include "clients/cli/plenumctl/import_batches.h"

namespace plenum::cli {

namespace {

constexpr std::size_t entries_max = 1'000;
constexpr std::size_t bytes_max = 900'000;  // the server takes 1 MiB

std::size_t bytes_of(const v1::ImportEntry& entry) {
  return entry.ByteSizeLong() + 8;  // and its tag and length in the request
}

}  // namespace

void ImportBatches::add(v1::ImportEntry entry) {
  if (bytes_of(entry) > bytes_max) {
    imported_.refused.push_back(entry.post().origin() + ": It is larger than a request may be (900 KB).");
    return;
  }
  if (entry.has_thread()) {
    thread_ = std::move(entry);
    return;
  }
  if (entry.has_post() && thread_) {
    make_room(2, bytes_of(*thread_) + bytes_of(entry));
    append(*std::move(thread_));
    thread_.reset();
  }
  append(std::move(entry));
}

void ImportBatches::finish() {
  if (request_.entries_size() > 0) send();
}

void ImportBatches::append(v1::ImportEntry entry) {
  const auto bytes = bytes_of(entry);
  make_room(1, bytes);
  request_bytes_ += bytes;
  *request_.add_entries() = std::move(entry);
}

void ImportBatches::make_room(std::size_t entries, std::size_t bytes) {
  const auto held = static_cast<std::size_t>(request_.entries_size());
  const bool fits = held + entries <= entries_max && request_bytes_ + bytes <= bytes_max;
  if (!fits && held > 0) send();
}

void ImportBatches::send() {
  const auto reply = send_(request_);
  imported_.topics += reply.topics_added();
  imported_.threads += reply.threads_added();
  imported_.posts += reply.posts_added();
  imported_.authors += reply.authors_added();
  imported_.members += reply.members_added();
  imported_.reactions += reply.reactions_added();
  imported_.refused.insert(imported_.refused.end(), reply.refused().begin(), reply.refused().end());
  request_.Clear();
  request_bytes_ = 0;
}

}  // namespace plenum::cli
