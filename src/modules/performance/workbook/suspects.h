// Suspects: cells whose formula or typed number is not what its place in the table asks for, each with the
// right formula. Whether a suspect is a fault is decided afterwards, by the value that the corrected workbook
// gives (see doctor.cpp). Each Suspect… function applies one rule to one table.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "modules/performance/workbook/cell_value.h"
#include "modules/performance/workbook/e81_layout.h"
#include "modules/performance/workbook/e81_tree.h"
#include "modules/performance/workbook/finding.h"
#include "modules/performance/workbook/linear_form.h"

namespace sinergi::performance {

struct Suspect {
  sheets::CellRef ref;
  std::string kind;
  std::string right;              // formula without "="; empty: `number`
  std::vector<std::string> args;  // behind cell, found, expected
  std::string kind_today;         // when the value is right all the same; empty: nothing to say
  Severity severity_today = Severity::kNote;
  bool typed = false;  // a number was typed, no formula
  std::string number;  // plain decimal
};

struct Table {
  const SheetView& view;
  const E81Layout& layout;
  const E81Tree& tree;
  std::map<sheets::CellRef, Suspect> suspects;
  std::vector<Finding> notes;

  void Add(Suspect suspect) { suspects.emplace(suspect.ref, std::move(suspect)); }  // the first word counts
  void Note(const std::string& kind, sheets::CellRef ref, const std::string& found,
            std::vector<std::string> args);
  const E81Row& Row(int i) const { return tree.rows[static_cast<size_t>(i)]; }
};

// Rows as people write them, "85–88, 90", from sheet rows counted from 0.
std::string RowsText(const std::set<int>& rows);
std::string A1(int row, int column);
bool NearValue(Int128 a, Int128 b, bool money);
// Whether a typed number is `right` rounded to the places that were typed.
bool RoundsTo(const CellValue& typed, Int128 right);
// "SUM(K85:K90)", "AVERAGE(Q14,Q22)": a range where the rows stand together.
std::string OverRows(const std::string& function, const std::vector<int>& rows, int column);
// What a formula that is not in the workbook gives there.
CellValue ValueOfFormula(const SheetView& view, const std::string& formula);
// A number, with blank as 0; empty for texts and errors.
std::optional<Int128> NumberOrZero(const CellValue& value);
// Unit or parent with shares: figures that do not add up over years.
bool IsShareRow(const Table& table, int i);

void SuspectTexts(Table& table);     // numbers stored as text
void SuspectSums(Table& table);      // parents and totals against their rows
void SuspectYears(Table& table);     // the year against its quarters
void SuspectToDate(Table& table);    // before + year, and shares added over years
void SuspectRates(Table& table);     // to date / target x 100
void SuspectMeans(Table& table);     // means over the wrong rows
void SuspectQuarters(Table& table);  // share x target - quarters before

}  // namespace sinergi::performance
