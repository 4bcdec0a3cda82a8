#include "modules/register/import_layout.h"

#include <algorithm>

#include "base/text.h"
#include "modules/register/field/simple_type.h"
#include "modules/register/names.h"
#include "modules/register/record_values.h"

namespace sinergi::registers {
namespace {

constexpr size_t kHeadRowsMost = 15;  // above the head stand titles and the period

bool IsOwnHead(const Definition& definition, std::string_view folded) {
  return std::ranges::any_of(definition.fields, [&](const Field& field) {
    return folded == field.name || folded == FoldText(field.title.id) || folded == FoldText(field.title.en);
  });
}

size_t CountKnownHeads(const Definition& definition, const FileLayout* layout,
                       const std::vector<std::string>& row) {
  return static_cast<size_t>(std::ranges::count_if(row, [&](const std::string& cell) {
    const std::string folded = FoldText(TrimBlanks(cell));
    if (folded.empty()) return false;
    if (layout == nullptr) return IsOwnHead(definition, folded);
    const bool moment = layout->moments && HasWord(layout->moments->heads, folded);
    return moment || FieldCalled(definition, *layout, folded) != nullptr;
  }));
}

// "2024-09-02 07:21:33", "02/09/2024 7.21": the day and the time.
struct MomentSaid {
  std::string day, time;
};
bool IsClockText(std::string_view text) {
  const size_t split = text.find_first_of(":.");
  return split != text.npos && split <= 2 && text.size() > split + 2;
}
MomentSaid MomentIn(std::string_view text) {
  const size_t blank = text.find_first_of(" T");
  if (blank == text.npos)
    return IsClockText(text) ? MomentSaid{"", std::string(text)} : MomentSaid{std::string(text), ""};
  const std::string_view rest = TrimBlanks(text.substr(blank + 1));
  if (!IsClockText(rest)) return {std::string(text), ""};
  return {std::string(text.substr(0, blank)), std::string(rest)};
}

// "7:21:33" as "07:21": times then compare as they follow each other.
std::string MinuteOf(std::string_view clock) {
  const size_t split = clock.find_first_of(":.");
  if (split == clock.npos) return std::string(clock);
  const std::string hour(clock.substr(0, split));
  return (hour.size() == 1 ? "0" + hour : hour) + ":" + std::string(clock.substr(split + 1, 2));
}

int MomentColumn(const FileLayout::Moments& moments, const std::vector<std::string>& head) {
  for (size_t i = 0; i < head.size(); ++i)
    if (HasWord(moments.heads, FoldText(TrimBlanks(head[i])))) return static_cast<int>(i);
  return -1;
}

std::string TextOfCell(const std::vector<std::string>& row, int column) {
  const bool there = column >= 0 && static_cast<size_t>(column) < row.size();
  return there ? std::string(TrimBlanks(row[static_cast<size_t>(column)])) : "";
}

}  // namespace

const Field* FieldCalled(const Definition& definition, const FileLayout& layout, std::string_view folded) {
  for (const auto& [name, heads] : layout.heads)
    if (HasWord(heads, folded)) return definition.FieldNamed(name);
  return nullptr;
}

FoundHead FindHead(const Definition& definition, const std::vector<std::vector<std::string>>& table) {
  FoundHead found;
  while (found.row < table.size() && std::ranges::all_of(table[found.row], [](const std::string& cell) {
           return TrimBlanks(cell).empty();
         }))
    ++found.row;
  size_t best = found.row < table.size() ? CountKnownHeads(definition, nullptr, table[found.row]) : 0;
  for (size_t row = found.row; row < std::min(table.size(), kHeadRowsMost); ++row)
    for (const FileLayout& layout : definition.layouts)
      if (const size_t known = CountKnownHeads(definition, &layout, table[row]); known > best && known > 1)
        best = known, found = {row, &layout};
  return found;
}

void GatherMoments(const Definition& definition, const FileLayout& layout, ImportFile& file) {
  if (!layout.moments) return;
  const int at = MomentColumn(*layout.moments, file.head);
  if (at < 0) return;
  const auto column_of = [&](std::string_view name) {
    for (size_t i = 0; i < file.columns.size(); ++i)
      if (file.columns[i] != nullptr && file.columns[i]->name == name) return static_cast<int>(i);
    return -1;
  };
  struct Day {
    std::vector<std::string> row;
    std::string day, first, last;
    int line = 0;
  };
  std::vector<Day> days;
  std::map<std::string, size_t> known;
  for (size_t i = 0; i < file.rows.size(); ++i) {
    const MomentSaid moment = MomentIn(TextOfCell(file.rows[i], at));
    if (moment.time.empty()) continue;
    const std::string day =
        moment.day.empty() ? TextOfCell(file.rows[i], column_of(layout.moments->day)) : moment.day;
    std::string who = day;
    for (const std::string& name : layout.key)
      if (name != layout.moments->day) who += "\n" + TextOfCell(file.rows[i], column_of(name));
    const std::string minute = MinuteOf(moment.time);
    const auto [place, fresh] = known.emplace(who, days.size());
    if (fresh) days.push_back({file.rows[i], day, minute, "", file.first_line + static_cast<int>(i)});
    Day& one = days[place->second];
    if (minute < one.first) one.last = std::max(one.last, std::exchange(one.first, minute));
    if (minute > one.first) one.last = std::max(one.last, minute);
  }
  const size_t width = file.columns.size();
  for (const std::string* name : {&layout.moments->day, &layout.moments->first, &layout.moments->last}) {
    file.columns.push_back(definition.FieldNamed(*name));
    file.children.emplace_back();
  }
  file.rows.clear();
  for (Day& one : days) {
    one.row.resize(width);
    one.row.insert(one.row.end(), {one.day, one.first, one.last});
    file.rows.push_back(std::move(one.row));
    file.lines.push_back(one.line);
  }
}

std::string TypedAs(const FileLayout& layout, const Field& field, const std::string& text) {
  if (const auto words = layout.words.find(field.name); words != layout.words.end())
    if (const auto word = words->second.find(FoldText(text)); word != words->second.end())
      return word->second;
  const std::string_view type = field.type->name();
  if (type != "date" && type != "time") return text;
  const MomentSaid moment = MomentIn(text);
  if (type == "date") return moment.time.empty() ? text : moment.day;
  return moment.time.empty() ? text : MinuteOf(moment.time);
}

Record Sketch(const Definition& definition, const RecordContext& context, const Typed& typed) {
  Record record;
  record.state = definition.states[0].name;
  record.made = context.today;
  record.values.resize(definition.fields.size());
  for (const auto& [name, texts] : typed)
    (void)TakeTyped(definition, {{name, texts}}, context.fields, record);
  return record;
}

void FillTyped(const Definition& definition, const FileLayout& layout, const RecordContext& context,
               Typed& typed) {
  for (const auto& [name, value] : layout.fills) {
    if (const auto said = typed.find(name); said != typed.end() && !said->second.empty()) continue;
    const Field* field = definition.FieldNamed(name);
    const Record record = Sketch(definition, context, typed);
    const FieldValue filled =
        FromExpression(*field, value.Evaluate(LookupOf(definition, record, context.today)));
    if (!filled.empty()) typed[name] = {field->type->Plain(*field, filled)};
  }
}

bool IsOfDayOff(const FileLayout& layout, const RecordContext& context, const Typed& typed) {
  if (!layout.days_off) return false;
  const auto text = [&](const std::string& name) {
    const auto said = typed.find(name);
    return said == typed.end() || said->second.empty() ? std::string() : said->second[0];
  };
  const bool silent = std::ranges::all_of(layout.days_off->without,
                                          [&](const std::string& name) { return text(name).empty(); });
  const std::optional<Date> day = ReadDay(text(layout.days_off->day));
  return silent && day && context.calendar.KindOf(*day) != DayKind::kWorking;
}

}  // namespace sinergi::registers
