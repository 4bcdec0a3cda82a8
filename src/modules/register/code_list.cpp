#include "modules/register/code_list.h"

#include <mutex>

#include "base/ensure.h"
#include "base/text.h"
#include "platform/files/embedded.h"
#include "platform/sheets/csv.h"

namespace sinergi::registers {
namespace {

// Where a column stands in the first row; -1 when it is not there.
int ColumnNamed(const std::vector<std::string>& head, std::string_view name) {
  for (size_t i = 0; i < head.size(); ++i)
    if (FoldText(head[i]) == name) return static_cast<int>(i);
  return -1;
}

std::string At(const std::vector<std::string>& row, int column) {
  const auto i = static_cast<size_t>(column);
  return i < row.size() ? std::string(TrimBlanks(row[i])) : "";
}

}  // namespace

Result<CodeList> CodeList::Read(std::string_view csv, std::string_view file_name) {
  const Result<std::vector<std::vector<std::string>>> rows = sheets::ReadCsv(csv);
  if (!rows.ok()) return rows.error();
  const std::string file(file_name);
  const int code = rows->empty() ? -1 : ColumnNamed((*rows)[0], "code");
  const int title = rows->empty() ? -1 : ColumnNamed((*rows)[0], "title");
  std::vector<FieldError> faults;
  if (code < 0) faults.push_back({file + ":1", "data_file.missing_key", {"code"}});
  if (title < 0) faults.push_back({file + ":1", "data_file.missing_key", {"title"}});
  CodeList list;
  for (size_t i = 1; faults.empty() && i < rows->size(); ++i) {
    const std::string one = At((*rows)[i], code);
    if ((*rows)[i].size() == 1 && one.empty()) continue;  // an empty line
    const std::string place = file + ":" + std::to_string(i + 1);
    if (one.empty() || one.size() > 60 || one.find(' ') != one.npos) {
      faults.push_back({place, "register.bad_code", {Shorten(one, 60)}});
    } else if (!list.titles_.emplace(one, At((*rows)[i], title)).second) {
      faults.push_back({place, "data_file.doubled_key", {one}});
    }
  }
  if (faults.empty()) return list;
  return Error{ErrorKind::kInvalid, "data_file.bad_file", {file}, std::move(faults), {}};
}

const CodeList& CodeList::Shipped(std::string_view list) {
  static std::mutex mutex;
  static std::map<std::string, CodeList, std::less<>> lists;
  const std::lock_guard lock(mutex);
  if (const auto found = lists.find(list); found != lists.end()) return found->second;
  const files::EmbeddedFile* file = files::FindEmbedded("data/codes/" + std::string(list) + ".csv");
  Result<CodeList> read = file == nullptr ? Result<CodeList>(CodeList()) : Read(file->plain, file->path);
  ENSURE(read.ok());
  return lists.emplace(std::string(list), std::move(*read)).first->second;
}

const std::string* CodeList::TitleOf(std::string_view code) const {
  const auto found = titles_.find(code);
  return found == titles_.end() ? nullptr : &found->second;
}

}  // namespace sinergi::registers
