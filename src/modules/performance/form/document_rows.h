// A planning document as the rows of a form: its tree as a plan, laid together with a second document, with
// the Renstra above it and with what was measured in the years it speaks of. Pure.
//
//   DocumentRows rows = RowsOfDocument({.content = &renja, .year = 2027, .renstra = &renstra, .measured = {…}});
//   MakeTable(*ShippedForm("t-c-33"), rows.plan, Evaluate(rows.plan, {2027, 4}, settings), &rows.facts);
//
// Nodes that only the second document has stand after the others below the same parent. A measured plan's node
// is the same when its code is; its indicator when the name is, or when both have one only. Money spent at
// codes that are not in the document is told in a note, never lost.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "modules/performance/form/document_facts.h"
#include "modules/planning/document/document.h"

namespace sinergi::performance::form {

struct DocumentSide {
  const planning::DocumentContent* content = nullptr;  // null: there is no such document
  std::string agency;                                  // code; of nodes that name none
};

struct DocumentSource {
  DocumentSide document, other, renstra;
  bool other_wanted = false;  // the form asks for a second document
  bool spent_wanted = false;  // it says what was spent
  int year = 0;               // the year of the form
  int year_from = 0, year_to = 0;
  std::string title, government, agency, agency_code;
  std::vector<std::pair<std::string, std::string>> agencies;  // code, name
  std::vector<std::shared_ptr<const PlanYear>> measured;      // plans of any years and agencies
};

struct DocumentRows {
  PlanYear plan;
  DocumentFacts facts;
};

DocumentRows RowsOfDocument(const DocumentSource& source);

}  // namespace sinergi::performance::form
