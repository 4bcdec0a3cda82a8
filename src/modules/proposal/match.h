// Match: how well a proposal's words stand for each of many texts, those of the nodes of a plan or of the codes of the
// nomenclature. Exact and reproducible: whole numbers, no order of reading matters.
//
//   const WordIndex index({"Relasi Media", "Penyediaan Akses Internet", …}, ShippedVocabulary());
//   index.Find({"Wifi balai desa", "Anak sekolah mencari sinyal"}, 5)
//     // {text 1, share 1,000,000, words {"wifi" twice, of 1 text}}
//
// A word counts 1 / (texts that have it): a word that stands everywhere says little. Words of the work itself count
// twice, those of the problem and the aim once. The share is what was found, of what the proposal's words could find
// in all texts together. Equal shares: the earlier text. A text without any of the words is no match. Immutable; usable from any thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "modules/proposal/words.h"

namespace sinergi::proposal {

constexpr int kWorkCounts = 2;

struct WantedWords {
  std::string work, rest;
};

struct MatchedWord {
  std::string written;  // in the proposal
  int counts = 1;       // kWorkCounts in the work
  int64_t texts = 1;    // that have it
};

struct Match {
  size_t text = 0;
  int64_t share_micro = 0;  // 1,000,000: every word that stands anywhere stands here, and only here
  std::vector<MatchedWord> words;
};

class WordIndex {
 public:
  // `vocabulary` must outlive the index.
  WordIndex(const std::vector<std::string>& texts, const Vocabulary& vocabulary);
  std::vector<Match> Find(const WantedWords& wanted, size_t most) const;

 private:
  const Vocabulary& vocabulary_;
  std::map<std::string, std::vector<size_t>, std::less<>> texts_;  // by stem, ascending
};

}  // namespace sinergi::proposal
