#include "modules/performance/form/form_file.h"

#include <algorithm>

#include "base/ensure.h"
#include "base/text.h"
#include "modules/performance/form/form_columns.h"
#include "modules/performance/form/form_sources.h"
#include "modules/planning/document/checklist.h"
#include "platform/files/data_file.h"
#include "platform/files/embedded.h"

namespace sinergi::performance::form {
namespace {

constexpr std::string_view kFolder = "data/forms/";

constexpr std::string_view kRowWords = "plan, plans, rpjmd, renstra, rkpd, renja, dpa";

void ReadRowsOf(const files::Node& rows, Form& form, files::Faults& faults) {
  const std::string of = files::RequiredText(rows, "of", faults);
  form.kind = planning::ParseDocumentKind(of);
  if (of == "plans") form.kind = planning::DocumentKind::kRkpd;
  form.rows_of = of == "plans" ? RowsOf::kPlans : form.kind ? RowsOf::kDocument : RowsOf::kPlan;
  if (!form.kind && of != "plan" && !of.empty())
    faults.Add(rows["of"].Mark(), "data_file.unknown_word", {of, std::string(kRowWords)});
  const std::string with = files::OptionalText(rows, "with", faults);
  form.other = planning::ParseDocumentKind(with);
  if (!with.empty() && (!form.other || form.rows_of != RowsOf::kDocument))
    faults.Add(rows["with"].Mark(), "data_file.unknown_word", {with, "rpjmd, renstra, rkpd, renja, dpa"});
}

// What a Renja has besides its nodes; other documents have neither proposals nor such a list.
void ReadEach(const files::Node& rows, Form& form, files::Faults& faults) {
  const std::string each = files::RequiredText(rows, "each", faults);
  const bool renja = form.kind == planning::DocumentKind::kRenja;
  if (renja && each == "proposal") {
    form.each = RowsEach::kProposal;
  } else if (renja && each == "item") {
    form.each = RowsEach::kItem;
  } else if (each != "indicator" && rows["each"]) {
    faults.Add(rows["each"].Mark(), "data_file.unknown_word", {each, "indicator, proposal, item"});
  }
}

void ReadListed(const files::Node& list, Form& form, files::Faults& faults) {
  if (!list || !list.IsSequence() || list.size() == 0)
    return faults.Add(list ? list.Mark() : files::Mark(), "data_file.not_a_list", {"list"});
  for (const files::Node& node : list) {
    if (!node.IsMap()) {
      faults.Add(node.Mark(), "data_file.not_a_map", {"list"});
      continue;
    }
    files::CheckKeys(node, {"title", "item"}, faults);
    ListedRow row{files::RequiredText(node, "title", faults), files::RequiredText(node, "item", faults)};
    const std::vector<planning::ChecklistItem>& items = planning::ItemsOf(*form.kind);
    const bool known =
        std::any_of(items.begin(), items.end(), [&](const auto& one) { return one.id == row.item; });
    if (!known && !row.item.empty()) faults.Add(node["item"].Mark(), "form.unknown_item", {row.item});
    form.list.push_back(std::move(row));
  }
}

void ReadLevels(const files::Node& rows, Form& form, files::Faults& faults) {
  if (!rows || !rows.IsMap()) return;
  files::CheckKeys(rows, {"of", "with", "levels", "each", "list"}, faults);
  ReadRowsOf(rows, form, faults);
  ReadEach(rows, form, faults);
  if (form.each == RowsEach::kItem) ReadListed(rows["list"], form, faults);
  if (form.each != RowsEach::kIndicator) {
    form.levels = {planning::NodeLevel::kSubActivity};
    return;
  }
  const files::Node levels = rows["levels"];
  if (!levels) return faults.Add(rows.Mark(), "data_file.missing_key", {"levels"});
  if (!levels.IsSequence() || levels.size() == 0)
    return faults.Add(levels.Mark(), "data_file.not_a_list", {"levels"});
  for (const files::Node& level : levels) {
    const std::string name = level.IsScalar() ? level.Scalar() : "";
    const std::optional<planning::NodeLevel> parsed = planning::ParseNodeLevel(name);
    if (!parsed) {
      faults.Add(level.Mark(), "form.unknown_level", {name});
    } else if (!form.levels.empty() && *parsed <= form.levels.back()) {
      faults.Add(level.Mark(), "form.level_order", {name});
    } else {
      form.levels.push_back(*parsed);
    }
  }
}

// The word of a header or footer value; kNone and a fault when there is none.
Source ReadWord(const files::Node& map, Place place, files::Faults& faults) {
  const files::Node value = map["value"];
  if (!value) {
    faults.Add(map.Mark(), "data_file.missing_key", {"value"});
    return Source::kNone;
  }
  const std::optional<Expression> expression = ReadExpression(value, faults);
  if (!expression) return Source::kNone;
  const SourceWord* word = FindSource(Canonical(*expression), place);
  if (word == nullptr) faults.Add(value.Mark(), "form.unknown_source", {Canonical(*expression)});
  return word ? word->source : Source::kNone;
}

void ReadHeader(const files::Node& header, Form& form, files::Faults& faults) {
  if (!header) return;
  if (!header.IsSequence()) return faults.Add(header.Mark(), "data_file.not_a_list", {"header"});
  for (const files::Node& line : header) {
    if (!line.IsMap()) {
      faults.Add(line.Mark(), "data_file.not_a_map", {"header"});
      continue;
    }
    files::CheckKeys(line, {"title", "value"}, faults);
    HeaderLine entry;
    entry.title = files::RequiredText(line, "title", faults);
    entry.source = ReadWord(line, Place::kHeader, faults);
    form.header.push_back(entry);
  }
}

// Both sides of the columns named; money columns only for a total.
void ReadOver(const files::Node& footer, Footer& entry, const Form& form, files::Faults& faults) {
  const files::Node over = footer["over"];
  const bool figures = entry.source == Source::kMeanRows || entry.source == Source::kPredicateOfMean ||
                       entry.source == Source::kTotalRows;
  if (!figures && over) return faults.Add(over.Mark(), "form.over_not_needed");
  if (!figures) return;
  if (!over) return faults.Add(footer.Mark(), "data_file.missing_key", {"over"});
  if (!over.IsSequence() || over.size() == 0)
    return faults.Add(over.Mark(), "data_file.not_a_list", {"over"});
  for (const files::Node& node : over) {
    const std::optional<int64_t> number = node.Whole();
    if (!number) {
      faults.Add(node.Mark(), "data_file.bad_number", {"over"});
      continue;
    }
    const size_t before = entry.slots.size();
    const Format needed = entry.source == Source::kTotalRows ? Format::kMoney : Format::kPercent;
    for (size_t i = 0; i < form.slots.size(); ++i)
      if (form.columns[form.slots[i].column].written == *number && form.slots[i].format == needed)
        entry.slots.push_back(static_cast<int>(i));
    if (entry.slots.size() == before) faults.Add(node.Mark(), "form.over_column", {std::to_string(*number)});
  }
}

void ReadFooters(const files::Node& footers, Form& form, files::Faults& faults) {
  if (!footers) return;
  if (!footers.IsSequence()) return faults.Add(footers.Mark(), "data_file.not_a_list", {"footers"});
  for (const files::Node& node : footers) {
    if (!node.IsMap()) {
      faults.Add(node.Mark(), "data_file.not_a_map", {"footers"});
      continue;
    }
    files::CheckKeys(node, {"title", "over", "value"}, faults);
    Footer footer;
    footer.title = files::RequiredText(node, "title", faults);
    footer.source = ReadWord(node, Place::kFooter, faults);
    if (footer.source != Source::kNone) ReadOver(node, footer, form, faults);
    form.footers.push_back(footer);
  }
}

std::optional<Post> ParsePost(std::string_view name) {
  if (name == "agency.head") return Post::kAgencyHead;
  if (name == "planning_agency.head") return Post::kPlanningAgencyHead;
  if (name == "government.head") return Post::kGovernmentHead;
  return {};
}

void ReadSignatures(const files::Node& signatures, Form& form, files::Faults& faults) {
  if (!signatures) return;
  if (!signatures.IsSequence()) return faults.Add(signatures.Mark(), "data_file.not_a_list", {"signatures"});
  for (const files::Node& node : signatures) {
    if (!node.IsMap()) {
      faults.Add(node.Mark(), "data_file.not_a_map", {"signatures"});
      continue;
    }
    files::CheckKeys(node, {"act", "post"}, faults);
    Signature signature;
    signature.act = files::RequiredText(node, "act", faults);
    const std::string post = files::RequiredText(node, "post", faults);
    const std::optional<Post> parsed = ParsePost(post);
    if (parsed) signature.post = *parsed;
    if (!parsed && !post.empty()) faults.Add(node["post"].Mark(), "form.unknown_post", {post});
    form.signatures.push_back(signature);
  }
}

void ReadAll(const files::Node& root, const std::vector<int>& years, Form& form, files::Faults& faults) {
  files::CheckKeys(
      root, {"form", "title", "subtitle", "basis", "header", "rows", "columns", "footers", "signatures"},
      faults);
  form.id = files::RequiredText(root, "form", faults);
  form.title = files::RequiredText(root, "title", faults);
  form.subtitle = files::OptionalText(root, "subtitle", faults);
  form.basis = files::RequiredText(root, "basis", faults);
  if (!root["rows"]) faults.Add(root.Mark(), "data_file.missing_key", {"rows"});
  if (root["rows"] && !root["rows"].IsMap()) faults.Add(root["rows"].Mark(), "data_file.not_a_map", {"rows"});
  ReadLevels(root["rows"], form, faults);
  ReadHeader(root["header"], form, faults);
  if (!root["columns"]) return faults.Add(root.Mark(), "data_file.missing_key", {"columns"});
  ReadColumns(root["columns"], years, form, faults);
  ReadFooters(root["footers"], form, faults);
  ReadSignatures(root["signatures"], form, faults);
}

}  // namespace

Result<Form> ReadForm(std::string_view yaml, std::string_view file_name, const std::vector<int>& years) {
  Form form;
  const Status read = files::ReadDataFile(
      yaml, file_name,
      [&](const files::Node& root, files::Faults& faults) { ReadAll(root, years, form, faults); });
  if (!read.ok()) return read.error();
  return form;
}

Result<Form> ShippedForm(std::string_view id, const std::vector<int>& years) {
  const files::EmbeddedFile* file = files::FindEmbedded(std::string(kFolder) + std::string(id) + ".yaml");
  if (file == nullptr) return Error{ErrorKind::kNotFound, "form.not_found", {std::string(id)}};
  Result<Form> form = ReadForm(file->plain, file->path, years);
  ENSURE(form.ok());
  return form;
}

std::vector<std::string> ShippedFormIds() {
  std::vector<std::string> ids;
  for (const files::EmbeddedFile& file : files::AllEmbedded()) {
    if (!file.path.starts_with(kFolder) || !file.path.ends_with(".yaml")) continue;
    ids.emplace_back(file.path.substr(kFolder.size(), file.path.size() - kFolder.size() - 5));
  }
  return ids;
}

}  // namespace sinergi::performance::form
