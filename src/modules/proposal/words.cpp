#include "modules/proposal/words.h"

#include <algorithm>
#include <array>

#include "base/ensure.h"
#include "base/text.h"
#include "platform/files/data_file.h"
#include "platform/files/embedded.h"

namespace sinergi::proposal {
namespace {

constexpr std::string_view kVocabularyFile = "data/words/proposals.yaml";
constexpr size_t kShortestStem = 3, kShortestWord = 3;

bool IsVowel(char c) {
  return std::string_view("aiueo").find(c) != std::string_view::npos;
}

bool IsLetter(char c) {
  return ('a' <= c && c <= 'z') || IsDigit(c) || (c & '\x80') != 0;
}

// What a prefix turns the beginning of a root into: before a vowel the nasal stands for a letter that fell away.
struct Prefix {
  std::string_view written, before_vowel, before_consonant;
};
constexpr std::array<Prefix, 17> kPrefixes = {{
    {"memper", "", ""},
    {"member", "", ""},
    {"pember", "", ""},
    {"keber", "", ""},
    {"meny", "s", "s"},
    {"peny", "s", "s"},
    {"meng", "", ""},
    {"peng", "", ""},
    {"mem", "p", ""},
    {"pem", "p", ""},
    {"men", "t", ""},
    {"pen", "t", ""},
    {"ber", "", ""},
    {"ter", "", ""},
    {"per", "", ""},
    {"me", "", ""},
    {"pe", "", ""},
}};

bool EndWith(std::string& word, std::string_view suffix) {
  if (!word.ends_with(suffix) || word.size() < suffix.size() + kShortestStem + 1) return false;
  word.resize(word.size() - suffix.size());
  return true;
}

// "-kan" belongs to verbs; elsewhere its k is the root's: "perbaikan" is of "baik".
bool TakeSuffix(std::string& word) {
  if (word.size() > 6 && word.ends_with("nya")) EndWith(word, "nya");
  const bool verb = word.starts_with("me") || word.starts_with("di");
  if (verb && EndWith(word, "kan")) return true;
  if (EndWith(word, "an")) return true;
  return verb && EndWith(word, "i");
}

void TakePrefix(std::string& word, bool suffixed) {
  for (const Prefix& prefix : kPrefixes) {
    if (!word.starts_with(prefix.written) || word.size() < prefix.written.size() + kShortestStem) continue;
    const std::string rest = word.substr(prefix.written.size());
    word = std::string(IsVowel(rest[0]) ? prefix.before_vowel : prefix.before_consonant) + rest;
    return;
  }
  for (const std::string_view prefix : {"ke", "se", "di"})
    if (suffixed && word.starts_with(prefix) && word.size() >= prefix.size() + kShortestStem) {
      word.erase(0, prefix.size());
      return;
    }
}

// A phrase ("perangkat lunak") is told by its last word.
std::string StemOfPhrase(const std::string& phrase) {
  return StemOf(phrase.substr(phrase.rfind(' ') + 1));
}

std::vector<std::string> ReadList(const files::Node& list, const char* key, files::Faults& faults) {
  std::vector<std::string> words;
  if (!list || !list.IsSequence()) {
    faults.Add(list ? list.Mark() : files::Mark(), "data_file.not_a_list", {key});
    return words;
  }
  for (const files::Node& word : list) {
    if (word.IsScalar() && !word.Scalar().empty())
      words.push_back(FoldText(word.Scalar()));
    else
      faults.Add(word.Mark(), "data_file.empty_text", {key});
  }
  return words;
}

void ReadAllWords(const files::Node& root, Vocabulary& vocabulary, files::Faults& faults) {
  files::CheckKeys(root, {"words", "leave_out", "same"}, faults);
  files::RequiredText(root, "words", faults);
  for (std::string& word : ReadList(root["leave_out"], "leave_out", faults))
    vocabulary.left_out.insert(std::move(word));
  const files::Node same = root["same"];
  if (!same) return;
  if (!same.IsSequence()) return faults.Add(same.Mark(), "data_file.not_a_list", {"same"});
  for (const files::Node& row : same) {
    const std::vector<std::string> words = ReadList(row, "same", faults);
    for (const std::string& word : words) {
      const bool fresh = vocabulary.same.emplace(StemOfPhrase(word), StemOfPhrase(words[0])).second;
      if (!fresh) faults.Add(row.Mark(), "data_file.doubled_key", {word});
    }
  }
}

}  // namespace

std::string StemOf(std::string_view word) {
  std::string stem(word);
  if (stem.size() < 5) return stem;
  const bool suffixed = TakeSuffix(stem);
  if (stem.size() >= 5) TakePrefix(stem, suffixed);
  // "mengelola" has lost the k of "kelola": so has the root here.
  if (stem.size() > kShortestStem && stem[0] == 'k' && IsVowel(stem[1])) stem.erase(0, 1);
  return stem;
}

std::vector<Word> WordsOf(std::string_view text, const Vocabulary& vocabulary) {
  std::vector<Word> words;
  std::set<std::string> seen;
  const std::string folded = LowerAscii(text);
  for (size_t at = 0; at < folded.size();) {
    size_t end = at;
    while (end < folded.size() && IsLetter(folded[end])) ++end;
    const std::string written = folded.substr(at, end - at);
    at = std::max(end, at + 1);
    const bool number = std::all_of(written.begin(), written.end(), IsDigit);
    if (written.size() < kShortestWord || number || vocabulary.left_out.contains(written)) continue;
    std::string stem = StemOf(written);
    if (const auto same = vocabulary.same.find(stem); same != vocabulary.same.end()) stem = same->second;
    if (seen.insert(stem).second) words.push_back({stem, written});
  }
  return words;
}

Result<Vocabulary> ReadVocabulary(std::string_view yaml, std::string_view file_name) {
  Vocabulary vocabulary;
  const Status read = files::ReadDataFile(
      yaml, file_name,
      [&](const files::Node& root, files::Faults& faults) { ReadAllWords(root, vocabulary, faults); });
  if (!read.ok()) return read.error();
  return vocabulary;
}

const Vocabulary& ShippedVocabulary() {
  static const Vocabulary shipped = [] {
    const files::EmbeddedFile* file = files::FindEmbedded(kVocabularyFile);
    ENSURE(file != nullptr);
    Result<Vocabulary> read = ReadVocabulary(file->plain, file->path);
    ENSURE(read.ok());
    return std::move(read).value();
  }();
  return shipped;
}

}  // namespace sinergi::proposal
