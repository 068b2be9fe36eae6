#pragma once

#include <string>
#include <vector>

#include "clients/cli/terminal/colour.h"
#include "clients/cli/terminal/screen.h"

namespace plenum::terminal {

struct Column {
  enum class Align { left, right };
  std::string title;
  Align align = Align::left;
  bool may_shrink = false;  // titles and names may; ids and numbers would be useless cut
};

// Rows under titles, in columns. On a terminal it fits the width: columns that may shrink do, the widest first, down to
// cells_min; if that is not enough the lines are longer than the terminal. Elsewhere nothing is cut.
class Table {
public:
  static constexpr int cells_min = 8;

  explicit Table(std::vector<Column> columns) : columns_(std::move(columns)) {}

  // As many fields as columns; what others wrote is made harmless here.
  void add(std::vector<std::string> row);
  bool empty() const { return rows_.empty(); }

  // Every line ends in a newline and none in spaces.
  std::string text(int columns_max, const Palette& palette) const;
  void print(const Screen& screen) const;

private:
  std::vector<int> widths(int columns_max) const;
  std::string line(const std::vector<std::string>& fields, const std::vector<int>& widths) const;

  std::vector<Column> columns_;
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace plenum::terminal
