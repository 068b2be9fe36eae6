#include "clients/cli/import/import.h"

#include "clients/cli/import/readers.h"
#include "clients/cli/import/refused.h"

namespace plenum::imports {
namespace {

class NoSink : public Sink {
public:
  bool topic(Topic) override { return true; }
  bool author(Author) override { return true; }
  bool thread(Thread) override { return true; }
  bool post(Post) override { return true; }
  bool skipped(const Skipped&) override { return true; }
};

void read_kind(Kind kind, Source& source, Feed& feed) {
  switch (kind) {
    case Kind::zulip:
      return read_zulip(source, feed);
    case Kind::slack:
      return read_slack(source, feed);
    case Kind::irc:
      return read_irc(source, feed);
    case Kind::wikitalk:
      return read_wikitalk(source, feed);
  }
}

// Passes the source on and tells how much of it was read.
class WatchedSource : public Source {
public:
  WatchedSource(Source& source, std::function<void(Progress)> progress)
      : source_(source), progress_(std::move(progress)) {
    set_files(source.files());
    for (const File& file : source.files()) total_ += file.bytes;
  }
  void read(const std::vector<std::string>& names, const Take& take) override {
    source_.read(names, [&](const File& file, std::string content) {
      done_ += file.bytes;
      take(file, std::move(content));
      if (progress_) progress_({Progress::Stage::checking, done_, total_});
    });
  }

private:
  Source& source_;
  std::function<void(Progress)> progress_;
  std::uint64_t done_ = 0;
  std::uint64_t total_ = 0;
};

Counts read_twice(Kind kind, Source& source, Sink& sink, const std::function<void(Progress)>& progress) {
  NoSink no_sink;
  Feed checking(no_sink, nullptr, {});
  WatchedSource watched(source, progress);
  read_kind(kind, watched, checking);

  const Feed::Writers writers = checking.take_writers();
  const std::uint64_t total = checking.counts().posts;
  Feed feed(sink, &writers, [&](std::uint64_t posts) {
    if (progress && (posts % 256 == 0 || posts == total)) progress({Progress::Stage::importing, posts, total});
  });
  read_kind(kind, source, feed);
  return feed.counts();
}

}  // namespace

Result read(Kind kind, const std::filesystem::path& path, Sink& sink, const std::function<void(Progress)>& progress) {
  return read(kind, path, sink, progress, Bounds{});
}

Result read(Kind kind, const std::filesystem::path& path, Sink& sink, const std::function<void(Progress)>& progress,
            const Bounds& bounds) {
  try {
    const auto source = open_source(path, bounds);
    return read_twice(kind, *source, sink, progress);
  } catch (const Refused& refused) {
    return Refusal{refused.sentence};
  } catch (const StoppedBySink&) {
    return Refusal{"the import was stopped.", true};
  } catch (const std::filesystem::filesystem_error& error) {
    return Refusal{std::string(error.what()) + "."};
  }
}

}  // namespace plenum::imports
