// Indicators of two tables that seem to be one and are worded otherwise.
#include <algorithm>
#include <map>
#include <unordered_map>

#include "base/text.h"
#include "modules/planning/document/checklist_parts.h"

namespace sinergi::planning {
namespace {

constexpr size_t kCommonWord = 200;  // a word of so many indicators tells nothing
constexpr size_t kWordsLeast = 3;    // that two names must share

struct Worded {
  const DocumentIndicator* indicator = nullptr;
  std::string agency, sheet;
  std::vector<std::string> words;  // sorted, each once
};

std::vector<std::string> SortedWords(std::string_view name) {
  std::vector<std::string> words(1);
  for (const char c : FoldText(name)) {
    const bool inside = (c >= 'a' && c <= 'z') || IsDigit(c) || static_cast<unsigned char>(c) >= 0x80;
    if (inside)
      words.back() += c;
    else if (!words.back().empty())
      words.emplace_back();
  }
  std::erase(words, "");
  std::ranges::sort(words);
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

// "RPJMD" of "RPJMD!C12"
std::string SheetOf(const std::string& source) {
  const size_t mark = source.rfind('!');
  return mark == std::string::npos ? std::string() : source.substr(0, mark);
}

// Two years or more alike and none other.
bool SameFigures(const DocumentIndicator& a, const DocumentIndicator& b) {
  int alike = 0;
  for (const YearTarget& entry : a.targets) {
    const Quantity* there = b.TargetOf(entry.year);
    if (!there || there->empty() || entry.target.empty()) continue;
    if (!SameQuantity(entry.target, *there)) return false;
    ++alike;
  }
  return alike >= 2;
}

bool SeemOne(const Worded& a, const Worded& b) {
  std::vector<std::string> shared;
  std::ranges::set_intersection(a.words, b.words, std::back_inserter(shared));
  const size_t all = a.words.size() + b.words.size() - shared.size();
  if (shared.size() < kWordsLeast || shared.size() == all) return false;
  return shared.size() * 4 >= all * 3 ||
         (shared.size() * 2 >= all && SameFigures(*a.indicator, *b.indicator));
}

std::vector<Worded> WordedOf(const DocumentContent& content, const CheckContext& context) {
  const std::vector<std::string> agencies = AgenciesOf(content, context.agency);
  std::vector<Worded> all;
  for (const DocumentIndicator& indicator : content.indicators) {
    const size_t node = static_cast<size_t>(indicator.node);
    if (content.nodes[node].level > DocumentLevel::kProgramme || indicator.source.empty()) continue;
    all.push_back({&indicator, agencies[node], SheetOf(indicator.source), SortedWords(indicator.name)});
  }
  return all;
}

}  // namespace

void CheckWording(const DocumentContent& content, const CheckContext& context, Findings& out) {
  const std::vector<Worded> all = WordedOf(content, context);
  std::unordered_map<std::string, std::vector<size_t>> with_word;
  std::unordered_map<std::string, size_t>
      mentions;  // of a name, by sheet: one that stands in both is not another
  for (const Worded& worded : all) ++mentions[worded.sheet + '\x1f' + FoldText(worded.indicator->name)];
  for (size_t i = 0; i < all.size(); ++i) {
    std::map<size_t, int> candidates;
    for (const std::string& word : all[i].words)
      if (const std::vector<size_t>& others = with_word[word]; others.size() <= kCommonWord)
        for (const size_t other : others) ++candidates[other];
    for (const auto& [other, shared] : candidates) {
      const Worded &here = all[i], &there = all[other];
      const bool agencies = here.agency.empty() || there.agency.empty() || here.agency == there.agency;
      const bool stands_there = mentions.contains(there.sheet + '\x1f' + FoldText(here.indicator->name)) ||
                                mentions.contains(here.sheet + '\x1f' + FoldText(there.indicator->name));
      if (here.sheet == there.sheet || !agencies || stands_there || !SeemOne(here, there)) continue;
      const size_t before = out.found.size();
      out.Add(FindingKind::kWordingDiffers, here.indicator->node, here.indicator->name, 0,
              here.indicator->name, there.indicator->name, there.indicator->node);
      out.Sources(before, *here.indicator, *there.indicator);
    }
    for (const std::string& word : all[i].words) with_word[word].push_back(i);
  }
}

}  // namespace sinergi::planning
