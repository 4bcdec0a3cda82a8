// The papers of a register's file: what is printed of a record, a book of its records, a report of a year.
//
//   notice: {title: …, of: record, body: |  (lines, see paper_text.h)}
//   book: {title: …, of: list, dated_by: received_on, where: number is not empty,
//          columns: [number, {title: Ya, under: Dikuasai, mark: held = held}, {title: Kontak, of: [phone,
//          email]}]}
//   report: {title: …, of: year, figures: [received], body: |}
#include <algorithm>

#include "modules/register/definition_parts.h"
#include "modules/register/names.h"

namespace sinergi::registers {
namespace {

using ExpressionKind = expression::Type::Kind;

// Faults of the body stand where its line stands in the file; a block begins below its key, indented by two.
void AddBodyFaults(const files::Node& map, const std::vector<PaperFault>& found, files::Faults& faults) {
  files::Mark key;
  for (const auto& entry : map.entries())
    if (entry.first.IsScalar() && entry.first.Scalar() == "body") key = entry.first.Mark();
  const files::Node body = map["body"];
  const bool block = body.Scalar().find('\n') != std::string::npos;
  for (const PaperFault& fault : found) {
    files::Mark mark = block ? key : body.Mark();
    mark.line += block ? 1 + fault.line : 0;
    mark.column += fault.column + (block ? 2 : files::QuoteOf(body));
    faults.Add(mark, fault.code, fault.args);
  }
}

PaperColumn ReadColumn(const files::Node& node, const Definition& definition, files::Faults& faults) {
  PaperColumn column;
  const auto known = [&](std::string_view word) { return IsColumn(definition, word); };
  if (node.IsScalar()) {
    column.of = {node.Scalar()};
    if (!known(node.Scalar())) faults.Add(node.Mark(), "register.unknown_column", {node.Scalar()});
    return column;
  }
  if (!node.IsMap()) return faults.Add(node.Mark(), "data_file.not_a_map", {"columns"}), column;
  files::CheckKeys(node, {"title", "under", "of", "mark"}, faults);
  column.title = OptionalLabel(node, "title", faults);
  if (!node["title"]) faults.Add(node.Mark(), "data_file.missing_key", {"title"});
  column.under = OptionalLabel(node, "under", faults);
  column.of = ReadWords(node, "of", faults);
  CheckWords(node, "of", known, "register.unknown_column", faults);
  column.mark = ReadExpression(node, "mark", definition.Names(), ExpressionKind::kYesNo, faults);
  if (!node["of"] && !node["mark"]) faults.Add(node.Mark(), "data_file.missing_key", {"of"});
  return column;
}

void ReadPaperColumns(const files::Node& map, const Definition& definition, Paper& paper,
                      files::Faults& faults) {
  const files::Node columns = map["columns"];
  if (!columns) return;
  if (columns.IsScalar()) return paper.columns.push_back(ReadColumn(columns, definition, faults));
  if (!columns.IsSequence()) return faults.Add(columns.Mark(), "data_file.not_a_list", {"columns"});
  for (const files::Node& column : columns) paper.columns.push_back(ReadColumn(column, definition, faults));
}

void ReadOf(const files::Node& map, Paper& paper, files::Faults& faults) {
  const std::string of = files::RequiredText(map, "of", faults);
  if (of == "list") paper.of = PaperOf::kList;
  if (of == "year") paper.of = PaperOf::kYear;
  if (!of.empty() && of != "record" && of != "list" && of != "year")
    faults.Add(map["of"].Mark(), "data_file.unknown_word", {of, "record, list, year"});
}

// What each kind of paper cannot be without.
void CheckWhole(const files::Node& map, const Paper& paper, files::Faults& faults) {
  if (!map["of"]) return;
  if (paper.of == PaperOf::kRecord && !map["body"]) faults.Add(map.Mark(), "data_file.missing_key", {"body"});
  if (paper.of == PaperOf::kList && !map["columns"])
    faults.Add(map.Mark(), "data_file.missing_key", {"columns"});
  if (paper.of == PaperOf::kYear && !map["figures"] && !map["body"])
    faults.Add(map.Mark(), "data_file.missing_key", {"figures"});
}

// Where the period of a book is taken from: a date field; without it the day of making.
void CheckDate(const files::Node& map, const Definition& definition, files::Faults& faults) {
  const auto date = [&](std::string_view word) {
    const Field* field = definition.FieldNamed(word);
    return field != nullptr && field->type->name() == "date";
  };
  CheckWords(map, "dated_by", date, "register.not_a_date_field", faults);
}

Paper ReadPaper(const files::Node& name, const files::Node& map, const Definition& definition,
                files::Faults& faults) {
  Paper paper;
  paper.name = ReadName(name, faults);
  if (!map.IsMap()) {
    faults.Add(map.Mark(), "data_file.not_a_map", {paper.name});
    return paper;
  }
  files::CheckKeys(map, {"title", "of", "body", "columns", "figures", "dated_by", "where"}, faults);
  paper.title = OptionalLabel(map, "title", faults);
  if (!map["title"]) faults.Add(map.Mark(), "data_file.missing_key", {"title"});
  ReadOf(map, paper, faults);
  paper.dated_by = files::OptionalText(map, "dated_by", faults);
  CheckDate(map, definition, faults);
  paper.where = ReadExpression(map, "where", definition.Names(), ExpressionKind::kYesNo, faults);
  ReadPaperColumns(map, definition, paper, faults);
  paper.figures = ReadWords(map, "figures", faults);
  CheckWords(
      map, "figures", [&](std::string_view word) { return definition.FigureNamed(word) != nullptr; },
      "register.unknown_figure", faults);
  CheckWhole(map, paper, faults);
  const std::string body = files::OptionalText(map, "body", faults);
  std::vector<PaperFault> found;
  paper.text = ReadPaperText(body, definition, paper.of, found);
  if (!found.empty()) AddBodyFaults(map, found, faults);
  return paper;
}

}  // namespace

void ReadPapers(const files::Node& papers, Definition& definition, files::Faults& faults) {
  if (papers && !papers.IsMap()) return faults.Add(papers.Mark(), "data_file.not_a_map", {"prints"});
  if (papers)
    for (const auto& entry : papers.entries())
      definition.papers.push_back(ReadPaper(entry.first, entry.second, definition, faults));
  for (const Act& act : definition.acts) {
    const Paper* paper = definition.PaperNamed(act.prints);
    const bool known = act.prints.empty() || (paper != nullptr && paper->of == PaperOf::kRecord);
    if (!known) faults.Add(papers ? papers.Mark() : files::Mark(), "register.unknown_paper", {act.prints});
  }
}

}  // namespace sinergi::registers
