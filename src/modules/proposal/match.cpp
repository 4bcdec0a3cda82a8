#include "modules/proposal/match.h"

#include <algorithm>

namespace sinergi::proposal {
namespace {

constexpr int64_t kWholeMicro = 1'000'000;

struct AskedWord {
  Word word;
  int counts = 1;
};

std::vector<AskedWord> AskedOf(const WantedWords& wanted, const Vocabulary& vocabulary) {
  std::vector<AskedWord> asked;
  std::set<std::string> seen;
  const auto add = [&](const std::string& text, int counts) {
    for (Word& word : WordsOf(text, vocabulary))
      if (seen.insert(word.stem).second) asked.push_back({std::move(word), counts});
  };
  add(wanted.work, kWorkCounts);
  add(wanted.rest, 1);
  return asked;
}

}  // namespace

WordIndex::WordIndex(const std::vector<std::string>& texts, const Vocabulary& vocabulary)
    : vocabulary_(vocabulary) {
  for (size_t i = 0; i < texts.size(); ++i)
    for (Word& word : WordsOf(texts[i], vocabulary)) texts_[std::move(word.stem)].push_back(i);
}

std::vector<Match> WordIndex::Find(const WantedWords& wanted, size_t most) const {
  std::map<size_t, Match> by_text;
  int64_t whole = 0;
  for (const AskedWord& asked : AskedOf(wanted, vocabulary_)) {
    const auto found = texts_.find(asked.word.stem);
    if (found == texts_.end()) continue;
    const auto many = static_cast<int64_t>(found->second.size());
    const int64_t micro = (asked.counts * kWholeMicro + many / 2) / many;
    whole += micro;
    for (const size_t text : found->second) {
      by_text[text].share_micro += micro;
      by_text[text].words.push_back({asked.word.written, asked.counts, many});
    }
  }
  std::vector<Match> matches;
  for (auto& [text, match] : by_text) {
    match.text = text;
    match.share_micro = (match.share_micro * kWholeMicro + whole / 2) / whole;
    matches.push_back(std::move(match));
  }
  std::stable_sort(matches.begin(), matches.end(),
                   [](const Match& a, const Match& b) { return a.share_micro > b.share_micro; });
  if (matches.size() > most) matches.resize(most);
  return matches;
}

}  // namespace sinergi::proposal
