// Rows of a form that are no nodes of its document, as a document of their own: decided proposals (T-C.32), and what a
// form's file lists (E.70). Pure.
//
//   ContentOfProposals(proposals, renja, 2027).nodes[0].name   // "2.16.03.2.02.0040 Penyediaan Akses Internet: Wifi balai desa"
#pragma once

#include "modules/performance/form/form.h"
#include "modules/planning/document/checklist.h"
#include "modules/planning/outside.h"

namespace sinergi::performance::form {

// One leaf a proposal; without any, one that says so. The words are those of an official form: Indonesian.
planning::DocumentContent ContentOfProposals(const std::vector<planning::PlannedProposal>& proposals,
                                             const planning::DocumentContent& document, int year);

// One leaf a row of the file's list.
planning::DocumentContent ContentOfList(const Form& form);
// What was said of a row's item; T-C.32 is there once the proposals are known.
planning::ItemState StateOfItem(const ListedRow& row, const std::vector<planning::ItemAnswer>& items,
                                const std::optional<int64_t>& proposals);

}  // namespace sinergi::performance::form
