#include "server/render/plain.h"

#include "server/render/autolinks.h"

namespace plenum::render {

void read_plain(std::string_view source, Sink& sink) {
  bool in_paragraph = false;
  while (!source.empty()) {
    const auto line = source.substr(0, source.find('\n'));
    source.remove_prefix(line.size() + (line.size() < source.size()));
    const bool blank = line.find_first_not_of(" \t") == line.npos;
    if (blank && in_paragraph) sink.close();
    if (!blank && in_paragraph) sink.line_break();
    if (!blank && !in_paragraph) sink.open({.element = Element::p});
    if (!blank) write_autolinked(sink, line);
    in_paragraph = !blank;
  }
  if (in_paragraph) sink.close();
}

}  // namespace plenum::render
