#include "modules/report/outline.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/ensure.h"
#include "base/enum_names.h"
#include "platform/files/data_file.h"
#include "platform/files/embedded.h"

namespace sinergi::report {
namespace {

constexpr std::array<std::string_view, 17> kExhibits{
    "signature", "review",      "promises",     "amounts",    "achievement", "achievement-chart",
    "years",     "trend-chart", "renstra",      "standard",   "causes",      "efficiency",
    "support",   "budget",      "budget-chart", "follow-ups", "measurement"};

constexpr std::array<std::string_view, 16> kBlanks{
    "absorption", "achievement", "below",   "ceiling",  "government", "indicators", "last_year", "period",
    "predicate",  "programmes",  "reached", "realised", "reported",   "saved",      "unit",      "year"};

void CheckBlanks(const files::Node& map, const char* key, files::Faults& faults) {
  if (!map[key] || !map[key].IsScalar()) return;
  for (const std::string& blank : UnknownBlanks(map[key].Scalar()))
    faults.Add(map[key].Mark(), "report.unknown_blank", {blank});
}

class OutlineReader {
 public:
  explicit OutlineReader(files::Faults& faults) : faults_(faults) {}

  void Read(const files::Node& root, Outline& outline) {
    files::CheckKeys(root, {"report", "title", "basis", "chapters"}, faults_);
    outline.id = files::RequiredText(root, "report", faults_);
    outline.title = files::RequiredText(root, "title", faults_);
    outline.basis = files::RequiredText(root, "basis", faults_);
    for (const files::Node& chapter : ListOf(root, "chapters"))
      if (IsMap(chapter, "chapters")) outline.chapters.push_back(ReadChapter(chapter));
  }

 private:
  files::Node ListOf(const files::Node& map, const char* key) {
    const files::Node list = map[key];
    if (!list) faults_.Add(map.Mark(), "data_file.missing_key", {key});
    if (list && !list.IsSequence()) faults_.Add(list.Mark(), "data_file.not_a_list", {key});
    return list;
  }
  bool IsMap(const files::Node& node, const char* key) {
    if (!node.IsMap()) faults_.Add(node.Mark(), "data_file.not_a_map", {key});
    return node.IsMap();
  }
  std::string IdOf(const files::Node& map, const char* key, std::set<std::string>& seen) {
    std::string id = files::RequiredText(map, key, faults_);
    if (!id.empty() && !seen.insert(id).second) faults_.Add(map[key].Mark(), "report.id_twice", {id});
    return id;
  }

  Chapter ReadChapter(const files::Node& yaml) {
    files::CheckKeys(yaml, {"chapter", "number", "title", "sections"}, faults_);
    Chapter chapter;
    chapter.id = IdOf(yaml, "chapter", chapter_ids_);
    chapter.number = files::OptionalText(yaml, "number", faults_);
    chapter.title = files::RequiredText(yaml, "title", faults_);
    CheckBlanks(yaml, "title", faults_);
    for (const files::Node& section : ListOf(yaml, "sections"))
      if (IsMap(section, "sections")) chapter.sections.push_back(ReadSection(section));
    return chapter;
  }

  Section ReadSection(const files::Node& yaml) {
    files::CheckKeys(yaml, {"section", "title", "hint", "text", "show"}, faults_);
    Section section;
    section.id = IdOf(yaml, "section", section_ids_);
    section.title = files::OptionalText(yaml, "title", faults_);
    section.hint = files::OptionalText(yaml, "hint", faults_);
    section.text = files::OptionalText(yaml, "text", faults_);
    section.has_text = !section.hint.empty() || !section.text.empty();
    for (const char* key : {"title", "text"}) CheckBlanks(yaml, key, faults_);
    if (!yaml["show"]) return section;
    for (const files::Node& node : ListOf(yaml, "show")) {
      const std::string name = node.IsScalar() ? node.Scalar() : "";
      if (const auto exhibit = EnumOf<Exhibit>(kExhibits, name))
        section.shows.push_back(*exhibit);
      else
        faults_.Add(node.Mark(), "report.unknown_exhibit", {name});
    }
    return section;
  }

  files::Faults& faults_;
  std::set<std::string> chapter_ids_, section_ids_;
};

}  // namespace

std::string_view Name(Exhibit exhibit) {
  return kExhibits[static_cast<size_t>(exhibit)];
}

const Chapter* Outline::FindChapter(std::string_view wanted) const {
  const auto found = std::ranges::find(chapters, wanted, &Chapter::id);
  return found == chapters.end() ? nullptr : &*found;
}

const Section* Outline::FindSection(std::string_view wanted) const {
  for (const Chapter& chapter : chapters)
    for (const Section& section : chapter.sections)
      if (section.id == wanted) return &section;
  return nullptr;
}

Result<Outline> ReadOutline(std::string_view yaml, std::string_view file_name) {
  Outline outline;
  const Status read = files::ReadDataFile(
      yaml, file_name,
      [&](const files::Node& root, files::Faults& faults) { OutlineReader(faults).Read(root, outline); });
  if (!read.ok()) return read.error();
  return outline;
}

const std::string& ShippedOutlineText() {
  static const std::string text = [] {
    const files::EmbeddedFile* file = files::FindEmbedded(kOutlineFile);
    ENSURE(file != nullptr);
    return std::string(file->plain);
  }();
  return text;
}

const Outline& ShippedOutline() {
  static const Outline outline = [] {
    Result<Outline> read = ReadOutline(ShippedOutlineText(), kOutlineFile);
    ENSURE(read.ok());
    return std::move(read).value();
  }();
  return outline;
}

std::span<const std::string_view> BlankNames() {
  return kBlanks;
}

std::vector<std::string> UnknownBlanks(std::string_view text) {
  std::vector<std::string> unknown;
  for (size_t at = text.find('{'); at != text.npos; at = text.find('{', at + 1)) {
    const size_t end = text.find('}', at);
    const std::string_view word = end == text.npos ? std::string_view() : text.substr(at + 1, end - at - 1);
    if (std::ranges::find(kBlanks, word) == kBlanks.end())
      unknown.emplace_back(word.size() > 40 ? word.substr(0, 40) : word);
  }
  return unknown;
}

}  // namespace sinergi::report
