#include "server/gateway/web_files.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "clients/web/assets.h"

namespace plenum {

namespace {

// No inline script, nothing from elsewhere, no frame around it.
constexpr const char* content_policy =
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

void add_safety(net::HttpResponse& response) {
  response.headers.emplace_back("Content-Security-Policy", content_policy);
  response.headers.emplace_back("X-Content-Type-Options", "nosniff");
  response.headers.emplace_back("Referrer-Policy", "no-referrer");
  response.headers.emplace_back("Cross-Origin-Opener-Policy", "same-origin");
}

bool accepts(const net::HttpRequest& request, std::string_view coding) {
  return request.header("Accept-Encoding").find(coding) != std::string_view::npos;
}

const web::Asset* find_asset(std::string_view path) {
  for (const auto& asset : web::assets()) {
    if (asset.path == path) return &asset;
  }
  return nullptr;
}

net::HttpResponse of_asset(const net::HttpRequest& request, const web::Asset& asset) {
  net::HttpResponse response;
  response.headers = {{"Content-Type", std::string(asset.mime)},
                      {"ETag", std::string(asset.etag)},
                      {"Vary", "Accept-Encoding"},
                      {"Cache-Control", asset.immutable ? "public, max-age=31536000, immutable" : "no-cache"}};
  add_safety(response);
  if (request.header("If-None-Match") == asset.etag) {
    response.status = 304;
    return response;
  }
  auto bytes = asset.raw;
  if (!asset.brotli.empty() && accepts(request, "br")) {
    bytes = asset.brotli;
    response.headers.emplace_back("Content-Encoding", "br");
  } else if (!asset.gzip.empty() && accepts(request, "gzip")) {
    bytes = asset.gzip;
    response.headers.emplace_back("Content-Encoding", "gzip");
  }
  response.body = std::string(bytes);
  return response;
}

const char* mime_of(const std::filesystem::path& file) {
  const auto extension = file.extension().string();
  if (extension == ".html") return "text/html; charset=utf-8";
  if (extension == ".js") return "text/javascript; charset=utf-8";
  if (extension == ".css") return "text/css; charset=utf-8";
  if (extension == ".svg") return "image/svg+xml";
  if (extension == ".woff2") return "font/woff2";
  if (extension == ".json" || extension == ".webmanifest") return "application/json";
  if (extension == ".png") return "image/png";
  return "application/octet-stream";
}

// What an address that names no file opens.
const char* page_of(std::string_view path) {
  return is_gallery_page(path) ? "/gallery.html" : "/index.html";
}

net::HttpResponse of_folder(const std::string& path, const std::string& web_root) {
  // "//etc/passwd" would leave the folder: what is joined to a path and begins with a slash replaces it.
  const auto name = path.substr(std::min(path.find_first_not_of('/'), path.size()));
  auto file = std::filesystem::path(web_root) / name;
  std::error_code error;  // a name too long for the system is no file, and no exception either
  if (path.find("..") != std::string::npos || !std::filesystem::is_regular_file(file, error)) {
    file = web_root + page_of(path);
  }
  std::ifstream in(file, std::ios::binary);
  std::ostringstream bytes;
  bytes << in.rdbuf();
  net::HttpResponse response;
  response.status = in ? 200 : 404;
  response.headers = {{"Content-Type", mime_of(file)}, {"Cache-Control", "no-store"}};
  response.body = bytes.str();
  add_safety(response);
  return response;
}

}  // namespace

bool is_gallery_page(std::string_view path) {
  constexpr std::string_view root = "/gallery";
  return path.starts_with(root) && (path.size() == root.size() || path[root.size()] == '/');
}

net::HttpResponse web_file(const net::HttpRequest& request, const std::string& web_root) {
  if (request.method != "GET" && request.method != "HEAD")
    return net::HttpResponse::plain(405, "Files are read with GET.");
  if (!web_root.empty()) return of_folder(request.path, web_root);
  if (const auto* asset = find_asset(request.path)) return of_asset(request, *asset);
  const bool names_a_file = request.path.find('.') != std::string::npos;
  const auto* page = find_asset(page_of(request.path));
  if (names_a_file || page == nullptr) return net::HttpResponse::plain(404, "There is no such file.");
  return of_asset(request, *page);
}

}  // namespace plenum
