#include "modules/proposal/suggestion.h"

#include <algorithm>

#include "base/text.h"
#include "modules/proposal/place_store.h"

namespace sinergi::proposal {
namespace {

using planning::DocumentContent;
using planning::DocumentHead;
using planning::NomenclatureCode;

// The version in force: of the year, else the newest before it, else the oldest there is.
std::optional<int> VersionInForce(const std::vector<int>& years, int year) {
  if (years.empty()) return {};
  int best = *std::min_element(years.begin(), years.end());
  for (const int one : years)
    if (one <= year) best = std::max(best, one);
  return best;
}

std::string WordsOfCode(const NomenclatureCode& code) {
  return code.name + " " + code.outcome + " " + code.indicator + " ";
}

std::string WordsOfNode(const DocumentContent& content, int node) {
  std::string words;
  for (int at = node; at >= 0; at = content.nodes[static_cast<size_t>(at)].parent)
    words += content.nodes[static_cast<size_t>(at)].name + " ";
  return words;
}

// "2.16.02.2": bidang urusan, programme and for whom; what an agency's plan may take codes from.
std::string RoomOf(const std::string& code) {
  size_t end = 0;
  for (int part = 0; part < 4 && end != std::string::npos; ++part) end = code.find('.', end + 1);
  return end == std::string::npos ? "" : code.substr(0, end);
}

}  // namespace

PlanToMatch::PlanToMatch(sql::Connection& c, const planning::PlanningContext& context, int64_t agency_id,
                         int year) {
  const int64_t government = context.actor.government_id;
  if (const auto version = VersionInForce(planning::NomenclatureYears(c, government), year))
    for (NomenclatureCode& code : planning::CodesIn(c, government, *version)) {
      const std::string key = code.code;
      codes_.emplace(key, std::move(code));
    }
  for (const DocumentHead& head : planning::ListDocuments(c, government)) {
    const bool fits = head.kind == planning::DocumentKind::kRenja && head.unit_id == agency_id &&
                      head.year_from <= year && year <= head.year_to;
    if (fits && planning::MayRead(context, head)) AddDocument(c, government, head, year);
  }
  AddCodesNotInPlan();
  leaf_index_ = std::make_unique<WordIndex>(leaf_words_, ShippedVocabulary());
  missing_index_ = std::make_unique<WordIndex>(missing_words_, ShippedVocabulary());
}

void PlanToMatch::AddDocument(sql::Connection& c, int64_t government_id, const DocumentHead& head, int year) {
  ++documents_;
  const DocumentContent content =
      planning::LoadContent(c, government_id, planning::VersionsOf(c, government_id, head.id).front().id);
  const std::vector<Money> planned = planning::PlannedOf(content, year);
  std::vector<std::string> indicators(content.nodes.size());
  for (const planning::DocumentIndicator& indicator : content.indicators)
    indicators[static_cast<size_t>(indicator.node)] += indicator.name + " ";
  for (size_t i = 0; i < content.nodes.size(); ++i) {
    const planning::DocumentNode& node = content.nodes[i];
    in_plan_.insert(node.code);
    if (!content.IsLeaf(static_cast<int>(i)) || node.level < planning::DocumentLevel::kProgramme) continue;
    std::string words = WordsOfNode(content, static_cast<int>(i)) + indicators[i];
    if (const auto code = codes_.find(node.code); code != codes_.end()) words += WordsOfCode(code->second);
    leaves_.push_back({head.id, planning::KeyOf(node), NodeText(node), planned[i]});
    leaf_words_.push_back(std::move(words));
  }
}

void PlanToMatch::AddCodesNotInPlan() {
  std::set<std::string> rooms;
  for (const std::string& code : in_plan_)
    if (std::string room = RoomOf(code); !room.empty()) rooms.insert(std::move(room));
  for (const auto& [key, code] : codes_) {
    const bool sub = planning::LevelOfCode(key) == planning::NodeLevel::kSubActivity;
    if (!sub || in_plan_.contains(key) || !rooms.contains(RoomOf(key))) continue;
    missing_.push_back(&code);
    missing_words_.push_back(WordsOfCode(code));
  }
}

const PlanLeaf* PlanToMatch::Find(int64_t document_id, std::string_view node) const {
  const auto found = std::find_if(leaves_.begin(), leaves_.end(), [&](const PlanLeaf& leaf) {
    return leaf.document_id == document_id && leaf.node == node;
  });
  return found == leaves_.end() ? nullptr : &*found;
}

std::vector<Suggested> PlanToMatch::InPlan(const Proposal& proposal, size_t most) const {
  std::vector<Suggested> suggested;
  for (Match& match : leaf_index_->Find({proposal.work, proposal.words}, most))
    suggested.push_back({&leaves_[match.text], nullptr, std::move(match)});
  return suggested;
}

std::vector<Suggested> PlanToMatch::NotYet(const Proposal& proposal, size_t most) const {
  std::vector<Suggested> suggested;
  for (Match& match : missing_index_->Find({proposal.work, proposal.words}, most))
    suggested.push_back({nullptr, missing_[match.text], std::move(match)});
  return suggested;
}

}  // namespace sinergi::proposal
