// Full-text search of a register: the one place where SQLite (FTS5) and PostgreSQL (tsvector) differ for it.
// Each record is found by two texts: by its open fields for everybody who may read it, by its personal ones
// for those who may see these.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "modules/register/record.h"

namespace sinergi::registers {

// The table "<register>__search". Inside a Write.
void MakeSearch(sql::Connection& c, const Definition& definition);
// What the record is found by now; the texts of another time are forgotten.
void KeepSearch(sql::Connection& c, int64_t government_id, const Definition& definition, const Record& record,
                const FieldContext& fields);

// What every record of the register is found by, made anew from the records.
void FillSearchOf(sql::Connection& c, int64_t government_id, const Definition& definition);

// The ids of records in which every word of `text` begins a word, one of less than three letters is the whole of it; of
// very many the newest 1,000. Nothing when the text holds no word.
enum class SearchIn { kOpen, kEverything };
std::optional<std::vector<int64_t>> SearchRecords(sql::Connection& c, int64_t government_id,
                                                  const Definition& definition, std::string_view text,
                                                  SearchIn in);

}  // namespace sinergi::registers
