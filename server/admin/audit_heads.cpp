#include "server/admin/audit_heads.h"

#include <algorithm>
#include <fstream>
#include <sstream>

#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include "storage/rocks/digest.h"

namespace plenum {

namespace {

constexpr std::size_t hash_bytes = 32;

bool parse(const std::string& line, AuditHead& head) {
  std::istringstream words(line);
  std::string hex;
  std::int64_t time_ms = 0;
  if (!(words >> head.number >> hex >> time_ms)) return false;
  head.hash.assign(hash_bytes, '\0');
  std::size_t bytes = 0;
  auto* to = reinterpret_cast<unsigned char*>(head.hash.data());
  return sodium_hex2bin(to, hash_bytes, hex.data(), hex.size(), nullptr, &bytes, nullptr) == 0 && bytes == hash_bytes;
}

AuditHead head_of(const View& view) {
  const auto community = view.get(key::Community{});
  return community ? AuditHead{community->audit_entries(), community->audit_hash()} : AuditHead{};
}

}  // namespace

AuditHeads::~AuditHeads() {
  if (file_ >= 0) ::close(file_);
}

std::string AuditHeads::open(const View& view) {
  std::string fault;
  const auto heads = read_audit_heads(path_, fault);
  if (!heads.empty()) last_ = heads.back();
  file_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (file_ < 0)
    return path_.string() + " cannot be written, so nobody outside the store sees the audit log grow: see audit_heads.";
  if (!fault.empty()) return fault;
  // The furthest, not the last: since an older copy was put in the store's place, it may have been seen as well.
  const auto furthest =
      std::max_element(heads.begin(), heads.end(), [](const auto& a, const auto& b) { return a.number < b.number; });
  const auto entry = furthest == heads.end() ? std::nullopt : view.get(key::Audit{furthest->number});
  const bool fits = heads.empty() || (entry && entry->hash() == furthest->hash);
  return fits ? std::string() : "The audit log is not the one in " + path_.string() + ": see plenumctl audit verify.";
}

bool AuditHeads::keep(const View& view, std::int64_t now_ms) {
  const auto head = head_of(view);
  if (file_ < 0 || head.number == 0 || head == last_) return true;
  const auto line = std::to_string(head.number) + " " + to_hex(head.hash) + " " + std::to_string(now_ms) + "\n";
  if (::write(file_, line.data(), line.size()) != static_cast<ssize_t>(line.size()) || ::fdatasync(file_) != 0)
    return false;
  last_ = head;
  return true;
}

std::filesystem::path AuditHeads::beside(const std::filesystem::path& data) {
  auto path = std::filesystem::absolute(data).lexically_normal();
  if (!path.has_filename()) path = path.parent_path();
  return path += ".audit-heads";
}

std::vector<AuditHead> read_audit_heads(const std::filesystem::path& path, std::string& fault) {
  std::vector<AuditHead> heads;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line) && !file.eof();) {  // the end without a line's end: torn
    AuditHead head;
    if (parse(line, head))
      heads.push_back(std::move(head));
    else
      fault = "A line of " + path.string() + " is none that was written: it was altered.";
  }
  return heads;
}

}  // namespace plenum
