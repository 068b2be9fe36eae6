#include "clients/cli/terminal/table.h"

#include <algorithm>
#include <cassert>
#include <numeric>

#include "clients/cli/terminal/cells.h"

namespace plenum::terminal {
namespace {

constexpr int gap_cells = 2;

std::string spaces(int count) {
  return std::string(static_cast<std::size_t>(std::max(count, 0)), ' ');
}

}  // namespace

void Table::add(std::vector<std::string> row) {
  assert(row.size() == columns_.size());
  for (std::string& field : row) field = harmless(field);
  rows_.push_back(std::move(row));
}

std::vector<int> Table::widths(int columns_max) const {
  std::vector<int> widths;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    int widest = cells(columns_[i].title);
    for (const auto& row : rows_) widest = std::max(widest, cells(row[i]));
    widths.push_back(widest);
  }
  if (columns_max <= 0) return widths;
  const int gaps = gap_cells * (static_cast<int>(columns_.size()) - 1);
  for (int excess = std::accumulate(widths.begin(), widths.end(), gaps) - columns_max; excess > 0; --excess) {
    int* widest = nullptr;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      const bool can = columns_[i].may_shrink && widths[i] > std::max(cells_min, cells(columns_[i].title));
      if (can && (!widest || widths[i] > *widest)) widest = &widths[i];
    }
    if (!widest) break;
    --*widest;
  }
  return widths;
}

std::string Table::line(const std::vector<std::string>& fields, const std::vector<int>& widths) const {
  std::string line;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const std::string field = fitted(fields[i], widths[i]);
    const std::string padding = spaces(widths[i] - cells(field));
    if (i > 0) line += spaces(gap_cells);
    line += columns_[i].align == Column::Align::right ? padding + field : field + padding;
  }
  line.resize(line.find_last_not_of(' ') + 1);
  return line;
}

std::string Table::text(int columns_max, const Palette& palette) const {
  const std::vector<int> fitting = widths(columns_max);
  std::vector<std::string> titles;
  for (const Column& column : columns_) titles.push_back(column.title);
  std::string text = palette.paint(Style::quiet, line(titles, fitting)) + "\n";
  for (const auto& row : rows_) text += line(row, fitting) + "\n";
  return text;
}

void Table::print(const Screen& screen) const {
  screen.write(text(screen.columns, Palette::of(screen)));
}

}  // namespace plenum::terminal
