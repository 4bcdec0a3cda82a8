// One row of the file, read field by field: what is not what it should be becomes a finding with its place.
#pragma once

#include <boost/json/object.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/money.h"
#include "modules/performance/workbook/finding.h"

namespace sinergi::performance::sipd {

class Findings {
 public:
  explicit Findings(std::string file_name) : file_(std::move(file_name)) {}
  // Args of the text: place, found, expected, then the others.
  void Add(std::string_view kind, Severity severity, std::string cell, std::string found = {},
           std::string expected = {}, std::vector<std::string> more = {});
  const std::vector<Finding>& all() const { return all_; }
  std::vector<Finding> Take() { return std::move(all_); }

 private:
  std::string file_;
  std::vector<Finding> all_;
};

class SipdRow {
 public:
  SipdRow(const boost::json::object& row, int index, Findings& findings)
      : row_(row), index_(index), findings_(&findings) {}

  std::string Place(std::string_view key) const;  // "[12].pagu"
  // As it stands, blanks around it cut; "" for null, a missing key and a lone blank. Anything but a text is a
  // finding.
  std::string Text(std::string_view key) const;
  // A text, or a number as the file writes it; "" for null, a missing key and anything else. No finding.
  std::string Scalar(std::string_view key) const;
  // Line breaks and runs of blanks folded; a finding when a line break stood inside.
  std::string Name(std::string_view key) const;
  // Whole rupiah, 0 to 100 trillion. Empty and a finding otherwise; empty without a finding for a missing key
  // or null.
  std::optional<Money> Amount(std::string_view key) const;
  std::optional<int64_t> Whole(std::string_view key) const;
  Findings& findings() const { return *findings_; }
  int index() const { return index_; }

 private:
  const boost::json::object& row_;
  int index_;
  Findings* findings_;
};

// Parts of a text separated by blank lines, each folded; none for an empty text.
std::vector<std::string> Paragraphs(std::string_view text);

}  // namespace sinergi::performance::sipd
