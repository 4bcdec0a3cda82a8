// Exhibits: the tables and charts of a report, made of its figures; where a page may be opened, each figure leads to its
// explanation. Tables that have nothing to show say so in a sentence.
#pragma once

#include "modules/report/outline.h"
#include "modules/report/report_words.h"

namespace sinergi::report {

struct PaperCell {
  std::string text;
  std::string link = {};  // address of what explains it
};

struct PaperTable {
  struct Column {
    std::string title;
    bool number = false;
  };
  std::string title, empty, note;  // `empty`: the sentence when it has no rows
  std::vector<Column> columns;
  std::vector<std::vector<PaperCell>> rows;
  std::vector<PaperCell> total;  // a last row; empty: none
};

bool IsTable(Exhibit exhibit);
PaperTable TableOf(Exhibit exhibit, const ReportFacts& facts, const ReportWords& words);

// SVG of a chart, "" where it has nothing to draw.
bool IsChart(Exhibit exhibit);
std::string ChartOf(Exhibit exhibit, const ReportFacts& facts, const ReportWords& words);

}  // namespace sinergi::report
