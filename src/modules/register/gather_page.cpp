// What the records of another register add up to, by person and year: who reaches a threshold, which record there is
// of it and how it differs; taking a proposal makes or changes that record. Only for those who may see what is personal
// in both registers; names are dots until they are asked for, and that is told in the trail.
#include "modules/register/gather_page.h"

#include <algorithm>

#include "modules/register/gather_store.h"
#include "modules/register/record_rows.h"
#include "modules/register/register_pages.h"
#include "modules/register/register_rows_view.h"
#include "modules/register/register_words.h"

namespace sinergi::registers {
namespace {

using Dict = ctemplate::TemplateDictionary;

constexpr size_t kPersonsOnAPage = 100, kGatherUnitsOffered = 80;
constexpr int kGatherYearsOffered = 5;

struct GatherHere {
  const Here& here;
  sql::Connection& c;
  const RecordContext& context;
  const Gathering& gathering;
  const GatherAsked& asked;
  const Gathered& gathered;
  const std::vector<GatherProposal>& proposals;

  const kernel::Visit& v() const { return here.v; }
  std::string Path() const { return here.Path("gathers/" + gathering.gather.name); }
  int64_t FirstRecord(const GatherProposal& proposal) const {
    return gathered.records[proposal.total.records[0]].id;
  }
};

std::optional<int64_t> AskedId(const kernel::Visit& v, std::string_view name) {
  return v.request.Query(name).empty() ? std::nullopt : IdIn(v.request.Query(name));
}

int GatherYear(const kernel::Visit& v) {
  const std::optional<int64_t> year = AskedId(v, "year");
  return year && *year >= 1900 && *year <= 2200 ? static_cast<int>(*year) : v.Today().year;
}

// Calls fn with what the address asks for; refused to whoever may not see persons in both registers.
template <class Fn>
Status WithGathered(const Here& here, sql::Connection& c, Fn&& fn) {
  const Gather* gather = here.definition.GatherNamed(here.v.request.Param("gather"));
  const InForce* from = gather == nullptr ? nullptr : here.registers.Find(gather->from);
  if (from == nullptr) return Error{ErrorKind::kNotFound, "http.not_found"};
  return InContext(here, c, NumberStyle::kPoint, [&](const RecordContext& context) -> Status {
    const Gathering gathering{here.definition, from->definition, *gather};
    GatherAsked asked{GatherYear(here.v), AskedId(here.v, "unit"), GatherScope(context, gathering)};
    if (asked.scope && asked.scope->empty()) return kernel::Forbidden();
    const Result<Gathered> gathered = FindGathered(c, context, gathering, asked);
    if (!gathered.ok()) return gathered.error();
    const std::vector<GatherProposal> proposals = ProposalsOf(c, context, gathering, *gathered, asked.year);
    return fn(GatherHere{here, c, context, gathering, asked, *gathered, proposals});
  });
}

void FillGatherChoices(const GatherHere& at, Dict& page) {
  std::vector<int> years = {at.asked.year};
  for (int i = 0; i < kGatherYearsOffered; ++i) years.push_back(at.v().Today().year - i);
  std::sort(years.rbegin(), years.rend());
  years.erase(std::unique(years.begin(), years.end()), years.end());
  const std::string year = std::to_string(at.asked.year), unit(at.v().request.Query("unit"));
  Dict& of_year = *page.AddSectionDictionary("YEAR");
  for (const int one : years) AddFilterOption(of_year, std::to_string(one), std::to_string(one), year);
  AddFilterOption(page, "", at.v().T("registers.all"), unit);
  size_t offered = 0;
  for (const kernel::Unit& one : at.context.units.units()) {
    const auto& scope = at.asked.scope;
    const bool sees = !scope || std::find(scope->begin(), scope->end(), one.id) != scope->end();
    if (sees && offered++ < kGatherUnitsOffered)
      AddFilterOption(page, std::to_string(one.id), one.name, unit);
  }
}

// Everything that says whose it is, each once.
std::string PersonText(const GatherHere& at, const GatherProposal& proposal, Personal personal) {
  const Printing how{at.v(), at.context, at.here.definition};
  std::vector<std::string> said;
  for (const std::string& name : at.gathering.gather.by) {
    const std::string text = PrintCell(how, proposal.after, name, personal);
    if (!text.empty() && std::find(said.begin(), said.end(), text) == said.end()) said.push_back(text);
  }
  return fmt::format("{}", fmt::join(said, " · "));
}

std::string ValueText(const GatherHere& at, const Record& record, const Field& field) {
  if (field.type->name() == "table")
    return at.v().T("registers.import_rows",
                    {std::to_string(ValueIn(at.here.definition, record, field).rows.size())});
  return PrintField({at.v(), at.context, at.here.definition}, record, field, Personal::kMasked);
}

void FillDifferences(const GatherHere& at, const GatherProposal& proposal, Dict& there) {
  const Definition& definition = at.here.definition;
  for (const Field& field : definition.fields) {
    const auto plain = [&](const Record& record) {
      return field.type->Plain(field, ValueIn(definition, record, field));
    };
    if (field.personal || plain(*proposal.existing) == plain(proposal.after)) continue;
    const std::string before = ValueText(at, *proposal.existing, field),
                      after = ValueText(at, proposal.after, field);
    there.AddSectionDictionary("DIFFERENCE")
        ->SetValue("DIFFERENCE_TEXT",
                   before == after ? at.v().T("registers.gather_rows_differ", {In(at.v(), field.title)})
                                   : at.v().T("registers.gather_difference",
                                              {In(at.v(), field.title), before.empty() ? "–" : before,
                                               after.empty() ? "–" : after}));
  }
}

void FillExisting(const GatherHere& at, const GatherProposal& proposal, Dict& row) {
  if (!proposal.existing) return row.ShowSection("NO_RECORD");
  const Record& record = *proposal.existing;
  if (!MayRead(at.context, at.here.definition, record.unit_id)) return row.ShowSection("ELSEWHERE");
  Dict& there = *row.AddSectionDictionary("THERE");
  there.SetValue("RECORD_URL", at.here.Path(std::to_string(record.id)));
  there.SetValue("RECORD_NAME", RecordName({at.v(), at.context, at.here.definition}, record));
  if (const State* state = at.here.definition.StateNamed(record.state))
    there.SetValue("STATE", In(at.v(), state->title));
  if (!proposal.fault) there.ShowSection(proposal.differs ? "DIFFERS" : "SAME");
  if (proposal.differs) FillDifferences(at, proposal, there);
  if (proposal.differs && !proposal.may_take) there.ShowSection("CLOSED");
}

// What is computed may be words or a day.
bool IsNumberColumn(const GatherHere& at, std::string_view column) {
  const Field* field = at.here.definition.FieldNamed(column);
  return field != nullptr && field->type->Places() >= 0 &&
         field->type->TypeOf(*field).kind == expression::Type::Kind::kNumber;
}

bool IsToTake(const GatherProposal& proposal) {
  return proposal.may_take && !proposal.fault && (!proposal.existing || proposal.differs);
}

void FillPerson(const GatherHere& at, const GatherProposal& proposal, size_t number, Personal personal,
                bool taking, Dict& page) {
  Dict& row = *page.AddSectionDictionary("PERSON");
  const std::string id = std::to_string(at.FirstRecord(proposal));
  const std::string said = PersonText(at, proposal, personal);
  row.SetValue("WHO", personal == Personal::kShown
                          ? said
                          : at.v().T("registers.gather_person", {std::to_string(number)}) + " " + said);
  row.SetValue("ID", id);
  row.SetValue("PERSON_URL", fmt::format("{}?year={}&of={}", at.Path(), at.asked.year, id));
  row.SetIntValue("RECORDS", static_cast<long>(proposal.total.records.size()));
  if (proposal.reached) row.ShowSection("REACHED");
  for (const std::string& column : at.gathering.gather.shows) {
    Dict& cell = *row.AddSectionDictionary("CELL");
    cell.SetValue("CELL_TITLE", ColumnTitle(at.v(), at.here.definition, column));
    cell.SetValue("CELL_TEXT", PrintCell({at.v(), at.context, at.here.definition}, proposal.after, column,
                                         Personal::kMasked));
    if (IsNumberColumn(at, column)) cell.ShowSection("NUMBER");
  }
  if (proposal.fault)
    row.SetValueAndShowSection("FAULT_TEXT", at.v().web.texts.Of(at.v().lang, *proposal.fault), "FAULT");
  FillExisting(at, proposal, row);
  if (!taking) return;
  if (IsToTake(proposal))
    row.SetValueAndShowSection("SEEN", proposal.seen, "PICK");
  else
    row.ShowSection("NO_PICK");
}

// One person's alone: by one of the records that count (`of`), or by the record that was made of them (`match`).
bool IsShown(const GatherHere& at, const GatherProposal& proposal) {
  const std::optional<int64_t> of = AskedId(at.v(), "of"), match = AskedId(at.v(), "match");
  if (of) return at.FirstRecord(proposal) == *of;
  return !match || (proposal.existing && proposal.existing->id == *match);
}

void FillPersons(const GatherHere& at, Personal personal, Dict& page) {
  std::vector<size_t> shown;
  size_t reached = 0;
  for (size_t i = 0; i < at.proposals.size(); ++i) {
    if (!IsShown(at, at.proposals[i])) continue;
    shown.push_back(i);
    reached += at.proposals[i].reached;
  }
  if (shown.empty()) return page.ShowSection("NOTHING");
  const auto most = static_cast<int64_t>(kGatheredMost);
  const auto number = static_cast<size_t>(std::clamp<int64_t>(AskedId(at.v(), "page").value_or(1), 1, most));
  const size_t from = std::min((number - 1) * kPersonsOnAPage, shown.size());
  const size_t to = std::min(from + kPersonsOnAPage, shown.size());
  page.ShowSection("PERSONS");
  page.SetValue("COUNT",
                at.v().T("registers.gather_count", {std::to_string(shown.size()), std::to_string(reached)}));
  for (const std::string& column : at.gathering.gather.shows) {
    Dict& head = *page.AddSectionDictionary("HEAD");
    head.SetValue("HEAD_TITLE", ColumnTitle(at.v(), at.here.definition, column));
    if (IsNumberColumn(at, column)) head.ShowSection("HEAD_NUMBER");
  }
  bool taking = false;
  for (size_t i = from; i < to; ++i) taking |= IsToTake(at.proposals[shown[i]]);
  if (taking) page.ShowSection("TAKING");
  for (size_t i = from; i < to; ++i)
    FillPerson(at, at.proposals[shown[i]], shown[i] + 1, personal, taking, page);
  const auto go = [&](const char* section, size_t to_page) {
    page.AddSectionDictionary(section)->SetValue(
        "PAGE_URL", fmt::format("{}?year={}&unit={}&page={}", at.Path(), at.asked.year,
                                http::PercentEncode(at.v().request.Query("unit")), to_page));
  };
  if (number > 1) go("BEFORE", number - 1);
  if (to < shown.size()) go("AFTER", number + 1);
}

// The records of one person: what the figures are made of.
void FillEvidence(const GatherHere& at, Dict& page) {
  if (!AskedId(at.v(), "of")) return;
  for (const GatherProposal& proposal : at.proposals) {
    if (!IsShown(at, proposal)) continue;
    std::vector<Record> records;
    for (const size_t index : proposal.total.records)
      if (auto record =
              ReadRecord(at.c, at.context.government.id, at.gathering.from, at.gathered.records[index].id))
        records.push_back(std::move(*record));
    const Here there{at.here.v, at.here.registers, *at.here.registers.Find(at.gathering.from.id),
                     at.gathering.from};
    Dict& evidence = *page.AddSectionDictionary("EVIDENCE");
    FillRows(there, at.context, at.gathering.from.lists.front().columns, nullptr, records, evidence);
  }
}

void FillGather(const GatherHere& at, Personal personal, Dict& page) {
  const Gather& gather = at.gathering.gather;
  page.SetValue("TITLE", In(at.v(), at.here.definition.title));
  page.SetValue("LIST_PATH", at.here.Path());
  page.SetValue("PATH", at.Path());
  page.SetValue("NAME", In(at.v(), gather.title));
  page.SetValue("HELP", In(at.v(), gather.help));
  page.SetValue("FROM_TITLE", In(at.v(), at.gathering.from.title));
  page.SetValue("FROM_PATH", "/registers/" + at.gathering.from.id);
  page.SetValue("QUERY", ListAddress(at.v().request).Same());
  if (AskedId(at.v(), "of") || AskedId(at.v(), "match"))
    page.SetValueAndShowSection("ALL_URL", fmt::format("{}?year={}", at.Path(), at.asked.year), "ONE");
  if (!at.context.calendar.Covers(at.asked.year)) page.ShowSection("UNCOVERED");
  FillGatherChoices(at, page);
  FillPersons(at, personal, page);
  FillEvidence(at, page);
  if (personal == Personal::kMasked && !at.proposals.empty()) page.ShowSection("REVEAL");
}

http::Response ShowGather(Here& here, Personal personal = Personal::kMasked,
                          const std::optional<Error>& error = {}) {
  Dict page("gather");
  const Status shown = here.v.web.db.Read([&](sql::Connection& c) {
    return WithGathered(here, c, [&](const GatherHere& at) -> Status {
      FillGather(at, personal, page);
      return Ok();
    });
  });
  if (!shown.ok()) return here.v.Refuse(shown.error());
  if (error) page.SetValueAndShowSection("ERROR_TEXT", here.v.web.texts.Of(here.v.lang, *error), "ERROR");
  return here.v.Show("register/gather", page, "registers.gather_title", error ? 422 : 200)
      .Set("Cache-Control", "no-store");
}

http::Response RevealGather(Here& here) {
  const Status told = here.v.web.db.Write([&](sql::Connection& c) {
    return WithGathered(here, c, [&](const GatherHere& at) -> Status {
      TellRead(c, here, fmt::format("gathers/{}/{}", at.gathering.gather.name, at.asked.year),
               at.gathering.gather.by, "page");
      return Ok();
    });
  });
  return told.ok() ? ShowGather(here, Personal::kShown) : here.v.Refuse(told.error());
}

// All that were picked, or none.
Status TakePicked(const GatherHere& at, const http::Form& form) {
  size_t taken = 0;
  for (const GatherProposal& proposal : at.proposals) {
    const std::string id = std::to_string(at.FirstRecord(proposal));
    const bool picked = std::any_of(form.fields.begin(), form.fields.end(), [&](const auto& field) {
      return field.first == "pick" && field.second == id;
    });
    if (!picked) continue;
    const Result<Record> done =
        TakeProposal(at.c, at.context, at.gathering, proposal, form.Field("seen" + id));
    if (!done.ok()) return done.error();
    ++taken;
  }
  if (taken == 0) return Error{ErrorKind::kInvalid, "register.gather_nothing"};
  return Ok();
}

http::Response TakeGathered(Here& here) {
  const http::Form form = http::ReadForm(here.v.request);
  if (!form.ok) return here.v.Refuse({ErrorKind::kInvalid, "http.bad_request"});
  const Status taken = here.v.web.db.Write([&](sql::Connection& c) {
    return WithGathered(here, c, [&](const GatherHere& at) { return TakePicked(at, form); });
  });
  if (taken.ok())
    return here.v.Back(here.Path("gathers/" + std::string(here.v.request.Param("gather"))) +
                           ListAddress(here.v.request).Same(),
                       "registers.gather_taken");
  const ErrorKind kind = taken.error().kind;
  if (kind == ErrorKind::kForbidden || kind == ErrorKind::kNotFound) return here.v.Refuse(taken.error());
  return ShowGather(here, Personal::kMasked, taken.error());
}

}  // namespace

std::vector<GatherLink> GatherLinksOf(const Here& here, const RecordContext& context) {
  std::vector<GatherLink> links;
  for (const InForce& one : here.registers.all())
    for (const Gather& gather : one.definition.gathers) {
      const InForce* from = here.registers.Find(gather.from);
      const bool ours = one.definition.id == here.definition.id || gather.from == here.definition.id;
      if (from == nullptr || !ours) continue;
      const UnitScope scope = GatherScope(context, {one.definition, from->definition, gather});
      if (scope && scope->empty()) continue;
      links.push_back(
          {"/registers/" + one.definition.id + "/gathers/" + gather.name, In(here.v, gather.title)});
    }
  return links;
}

void AddGatherPages(kernel::Web& web, http::Router& router, const Registers& registers) {
  const std::string one = "/registers/{register}/gathers/{gather}";
  web.Page(router, one, AtRegister(registers, [](Here& here) { return ShowGather(here); }));
  web.Post(router, one, AtRegister(registers, TakeGathered));
  web.Post(router, one + "/reveal", AtRegister(registers, RevealGather));
}

}  // namespace sinergi::registers
