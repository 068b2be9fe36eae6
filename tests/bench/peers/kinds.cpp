#include "tests/bench/peers/kind.h"

namespace plenum::bench {

namespace {

// nginx needs a folder of its own for everything that it would write elsewhere.
constexpr const char* nginx_configuration = R"(
load_module /usr/lib/nginx/modules/ngx_nchan_module.so;
daemon off;
user root;
worker_processes 1;
worker_rlimit_nofile 20000;
pid $FOLDER/nginx.pid;
error_log $FOLDER/errors warn;
events { worker_connections 19000; }
http {
  access_log off;
  client_body_temp_path $FOLDER/body;
  proxy_temp_path $FOLDER/proxy;
  fastcgi_temp_path $FOLDER/fastcgi;
  uwsgi_temp_path $FOLDER/uwsgi;
  scgi_temp_path $FOLDER/scgi;
  server {
    listen 127.0.0.1:$PORT backlog=4096;
    location /sub { nchan_subscriber websocket; nchan_channel_id t; nchan_subscriber_first_message newest; }
    location /pub { nchan_publisher websocket; nchan_channel_id t; nchan_message_buffer_length 64; }
  }
}
)";

constexpr const char* nats_configuration = R"(
listen: "127.0.0.1:$OTHER_PORT"
websocket { listen: "127.0.0.1:$PORT", no_tls: true }
)";

// It does not start with a WebSocket listener alone.
constexpr const char* mosquitto_configuration = R"(
listener $OTHER_PORT 127.0.0.1
listener $PORT 127.0.0.1
protocol websockets
allow_anonymous true
persistence false
log_type error
set_tcp_nodelay true
user root
)";

using namespace std::string_literals;

std::string two_bytes(std::size_t value) {
  return {static_cast<char>(value >> 8), static_cast<char>(value & 0xFF)};
}

// MQTT 3.1.1, section 2.2.3: seven bits a byte, the lowest first.
std::string remaining_length(std::size_t value) {
  std::string bytes;
  do {
    bytes.push_back(static_cast<char>((value & 0x7F) | (value > 0x7F ? 0x80 : 0)));
    value >>= 7;
  } while (value > 0);
  return bytes;
}

// CONNECT with a clean session, no keep-alive, and a name of 8 characters.
std::string mqtt_connect(const std::string& name_of_8) {
  return "\x10"s + remaining_length(10 + 2 + 8) + "\x00\x04MQTT\x04\x02\x00\x00"s + two_bytes(8) + name_of_8;
}

PeerKind nchan() {
  return {.name = "nginx+nchan",
          .package = "the Debian package libnginx-mod-nchan",
          .program = "nginx",
          .configuration = nginx_configuration,
          .configuration_option = "-c",
          .version_option = "-v",
          .subscriber_path = "/sub",
          .author_path = "/pub"};
}

PeerKind nats(const std::string& bytes) {
  return {.name = "nats-server",
          .package = "the Debian package nats-server",
          .program = "nats-server",
          .configuration = nats_configuration,
          .configuration_option = "-c",
          .version_option = "--version",
          .subscriber_path = "/",
          .author_path = "/",
          .subscriber_words = {"CONNECT {\"verbose\":false}\r\nSUB t 1\r\n"},
          .author_words = {"CONNECT {\"verbose\":false}\r\n"},
          .before_payload = "PUB t " + bytes + "\r\n",
          .after_payload = "\r\n",
          .record_bytes = ("MSG t 1 " + bytes + "\r\n\r\n").size()};
}

PeerKind mosquitto(std::size_t payload) {
  const auto publish = "\x30"s + remaining_length(3 + payload) + "\x00\x01t"s;
  return {.name = "mosquitto",
          .package = "the Debian package mosquitto",
          .program = "mosquitto",
          .configuration = mosquitto_configuration,
          .configuration_option = "-c",
          .version_option = "-h",
          .subscriber_path = "/",
          .author_path = "/",
          .subprotocol = "mqtt",
          .subscriber_words = {mqtt_connect("$NUMBER"), "\x82\x06\x00\x01\x00\x01t\x00"s},
          .author_words = {mqtt_connect("$NUMBER")},
          .before_payload = publish,
          .record_bytes = publish.size()};
}

PeerKind npm_ws() {
  return {.name = "npm-ws",
          .package = "npm ci in tests/bench/peers",
          .program = "node",
          .script = "ws_server.mjs",
          .version_option = "ws",
          .subscriber_path = "/",
          .author_path = "/author"};
}

PeerKind socket_io() {
  const std::string path = "/socket.io/?EIO=4&transport=websocket";
  return {.name = "npm-socket.io",
          .package = "npm ci in tests/bench/peers",
          .program = "node",
          .script = "socket_io_server.mjs",
          .version_option = "socket.io",
          .subscriber_path = path,
          .author_path = path,
          .op = Op::text,
          .subscriber_words = {"40"},
          .author_words = {"40"},
          .before_payload = "42[\"say\",\"",
          .after_payload = "\"]",
          .record_bytes = std::string("42[\"m\",\"\"]").size()};
}

}  // namespace

std::vector<PeerKind> peer_kinds(std::size_t payload_bytes) {
  std::vector<PeerKind> kinds = {nchan(), nats(std::to_string(payload_bytes)), mosquitto(payload_bytes), npm_ws(),
                                 socket_io()};
  for (auto& kind : kinds) kind.record_bytes += payload_bytes;
  return kinds;
}

std::string replaced(std::string text, const std::string& name, const std::string& value) {
  for (auto at = text.find(name); at != std::string::npos; at = text.find(name, at + value.size())) {
    text.replace(at, name.size(), value);
  }
  return text;
}

}  // namespace plenum::bench
