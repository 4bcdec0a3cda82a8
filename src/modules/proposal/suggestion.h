// Suggestions: nodes of an agency's Renja whose words are those of a proposal, and codes of the nomenclature that are
// not in the Renja yet. A suggestion decides nothing.
//
// A leaf's words are its own, those of its indicators, of the nodes above it, and of its code in the nomenclature of
// the year. One Plan serves every proposal of its agency and year; made inside a Read.
#pragma once

#include <memory>

#include "modules/planning/document/document_store.h"
#include "modules/planning/nomenclature/nomenclature_store.h"
#include "modules/proposal/match.h"
#include "modules/proposal/proposal.h"

namespace sinergi::proposal {

struct PlanLeaf {
  int64_t document_id = 0;
  std::string node, text;  // key, and as people read it
  Money planned;           // of the year
};

struct Suggested {
  const PlanLeaf* leaf = nullptr;                    // in the plan …
  const planning::NomenclatureCode* code = nullptr;  // … or not yet
  Match match;
};

class PlanToMatch {
 public:
  // Newest versions of the agency's Renja that cover the year.
  PlanToMatch(sql::Connection& c, const planning::PlanningContext& context, int64_t agency_id, int year);
  const std::vector<PlanLeaf>& leaves() const { return leaves_; }
  const PlanLeaf* Find(int64_t document_id, std::string_view node) const;
  bool HasDocument() const { return documents_ > 0; }
  std::vector<Suggested> InPlan(const Proposal& proposal, size_t most) const;
  std::vector<Suggested> NotYet(const Proposal& proposal, size_t most) const;

 private:
  void AddDocument(sql::Connection& c, int64_t government_id, const planning::DocumentHead& head, int year);
  void AddCodesNotInPlan();

  int documents_ = 0;
  std::map<std::string, planning::NomenclatureCode, std::less<>> codes_;  // of the year's version
  std::set<std::string, std::less<>> in_plan_;
  std::vector<PlanLeaf> leaves_;
  std::vector<const planning::NomenclatureCode*> missing_;
  std::vector<std::string> leaf_words_, missing_words_;
  std::unique_ptr<WordIndex> leaf_index_, missing_index_;
};

}  // namespace sinergi::proposal
