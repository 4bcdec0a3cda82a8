// FormTable: a filled form, one evaluation laid out as a Form says: what each cell shows, its exact figure
// and the formula behind it. The page, the print and the workbook are drawn from it, so they cannot differ.
//
//   FormTable table = MakeTable(*ShippedForm("e81-17"), plan, Evaluate(plan, {2025, 2}, {}));
//   table.rows[4].cells[table.SlotOf(13, Side::kK)].text      // "83,33"
//
// Rows are programme, activity, sub-activity in order, a row for each indicator; money stands in a node's
// first row only and is a formula over its children where it has any. Quarters after the period are empty.
// Rates are raw, never capped; a row without a target has none and is left out of the means. Source:
// Permendagri 86/2017, performance rules.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/ratio.h"
#include "modules/performance/evaluation.h"
#include "modules/performance/form/cell_formula.h"
#include "modules/performance/form/form.h"
#include "modules/performance/plan_year.h"

namespace sinergi::performance::form {

// Text key and what fills it.
struct Note {
  std::string key;
  std::vector<std::string> args;
};

struct Cell {
  std::string text;                    // as shown; "–" where there is nothing to compute
  std::optional<Decimal> value;        // exact, rounded half-up once
  std::optional<CellFormula> formula;  // empty: typed
  std::optional<Note> note;            // why a computed figure is typed, or why there is none
};

struct Row {
  int node = -1, indicator = -1;  // of the PlanYear; -1: a node without indicators
  int number = 0;                 // of the node among the rows, from 1
  int depth = 0;                  // 0 for the form's topmost level
  bool first = true;              // the node's first row
  planning::NodeLevel level = planning::NodeLevel::kSubActivity;
  std::vector<Cell> cells;  // one a slot
};

struct FooterRow {
  std::string title;
  std::optional<Note> basis;                // over which rows the mean is taken
  std::vector<std::pair<int, Cell>> cells;  // by slot
  std::vector<std::string> lines;           // texts
};

struct SignatureBlock {
  std::string act, post;
};

struct FormTable {
  Form form;
  Period period;
  std::vector<std::pair<std::string, std::string>> header;  // title, value
  std::vector<Row> rows;
  std::vector<FooterRow> footers;
  std::vector<SignatureBlock> signatures;
  std::vector<Note> notes;  // rules and settings behind the figures

  int SlotOf(int column, Side side) const { return form.SlotOf(column, side); }
};

// With `facts` for the form of a planning document: its nodes and indicators as a plan, and what only it says.
struct DocumentFacts;
FormTable MakeTable(const Form& form, const PlanYear& plan, const Evaluation& evaluation,
                    const DocumentFacts* facts = nullptr);

// The title with the marks of its file filled: "… Lingkup Kabupaten/Kota", "… Tahun 2027".
std::string FormTitle(const Form& form, std::string_view government, int year);

// How a figure of a format is printed: money "1.500.000", percent "83,33".
std::string PrintValue(const Decimal& value, Format format);

}  // namespace sinergi::performance::form
