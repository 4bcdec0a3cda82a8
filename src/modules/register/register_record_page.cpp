// A record: its fields, clocks, files, acts, history, and what is linked with it.
#include <algorithm>

#include "kernel/due_text.h"
#include "modules/register/paper_store.h"
#include "modules/register/record_clocks.h"
#include "modules/register/record_columns.h"
#include "modules/register/record_files.h"
#include "modules/register/record_rows.h"
#include "modules/register/record_values.h"
#include "modules/register/register_pages.h"
#include "modules/register/register_words.h"

namespace sinergi::registers {
namespace {

using kernel::Visit;
using Dict = ctemplate::TemplateDictionary;

constexpr int kBacklinksMost = 20;

// Everything that the page is drawn from, of one Read.
struct RecordScene {
  const Here& here;
  sql::Connection& c;
  const RecordContext& context;
  const Record& record;
  Personal personal;
  const RecordLinkSource& links;

  Printing how() const { return {here.v, context, here.definition}; }
};

std::string PrintBytes(int64_t bytes) {
  if (bytes < 1024) return fmt::format("{} B", bytes);
  if (bytes < 1024 * 1024) return fmt::format("{} kB", (bytes + 512) / 1024);
  return PrintDecimal(bytes * 10 / (1024 * 1024), 1, 1) + " MB";
}

// Fields that do not apply to this record say nothing.
bool IsShownInRecord(const RecordScene& scene, const Field& field) {
  const bool empty = ValueIn(scene.here.definition, scene.record, field).empty();
  if (field.retired || !field.shown_if) return !(field.retired && empty);
  const expression::Value shown =
      field.shown_if->Evaluate(LookupOf(scene.here.definition, scene.record, scene.context.today));
  return !empty || (shown.yes() && *shown.yes());
}

void FillRecordTable(const RecordScene& scene, const Field& field, Dict& row) {
  const FieldValue& value = ValueIn(scene.here.definition, scene.record, field);
  if (value.rows.empty()) return;
  const bool masked = field.personal && scene.personal == Personal::kMasked;
  Dict& table = *row.AddSectionDictionary("TABLE");
  for (const Field& column : field.columns)
    table.AddSectionDictionary("TABLE_HEAD")->SetValue("COLUMN_TITLE", In(scene.here.v, column.title));
  for (const std::vector<FieldValue>& values : value.rows) {
    Dict& line = *table.AddSectionDictionary("TABLE_ROW");
    for (size_t k = 0; k < field.columns.size(); ++k) {
      const Field& column = field.columns[k];
      Dict& cell = *line.AddSectionDictionary("TABLE_CELL");
      cell.SetValue("COLUMN_TITLE", In(scene.here.v, column.title));
      cell.SetValue("VALUE",
                    masked && !values[k].empty()
                        ? std::string(kDots)
                        : column.type->Print(column, values[k], scene.context.fields, scene.here.v.lang));
      const int64_t* id = column.type->name() == "link" && !masked && !values[k].empty()
                              ? std::get_if<int64_t>(&values[k].cells[0])
                              : nullptr;
      if (id == nullptr || scene.here.registers.Find(column.of) == nullptr)
        cell.ShowSection("TABLE_PLAIN");
      else
        cell.SetValueAndShowSection("TABLE_URL", "/registers/" + column.of + "/" + std::to_string(*id),
                                    "TABLE_LINK");
    }
  }
}

void FillLink(const RecordScene& scene, const Field& field, Dict& row) {
  const FieldValue& value = ValueIn(scene.here.definition, scene.record, field);
  const int64_t* id = value.cells.empty() ? nullptr : std::get_if<int64_t>(&value.cells[0]);
  if (id == nullptr || scene.here.registers.Find(field.of) == nullptr) return;
  row.SetValueAndShowSection("LINK_URL", "/registers/" + field.of + "/" + std::to_string(*id), "LINK");
}

void FillRecordFields(const RecordScene& scene, Dict& page) {
  for (const Field& field : scene.here.definition.fields) {
    const std::string_view type = field.type->name();
    if (type == "files" || !IsShownInRecord(scene, field)) continue;
    const std::string text =
        type == "table" ? "" : PrintField(scene.how(), scene.record, field, scene.personal);
    Dict& row = *page.AddSectionDictionary("FIELD");
    row.SetValue("FIELD_TITLE", In(scene.here.v, field.title));
    row.SetValue("VALUE", text);
    if (text == kDots) row.ShowSection("HIDDEN_WORD");
    if (text.empty() && type != "table") row.ShowSection("NOTHING");
    if (type == "table") FillRecordTable(scene, field, row);
    if (type == "link" && text != kDots)
      FillLink(scene, field, row);
    else if (type != "table")
      row.ShowSection("PLAIN");
  }
}

void FillFile(const Visit& v, const kernel::Evidence& file, const std::string& path, Dict& row) {
  row.SetValue("FILE_URL", path + "/" + std::to_string(file.id));
  row.SetValue("FILE_NAME", file.file_name);
  row.SetValue("FILE_SIZE", PrintBytes(file.bytes));
  row.SetValue("FILE_AT", PrintMoment(v, file.at));
  row.SetValue("FILE_BY", file.by);
}

void FillRecordFiles(const RecordScene& scene, Dict& page) {
  const bool may_see = MaySeePersonal(scene.context, scene.here.definition, scene.record.unit_id);
  for (const Field& field : scene.here.definition.fields) {
    if (field.type->name() != "files" || !IsShownInRecord(scene, field)) continue;
    const bool may_change = MayChangeFiles(scene.context, scene.here.definition, scene.record, field);
    const auto files = kernel::ListEvidence(scene.c, scene.context.government.id,
                                            FileSubject(scene.here.definition, scene.record.id, field.name));
    Dict& section = *page.AddSectionDictionary("FILES");
    section.SetValue("FIELD_TITLE", In(scene.here.v, field.title));
    section.SetValue("FIELD_NAME", field.name);
    const std::string path = scene.here.Path(std::to_string(scene.record.id)) + "/files/" + field.name;
    section.SetValue("FILES_PATH", path);
    if (may_change) section.ShowSection("UPLOAD");
    if (files.empty()) section.ShowSection("NO_FILES");
    if (field.personal && !may_see) {
      section.SetValueAndShowSection("FILES_HIDDEN", std::to_string(files.size()), "HIDDEN_FILES");
      continue;
    }
    for (const kernel::Evidence& file : files) {
      Dict& row = *section.AddSectionDictionary("FILE");
      FillFile(scene.here.v, file, path, row);
      if (may_change) row.ShowSection("REMOVE");
    }
  }
}

void FillExplanation(const RecordScene& scene, const kernel::ClockRule& rule,
                     const kernel::Deadline& deadline, Dict& clock) {
  const Visit& v = scene.here.v;
  if (!deadline.ended && deadline.remaining && kernel::InDays(rule.unit))
    clock.SetValueAndShowSection(
        "REMAINING",
        v.T(rule.unit == kernel::ClockUnit::kWorkingDays ? "registers.remaining_working"
                                                         : "registers.remaining_calendar",
            {std::to_string(*deadline.remaining)}),
        "HAS_REMAINING");
  if (deadline.state == kernel::ClockState::kPaused) clock.ShowSection("PAUSED");
  for (const std::string& line :
       kernel::ExplainDays(deadline.lines, deadline.length, scene.context.calendar, v.lang))
    clock.AddSectionDictionary("LINE")->SetValue("LINE_TEXT", line);
  for (const std::string& basis : kernel::BasesOf(deadline.lines, scene.context.calendar, v.lang))
    clock.AddSectionDictionary("CALENDAR_BASIS")->SetValue("BASIS_TEXT", basis);
}

void FillRecordClocks(const RecordScene& scene, const std::vector<RecordAct>& acts, Dict& page) {
  const Definition& definition = scene.here.definition;
  for (size_t i = 0; i < definition.clocks.size(); ++i) {
    const ClockTimes& times = scene.record.clocks[i];
    if (!times.started) continue;
    const RegisterClock& rule = definition.clocks[i];
    Dict& clock = *page.AddSectionDictionary("CLOCK");
    clock.SetValue("CLOCK_TITLE", In(scene.here.v, rule.title));
    clock.SetValue("DUE", times.due_at ? PrintMoment(scene.here.v, *times.due_at) : DueDay(times));
    clock.SetValue("BASIS", rule.rule.basis);
    const Tagged words = DueWords(scene.here.v, times);
    clock.SetValue("TAG", words.tag);
    clock.SetValue("TAG_TEXT", words.text);
    const auto deadline = ReckonClock(scene.context, definition, rule, scene.record, acts);
    if (deadline.ok() && *deadline)
      FillExplanation(scene, RuleFor(definition, rule, scene.record), **deadline, clock);
  }
}

void FillRecordActs(const RecordScene& scene, Dict& page) {
  const Definition& definition = scene.here.definition;
  for (const Act* act : ActsOpen(scene.context, definition, scene.record)) {
    Dict& button = *page.AddSectionDictionary("ACT");
    button.SetValue("ACT_URL", scene.here.Path(std::to_string(scene.record.id)) + "/act/" + act->name);
    button.SetValue("ACT_TITLE", In(scene.here.v, act->title));
    const State* to = definition.StateNamed(act->to);
    button.SetValue("ACT_LOOK", to != nullptr && !to->open ? "secondary" : "");
    if (!act->complete) continue;
    const std::vector<FieldError> faults = MissingFields(definition, scene.record, scene.context.today);
    if (faults.empty()) continue;
    Dict& missing = *page.AddSectionDictionary("MISSING");
    missing.SetValue("MISSING_FOR", scene.here.v.T("registers.missing_for", {In(scene.here.v, act->title)}));
    for (const FieldError& fault : faults)
      if (const Field* field = definition.FieldNamed(fault.field))
        missing.AddSectionDictionary("MISSING_FIELD")
            ->SetValue("FIELD_TITLE", In(scene.here.v, field->title));
  }
}

void FillPapers(const RecordScene& scene, Dict& page) {
  for (const Paper& paper : scene.here.definition.papers) {
    if (paper.of != PaperOf::kRecord) continue;
    Dict& link = *page.AddSectionDictionary("PAPER");
    link.SetValue("PAPER_URL", scene.here.Path(std::to_string(scene.record.id)) + "/papers/" + paper.name);
    link.SetValue("PAPER_TITLE", In(scene.here.v, paper.title));
    page.ShowSection("PAPERS");
  }
}

// The paper of the act just taken, until it is issued.
void FillOffer(const RecordScene& scene, const std::vector<RecordAct>& acts, Dict& page) {
  const Act* last = acts.empty() ? nullptr : scene.here.definition.ActNamed(acts.back().act);
  const Paper* paper = last == nullptr ? nullptr : scene.here.definition.PaperNamed(last->prints);
  if (paper == nullptr || paper->of != PaperOf::kRecord) return;
  if (!MaySeePersonal(scene.context, scene.here.definition, scene.record.unit_id)) return;
  const std::vector<IssuedPaper> issued = ListIssued(scene.c, scene.context.government.id,
                                                     scene.here.definition.id, scene.record.id, paper->name);
  if (!issued.empty() && issued.front().at >= acts.back().at) return;
  Dict& offer = *page.AddSectionDictionary("OFFER");
  offer.SetValue("OFFER_URL", scene.here.Path(std::to_string(scene.record.id)) + "/papers/" + paper->name);
  offer.SetValue("OFFER_TITLE", In(scene.here.v, paper->title));
}

void FillRecordHistory(const RecordScene& scene, const std::vector<RecordAct>& acts, Dict& page) {
  const Visit& v = scene.here.v;
  const bool may_see = MaySeePersonal(scene.context, scene.here.definition, scene.record.unit_id);
  for (auto act = acts.rbegin(); act != acts.rend(); ++act) {
    Dict& row = *page.AddSectionDictionary("HISTORY");
    const Act* known = scene.here.definition.ActNamed(act->act);
    const State* to = scene.here.definition.StateNamed(act->to_state);
    row.SetValue("ACT_TITLE", known != nullptr ? In(v, known->title) : v.T("registers.act_make"));
    row.SetValue("STATE", to != nullptr ? In(v, to->title) : act->to_state);
    row.SetValue("AT", PrintMoment(v, act->at));
    row.SetValue("BY", act->login.empty() ? v.T("registers.citizen") : act->login);
    if (!act->note.empty())
      row.SetValueAndShowSection("NOTE", may_see ? act->note : std::string(kDots), "NOTED");
    if (!may_see) continue;
    const std::string path = scene.here.Path(std::to_string(scene.record.id)) + "/files/act";
    for (const kernel::Evidence& file :
         kernel::ListEvidence(scene.c, scene.context.government.id,
                              ActFileSubject(scene.here.definition, scene.record.id, act->seq)))
      FillFile(v, file, path, *row.AddSectionDictionary("FILE"));
  }
}

// Records of other registers that link to this one, in what the visitor may read.
void FillBacklinks(const RecordScene& scene, Dict& page) {
  Dict* links = nullptr;
  for (const InForce& other : scene.here.registers.all()) {
    for (const Field& field : other.definition.fields) {
      if (field.type->name() != "link" || field.of != scene.here.definition.id || field.personal) continue;
      scene.c.Query(
          "SELECT " + RecordColumns(other.definition) + " FROM \"" + TableOf(other.definition) +
              "\" r WHERE r.government_id = ? AND r.\"" + field.name + "\" = ? ORDER BY r.id DESC LIMIT ?",
          {scene.context.government.id, scene.record.id, kBacklinksMost}, [&](const sql::Row& row) {
            const Record record = RecordAt(other.definition, row);
            if (!MayRead(scene.context, other.definition, record.unit_id)) return;
            if (links == nullptr) links = page.AddSectionDictionary("BACKLINKS");
            Dict& link = *links->AddSectionDictionary("BACKLINK");
            link.SetValue("LINK_URL", "/registers/" + other.definition.id + "/" + std::to_string(record.id));
            link.SetValue("LINK_NAME", RecordName({scene.here.v, scene.context, other.definition}, record));
            link.SetValue("LINK_REGISTER", In(scene.here.v, other.definition.title));
          });
    }
  }
}

// Where what was gathered into this record can be compared with what there is now.
void FillGatherLinks(const RecordScene& scene, Dict& page) {
  const Definition& definition = scene.here.definition;
  for (const Gather& gather : definition.gathers) {
    const Field* year = definition.FieldNamed(gather.year);
    const std::string in = year->type->Plain(*year, ValueIn(definition, scene.record, *year));
    if (in.empty() || !MaySeePersonal(scene.context, definition, scene.record.unit_id)) continue;
    Dict& row = *page.AddSectionDictionary("OUTSIDE");
    row.SetValue("OUTSIDE_URL", scene.here.Path(fmt::format("gathers/{}?year={}&match={}", gather.name,
                                                            http::PercentEncode(in), scene.record.id)));
    row.SetValue("OUTSIDE_TITLE", In(scene.here.v, gather.title));
  }
}

void FillOutsideLinks(const RecordScene& scene, Dict& page) {
  if (!scene.links) return;
  for (const RecordLink& link : scene.links(scene.here.v, scene.here.definition, scene.record)) {
    Dict& row = *page.AddSectionDictionary("OUTSIDE");
    row.SetValue("OUTSIDE_URL", link.url);
    row.SetValue("OUTSIDE_TITLE", link.title);
  }
}

bool HasPersonal(const RecordScene& scene) {
  const Definition& definition = scene.here.definition;
  return std::any_of(definition.fields.begin(), definition.fields.end(), [&](const Field& field) {
    return field.personal && field.type->name() != "files" &&
           !ValueIn(definition, scene.record, field).empty();
  });
}

void FillRecordHead(const RecordScene& scene, Dict& page) {
  const Here& here = scene.here;
  const State* state = here.definition.StateNamed(scene.record.state);
  page.SetValue("TITLE", In(here.v, here.definition.title));
  page.SetValue("LIST_PATH", here.Path());
  page.SetValue("PATH", here.Path(std::to_string(scene.record.id)));
  page.SetValue("NAME", RecordName(scene.how(), scene.record));
  page.SetValue("STATE", In(here.v, state->title));
  page.SetValue("STATE_TAG", std::string(StateTag(*state)));
  page.SetValue("UNIT_NAME", scene.context.fields.UnitName(scene.record.unit_id));
  page.SetValue("MADE", PrintMoment(here.v, scene.record.made_at));
  page.SetValue("NUMBER_TEXT",
                scene.record.number.empty() ? here.v.T("registers.no_number") : scene.record.number);
  if (MayEdit(scene.context, here.definition, scene.record)) page.ShowSection("MAY_EDIT");
  const bool may_reveal = MaySeePersonal(scene.context, here.definition, scene.record.unit_id);
  if (may_reveal && HasPersonal(scene) && scene.personal == Personal::kMasked) page.ShowSection("REVEAL");
}

void Fill(const RecordScene& scene, Dict& page) {
  const std::vector<RecordAct> acts =
      ListActs(scene.c, scene.context.government.id, scene.here.definition, scene.record.id);
  FillRecordHead(scene, page);
  FillRecordActs(scene, page);
  FillOutsideLinks(scene, page);
  FillGatherLinks(scene, page);
  FillRecordClocks(scene, acts, page);
  FillRecordFields(scene, page);
  FillRecordFiles(scene, page);
  FillPapers(scene, page);
  FillOffer(scene, acts, page);
  FillRecordHistory(scene, acts, page);
  FillBacklinks(scene, page);
}

http::Response ShowRecord(Here& here, const RecordLinkSource& links) {
  Dict page("record");
  const Status shown = here.v.web.db.Read([&](sql::Connection& c) {
    return InContext(here, c, NumberStyle::kIndonesian, [&](const RecordContext& context) -> Status {
      const Result<Record> record = RecordHere(here, c, context);
      if (!record.ok()) return record.error();
      Fill({here, c, context, *record, Personal::kMasked, links}, page);
      return Ok();
    });
  });
  return shown.ok() ? here.v.Show("register/register_record", page, "registers.record_title")
                    : here.v.Refuse(shown.error());
}

// The same page with what is personal; who looked is told in the same transaction.
http::Response Reveal(Here& here, const RecordLinkSource& links) {
  Dict page("record");
  const Status shown = here.v.web.db.Write([&](sql::Connection& c) {
    return InContext(here, c, NumberStyle::kIndonesian, [&](const RecordContext& context) -> Status {
      const Result<Record> record = RecordHere(here, c, context);
      if (!record.ok()) return record.error();
      if (!MaySeePersonal(context, here.definition, record->unit_id)) return kernel::Forbidden();
      TellRead(c, here, std::to_string(record->id), PersonalFields(here.definition), "page");
      return Ok();
    });
  });
  if (!shown.ok()) return here.v.Refuse(shown.error());
  here.v.web.db.Read([&](sql::Connection& c) {
    return InContext(here, c, NumberStyle::kIndonesian, [&](const RecordContext& context) {
      const Result<Record> record = RecordHere(here, c, context);
      if (record.ok()) Fill({here, c, context, *record, Personal::kShown, links}, page);
      return Unit{};
    });
  });
  return here.v.Show("register/register_record", page, "registers.record_title")
      .Set("Cache-Control", "no-store");
}

}  // namespace

void AddRegisterRecordPage(kernel::Web& web, http::Router& router, const Registers& registers,
                           const RecordLinkSource& links) {
  web.Page(router, "/registers/{register}/{id}",
           AtRegister(registers, [links](Here& here) { return ShowRecord(here, links); }));
  web.Post(router, "/registers/{register}/{id}/reveal",
           AtRegister(registers, [links](Here& here) { return Reveal(here, links); }));
}

}  // namespace sinergi::registers
