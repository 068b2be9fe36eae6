#include "server/render/render.h"

#include "server/render/html.h"
#include "server/render/html_writer.h"
#include "server/render/markdown.h"
#include "server/render/mrkdwn.h"
#include "server/render/plain.h"
#include "server/render/text_writer.h"
#include "server/render/utf8.h"

namespace plenum::render {
namespace {

void read(Format format, std::string_view source, const HandleOf& handle_of, Sink& sink) {
  switch (format) {
    case Format::markdown:
      return read_markdown(source, handle_of, sink);
    case Format::html:
      return read_html(source, sink);
    case Format::mrkdwn:
      return read_mrkdwn(source, sink);
    case Format::plain:
      return read_plain(source, sink);
  }
}

}  // namespace

std::string to_html(Format format, std::string_view source, const HandleOf& handle_of) {
  HtmlWriter writer;
  read(format, cleaned(source), handle_of, writer);
  return writer.take();
}

std::vector<std::uint64_t> mentioned_members(Format format, std::string_view source) {
  return format == Format::markdown ? members_linked(cleaned(source)) : std::vector<std::uint64_t>();
}

std::string excerpt(Format format, std::string_view source, std::size_t characters_max) {
  TextWriter writer(characters_max);
  read(format, cleaned(source), [](std::uint64_t) { return std::nullopt; }, writer);
  return writer.take();
}

}  // namespace plenum::render
