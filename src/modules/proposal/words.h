// Words of proposals and plans, made comparable: folded, without affixes, without those that say nothing, and one
// word for those that mean the same ("wifi", "internet"). What is left out and what is the same stands in
// data/words/proposals.yaml.
//
//   WordsOf("Pelayanan wifi di Dusun Dua", ShippedVocabulary())   // {"layan" from "pelayanan"}, {"internet" from "wifi"}
//
// Affixes are taken off by rules alone, without a dictionary: a stem need not be a word, but the same word gives the
// same stem wherever it stands. Pure; immutable, usable from any thread.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace sinergi::proposal {

struct Vocabulary {
  std::set<std::string, std::less<>> left_out;           // as written
  std::map<std::string, std::string, std::less<>> same;  // stem -> stem that stands for it
};
// Errors: data_file.bad_file with a place for each fault.
Result<Vocabulary> ReadVocabulary(std::string_view yaml, std::string_view file_name);
const Vocabulary& ShippedVocabulary();

// "pengelolaan" and "kelola" -> "elola". Lower-case ASCII expected; shorter than five letters it stays.
std::string StemOf(std::string_view word);

struct Word {
  std::string stem, written;
};
// Each stem once, as first written, in the order of the text. Words of one or two letters and numbers are left out.
std::vector<Word> WordsOf(std::string_view text, const Vocabulary& vocabulary);

}  // namespace sinergi::proposal
