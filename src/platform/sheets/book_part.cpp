#include "platform/sheets/book_part.h"

#include "base/text.h"

namespace sinergi::sheets {
namespace {

constexpr size_t kMostNames = 65'536;

}  // namespace

std::string ResolvePart(std::string_view base_part, std::string_view target) {
  std::string path;
  if (target.starts_with('/') || target.starts_with('\\'))
    path = target;
  else
    path = std::string(base_part.substr(0, base_part.rfind('/') + 1)) + std::string(target);
  for (char& c : path)
    if (c == '\\') c = '/';
  std::vector<std::string_view> steps;
  for (const std::string_view step : Split(path, '/')) {
    if (step == ".." && !steps.empty()) steps.pop_back();
    if (step != ".." && step != "." && !step.empty()) steps.push_back(step);
  }
  std::string part;
  for (const std::string_view step : steps) part += (part.empty() ? "" : "/") + std::string(step);
  return part;
}

std::string RelationshipsOf(std::string_view part) {
  const size_t name = part.rfind('/') + 1;  // npos + 1 is 0
  return std::string(part.substr(0, name)) + "_rels/" + std::string(part.substr(name)) + ".rels";
}

void Relationships::Start(std::string_view name, const XmlAttributes& attributes) {
  if (name != "Relationship" || attributes.Text("TargetMode") == "External" || by_id_.size() >= kMostNames)
    return;
  const std::string_view type = attributes.Text("Type");
  Entry entry{std::string(type.substr(type.rfind('/') + 1)), ResolvePart(base_, attributes.Text("Target"))};
  by_id_.emplace(attributes.Text("Id"), std::move(entry));
}

const Relationships::Entry* Relationships::ById(const std::string& id) const {
  const auto found = by_id_.find(id);
  return found == by_id_.end() ? nullptr : &found->second;
}

std::string Relationships::FirstOfType(std::string_view type) const {
  for (const auto& [id, entry] : by_id_)
    if (entry.type == type) return entry.part;
  return {};
}

void BookPart::Start(std::string_view name, const XmlAttributes& attributes) {
  if (++depth_ == 1) is_workbook = name == "workbook";
  if (depth_ != 3) return;
  if (name == "sheet") {
    if (sheets.size() >= static_cast<size_t>(limits_.parts)) return RefuseXml("too many sheets");
    const std::string_view state = attributes.Text("state");
    sheets.push_back({UnescapeCellText(std::string(attributes.Text("name"))),
                      std::string(attributes.Text("id")), state == "hidden" || state == "veryHidden"});
  } else if (name == "definedName" && defined_names.size() < kMostNames) {
    in_name_ = true;
    name_text_.Clear();
    name_key_ = attributes.Text("name");
    const auto sheet = attributes.Int("localSheetId");
    if (sheet && static_cast<size_t>(*sheet) < sheets.size())
      name_key_ = sheets[static_cast<size_t>(*sheet)].name + "!" + name_key_;
  }
}

void BookPart::End(std::string_view) {
  if (depth_-- != 3 || !in_name_) return;
  in_name_ = false;
  defined_names.emplace(std::move(name_key_), name_text_.Take());
}

void BookPart::Text(std::string_view text) {
  if (in_name_) name_text_.Append(text);
}

}  // namespace sinergi::sheets
