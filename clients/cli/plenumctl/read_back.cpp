#include "clients/cli/plenumctl/read_back.h"

#include <array>

#include <sodium.h>

#include "clients/cli/import/digest.h"

namespace plenum::cli {

namespace {

using Names = std::unordered_map<std::uint64_t, std::string>;

// As the digest calls it, where that differs from what people see.
const std::string& digest_name(const std::string& named, const std::string& title) {
  return named.empty() ? title : named;
}

std::string line_of(const v1::ExportedPost& exported, const Names& topics, const Names& threads) {
  const auto& post = exported.post();
  const auto& origin = exported.origin();
  imports::DigestRow row;
  row.topic = topics.at(post.topic_id());
  row.thread = threads.at(post.thread_id());
  row.id = origin.original_id();
  row.id_is_number = origin.id_is_number();
  row.author = origin.original_author();
  row.time = origin.original_time();
  row.time_is_number = origin.time_is_number();
  row.body = post.source();
  return imports::digest_line(row) + '\n';
}

std::string sha256(const std::vector<std::string>& lines) {
  crypto_hash_sha256_state state;
  crypto_hash_sha256_init(&state);
  for (const auto& line : lines) {
    crypto_hash_sha256_update(&state, reinterpret_cast<const unsigned char*>(line.data()), line.size());
  }
  std::array<unsigned char, crypto_hash_sha256_BYTES> hash;
  crypto_hash_sha256_final(&state, hash.data());
  std::string hex(hash.size() * 2 + 1, '\0');
  sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
  hex.pop_back();
  return hex;
}

}  // namespace

void for_each_page(OperatorLine& line, const std::string& source,
                   const std::function<void(const v1::ExportReply&)>& see) {
  v1::ExportRequest request;
  request.set_source(source);
  for (;;) {
    const auto page = line.call<v1::ExportReply>("Export", request);
    see(page);
    if (!page.more()) return;
    request.set_after_thread_id(page.next_thread_id());
    request.set_after_place(page.next_place());
  }
}

ReadBack read_back(OperatorLine& line, const std::string& source,
                   const std::unordered_map<std::string, std::size_t>& order) {
  Names topics;
  Names threads;
  std::vector<std::string> lines(order.size());
  ReadBack result;
  for_each_page(line, source, [&](const v1::ExportReply& page) {
    for (const auto& t : page.topics())
      topics[t.topic().id()] = digest_name(t.origin().digest_name(), t.topic().title());
    for (const auto& t : page.threads()) {
      threads[t.thread().id()] = digest_name(t.origin().digest_name(), t.thread().title());
    }
    for (const auto& post : page.posts()) {
      const auto at = order.find(post.origin().origin());
      if (at == order.end()) continue;
      lines[at->second] = line_of(post, topics, threads);
      ++result.posts;
    }
  });
  result.missing = order.size() - result.posts;
  result.digest = sha256(lines);
  return result;
}

}  // namespace plenum::cli
