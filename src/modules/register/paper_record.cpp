#include "modules/register/paper_record.h"

#include <algorithm>

#include "base/text.h"
#include "kernel/due_text.h"
#include "modules/register/record_clocks.h"
#include "modules/register/record_columns.h"
#include "modules/register/record_rows.h"
#include "modules/register/record_values.h"

namespace sinergi::registers {
namespace {

using LineKind = PaperLine::Kind;
using kernel::Visit;

constexpr int kLinkedRecordsMost = 100;

bool Holds(const PaperScene& scene, const expression::Expression& condition) {
  const expression::Value answer =
      condition.Evaluate(LookupOf(scene.here.definition, scene.record, scene.context.today));
  return answer.yes() != nullptr && *answer.yes();
}

class RecordWriter {
 public:
  explicit RecordWriter(const PaperScene& scene)
      : scene_(scene), v_(scene.here.v), definition_(scene.here.definition) {
    v_.lang = Lang::kId;
  }

  PaperSheet Write(const Paper& paper, const PaperText& text) {
    FillLetterhead(v_, scene_.record.unit_id, sheet_);
    sheet_.title = paper.title.id;
    if (!scene_.record.number.empty()) sheet_.subtitle = v_.T("papers.number_is", {scene_.record.number});
    for (const PaperLine& line : text)
      if (!line.when || Holds(scene_, *line.when)) Add(line);
    return std::move(sheet_);
  }

 private:
  struct Said {
    std::string text;
    bool placed = false, filled = false;  // it has places, one of them is filled
  };

  void Add(const PaperLine& line) {
    if (line.kind == LineKind::kRecords) return AddRecords(line);
    Said said = Say(line);
    if (line.kind == LineKind::kLeft) return sheet_.left.push_back(std::move(said.text));
    if (line.kind == LineKind::kRight) return sheet_.right.push_back(std::move(said.text));
    if (line.kind == LineKind::kRow) return AddRow(line.label, said);
    if (said.placed && !said.filled) return;
    if (line.kind == LineKind::kItem) return AddItem(std::move(said.text));
    const auto kind = line.kind == LineKind::kHeading ? PaperBlock::Kind::kHeading : PaperBlock::Kind::kText;
    sheet_.blocks.push_back({kind, {std::move(said.text)}});
  }

  void AddRow(const std::string& label, const Said& said) {
    if (sheet_.blocks.empty() || sheet_.blocks.back().kind != PaperBlock::Kind::kRows)
      sheet_.blocks.push_back({PaperBlock::Kind::kRows, {}});
    const bool empty = said.placed && !said.filled;
    sheet_.blocks.back().rows.emplace_back(label, empty ? "–" : said.text);
  }

  void AddItem(std::string text) {
    if (sheet_.blocks.empty() || sheet_.blocks.back().kind != PaperBlock::Kind::kItems)
      sheet_.blocks.push_back({PaperBlock::Kind::kItems, {}});
    sheet_.blocks.back().lines.push_back(std::move(text));
  }

  Said Say(const PaperLine& line) const {
    Said said;
    for (const PaperPiece& piece : line.pieces) {
      said.text += piece.text;
      if (piece.box) said.text += Holds(scene_, *piece.box) ? "☒" : "☐";
      if (piece.box) said.placed = said.filled = true;
      if (piece.place.empty()) continue;
      const std::string value = Value(piece.place);
      said.placed = true;
      said.filled |= !value.empty();
      said.text += value;
    }
    said.text = TrimBlanks(said.text);
    return said;
  }

  std::string Value(std::string_view place) const {
    const Record& record = scene_.record;
    if (place == "made") return PaperDay(record.made);
    if (place == "today") return PaperDay(scene_.context.today);
    if (place == "government") return scene_.context.government.name;
    if (const Field* field = definition_.FieldNamed(place))
      return FieldText(definition_, record, *field, scene_.personal);
    const size_t dot = place.find('.');
    if (dot == place.npos)
      return PrintCell({v_, scene_.context, definition_}, record, place, scene_.personal);
    const std::string_view head = place.substr(0, dot), tail = place.substr(dot + 1);
    if (head == "note") return NoteOf(tail);
    if (const RegisterClock* clock = definition_.ClockNamed(head)) {
      const ClockTimes& times = record.clocks[static_cast<size_t>(clock - definition_.clocks.data())];
      return times.due ? PaperDay(*times.due) : "";
    }
    return Linked(head, tail);
  }

  std::string FieldText(const Definition& definition, const Record& record, const Field& field,
                        Personal personal) const {
    const FieldValue& value = ValueIn(definition, record, field);
    const bool masked = field.personal && personal == Personal::kMasked;
    if (field.type->name() == "date" && !masked)
      if (const std::optional<Date> day = Date::Parse(field.type->Plain(field, value))) return PaperDay(*day);
    return PrintField({v_, scene_.context, definition}, record, field, personal);
  }

  // What was noted when the act was taken last; as secret as what is personal.
  std::string NoteOf(std::string_view act) const {
    std::string note;
    for (const RecordAct& done :
         ListActs(scene_.c, scene_.context.government.id, definition_, scene_.record.id))
      if (done.act == act) note = done.note;
    return note.empty() || scene_.personal == Personal::kShown ? note : std::string(kDots);
  }

  Personal PersonalOf(const Definition& definition, int64_t unit_id) const {
    const bool may =
        scene_.personal == Personal::kShown && MaySeePersonal(scene_.context, definition, unit_id);
    return may ? Personal::kShown : Personal::kMasked;
  }

  std::string Linked(std::string_view link, std::string_view name) const {
    const Field* field = definition_.FieldNamed(link);
    const InForce* other = field == nullptr ? nullptr : scene_.here.registers.Find(field->of);
    if (other == nullptr) return "";
    const FieldValue& value = ValueIn(definition_, scene_.record, *field);
    const int64_t* id = value.cells.empty() ? nullptr : std::get_if<int64_t>(&value.cells[0]);
    if (id == nullptr) return "";
    const auto record = ReadRecord(scene_.c, scene_.context.government.id, other->definition, *id);
    if (!record || !MayRead(scene_.context, other->definition, record->unit_id)) return "";
    return CellOf(other->definition, *record, name);
  }

  std::string CellOf(const Definition& definition, const Record& record, std::string_view name) const {
    const Personal personal = PersonalOf(definition, record.unit_id);
    if (const Field* field = definition.FieldNamed(name))
      return FieldText(definition, record, *field, personal);
    if (name == "made") return PaperDay(record.made);
    return PrintCell({v_, scene_.context, definition}, record, name, personal);
  }

  // Records of another register that link to this one, as far as they may be read.
  void AddRecords(const PaperLine& line) {
    const InForce* other = scene_.here.registers.Find(line.of);
    const Field* link = other == nullptr ? nullptr : other->definition.FieldNamed(line.by);
    if (link == nullptr || link->type->name() != "link" || link->of != definition_.id) return;
    PaperBlock block{PaperBlock::Kind::kTable, {}};
    block.table.heads.push_back({"No.", ""});
    for (const std::string& column : line.columns)
      block.table.heads.push_back({ColumnTitle(v_, other->definition, column), ""});
    scene_.c.Query(
        "SELECT " + RecordColumns(other->definition) + " FROM \"" + TableOf(other->definition) +
            "\" r WHERE r.government_id = ? AND r.\"" + link->name + "\" = ? ORDER BY r.id LIMIT ?",
        {scene_.context.government.id, scene_.record.id, kLinkedRecordsMost}, [&](const sql::Row& row) {
          const Record record = RecordAt(other->definition, row);
          if (!MayRead(scene_.context, other->definition, record.unit_id)) return;
          std::vector<std::string> cells = {std::to_string(block.table.rows.size() + 1)};
          for (const std::string& column : line.columns)
            cells.push_back(CellOf(other->definition, record, column));
          block.table.rows.push_back(std::move(cells));
        });
    sheet_.blocks.push_back(std::move(block));
  }

  const PaperScene& scene_;
  Visit v_;  // in Indonesian
  const Definition& definition_;
  PaperSheet sheet_;
};

}  // namespace

std::string PaperDay(const Date& day) {
  const std::string text = kernel::LongDate(day, Lang::kId);  // "Rabu, 6 Maret 2024"
  return text.substr(text.find(", ") + 2);
}

void FillLetterhead(const kernel::Visit& v, int64_t unit_id, PaperSheet& sheet) {
  sheet.government = v.web.texts.Get(Lang::kId, "papers.government", {v.government->name});
  if (const kernel::Unit* agency = v.units->AgencyOf(unit_id)) sheet.agency = agency->name;
}

PaperSheet RecordSheet(const PaperScene& scene, const Paper& paper, const PaperText& text) {
  return RecordWriter(scene).Write(paper, text);
}

std::vector<std::string> PersonalIn(const PaperText& text, const Definition& definition,
                                    const Record& record) {
  std::vector<std::string> names;
  for (const PaperLine& line : text)
    for (const PaperPiece& piece : line.pieces) {
      const Field* field = definition.FieldNamed(piece.place);
      const bool personal =
          field != nullptr && field->personal && !ValueIn(definition, record, *field).empty();
      if (personal && std::ranges::count(names, field->name) == 0) names.push_back(field->name);
    }
  return names;
}

}  // namespace sinergi::registers
