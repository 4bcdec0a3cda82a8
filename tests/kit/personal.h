// PersonalMarks: values that stand nowhere else, one for every personal field of every register, and where they are
// found again in an answer.
//
//   PersonalMarks marks;
//   chosen = marks.Of(definition, unit, person);   // field name -> what to type
//   marks.In(answer)                               // {"complaints|7|phone", …}: register, unit, field
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "modules/register/definition.h"
#include "modules/register/field/text_pattern.h"
#include "platform/sheets/workbook.h"

namespace sinergi::testkit {

class PersonalMarks {
 public:
  using Chosen = std::map<std::string, std::string>;

  // What to type into the personal fields; rows of a table have their cells side by side. What is typed for a person is
  // the account whose name is its mark, which the caller makes.
  Chosen Of(const registers::Definition& definition, int64_t unit, int64_t marked_person) {
    Chosen chosen;
    for (const registers::Field& field : definition.fields) {
      if (!field.personal || field.retired) continue;
      const std::string where = fmt::format("{}|{}|{}", definition.id, unit, field.name);
      if (field.type->name() == "table") {
        std::string row;
        for (const registers::Field& column : field.columns)
          row += (row.empty() ? "" : "\t") + Mark(where + "." + column.name, column, marked_person);
        chosen[field.name] = row;
      } else if (field.type->name() != "files") {
        chosen[field.name] = Mark(where, field, marked_person);
      }
    }
    return chosen;
  }
  // A mark that the caller puts somewhere itself: the name and the contents of a file.
  std::string New(const std::string& where) { return Keep(where, Word()); }
  void Know(const std::string& where, const std::string& mark) { Keep(where, mark); }

  // The places whose marks are in the text.
  std::set<std::string> In(std::string_view text) const {
    std::set<std::string> found;
    const auto has = [&](std::string_view word) { return text.find(word) != text.npos; };
    if (std::ranges::none_of(kStems, has)) return found;
    for (const auto& [mark, where] : marks_)
      if (has(mark)) found.insert(where);
    return found;
  }
  // Of a workbook: its cells.
  std::set<std::string> InWorkbook(std::string_view bytes) const {
    const Result<sheets::Workbook> book = sheets::ReadXlsx(bytes, {});
    std::string text;
    if (!book.ok()) return {"a workbook that cannot be read: " + book.error().code};
    for (const sheets::Sheet& sheet : book->sheets)
      for (const sheets::Sheet::RowCells& row : sheet.rows)
        for (const auto& [column, cell] : row.cells) text += cell.text + "\n";
    return In(text);
  }
  size_t size() const { return marks_.size(); }

 private:
  static constexpr std::array<std::string_view, 3> kStems = {"ahasiaq", "8877665", "887766"};

  std::string Word() { return "Rahasiaq" + std::to_string(++last_) + "z"; }
  std::string Digits(size_t count) { return fmt::format("8877665{:0{}}", ++last_, count - 7); }
  std::string Keep(const std::string& where, std::string mark) {
    marks_.emplace_back(mark, where);
    return mark;
  }

  std::string Mark(const std::string& where, const registers::Field& field, int64_t marked_person) {
    const std::string_view type = field.type->name();
    if (type == "text" || type == "long_text") return Keep(where, Text(where, field));
    if (type == "person") return std::to_string(marked_person);
    if (type == "location") {
      Keep(where, "-8.887766");
      Keep(where, "-8,887766");
      return "-8.887766, 123.5";
    }
    if (type == "date") return "2031-03-05";
    if (type == "yes_no") return "ya";
    if (type == "choice") return field.options.front().name;
    ADD_FAILURE() << where << ": no mark for a personal field of type " << type;
    return "";
  }

  std::string Text(const std::string& where, const registers::Field& field) {
    if (field.pattern.empty()) return Word();
    const auto pattern = registers::TextPattern::Read(field.pattern);
    for (const std::string& sample : {Digits(16), Digits(18), Digits(12), Word() + "@contoh.id", Word()})
      if (pattern->Matches(sample)) return sample;
    ADD_FAILURE() << where << ": no mark matches " << field.pattern;
    return "";
  }

  std::vector<std::pair<std::string, std::string>> marks_;  // the mark, where it was put
  int last_ = 100;
};

}  // namespace sinergi::testkit
