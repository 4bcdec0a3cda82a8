// Texts: both languages say the same things, every code that may be refused has its sentence, and no file is
// dead.
#include <gtest/gtest.h>

#include <cctype>
#include <map>
#include <unordered_set>

#include "house/sources.h"

namespace sinergi::house {
namespace {

using Dictionary = std::map<std::string, std::string>;

Dictionary Read(const char* ending) {
  Dictionary texts;
  for (const Source& file : FilesBelow("data/texts", {ending}))
    for (const std::string& line : Lines(file.text)) {
      const size_t colon = line.find(": ");
      if (line.empty() || line[0] == '#' || line[0] == ' ' || colon == line.npos) continue;
      const bool added = texts.emplace(line.substr(0, colon), line.substr(colon + 2)).second;
      EXPECT_TRUE(added) << file.path << ": " << line.substr(0, colon) << " stands twice";
    }
  return texts;
}

std::set<std::string> Arguments(const std::string& text) {
  const std::vector<std::string> words = Words(text, "{", "}", "");
  return {words.begin(), words.end()};
}

// Codes behind ErrorKind::k…, "code": an Error, however it is spaced; and field errors {"field", "code", …}.
std::set<std::string> ErrorCodes() {
  std::set<std::string> codes;
  for (const Source& source : Code()) {
    if (source.IsTest()) continue;
    for (size_t at = source.text.find("ErrorKind::k"); at != source.text.npos;
         at = source.text.find("ErrorKind::k", at + 1)) {
      const size_t end = source.text.find_first_of(",;:)}?", at + 12);
      if (end == source.text.npos || source.text[end] != ',') continue;
      const size_t quote = source.text.find_first_not_of(" \n", end + 1);
      if (quote == source.text.npos || source.text[quote] != '"') continue;
      codes.insert(source.text.substr(quote + 1, source.text.find('"', quote + 1) - quote - 1));
    }
  }
  return codes;
}

TEST(Texts, BothLanguagesHaveTheSameKeysAndArguments) {
  const Dictionary id = Read(".id.yaml"), en = Read(".en.yaml");
  ASSERT_GT(id.size(), 40u);
  for (const auto& [key, text] : id) {
    const auto other = en.find(key);
    ASSERT_NE(other, en.end()) << key << " is missing in English";
    EXPECT_EQ(Arguments(text), Arguments(other->second)) << key;
  }
  for (const auto& [key, text] : en) EXPECT_TRUE(id.contains(key)) << key << " is missing in Indonesian";
}

TEST(Texts, EveryErrorHasASentence) {
  const Dictionary id = Read(".id.yaml");
  const std::set<std::string> codes = ErrorCodes();
  EXPECT_GT(codes.size(), 20u);
  for (const std::string& code : codes) {
    const auto first = id.lower_bound("error." + code);
    const bool joined = code.ends_with('.') && first != id.end() && first->first.starts_with("error." + code);
    EXPECT_TRUE(joined || id.contains("error." + code)) << code;
  }
}

// A quoted "performance.word" is an error's code, a text, or a setting of the government: codes that travel
// through helpers and field errors are found here.
TEST(Texts, EveryQuotedCodeIsKnown) {
  const Dictionary id = Read(".id.yaml");
  const std::set<std::string> settings = {"performance.missing", "performance.weights",
                                          "performance.mean_rows", "performance.predicate"};
  for (const Source& source : Code()) {
    if (source.IsTest() || !source.path.ends_with(".cpp")) continue;
    for (const std::string module : {"performance.", "planning.", "kernel.", "sipd.", "files.", "pdf."})
      for (const std::string& word : Words(source.text, "\"" + module, "\"", "_")) {
        const std::string key = module + word;
        if (word.empty() || settings.contains(key)) continue;
        EXPECT_TRUE(id.contains("error." + key) || id.contains(key)) << source.path << ": " << key;
      }
  }
}

TEST(Texts, EveryKeyOfATemplateExists) {
  const Dictionary id = Read(".id.yaml");
  for (const Source& page : FilesBelow("src", {".html"}))
    for (size_t at = page.text.find("[["); at != page.text.npos; at = page.text.find("[[", at + 2)) {
      const std::string mark = page.text.substr(at + 2, page.text.find_first_of("]|", at) - at - 2);
      if (mark == "lang" || mark.starts_with("asset:") || mark.starts_with("include:")) continue;
      EXPECT_TRUE(id.contains(mark)) << page.path << ": [[" << mark << "]]";
    }
}

// "src/modules/performance/dashboard.html" -> "performance/dashboard"
std::string NameOfTemplate(std::string path) {
  path = path.substr(4, path.size() - 9);
  for (const char* lead : {"modules/", "platform/"})
    if (path.starts_with(lead)) path = path.substr(std::string_view(lead).size());
  return path;
}

bool IsMentioned(const std::string& word, const std::vector<const std::vector<Source>*>& where,
                 const std::string& but) {
  for (const auto* files : where)
    for (const Source& file : *files)
      if (file.path != but && !file.IsTest() && file.text.find(word) != file.text.npos) return true;
  return false;
}

TEST(Texts, NoTemplateIsDead) {
  const std::vector<Source> pages = FilesBelow("src", {".html"});
  for (const Source& page : pages) {
    const std::string name = NameOfTemplate(page.path), last = name.substr(name.rfind('/') + 1);
    const bool used =
        IsMentioned(name, {&Code(), &pages}, page.path) || IsMentioned("\"" + last + "\"", {&Code()}, "");
    EXPECT_TRUE(used) << page.path;
  }
}

TEST(Texts, NoWebFileIsDead) {
  const std::vector<Source> pages = FilesBelow("src", {".html"});
  const std::vector<Source> web =
      FilesBelow("web", {".css", ".js", ".mjs", ".html", ".json", ".webmanifest", ".svg"});
  for (const Source& file : FilesBelow("web", {""})) {
    if (file.path.ends_with(".md") || file.path.find("test") != file.path.npos) continue;
    const std::string name = file.path.substr(file.path.rfind('/') + 1);
    EXPECT_TRUE(IsMentioned(name, {&Code(), &pages, &web}, file.path)) << file.path;
  }
}

TEST(Texts, NoDataFileIsDead) {
  for (const Source& file : FilesBelow("data", {""})) {
    if (file.path.ends_with(".md")) continue;
    // Read by the folder ("data/texts/") or by its own name.
    const bool by_folder = IsMentioned(file.path.substr(0, file.path.find('/', 5) + 1), {&Code()}, "");
    EXPECT_TRUE(by_folder || IsMentioned(file.path, {&Code()}, "")) << file.path;
  }
}

// The keys of texts that code, templates and forms name: whole, in quotes, or as the lead of "lead.{}".
struct NamedKeys {
  std::unordered_set<std::string> whole, quoted, leads;

  void Read(const std::string& text) {
    const auto is_part = [](char c) {
      return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '.';
    };
    for (size_t from = 0; from < text.size();) {
      size_t to = from;
      while (to < text.size() && is_part(text[to])) ++to;
      if (to > from) Keep(text, from, to);
      from = to + 1;
    }
  }

 private:
  // Also what follows a dot in the word: "error.kernel.gone" names kernel.gone.
  void Keep(const std::string& text, size_t from, size_t to) {
    if (from > 0 && text[from - 1] == '"' && text[to] == '"') quoted.insert(text.substr(from, to - from));
    for (size_t at = from; at < to; at = std::min(text.find('.', at), to) + 1) {
      whole.insert(text.substr(at, to - at));
      if (text.compare(to, 2, "{}") == 0) leads.insert(text.substr(at, to - at));
    }
  }
};

// Words that are seen nowhere: no code and no template names them, and no code puts them together from
// "lead.".
TEST(Texts, NoTextIsDead) {
  NamedKeys named;
  for (const Source& source : Code()) named.Read(source.text);
  for (const Source& page : FilesBelow("src", {".html"})) named.Read(page.text);
  for (const Source& file : FilesBelow("data/forms", {".yaml"})) named.Read(file.text);
  for (const auto& [key, text] : Read(".id.yaml")) {
    // The stock of everyday words, and what the server says by itself.
    if (key.starts_with("common.") || key.starts_with("error.http.")) continue;
    const std::string bare = key.starts_with("error.") ? key.substr(6) : key;
    bool used = named.whole.contains(bare);
    // "role." + name, "interface.state_" + name, fmt "finding.{}": some lead of it stands in quotes, cut at a
    // mark.
    for (size_t end = bare.size(); !used && end > 0; --end)
      if (bare[end - 1] == '.' || bare[end - 1] == '_')
        used = named.quoted.contains(bare.substr(0, end)) || named.leads.contains(bare.substr(0, end));
    EXPECT_TRUE(used) << key;
  }
}

}  // namespace
}  // namespace sinergi::house
