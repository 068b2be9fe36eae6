#include "server/admin/health.h"

#include <prometheus/metric_family.h>
#include <prometheus/text_serializer.h>

namespace plenum {

namespace {

prometheus::MetricFamily gauge(const char* name, const char* help, double value) {
  prometheus::ClientMetric metric;
  metric.gauge.value = value;
  return {name, help, prometheus::MetricType::Gauge, {metric}};
}

prometheus::MetricFamily counter(const char* name, const char* help, double value) {
  prometheus::ClientMetric metric;
  metric.counter.value = value;
  return {name, help, prometheus::MetricType::Counter, {metric}};
}

}  // namespace

void Health::on_http(net::HttpRequest request, net::Respond respond) {
  if (request.path == "/healthz") return respond(net::HttpResponse::plain(200, "It lives."));
  if (request.path == "/metrics") return respond(metrics());
  if (request.path != "/readyz")
    return respond(net::HttpResponse::plain(404, "There is /healthz, /readyz and /metrics."));
  const auto status = status_();
  respond(status.takes_writes() ? net::HttpResponse::plain(200, "It takes writes.")
                                : net::HttpResponse::plain(503, status.halted_because()));
}

net::Handler::Admission Health::on_upgrade(const net::HttpRequest&) {
  return {net::HttpResponse::plain(404, "There is /healthz, /readyz and /metrics."), "", nullptr};
}

net::HttpResponse Health::metrics() const {
  const auto status = status_();
  std::vector<prometheus::MetricFamily> families;
  families.push_back(gauge("plenum_log_tail", "Offset of the last event.", static_cast<double>(status.tail())));
  families.push_back(
      gauge("plenum_takes_writes", "1: commands are taken; 0: the store has halted.", status.takes_writes() ? 1 : 0));
  families.push_back(gauge("plenum_live_connections", "Live lines open now.", status.connections()));
  families.push_back(gauge("plenum_slow_connections", "Connections whose socket takes nothing at present.",
                           status.slow_connections()));
  families.push_back(gauge("plenum_held_bytes", "Bytes that wait for them.", static_cast<double>(status.held_bytes())));
  families.push_back(counter("plenum_catch_up_frames_made_total", "Frames read from the log for who came back.",
                             static_cast<double>(status.catch_up_frames_made())));
  families.push_back(counter("plenum_catch_up_frames_sent_total", "Sent; one that is made may be sent to many.",
                             static_cast<double>(status.catch_up_frames_sent())));
  net::HttpResponse response;
  response.headers = {{"Content-Type", "text/plain; version=0.0.4; charset=utf-8"}};
  response.body = prometheus::TextSerializer().Serialize(families);
  return response;
}

}  // namespace plenum
