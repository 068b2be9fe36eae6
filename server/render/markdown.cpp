#include "server/render/markdown.h"

#include <charconv>
#include <memory>
#include <optional>
#include <string>
#include <unordered_set>

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>

#include "server/render/autolinks.h"
#include "server/render/html_writer.h"
#include "server/render/markdown_guard.h"
#include "server/render/plain.h"
#include "server/render/strikethrough.h"
#include "server/render/utf8.h"
#include "server/render/veil.h"

namespace plenum::render {
namespace {

struct Extensions {
  cmark_syntax_extension *table, *tasklist;
};

// The language guarantees that one thread registers while others wait.
const Extensions& extensions() {
  static const Extensions found = [] {
    cmark_gfm_core_extensions_ensure_registered();
    return Extensions{cmark_find_syntax_extension("table"), cmark_find_syntax_extension("tasklist")};
  }();
  return found;
}

struct Free {
  void operator()(cmark_parser* parser) const { cmark_parser_free(parser); }
  void operator()(cmark_node* node) const { cmark_node_free(node); }
  void operator()(cmark_iter* iterator) const { cmark_iter_free(iterator); }
};
using Tree = std::unique_ptr<cmark_node, Free>;
using Iterator = std::unique_ptr<cmark_iter, Free>;

// None if the source would cost cmark-gfm more than it is worth.
Tree parse(std::string_view source) {
  const Cost cost = markdown_cost(source);
  if (!cost.readable) return nullptr;
  const std::unique_ptr<cmark_parser, Free> parser(cmark_parser_new(CMARK_OPT_DEFAULT));
  if (cost.tables) cmark_parser_attach_syntax_extension(parser.get(), extensions().table);
  cmark_parser_attach_syntax_extension(parser.get(), extensions().tasklist);
  const auto text = veiled(source);
  cmark_parser_feed(parser.get(), text.data(), text.size());
  Tree tree(cmark_parser_finish(parser.get()));
  if (source.find("~~") != source.npos) mark_strikethrough(tree.get());
  if (text != source) unveil(tree.get());
  return tree;
}

std::string_view view(const char* text) {
  return text ? std::string_view(text) : std::string_view();
}

std::optional<std::uint64_t> member_of(cmark_node* link) {
  constexpr std::string_view scheme = "member:";
  auto target = view(cmark_node_get_url(link));
  if (!target.starts_with(scheme)) return {};
  target.remove_prefix(scheme.size());
  std::uint64_t id = 0;
  const auto end = target.data() + target.size();
  const auto [stop, error] = std::from_chars(target.data(), end, id);
  if (error != std::errc() || stop != end || target.front() == '0') return {};
  return id;
}

// Walks the tree once. Lives for one body, on one thread.
class Reader {
public:
  Reader(std::size_t source_bytes, const HandleOf& handle_of, Sink& sink)
      : handle_of_(handle_of), sink_(sink), href_bytes_left_(4 * source_bytes) {}

  void read(cmark_node* root) {
    iterator_.reset(cmark_iter_new(root));
    for (auto event = cmark_iter_next(iterator_.get()); event != CMARK_EVENT_DONE;
         event = cmark_iter_next(iterator_.get())) {
      cmark_node* node = cmark_iter_get_node(iterator_.get());
      if (event == CMARK_EVENT_ENTER) {
        enter(node);
      } else {
        leave(node);
      }
    }
  }

private:
  // cmark's node types are constants only in part: those of extensions are numbered when they are registered.
  bool is(cmark_node* node, std::string_view type) const { return view(cmark_node_get_type_string(node)) == type; }

  void open(Element element) { sink_.open({.element = element}); }

  void lines(std::string_view text) {
    while (!text.empty() && text.back() == '\n') text.remove_suffix(1);
    for (auto end = text.find('\n'); end != text.npos; end = text.find('\n')) {
      sink_.text(text.substr(0, end));
      sink_.line_break();
      text.remove_prefix(end + 1);
    }
    sink_.text(text);
  }

  // For what is told whole on entering: neither its children nor its exit are visited.
  void skip(cmark_node* node) { cmark_iter_reset(iterator_.get(), node, CMARK_EVENT_EXIT); }

  void enter(cmark_node* node) {
    switch (cmark_node_get_type(node)) {
      case CMARK_NODE_DOCUMENT:
        return;
      case CMARK_NODE_BLOCK_QUOTE:
        return open(Element::blockquote);
      case CMARK_NODE_LIST:
        return enter_list(node);
      case CMARK_NODE_ITEM:
        return item(node);
      case CMARK_NODE_PARAGRAPH:
        return open(in_tight_list(node) ? Element::none : Element::p);
      case CMARK_NODE_HEADING:
        return open(heading_of(cmark_node_get_heading_level(node)));
      case CMARK_NODE_CODE_BLOCK:
        return code_block(node);
      case CMARK_NODE_HTML_BLOCK:
        return html_block(node);
      case CMARK_NODE_THEMATIC_BREAK:
        return sink_.rule();
      case CMARK_NODE_TEXT:
        return write_autolinked(sink_, view(cmark_node_get_literal(node)));
      case CMARK_NODE_HTML_INLINE:
        return sink_.text(view(cmark_node_get_literal(node)));
      case CMARK_NODE_SOFTBREAK:
      case CMARK_NODE_LINEBREAK:
        return sink_.line_break();
      case CMARK_NODE_CODE:
        return code(node);
      case CMARK_NODE_EMPH:
        return open(is_strikethrough(node) ? Element::del : Element::em);
      case CMARK_NODE_STRONG:
        return open(Element::strong);
      case CMARK_NODE_LINK:
        return link(node);
      case CMARK_NODE_IMAGE:
        return image(node);
      default:
        return enter_extension(node);
    }
  }

  // Not called for the kinds that have no content of their own.
  void leave(cmark_node* node) {
    if (cmark_node_get_type(node) == CMARK_NODE_DOCUMENT) return;
    if (is(node, "table_header") || (is(node, "table_row") && cmark_node_next(node) == nullptr)) sink_.close();
    sink_.close();
  }

  void enter_list(cmark_node* node) {
    if (cmark_node_get_list_type(node) == CMARK_BULLET_LIST) return open(Element::ul);
    sink_.open({.element = Element::ol, .start = cmark_node_get_list_start(node)});
  }

  void item(cmark_node* node) {
    open(Element::li);
    if (is(node, "tasklist")) sink_.text(cmark_gfm_extensions_get_tasklist_item_checked(node) ? "\u2611 " : "\u2610 ");
  }

  static bool in_tight_list(cmark_node* paragraph) {
    cmark_node* list = cmark_node_parent(cmark_node_parent(paragraph));
    return list && cmark_node_get_type(list) == CMARK_NODE_LIST && cmark_node_get_list_tight(list);
  }

  void enter_extension(cmark_node* node) {
    if (is(node, "table")) {
      aligns_ = cmark_gfm_extensions_get_table_alignments(node);
      columns_ = cmark_gfm_extensions_get_table_columns(node);
      return open(Element::table);
    }
    if (is(node, "table_cell")) return cell();
    const bool header = is(node, "table_header");
    const bool first_row = is(node, "table_row") && is(cmark_node_previous(node), "table_header");
    if (!header && !is(node, "table_row")) return open(Element::none);
    if (header || first_row) open(header ? Element::thead : Element::tbody);
    cell_element_ = header ? Element::th : Element::td;
    column_ = 0;
    open(Element::tr);
  }

  void cell() {
    const auto letter = column_ < columns_ ? aligns_[column_] : 0;
    ++column_;
    const auto align = letter == 'l'   ? Align::left
                       : letter == 'c' ? Align::center
                       : letter == 'r' ? Align::right
                                       : Align::none;
    sink_.open({.element = cell_element_, .align = align});
  }

  void code(cmark_node* node) {
    open(Element::code);
    sink_.text(view(cmark_node_get_literal(node)));
    sink_.close();
  }

  void code_block(cmark_node* node) {
    const auto info = view(cmark_node_get_fence_info(node));
    sink_.code_block(info.substr(0, info.find_first_of(" \t{,")), view(cmark_node_get_literal(node)));
  }

  void html_block(cmark_node* node) {
    open(Element::p);
    lines(view(cmark_node_get_literal(node)));
    sink_.close();
  }

  void link(cmark_node* node) {
    const auto id = member_of(node);
    const auto handle = id ? handle_of_(*id) : std::nullopt;
    if (!handle) return open_link(view(cmark_node_get_url(node)));
    sink_.member(*id, cleaned(*handle));
    skip(node);
  }

  // One long reference definition, used a thousand times, would be written a thousand times.
  void open_link(std::string_view href) {
    const bool affordable = href.size() <= href_bytes_left_;
    href_bytes_left_ -= affordable ? href.size() : 0;
    sink_.open({.element = affordable ? Element::a : Element::none, .href = href});
  }

  // The page loads nothing from elsewhere: what would be a picture is a link to it.
  void image(cmark_node* node) {
    const auto url = view(cmark_node_get_url(node));
    const auto label = words(node);
    open_link(url);
    sink_.text(label.empty() ? url : std::string_view(label));
    sink_.close();
    skip(node);
  }

  static std::string words(cmark_node* parent) {
    std::string text;
    const Iterator inner(cmark_iter_new(parent));
    while (cmark_iter_next(inner.get()) != CMARK_EVENT_DONE) {
      cmark_node* node = cmark_iter_get_node(inner.get());
      const auto type = cmark_node_get_type(node);
      if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE) text += view(cmark_node_get_literal(node));
      if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK) text += ' ';
    }
    return text;
  }

  const HandleOf& handle_of_;
  Sink& sink_;
  Iterator iterator_;
  std::size_t href_bytes_left_;
  const std::uint8_t* aligns_ = nullptr;
  std::size_t columns_ = 0, column_ = 0;
  Element cell_element_ = Element::td;
};

}  // namespace

void read_markdown(std::string_view source, const HandleOf& handle_of, Sink& sink) {
  const Tree tree = parse(source);
  if (!tree) return read_plain(source, sink);
  Reader(source.size(), handle_of, sink).read(tree.get());
}

std::vector<std::uint64_t> members_linked(std::string_view source) {
  std::vector<std::uint64_t> members;
  if (source.find("member:") == source.npos) return members;
  const Tree tree = parse(source);
  if (!tree) return members;
  std::unordered_set<std::uint64_t> seen;
  const Iterator iterator(cmark_iter_new(tree.get()));
  for (auto event = cmark_iter_next(iterator.get()); event != CMARK_EVENT_DONE;
       event = cmark_iter_next(iterator.get())) {
    cmark_node* node = cmark_iter_get_node(iterator.get());
    if (event != CMARK_EVENT_ENTER || cmark_node_get_type(node) != CMARK_NODE_LINK) continue;
    const auto id = member_of(node);
    if (id && seen.insert(*id).second) members.push_back(*id);
  }
  return members;
}

}  // namespace plenum::render
