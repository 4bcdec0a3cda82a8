// What stands around the rows of a form: header, footers, signatures and the rules behind the figures.
#pragma once

#include "modules/performance/form/document_facts.h"
#include "modules/performance/form/table_rows.h"

namespace sinergi::performance::form {

// `facts`: null for the form of a measured plan.
void AddHeader(FormTable& table, const PlanYear& plan, const DocumentFacts* facts);
// After the rows have their cells. A footer is row rows.size() + its index in formulas.
void AddFooters(FormTable& table, const PlanYear& plan, const Evaluation& evaluation, const RowPlan& rows,
                const DocumentFacts* facts);
// What officers wrote until the end of the period, as a footer asks for it: drivers, obstacles, follow-ups.
std::vector<std::string> FooterLines(const PlanYear& plan, Period period, Source source);
void AddSignatures(FormTable& table, const PlanYear& plan);
void AddNotes(FormTable& table, const Evaluation& evaluation, const DocumentFacts* facts);

}  // namespace sinergi::performance::form
