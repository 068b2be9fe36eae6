#include "tests/support/storage/faults/specimen.h"

#include <csignal>
#include <future>
#include <stdexcept>
#include <thread>

#include "storage/rocks/digest.h"
#include "storage/rocks/replay.h"
#include "tests/support/storage/commit.h"
#include "tests/support/storage/faults/rig.h"
#include "tests/support/storage/history.h"

namespace plenum::testing {

namespace {

void put(std::string& out, std::string_view bytes) {
  out += std::to_string(bytes.size()) + ":";
  out += bytes;
}

std::string take(std::string_view& in) {
  const auto colon = in.find(':');
  const auto size = std::stoull(std::string(in.substr(0, colon)));
  const std::string bytes(in.substr(colon + 1, size));
  in.remove_prefix(colon + 1 + size);
  return bytes;
}

std::string pack(const Specimen& s) {
  std::string out;
  put(out, std::to_string(s.tail.offset));
  put(out, s.tail.hash);
  put(out, s.digest);
  put(out, s.log_path);
  put(out, s.longer_log);
  for (const auto& [path, bytes] : s.image) {
    put(out, path);
    put(out, bytes);
  }
  return out;
}

Specimen unpack(std::string_view in) {
  Specimen s;
  s.tail.offset = std::stoull(take(in));
  s.tail.hash = take(in);
  s.digest = take(in);
  s.log_path = take(in);
  s.longer_log = take(in);
  while (!in.empty()) {
    const auto path = take(in);
    s.image[path] = take(in);
  }
  return s;
}

std::unique_ptr<Store> open_or_throw(Rig& rig) {
  std::string why;
  auto store = rig.open(why);
  if (!store) throw std::runtime_error(why);
  return store;
}

void commit_some(Store& store, History& history, int batches) {
  for (int i = 0; i < batches; ++i) {
    auto batch = history.next_batch();
    if (i % 5 == 0) {  // something long, so that the log has blocks
      history.meeting().profile(MemberId{1}, std::string(3'000 + static_cast<std::size_t>(i), 'x'));
      batch.MergeFrom(history.meeting().take_batch());
    }
    if (!commit(store, batch)) throw std::runtime_error(store.halted_because());
  }
}

Specimen describe(const Store& store, Disk::Image image) {
  Specimen s{std::move(image), store.tail(), state_digest(store.view()), {}, {}};
  for (const auto& [path, bytes] : s.image) {
    if (path.starts_with("/data/") && path.ends_with(".log"))
      s.log_path = path;  // numbers rise, the last is the newest
  }
  return s;
}

Specimen made_in_child(const std::function<Specimen()>& make) {
  const auto ended = in_child([&](std::string& told) {
    told = pack(make());
    return 0;
  });
  if (ended.code != 0) throw std::runtime_error("no specimen: " + ended.told);
  return unpack(ended.told);
}

// What it says where all is well is nothing. What cannot be read says so to whoever reads it, members too; a fault that
// only a replay finds was served.
std::string fault_of(const Store& store, const Specimen& truth, Verdict& verdict) {
  const auto unreadable = store.read_log(0, [](const log::LogBatch&) { return true; });
  if (!unreadable.empty()) return unreadable;
  verdict = Verdict::wrong;
  const auto found = replay(store);
  if (!found.fault.empty()) return found.fault;
  if (!(store.tail() == truth.tail)) return "the tail is at " + std::to_string(store.tail().offset);
  if (found.live_digest != truth.digest) return "another state";
  verdict = Verdict::whole;
  return {};
}

}  // namespace

Specimen make_specimen(std::uint64_t seed) {
  return made_in_child([&] {
    Rig rig;
    History history(seed);
    for (int session = 0; session < 3; ++session) {
      const auto store = open_or_throw(rig);  // what the log held becomes a table
      commit_some(*store, history, 40);
    }
    const auto store = open_or_throw(rig);
    commit_some(*store, history, 60);
    auto specimen = describe(*store, rig.disk->image());
    commit_some(*store, history, 1);
    specimen.longer_log = rig.disk->image()[specimen.log_path];
    return specimen;
  });
}

Specimen make_specimen_with_two_logs(std::uint64_t seed) {
  return made_in_child([&] {
    Rig rig;
    History history(seed);
    auto store = open_or_throw(rig);
    commit_some(*store, history, 40);
    std::promise<void> hangs, may_go_on;
    std::shared_future<void> released = may_go_on.get_future().share();
    std::atomic<bool> first = true;
    rig.files->on_create(".sst", [&, released] {
      if (first.exchange(false)) hangs.set_value();
      released.wait();
    });
    std::thread flush([&] { store->checkpoint("/copy"); });
    hangs.get_future().wait();
    commit_some(*store, history, 40);
    auto specimen = describe(*store, rig.disk->image());
    may_go_on.set_value();
    flush.join();
    store.reset();
    return specimen;
  });
}

Finding examine(const Disk::Image& image, const Specimen& truth) {
  const auto ended = in_child([&](std::string& told) {
    Rig rig(image);
    const auto store = rig.open(told);
    if (!store) return static_cast<int>(Verdict::refused);
    auto verdict = Verdict::refused;
    told = fault_of(*store, truth, verdict);
    return static_cast<int>(verdict);
  });
  if (ended.signal == SIGABRT) return {Verdict::stopped, ended.told};
  if (ended.code < 0 || ended.code > 3)
    return {Verdict::wrong, "ended by " + std::to_string(ended.signal) + ended.told};
  return {static_cast<Verdict>(ended.code), ended.told};
}

}  // namespace plenum::testing
