#include "server/admin/health.h"

#include <limits>

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

prometheus::MetricFamily commits(const Tally::Counts& tally) {
  prometheus::ClientMetric metric;
  std::uint64_t below = 0;
  for (std::size_t i = 0; i < tally.commits.size(); ++i) {
    below += tally.commits[i];
    const bool is_last = i == Tally::commit_us_bounds.size();
    const auto bound =
        is_last ? std::numeric_limits<double>::infinity() : 1e-6 * static_cast<double>(Tally::commit_us_bounds[i]);
    metric.histogram.bucket.push_back({below, bound});
  }
  metric.histogram.sample_count = below;
  metric.histogram.sample_sum = 1e-6 * static_cast<double>(tally.commit_us);
  return {"plenum_commit_seconds",
          "What a batch takes from its append to its sync.",
          prometheus::MetricType::Histogram,
          {metric}};
}

void add_tally(std::vector<prometheus::MetricFamily>& families, const Tally::Counts& tally) {
  families.push_back(counter("plenum_commands_accepted_total", "Commands answered with their outcome, on disk.",
                             static_cast<double>(tally.accepted)));
  families.push_back(counter("plenum_commands_refused_total",
                             "Commands that were decided against, or could not be written.",
                             static_cast<double>(tally.refused)));
  families.push_back(counter("plenum_events_written_total", "Events that this node put into the log.",
                             static_cast<double>(tally.events)));
  families.push_back(commits(tally));
}

prometheus::MetricFamily sockets(const Readings& readings) {
  prometheus::MetricFamily family{"plenum_sockets",
                                  "Connections open now, by door; observers may come in by the members'.",
                                  prometheus::MetricType::Gauge,
                                  {}};
  for (const auto& [door, count] : readings.sockets) {
    prometheus::ClientMetric metric;
    metric.label = {{"door", door}};
    metric.gauge.value = static_cast<double>(count);
    family.metric.push_back(metric);
  }
  return family;
}

void add_log(std::vector<prometheus::MetricFamily>& families, const Readings& readings) {
  const auto& log = *readings.log;
  const auto local = readings.status.tail();
  families.push_back(gauge("plenum_log_reached", "1: Redis answered at the last look.", log.reached ? 1 : 0));
  families.push_back(gauge("plenum_log_epoch", "The epoch in which this node takes part; 0: in none.",
                           static_cast<double>(log.epoch)));
  families.push_back(gauge("plenum_log_lag", "Events of the log that this node has not applied.",
                           static_cast<double>(log_lag(log, local))));
  families.push_back(
      gauge("plenum_log_fork", "1: this node holds what the others never had.", log.forked_because.empty() ? 0 : 1));
  families.push_back(gauge("plenum_log_held", "Events kept in Redis for a registered node that is behind or away.",
                           static_cast<double>(readings.log_held)));
  families.push_back(counter("plenum_log_batches_read_total",
                             "Batches read from Redis because they had not been heard: gaps filled.",
                             static_cast<double>(log.batches_read)));
}

}  // namespace

std::uint64_t log_lag(const FencedLog::Report& log, Offset local) {
  const auto tail = log.scene.meta ? log.scene.meta->tail.offset : 0;
  return tail > local ? tail - local : 0;
}

std::string why_behind(const FencedLog::Report& log, Offset local) {
  const auto lag = log_lag(log, local);
  return lag > behind_max ? "It is catching up: " + std::to_string(lag) + " events are still to come." : std::string();
}

void Health::on_http(net::HttpRequest request, net::Respond respond) {
  if (request.path == "/healthz") return respond(net::HttpResponse::plain(200, "It lives."));
  if (request.path == "/metrics") return respond(metrics());
  if (request.path != "/readyz")
    return respond(net::HttpResponse::plain(404, "There is /healthz, /readyz and /metrics."));
  const auto why = read_().why_not_ready;
  respond(why.empty() ? net::HttpResponse::plain(200, "It takes writes.") : net::HttpResponse::plain(503, why));
}

net::Handler::Admission Health::on_upgrade(const net::HttpRequest&) {
  return {net::HttpResponse::plain(404, "There is /healthz, /readyz and /metrics."), "", nullptr};
}

net::HttpResponse Health::metrics() const {
  const auto readings = read_();
  const auto& status = readings.status;
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
  add_tally(families, readings.tally);
  families.push_back(sockets(readings));
  if (readings.log) add_log(families, readings);
  net::HttpResponse response;
  response.headers = {{"Content-Type", "text/plain; version=0.0.4; charset=utf-8"}};
  response.body = prometheus::TextSerializer().Serialize(families);
  return response;
}

}  // namespace plenum
