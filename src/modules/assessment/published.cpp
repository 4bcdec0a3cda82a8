#include "modules/assessment/published.h"

#include <charconv>

#include "base/text.h"

namespace sinergi::assessment {
namespace {

struct Lead {
  std::string_view written, meant;
};
// The longer spellings first.
constexpr Lead kLeads[] = {
    {"pemprov ", "provinsi "},    {"pemkab ", "kabupaten "}, {"pemkot ", "kota "},
    {"provinsi ", "provinsi "},   {"prov. ", "provinsi "},   {"prov ", "provinsi "},
    {"kabupaten ", "kabupaten "}, {"kab. ", "kabupaten "},   {"kab ", "kabupaten "},
    {"kab.", "kabupaten "},       {"prov.", "provinsi "},    {"kota ", "kota "},
};
constexpr std::string_view kGovernment = "pemerintah ";
constexpr Lead kRegionWords[] = {{"ntt", "nusa tenggara timur"},
                                 {"ntb", "nusa tenggara barat"},
                                 {"kep.", "kepulauan"},
                                 {"kep", "kepulauan"},
                                 {"d.i.", "daerah istimewa"},
                                 {"d.i", "daerah istimewa"},
                                 {"diy", "daerah istimewa yogyakarta"}};

// Abbreviations of regions, written out.
std::string WrittenOut(std::string_view name) {
  std::string whole;
  for (const std::string_view word : Split(name, ' ')) {
    std::string_view meant = word;
    for (const Lead& known : kRegionWords)
      if (known.written == word) meant = known.meant;
    if (!word.empty()) whole.append(whole.empty() ? "" : " ").append(meant);
  }
  return whole;
}

}  // namespace

std::string_view Name(LevelKind level) {
  constexpr std::string_view kNames[] = {"province", "regency", "city", "central"};
  return kNames[static_cast<size_t>(level)];
}

std::optional<LevelKind> ParseLevelKind(std::string_view name) {
  for (const LevelKind level : kLevelKinds)
    if (Name(level) == name) return level;
  return {};
}

std::string InstitutionKey(std::string_view name) {
  std::string key = FoldText(name);
  if (key.starts_with(kGovernment)) key.erase(0, kGovernment.size());
  for (const Lead& lead : kLeads)
    if (key.starts_with(lead.written))
      return std::string(lead.meant) + WrittenOut(std::string_view(key).substr(lead.written.size()));
  return WrittenOut(key);
}

LevelKind LevelOfName(std::string_view name) {
  const std::string key = InstitutionKey(name);
  if (key.starts_with("kabupaten ")) return LevelKind::kRegency;
  if (key.starts_with("kota ")) return LevelKind::kCity;
  if (key.starts_with("provinsi ") || FoldText(name).starts_with(kGovernment)) return LevelKind::kProvince;
  return LevelKind::kCentral;
}

std::string RegionOfTitle(std::string_view title) {
  constexpr std::string_view kBefore = "pemerintah daerah di ";
  const std::string folded = FoldBlanks(title);
  const size_t at = LowerAscii(folded).find(kBefore);
  return at == std::string::npos ? "" : folded.substr(at + kBefore.size());
}

std::string_view ShortName(std::string_view name) {
  return FoldText(name).starts_with(kGovernment) && name.size() > kGovernment.size()
             ? name.substr(kGovernment.size())
             : name;
}

bool SaysTheSame(const PublishedResult& a, const PublishedResult& b) {
  return a.year == b.year && a.instrument == b.instrument && a.institution == b.institution &&
         a.level == b.level && a.region == b.region && a.domains == b.domains &&
         a.index_micro == b.index_micro && a.predicate == b.predicate;
}

std::string DomainsText(const std::vector<std::optional<int64_t>>& domains) {
  std::string text;
  for (const std::optional<int64_t>& domain : domains)
    text += (text.empty() ? "" : " ") + (domain ? std::to_string(*domain) : "-");
  return text;
}

std::vector<std::optional<int64_t>> ReadDomains(std::string_view text) {
  std::vector<std::optional<int64_t>> domains;
  if (text.empty()) return domains;
  for (const std::string_view word : Split(text, ' ')) {
    int64_t value = 0;
    const bool read = std::from_chars(word.data(), word.data() + word.size(), value).ec == std::errc();
    domains.push_back(read ? std::optional(value) : std::nullopt);
  }
  return domains;
}

}  // namespace sinergi::assessment
