#include "modules/proposal/proposal.h"

#include <algorithm>

namespace sinergi::proposal {
namespace {

using registers::Definition;
using registers::Field;
using registers::Record;

constexpr int64_t kMicroOfYear = 1'000'000;  // numbers stand in millionths

std::string PlainIn(const Definition& definition, const Record& record, std::string_view name) {
  const Field* field = definition.FieldNamed(name);
  return field == nullptr ? "" : field->type->Plain(*field, registers::ValueIn(definition, record, *field));
}

std::optional<Money> MoneyIn(const Definition& definition, const Record& record, std::string_view name) {
  const std::string plain = PlainIn(definition, record, name);
  return plain.empty() ? std::nullopt : Money::Parse(plain, NumberStyle::kPoint);
}

int YearIn(const std::string& plain) {
  const std::optional<int64_t> year = registers::IdIn(plain);
  return year && *year < 10'000 ? static_cast<int>(*year) : 0;
}

}  // namespace

const std::vector<std::string>& DiscussedStates() {
  static const std::vector<std::string> states = {"partner", "forum", "region"};
  return states;
}

bool Proposal::IsDiscussed() const {
  const std::vector<std::string>& states = DiscussedStates();
  return std::find(states.begin(), states.end(), record.state) != states.end();
}

const Definition* ProposalRegister(const registers::Registers& all) {
  const registers::InForce* found = all.Find("proposals");
  if (found == nullptr || found->definition.ActNamed("accept") == nullptr) return nullptr;
  for (const char* name : {"work", "plan_year", "document", "node", "accepted_amount"})
    if (found->definition.FieldNamed(name) == nullptr) return nullptr;
  return &found->definition;
}

Proposal ProposalFrom(const Definition& definition, Record record) {
  Proposal proposal;
  proposal.work = PlainIn(definition, record, "work");
  for (const char* name : {"problem", "goal", "affair"})
    proposal.words += PlainIn(definition, record, name) + " ";
  proposal.year = YearIn(PlainIn(definition, record, "plan_year"));
  proposal.recommended = MoneyIn(definition, record, "recommended");
  proposal.accepted = MoneyIn(definition, record, "accepted_amount");
  proposal.document = PlainIn(definition, record, "document");
  proposal.node = PlainIn(definition, record, "node");
  proposal.record = std::move(record);
  return proposal;
}

std::optional<Proposal> FindProposal(sql::Connection& c, int64_t government_id, const Definition& definition,
                                     int64_t id) {
  std::optional<Record> record = registers::ReadRecord(c, government_id, definition, id);
  if (!record) return {};
  return ProposalFrom(definition, std::move(*record));
}

std::vector<Proposal> ListProposals(sql::Connection& c, int64_t government_id, const Definition& definition,
                                    int year, const std::vector<std::string>& states) {
  std::vector<sql::Value> values = {government_id};
  std::string where;
  for (const std::string& state : states) {
    where += where.empty() ? "?" : ", ?";
    values.emplace_back(state);
  }
  if (year != 0) values.emplace_back(year * kMicroOfYear);
  std::vector<Proposal> proposals;
  c.Query("SELECT " + registers::RecordColumns(definition) + " FROM \"" + registers::TableOf(definition) +
              "\" r WHERE r.government_id = ? AND r.state IN (" + where + ")" +
              (year != 0 ? " AND r.\"plan_year\" = ?" : "") + " ORDER BY r.number, r.id",
          values, [&](const sql::Row& row) {
            proposals.push_back(ProposalFrom(definition, registers::RecordAt(definition, row)));
          });
  return proposals;
}

std::vector<int> ProposalYears(sql::Connection& c, int64_t government_id, const Definition& definition) {
  std::vector<int> years;
  c.Query("SELECT DISTINCT r.\"plan_year\" FROM \"" + registers::TableOf(definition) +
              "\" r WHERE r.government_id = ? AND r.\"plan_year\" IS NOT NULL ORDER BY 1 DESC",
          {government_id},
          [&](const sql::Row& row) { years.push_back(static_cast<int>(row.Int(0) / kMicroOfYear)); });
  return years;
}

}  // namespace sinergi::proposal
