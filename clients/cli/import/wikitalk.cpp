#include <unordered_set>

#include "clients/cli/import/civil_time.h"
#include "clients/cli/import/json.h"
#include "clients/cli/import/readers.h"
#include "clients/cli/import/refused.h"
#include "clients/cli/import/text.h"

// Talk pages as DiscussionTools reads them. Topic: page. Thread: a section that lies in no other one. Post: comment; it
// replies to its parent where that is a comment. Order: the page in pages.json, then depth first. A sub-section stands
// twice, inside its parent and again at the top; ids are unique within a page only.
namespace plenum::imports {
namespace {

enum class ItemType { heading, comment };

ItemType type_of(const Item& item) {
  const std::string_view type = item.at("type").text();
  if (type == "heading") return ItemType::heading;
  if (type != "comment") item.at("type").fault("is neither \"heading\" nor \"comment\".");
  return ItemType::comment;
}

// "2014-10-16T14:16:00.000Z" and "2014-10-16T14:16:00Z" are one time; the digest has the shorter.
std::string short_time(std::string_view time) {
  return time.ends_with(".000Z") ? std::string(time.substr(0, time.size() - 5)) + "Z" : std::string(time);
}

class PageReader {
public:
  // `bodies`: id -> HTML, for a tree that has none of its own.
  PageReader(Feed& feed, std::string name, const Document& tree, const Document* bodies)
      : feed_(feed), name_(std::move(name)), tree_(tree) {
    if (bodies) bodies_.emplace(*bodies);
  }

  void read() {
    feed_.topic({"wikitalk:page:" + name_, name_, "Imported from the talk page " + one_line(name_, 300) + ".", name_});
    for (std::size_t i = 0; i < tree_.size(); ++i) mark_nested(tree_[i], false);
    for (std::size_t i = 0; i < tree_.size(); ++i) read_top(tree_[i]);
  }

private:
  void mark_nested(const Item& item, bool inside) {
    if (inside && type_of(item) == ItemType::heading) nested_.emplace(item.at("id").text());
    const Item replies = item.at("replies");
    for (std::size_t i = 0; i < replies.size(); ++i) mark_nested(replies[i], true);
  }

  void read_top(const Item& item) {
    const std::string id(item.at("id").text());
    if (nested_.contains(id)) {
      feed_.skip("section", "stands in its parent section too");
      return;
    }
    thread_origin_ = "wikitalk:section:" + name_ + "#" + id;
    const std::string title = type_of(item) == ItemType::heading ? text_of_html(body_of(item)) : "";
    feed_.thread({thread_origin_, "wikitalk:page:" + name_, title, id});
    const std::uint64_t before = feed_.counts().posts;
    visit(item, nullptr);
    if (feed_.counts().posts == before) feed_.skip("section", "no comment");
  }

  // The depth is bounded by that of the JSON.
  void visit(const Item& item, const std::string* parent_comment) {
    const std::string id(item.at("id").text());
    if (!seen_.insert(id).second) {
      feed_.skip("item", "id seen before on its page");
      return;
    }
    const bool is_comment = type_of(item) == ItemType::comment;
    const std::string origin = post_origin(id);
    if (is_comment) post(item, id, parent_comment);
    const Item replies = item.at("replies");
    for (std::size_t i = 0; i < replies.size(); ++i) visit(replies[i], is_comment ? &origin : nullptr);
  }

  void post(const Item& item, const std::string& id, const std::string* parent_comment) {
    Post post;
    post.original_id = id;
    post.original_author = item.at("author").text();
    post.original_time = short_time(item.at("timestamp").text());
    const auto at = iso_ms(post.original_time);
    if (!at) item.at("timestamp").fault("is not an ISO 8601 time in UTC.");
    post.written_at_ms = *at;
    post.origin = post_origin(id);
    post.thread_origin = thread_origin_;
    post.author_origin = "wikitalk:user:" + post.original_author;
    if (parent_comment) post.reply_to_origin = *parent_comment;
    post.format = BodyFormat::html;
    post.body = body_of(item);
    feed_.author(post.author_origin, post.original_author);
    feed_.post(std::move(post));
  }

  std::string_view body_of(const Item& item) const {
    return bodies_ ? bodies_->at(item.at("id").text()).text() : item.at("html").text();
  }

  std::string post_origin(const std::string& id) const { return "wikitalk:comment:" + name_ + "#" + id; }

  Feed& feed_;
  std::string name_;  // "lang:title"
  Item tree_;
  std::optional<Item> bodies_;
  std::unordered_set<std::string> nested_;
  std::unordered_set<std::string> seen_;
  std::string thread_origin_;
};

struct Page {
  std::string name;
  std::vector<std::string> files;
};

Page read_page_entry(const Source& source, const std::string& folder, const Item& entry) {
  Page page;
  page.name = std::string(entry.at("lang").text()) + ":" + std::string(entry.at("title").text());
  const std::string_view shape = entry.at("shape").text();
  if (shape != "threaditemshtml" && shape != "tree+html") entry.at("shape").fault("is a shape unknown here.");
  const Item files = entry.at("files");
  const std::size_t wanted = shape == "tree+html" ? 2 : 1;
  if (files.size() < wanted) files.fault("names too few files.");
  for (std::size_t i = 0; i < wanted; ++i) {
    page.files.push_back(folder + std::string(files[i].text()));
    if (!source.find(page.files.back())) files[i].fault("names a file that is missing.");
  }
  return page;
}

void read_page(Source& source, Feed& feed, const Page& page) {
  const Document tree(page.files[0], source.read_one(page.files[0]));
  std::optional<Document> bodies;
  if (page.files.size() > 1) bodies.emplace(page.files[1], source.read_one(page.files[1]));
  PageReader(feed, page.name, tree, bodies ? &*bodies : nullptr).read();
}

}  // namespace

void read_wikitalk(Source& source, Feed& feed) {
  const auto folder = source.folder_of("pages.json");
  if (!folder) refuse("there is no pages.json: this is no set of talk pages.");
  const Document document(*folder + "pages.json", source.read_one(*folder + "pages.json"));
  const Item list(document);
  std::unordered_set<std::string> names;
  for (std::size_t i = 0; i < list.size(); ++i) {
    const Page page = read_page_entry(source, *folder, list[i]);
    if (!names.insert(page.name).second) list[i].fault("names a page that stands in the list already.");
    read_page(source, feed, page);
  }
}

}  // namespace plenum::imports
