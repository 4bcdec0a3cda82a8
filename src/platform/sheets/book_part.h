// The parts that say which parts there are: relationships (*.rels) and xl/workbook.xml.
#pragma once

#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "platform/sheets/cell_text.h"

namespace sinergi::sheets {

// "xl/workbook.xml" and "/xl/worksheets/sheet1.xml" or "worksheets/sheet1.xml" or "../x.xml": the part meant.
std::string ResolvePart(std::string_view base_part, std::string_view target);
std::string RelationshipsOf(std::string_view part);  // "xl/_rels/workbook.xml.rels"

class Relationships : public XmlHandler {
 public:
  struct Entry {
    std::string type;  // last word of it: "worksheet", "sharedStrings"
    std::string part;
  };
  explicit Relationships(std::string base_part) : base_(std::move(base_part)) {}
  void Start(std::string_view name, const XmlAttributes& attributes) override;
  void End(std::string_view) override {}
  void Text(std::string_view) override {}

  const Entry* ById(const std::string& id) const;
  std::string FirstOfType(std::string_view type) const;  // empty when there is none

 private:
  std::string base_;
  std::unordered_map<std::string, Entry> by_id_;
};

class BookPart : public XmlHandler {
 public:
  struct SheetEntry {
    std::string name, relationship;
    bool hidden = false;
  };
  explicit BookPart(const ReadLimits& limits) : limits_(limits), name_text_(limits.cell_bytes) {}
  void Start(std::string_view name, const XmlAttributes& attributes) override;
  void End(std::string_view name) override;
  void Text(std::string_view text) override;

  bool is_workbook = false;
  std::vector<SheetEntry> sheets;
  std::unordered_map<std::string, std::string> defined_names;  // of one sheet alone: "sheet!name"

 private:
  const ReadLimits& limits_;
  CellText name_text_;
  std::string name_key_;
  bool in_name_ = false;
  int depth_ = 0;
};

}  // namespace sinergi::sheets
