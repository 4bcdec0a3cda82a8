#include <algorithm>

#include "modules/register/paper_period.h"
#include "modules/register/register_figures.h"

namespace sinergi::registers {
namespace {

using LineKind = PaperLine::Kind;

// A figure by the word of a report's text: of this register, or of another.
struct Found {
  const Definition* definition = nullptr;
  const FigureOf* figure = nullptr;
};

class Reporter {
 public:
  Reporter(const PeriodScene& scene, const Paper& paper, int year)
      : scene_(scene), v_(scene.here.v), paper_(paper), year_(year) {
    v_.lang = Lang::kId;
  }

  PaperSheet Write(const PaperText& text) {
    FillLetterhead(v_, 0, sheet_);
    sheet_.title = paper_.title.id;
    sheet_.subtitle = v_.T("papers.year_is", {std::to_string(year_)});
    for (const PaperLine& line : text) Add(line);
    const bool stands =
        std::ranges::any_of(text, [](const PaperLine& line) { return line.kind == LineKind::kFigures; });
    if (!stands && !paper_.figures.empty()) AddFigures();
    return std::move(sheet_);
  }

 private:
  void Add(const PaperLine& line) {
    if (line.kind == LineKind::kFigures) return AddFigures();
    if (line.kind == LineKind::kGroups) return AddGroups(line);
    std::string text = Say(line);
    if (line.kind == LineKind::kLeft) return sheet_.left.push_back(std::move(text));
    if (line.kind == LineKind::kRight) return sheet_.right.push_back(std::move(text));
    if (line.kind == LineKind::kRow) {
      if (sheet_.blocks.empty() || sheet_.blocks.back().kind != PaperBlock::Kind::kRows)
        sheet_.blocks.push_back({PaperBlock::Kind::kRows, {}});
      return sheet_.blocks.back().rows.emplace_back(line.label, std::move(text)), void();
    }
    if (line.kind == LineKind::kItem) {
      if (sheet_.blocks.empty() || sheet_.blocks.back().kind != PaperBlock::Kind::kItems)
        sheet_.blocks.push_back({PaperBlock::Kind::kItems, {}});
      return sheet_.blocks.back().lines.push_back(std::move(text));
    }
    const auto kind = line.kind == LineKind::kHeading ? PaperBlock::Kind::kHeading : PaperBlock::Kind::kText;
    sheet_.blocks.push_back({kind, {std::move(text)}});
  }

  std::string Say(const PaperLine& line) const {
    std::string said;
    for (const PaperPiece& piece : line.pieces) said += piece.place.empty() ? piece.text : Value(piece.place);
    return said;
  }

  std::string Value(std::string_view place) const {
    if (place == "year") return std::to_string(year_);
    if (place == "government") return v_.government->name;
    if (place == "today") return PaperDay(scene_.context.today);
    const Found found = Find(place);
    if (found.figure == nullptr) return "–";
    const std::string value = Print(found, DaysOfYear(year_));
    return value == "–" || found.figure->unit.id.empty() ? value : value + " " + found.figure->unit.id;
  }

  // Nothing of a figure that may not be seen here.
  Found Find(std::string_view word) const {
    const size_t dot = word.find('.');
    const Definition* definition = &scene_.here.definition;
    if (dot != word.npos) {
      const InForce* other = scene_.here.registers.Find(word.substr(0, dot));
      if (other == nullptr) return {};
      definition = &other->definition;
      word.remove_prefix(dot + 1);
    }
    const FigureOf* figure = definition->FigureNamed(word);
    const bool personal =
        MaySeePersonalIn(scene_.context, *definition, ReadableUnits(scene_.context, *definition));
    if (figure == nullptr || !MaySeeFigure(*definition, *figure, personal)) return {};
    return {definition, figure};
  }

  std::string Print(const Found& found, const Days& days) const {
    const Result<FigureScope> scope = ReadableScope(scene_.context, *found.definition);
    if (!scope.ok() || days.from > scene_.context.today) return "–";
    const std::string text = FigureText(
        ComputeFigure(scene_.c, scene_.context.government, *found.definition, *found.figure, days, *scope));
    return text.empty() ? "–" : text;
  }

  void AddFigures() {
    PaperBlock block{PaperBlock::Kind::kTable, {}};
    block.table.heads = {
        {v_.T("papers.row_number"), ""}, {v_.T("papers.figure"), ""}, {v_.T("papers.unit"), ""}};
    for (const char* quarter : {"I", "II", "III", "IV"})
      block.table.heads.push_back({quarter, v_.T("papers.quarters"), true});
    block.table.heads.push_back({v_.T("papers.whole_year"), "", true});
    for (const std::string& name : paper_.figures) {
      const Found found = Find(name);
      if (found.figure == nullptr) continue;
      std::vector<std::string> row = {std::to_string(block.table.rows.size() + 1), found.figure->title.id,
                                      found.figure->unit.id};
      for (int quarter = 1; quarter <= 4; ++quarter)
        row.push_back(Print(found, DaysOf(Period{year_, quarter})));
      row.push_back(Print(found, DaysOfYear(year_)));
      block.table.rows.push_back(std::move(row));
    }
    sheet_.blocks.push_back(std::move(block));
  }

  void AddGroups(const PaperLine& line) {
    const Found found = Find(line.of);
    PaperBlock block{PaperBlock::Kind::kTable, {}};
    block.table.heads = {
        {v_.T("papers.row_number"), ""}, {v_.T("papers.figure"), ""}, {v_.T("papers.whole_year"), "", true}};
    if (found.figure != nullptr && std::ranges::count(found.figure->group_by, line.by) > 0)
      FillGroups(found, line.by, block.table);
    sheet_.blocks.push_back(std::move(block));
  }

  void FillGroups(const Found& found, const std::string& by, PaperTable& table) const {
    const Definition& definition = *found.definition;
    const bool personal =
        MaySeePersonalIn(scene_.context, definition, ReadableUnits(scene_.context, definition));
    const Result<FigureScope> scope = ReadableScope(scene_.context, definition);
    if (!scope.ok() || !MayGroupBy(definition, by, personal)) return;
    table.heads[1].title = ColumnTitle(v_, definition, by);
    for (const FigureGroup& part : GroupFigure(scene_.c, scene_.context.government, definition, *found.figure,
                                               DaysOfYear(year_), *scope, by)) {
      const std::string value = FigureText(part.value);
      if (value.empty()) continue;
      table.rows.push_back(
          {std::to_string(table.rows.size() + 1), GroupTitle(definition, by, part.key), value});
    }
  }

  std::string GroupTitle(const Definition& definition, const std::string& by, const std::string& key) const {
    if (key.empty()) return v_.T("registers.group_none");
    const Field* field = definition.FieldNamed(by);
    const bool unit = by == "unit" || (field != nullptr && field->type->name() == "unit");
    if (unit) return scene_.context.fields.UnitName(IdIn(key).value_or(0));
    if (field == nullptr) {
      const State* state = definition.StateNamed(key);
      return state == nullptr ? key : state->title.id;
    }
    const std::string title =
        field->type->Print(*field, FieldValue{{Cell(key)}, {}}, scene_.context.fields, Lang::kId);
    return title.empty() ? key : title;
  }

  const PeriodScene& scene_;
  kernel::Visit v_;  // in Indonesian
  const Paper& paper_;
  const int year_;
  PaperSheet sheet_;
};

}  // namespace

Result<PaperSheet> ReportSheet(const PeriodScene& scene, const Paper& paper, const PaperText& text,
                               int year) {
  const Result<FigureScope> scope = ReadableScope(scene.context, scene.here.definition);
  if (!scope.ok()) return scope.error();
  return Reporter(scene, paper, year).Write(text);
}

}  // namespace sinergi::registers
