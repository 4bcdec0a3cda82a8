#include "modules/register/record_search.h"

#include <algorithm>

#include "modules/register/record_columns.h"
#include "modules/register/record_fields.h"
#include "modules/register/record_rows.h"

namespace sinergi::registers {
namespace {

constexpr size_t kMostWords = 8, kLongestWord = 60, kShortestBeginning = 3;
constexpr int kMostFound = 1'000;
constexpr int64_t kIds = int64_t{1} << 40;  // of one government; a rowid is government × this + id

// Letters and digits of any script; everything else separates.
bool IsOfWord(char letter) {
  const auto byte = static_cast<unsigned char>(letter);
  return ((byte | 32) >= 'a' && (byte | 32) <= 'z') || (byte >= '0' && byte <= '9') || byte >= 0x80;
}

std::vector<std::string> SearchWords(std::string_view text) {
  std::vector<std::string> words(1);
  for (const char c : text) {
    if (IsOfWord(c)) {
      words.back() += c;
    } else if (!words.back().empty()) {
      words.emplace_back();
    }
  }
  if (words.back().empty()) words.pop_back();
  std::erase_if(words, [](const std::string& word) { return word.size() > kLongestWord; });
  if (words.size() > kMostWords) words.resize(kMostWords);
  return words;
}

bool IsSearched(const Field& field) {
  const std::string_view type = field.type->name();
  return type == "text" || type == "long_text" || type == "choice" || type == "code" || type == "region" ||
         type == "person" || type == "unit";
}

// PostgreSQL would take "0001/PPID/III/2026" for the path of a file, one word that nobody types.
std::string Separated(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](char letter) { return !IsOfWord(letter); }, ' ');
  return text;
}

std::string SearchTable(const Definition& definition) {
  return "\"" + TableOf(definition) + "__search\"";
}

struct FoundBy {
  std::string open, personal;
};
FoundBy TextsOf(const Definition& definition, const Record& record, const FieldContext& fields) {
  FoundBy texts;
  texts.open = record.number;
  for (size_t i = 0; i < definition.fields.size(); ++i) {
    const Field& field = definition.fields[i];
    if (!IsSearched(field)) continue;
    (field.personal ? texts.personal : texts.open) +=
        " " + field.type->Print(field, record.values[i], fields, Lang::kId);
  }
  return texts;
}

}  // namespace

void MakeSearch(sql::Connection& c, const Definition& definition) {
  const std::string table = SearchTable(definition);
  if (c.dialect() == sql::Dialect::kSqlite)
    return c.Script(
        "CREATE VIRTUAL TABLE " + table +
        " USING fts5(open, personal, tokenize = 'unicode61 remove_diacritics 0', detail = 'column', "
        "prefix = '3 4')");
  c.Script("CREATE TABLE " + table +
           " (government_id BIGINT NOT NULL, record_id BIGINT NOT NULL, open tsvector NOT NULL, "
           "everything tsvector NOT NULL, PRIMARY KEY (government_id, record_id));"
           "CREATE INDEX ON " +
           table + " USING gin (open); CREATE INDEX ON " + table + " USING gin (everything)");
}

void KeepSearch(sql::Connection& c, int64_t government_id, const Definition& definition, const Record& record,
                const FieldContext& fields) {
  const FoundBy texts = TextsOf(definition, record, fields);
  const std::string table = SearchTable(definition);
  if (c.dialect() == sql::Dialect::kSqlite) {
    const int64_t row = government_id * kIds + record.id;
    c.Execute("DELETE FROM " + table + " WHERE rowid = ?", {row});
    c.Execute("INSERT INTO " + table + " (rowid, open, personal) VALUES (?, ?, ?)",
              {row, texts.open, texts.personal});
    return;
  }
  c.Execute("INSERT INTO " + table +
                " VALUES (?, ?, to_tsvector('simple', ?), to_tsvector('simple', ?)) "
                "ON CONFLICT (government_id, record_id) DO UPDATE SET open = excluded.open, everything = "
                "excluded.everything",
            {government_id, record.id, Separated(texts.open), Separated(texts.open + " " + texts.personal)});
}

void FillSearchOf(sql::Connection& c, int64_t government_id, const Definition& definition) {
  const kernel::UnitTree units = kernel::LoadAllUnits(c, government_id);
  const RecordFields fields(c, government_id, units, NumberStyle::kIndonesian);
  std::vector<int64_t> ids;
  c.Query("SELECT r.id FROM \"" + TableOf(definition) + "\" r WHERE r.government_id = ? ORDER BY r.id",
          {government_id}, [&](const sql::Row& row) { ids.push_back(row.Int(0)); });
  for (const int64_t id : ids)
    KeepSearch(c, government_id, definition, *ReadRecord(c, government_id, definition, id), fields);
}

std::optional<std::vector<int64_t>> SearchRecords(sql::Connection& c, int64_t government_id,
                                                  const Definition& definition, std::string_view text,
                                                  SearchIn in) {
  const std::vector<std::string> words = SearchWords(text);
  if (words.empty()) return {};
  const bool sqlite = c.dialect() == sql::Dialect::kSqlite, open = in == SearchIn::kOpen;
  std::string query;
  for (const std::string& word : words) {
    query += query.empty() ? "" : sqlite ? " AND " : " & ";
    const bool begins = word.size() >= kShortestBeginning;
    query += sqlite ? "\"" + word + (begins ? "\"*" : "\"") : word + (begins ? ":*" : "");
  }
  const std::string table = SearchTable(definition);
  std::vector<int64_t> found;
  const auto take = [&](const sql::Row& row) { found.push_back(row.Int(0) & (kIds - 1)); };
  if (sqlite) {
    c.Query("SELECT rowid FROM " + table + " WHERE " + table +
                " MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid DESC LIMIT ?",
            {open ? "open : (" + query + ")" : query, government_id * kIds, government_id * kIds + kIds - 1,
             kMostFound},
            take);
  } else {
    // Planned for these very words: how many records have them decides the way. They hold no sign that ends a literal.
    c.Query("SELECT record_id FROM " + table + " WHERE government_id = ? AND " +
                (open ? "open" : "everything") + " @@ to_tsquery('simple', '" + query +
                "') ORDER BY record_id DESC LIMIT ?",
            {government_id, kMostFound}, take);
  }
  return found;
}

}  // namespace sinergi::registers
