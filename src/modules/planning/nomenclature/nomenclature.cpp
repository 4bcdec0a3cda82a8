#include "modules/planning/nomenclature/nomenclature.h"

#include <algorithm>
#include <unordered_map>

#include "base/decimal.h"
#include "base/enum_names.h"
#include "base/quantity.h"
#include "base/text.h"
#include "modules/planning/node_level.h"

namespace sinergi::planning {
namespace {

constexpr std::string_view kReasonNames[] = {"file", "code", "name", "person"};
constexpr std::string_view kLinkStateNames[] = {"suggested", "confirmed", "refused"};
constexpr int64_t kLikeEnough = 600'000;

using Words = std::vector<std::string>;

// Sorted words of three letters and more; "dan", "yang" and the like tell nothing apart.
Words NameWordsOf(std::string_view text) {
  static const std::set<std::string, std::less<>> kCommon = {"dan",   "yang", "dengan", "untuk",
                                                             "dalam", "pada", "atau"};
  Words words;
  std::string word;
  const auto finish = [&] {
    if (word.size() >= 3 && !kCommon.contains(word)) words.push_back(word);
    word.clear();
  };
  for (const char c : LowerAscii(text)) {
    const bool letter =
        (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
    if (letter)
      word += c;
    else
      finish();
  }
  finish();
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

int64_t Likeness(const Words& a, const Words& b) {
  if (a.empty() || b.empty()) return 0;
  size_t common = 0;
  for (size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    const int order = a[i].compare(b[j]);
    if (order == 0) ++common;
    if (order <= 0) ++i;
    if (order >= 0) ++j;
  }
  return DivideHalfUp(Int128(2) * static_cast<int64_t>(common) * kMicro,
                      static_cast<int64_t>(a.size() + b.size()))
      .value_or(0);
}

// Codes that may continue each other: of the same bidang urusan, the same length and the same fourth part.
std::string FamilyOf(const std::string& code) {
  const std::vector<std::string_view> parts = Split(code, '.');
  std::string family = std::to_string(parts.size());
  for (size_t i = 0; i < std::min<size_t>(2, parts.size()); ++i) family += "." + std::string(parts[i]);
  if (parts.size() > 3) family += "/" + std::string(parts[3]);
  return family;
}

struct Candidate {
  const NomenclatureCode* code = nullptr;
  Words words;
};

}  // namespace

std::string_view Name(LinkReason reason) {
  return kReasonNames[static_cast<size_t>(reason)];
}
std::string_view Name(LinkState state) {
  return kLinkStateNames[static_cast<size_t>(state)];
}

std::optional<LinkState> ParseLinkState(std::string_view name) {
  return EnumOf<LinkState>(kLinkStateNames, name);
}

std::optional<LinkReason> ParseLinkReason(std::string_view name) {
  return EnumOf<LinkReason>(kReasonNames, name);
}

int64_t NameLikeness(std::string_view a, std::string_view b) {
  return Likeness(NameWordsOf(a), NameWordsOf(b));
}

std::vector<CodeLink> SuggestLinks(int year_before, const std::vector<NomenclatureCode>& before, int year,
                                   const std::vector<NomenclatureCode>& after) {
  std::unordered_map<std::string, const NomenclatureCode*> old;
  std::unordered_map<std::string, std::vector<Candidate>> families;
  for (const NomenclatureCode& code : before) {
    old.emplace(code.code, &code);
    families[FamilyOf(code.code)].push_back({&code, NameWordsOf(code.name)});
  }
  std::vector<CodeLink> links;
  for (const NomenclatureCode& code : after) {
    const auto same = old.find(code.code);
    if (same != old.end()) {
      if (!SameText(same->second->name, code.name))
        links.push_back(
            {year, code.code, year_before, code.code, LinkReason::kCode, LinkState::kSuggested, {}});
      continue;
    }
    const Words words = NameWordsOf(code.name);
    const Candidate* best = nullptr;
    int64_t most = kLikeEnough - 1;
    for (const Candidate& candidate : families[FamilyOf(code.code)])
      if (const int64_t like = Likeness(words, candidate.words); like > most) most = like, best = &candidate;
    if (best)
      links.push_back(
          {year, code.code, year_before, best->code->code, LinkReason::kName, LinkState::kSuggested, {}});
  }
  return links;
}

namespace {

// The codes beside `codes` in the version of `to`, which is next before or after the one of `from`.
std::set<std::string> StepTo(const Versions& versions, const std::vector<CodeLink>& links, int from, int to,
                             const std::set<std::string>& codes) {
  const std::map<std::string, std::string>&here = versions.at(from), &there = versions.at(to);
  std::set<std::string> found, refused;
  for (const CodeLink& link : links) {
    const bool back = to < from;
    if ((back ? link.year : link.year_before) != from || (back ? link.year_before : link.year) != to)
      continue;
    const std::string &own = back ? link.code : link.code_before,
                      &other = back ? link.code_before : link.code;
    if (!codes.contains(own)) continue;
    if (link.state == LinkState::kConfirmed) found.insert(other);
    if (link.state == LinkState::kRefused && own == other) refused.insert(own);
  }
  for (const std::string& code : codes) {
    const auto name = here.find(code), same = there.find(code);
    const bool kept = name != here.end() && same != there.end() && SameText(name->second, same->second);
    if (kept && !refused.contains(code)) found.insert(code);
  }
  return found;
}

}  // namespace

Series SeriesOf(const Versions& versions, const std::vector<CodeLink>& links, int year,
                const std::string& code) {
  Series series;
  const auto start = versions.find(year);
  if (start == versions.end()) return series;
  series[year] = {code};
  for (auto it = start; it != versions.begin();) {
    const int from = it->first;
    const int to = (--it)->first;
    series[to] = StepTo(versions, links, from, to, series[from]);
  }
  for (auto it = start; std::next(it) != versions.end();) {
    const int from = it->first;
    const int to = (++it)->first;
    series[to] = StepTo(versions, links, from, to, series[from]);
  }
  return series;
}

}  // namespace sinergi::planning
