#include "server/hooks/post_https.h"

#include <algorithm>
#include <memory>

#include <curl/curl.h>
#include <netdb.h>
#include <sys/socket.h>

namespace plenum {

namespace {

template <class T, void (*end)(T*)>
struct Ends {
  void operator()(T* what) const { end(what); }
};
using Easy = std::unique_ptr<CURL, Ends<CURL, curl_easy_cleanup>>;
using Url = std::unique_ptr<CURLU, Ends<CURLU, curl_url_cleanup>>;
using List = std::unique_ptr<curl_slist, Ends<curl_slist, curl_slist_free_all>>;
using Found = std::unique_ptr<addrinfo, Ends<addrinfo, freeaddrinfo>>;

std::string part_of(CURLU* url, CURLUPart part, unsigned flags = 0) {
  char* text = nullptr;
  if (curl_url_get(url, part, &text, flags) != CURLUE_OK) return {};
  std::string copy(text);
  curl_free(text);
  return copy;
}

Url parse(const std::string& text) {
  Url url(curl_url());
  if (url && curl_url_set(url.get(), CURLUPART_URL, text.c_str(), CURLU_DISALLOW_USER) != CURLUE_OK) url.reset();
  return url;
}

void add(List& list, const std::string& line) {
  auto* longer = curl_slist_append(list.get(), line.c_str());
  if (longer == nullptr) return;
  (void)list.release();
  list.reset(longer);
}

// The address to call; nothing where any of them may not be called: then somebody plays with the name.
std::optional<AddressBytes> resolve(const std::string& host, const std::string& port, const Networks& opened) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* first = nullptr;
  const auto bare = host.starts_with('[') ? host.substr(1, host.size() - 2) : host;
  if (::getaddrinfo(bare.c_str(), port.c_str(), &hints, &first) != 0) return {};
  const Found found(first);
  std::optional<AddressBytes> chosen;
  for (const auto* one = first; one != nullptr; one = one->ai_next) {
    const auto address = address_of(*one->ai_addr);
    if (!address || (!is_public(*address) && !opened.has(*address))) return {};
    if (!chosen) chosen = address;
  }
  return chosen;
}

// The last word: whatever the name may lead to by now, only this address is connected to.
curl_socket_t on_open(void* pinned, curlsocktype, curl_sockaddr* to) {
  const auto address = address_of(to->addr);
  if (!address || *address != *static_cast<const AddressBytes*>(pinned)) return CURL_SOCKET_BAD;
  return ::socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
}

/// What is read of the answer, which nobody looks at.
struct Reading {
  std::size_t bytes = 0;
  const std::atomic<bool>& stop;
};

std::size_t on_bytes(char*, std::size_t size, std::size_t count, void* to) {
  auto& reading = *static_cast<Reading*>(to);
  reading.bytes += size * count;
  return reading.bytes > answer_bytes_max ? 0 : size * count;
}

int on_progress(void* of, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  return static_cast<Reading*>(of)->stop.load() ? 1 : 0;
}

template <class Value>
bool set(CURL* easy, CURLoption option, Value value) {
  return curl_easy_setopt(easy, option, value) == CURLE_OK;
}

// Each of them matters: one that cannot be set, and nobody is called.
bool prepare(CURL* easy, const HttpsPost& post, const HttpsReach& reach, const curl_slist* headers,
             const curl_slist* pinned, const AddressBytes& address, Reading& reading) {
  const bool safe = set(easy, CURLOPT_PROTOCOLS_STR, "https") && set(easy, CURLOPT_FOLLOWLOCATION, 0L) &&
                    set(easy, CURLOPT_PROXY, "") && set(easy, CURLOPT_NOSIGNAL, 1L) &&
                    set(easy, CURLOPT_SSL_VERIFYPEER, 1L) && set(easy, CURLOPT_SSL_VERIFYHOST, 2L) &&
                    set(easy, CURLOPT_RESOLVE, pinned) && set(easy, CURLOPT_OPENSOCKETFUNCTION, on_open) &&
                    set(easy, CURLOPT_OPENSOCKETDATA, &address) && set(easy, CURLOPT_NETRC, CURL_NETRC_IGNORED);
  const bool bounded = set(easy, CURLOPT_TIMEOUT_MS, post_patience_ms) && set(easy, CURLOPT_NOPROGRESS, 0L) &&
                       set(easy, CURLOPT_XFERINFOFUNCTION, on_progress) && set(easy, CURLOPT_XFERINFODATA, &reading) &&
                       set(easy, CURLOPT_WRITEFUNCTION, on_bytes) && set(easy, CURLOPT_WRITEDATA, &reading);
  const bool filled = set(easy, CURLOPT_URL, post.url.c_str()) && set(easy, CURLOPT_HTTPHEADER, headers) &&
                      set(easy, CURLOPT_POSTFIELDS, post.body.data()) &&
                      set(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(post.body.size())) &&
                      set(easy, CURLOPT_USERAGENT, "Plenum") &&
                      (reach.ca_file.empty() || set(easy, CURLOPT_CAINFO, reach.ca_file.c_str()));
  return safe && bounded && filled;
}

std::string why(CURLcode code, CURL* easy) {
  long status = 0;
  curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
  if (code == CURLE_OK && status >= 200 && status < 300) return {};
  if (code == CURLE_OK) return "It answered " + std::to_string(status) + ".";
  if (code == CURLE_WRITE_ERROR) return "It answered with more than anybody wants to read.";
  if (code == CURLE_OPERATION_TIMEDOUT) return "It did not answer in time.";
  if (code == CURLE_PEER_FAILED_VERIFICATION) return "Its certificate is not trusted.";
  return "It cannot be reached.";
}

}  // namespace

std::string fault_of_hook(const std::string& text) {
  const auto url = parse(text);
  if (!url || part_of(url.get(), CURLUPART_SCHEME) != "https") return "Give an address that begins with https://.";
  const auto host = part_of(url.get(), CURLUPART_HOST);
  if (host.empty()) return "The address names no host.";
  const bool ascii = std::all_of(host.begin(), host.end(), [](char c) { return c > 0x20 && c < 0x7F; });
  return ascii ? std::string() : "Write the host as it is in the DNS, in ASCII.";
}

std::string post_https(const HttpsPost& post, const HttpsReach& reach, const std::atomic<bool>& stop) {
  static const bool ready = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
  if (auto fault = fault_of_hook(post.url); !fault.empty()) return fault;
  const auto url = parse(post.url);
  const auto host = part_of(url.get(), CURLUPART_HOST);
  const auto port = part_of(url.get(), CURLUPART_PORT, CURLU_DEFAULT_PORT);
  const auto address = resolve(host, port, reach.opened);
  if (!address) return "Its name leads to no address that may be called.";
  const Easy easy(curl_easy_init());
  if (!ready || !easy) return "It cannot be reached.";
  List headers;
  add(headers, "Content-Type: application/json");
  add(headers, "Expect:");
  for (const auto& line : post.headers) add(headers, line);
  List pinned;
  auto numeric = text_of(*address);
  if (numeric.find(':') != std::string::npos) numeric = "[" + numeric + "]";
  add(pinned, host + ":" + port + ":" + numeric);
  Reading reading{0, stop};
  if (!prepare(easy.get(), post, reach, headers.get(), pinned.get(), *address, reading)) return "It cannot be reached.";
  return why(curl_easy_perform(easy.get()), easy.get());
}

}  // namespace plenum
