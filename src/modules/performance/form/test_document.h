// Planning documents for the tests of forms: a Renja of 2027 with its Renstra, RKPD and DPA, and what was measured in the two
// years before.
#pragma once

#include <memory>
#include <vector>

#include "modules/performance/form/document_rows.h"
#include "modules/planning/outside.h"

namespace sinergi::performance::form {

struct TestDocuments {
  planning::DocumentContent rpjmd, renstra, rkpd, renja, dpa;
  std::vector<std::shared_ptr<const PlanYear>> measured;
  std::vector<planning::PlannedProposal> proposals;
  std::vector<planning::ItemAnswer> items;

  DocumentSource Renja() const;    // 2027
  DocumentSource Renstra() const;  // 2025–2030, six years
};

TestDocuments MakeTestDocuments();

// The shipped form filled from them, whatever document it is of.
FormTable FilledForm(const TestDocuments& documents, const std::string& id);

}  // namespace sinergi::performance::form
