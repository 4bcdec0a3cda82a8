#include "app/rollup/csv_rows.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>

#include "base/text.h"

namespace sinergi::app {

CsvRows::Mapping::~Mapping() {
  if (size > 0) ::munmap(const_cast<char*>(data), size);
}

Result<CsvRows> CsvRows::Open(const std::string& path, const std::vector<std::string>& columns) {
  const Error unreadable{ErrorKind::kNotFound, "app.file_unreadable", {path}};
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (file < 0) return unreadable;
  struct stat facts = {};
  auto mapping = std::make_shared<Mapping>();
  const bool regular = ::fstat(file, &facts) == 0 && S_ISREG(facts.st_mode);
  if (regular && facts.st_size > 0) {
    void* data = ::mmap(nullptr, static_cast<size_t>(facts.st_size), PROT_READ, MAP_PRIVATE, file, 0);
    if (data != MAP_FAILED) {
      mapping->data = static_cast<const char*>(data);
      mapping->size = static_cast<size_t>(facts.st_size);
      ::madvise(data, mapping->size, MADV_SEQUENTIAL);
    }
  }
  ::close(file);
  if (!regular || (facts.st_size > 0 && mapping->size == 0)) return unreadable;

  CsvRows rows;
  rows.path_ = path;
  rows.columns_ = columns;
  rows.at_ = mapping->data;
  rows.end_ = mapping->data + mapping->size;
  rows.mapping_ = std::move(mapping);
  if (std::string_view(rows.at_, static_cast<size_t>(rows.end_ - rows.at_)).starts_with("\xEF\xBB\xBF"))
    rows.at_ += 3;
  rows.ReadLine();
  if (rows.error_) return *rows.error_;
  rows.wanted_.assign(rows.header_.size(), -1);
  for (size_t i = 0; i < columns.size(); ++i) {
    const auto found = std::find_if(rows.header_.begin(), rows.header_.end(),
                                    [&](std::string_view name) { return TrimBlanks(name) == columns[i]; });
    if (found == rows.header_.end())
      return Error{ErrorKind::kInvalid, "bench.csv_column", {path, columns[i]}};
    rows.wanted_[static_cast<size_t>(found - rows.header_.begin())] = static_cast<int>(i);
  }
  rows.fields_.resize(columns.size());
  rows.in_header_ = false;
  return rows;
}

// The field at the cursor; afterwards the cursor stands behind the comma or the end of the line. False: an
// open quote.
bool CsvRows::ReadField(std::string_view& field) {
  const char* from = at_;
  const char* to = at_;
  if (at_ < end_ && *at_ == '"') {
    for (++from, ++at_; at_ < end_; ++at_) {
      if (*at_ == '\n') ++next_line_;
      if (*at_ != '"') continue;
      if (at_ + 1 == end_ || at_[1] != '"') break;
      ++at_;
    }
    if (at_ == end_) return false;
    to = at_++;
    if (at_ < end_ && *at_ == '\r') ++at_;
    if (at_ < end_ && *at_ != ',' && *at_ != '\n') return false;
  } else {
    while (at_ < end_ && *at_ != ',' && *at_ != '\n') ++at_;
    to = at_;
    if (to > from && to[-1] == '\r' && (at_ == end_ || *at_ == '\n')) --to;
  }
  field = {from, static_cast<size_t>(to - from)};
  line_ended_ = at_ == end_ || *at_ == '\n';
  if (at_ < end_) ++at_;
  return true;
}

bool CsvRows::ReadLine() {
  constexpr size_t kColumnsMost = 256;
  while (at_ < end_ && (*at_ == '\n' || *at_ == '\r')) next_line_ += *at_++ == '\n' ? 1 : 0;
  if (at_ == end_) return false;
  line_ = next_line_;
  size_t column = 0;
  for (line_ended_ = false; !line_ended_; ++column) {
    std::string_view field;
    if (!ReadField(field) || column >= kColumnsMost) {
      error_ = WrongRow("bench.csv_fields", {});
      return false;
    }
    if (in_header_) {
      header_.push_back(field);
    } else if (column < wanted_.size() && wanted_[column] >= 0) {
      fields_[static_cast<size_t>(wanted_[column])] = field;
    }
  }
  ++next_line_;
  if (!in_header_ && column != wanted_.size()) {
    error_ = WrongRow("bench.csv_fields", {});
    return false;
  }
  return true;
}

bool CsvRows::Next() {
  return !error_ && ReadLine();
}

Error CsvRows::Wrong(size_t column) const {
  return {ErrorKind::kInvalid,
          "bench.csv_value",
          {path_, std::to_string(line_), columns_[column], Shorten(fields_[column], 60)}};
}

Error CsvRows::WrongRow(const char* code, std::string_view what) const {
  return {ErrorKind::kInvalid, code, {path_, std::to_string(line_), Shorten(what, 60)}};
}

}  // namespace sinergi::app
