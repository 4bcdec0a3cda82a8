// An open list: records that everybody may read, as its view in the definition says: only its columns, never
// what is personal, never an officer's name. Search looks at what is shown and at nothing else: a list that is
// found by a hidden word would tell it.
//
//   Result<OpenPage> page = ReadOpenList(c, how, {.filters = {{"class", "periodic"}}, .search = "anggaran"});
//
// Filters and sorting by columns of the list only; register.bad_filter otherwise.
#pragma once

#include "modules/register/record_list.h"
#include "modules/register/register_words.h"

namespace sinergi::registers {

constexpr int kOpenSearchedMost = 1000;  // rows a search looks through; beyond it the newest

const ListView* OpenView(const Definition& definition);
std::vector<std::string> OpenColumns(const Definition& definition);
std::string OpenCell(const Printing& how, const Record& record, std::string_view column);

Result<RecordPage> ReadOpenList(sql::Connection& c, const Printing& how, ListQuery query);
// The record, if it stands in the list.
std::optional<Record> FindOpenRecord(sql::Connection& c, const Printing& how, int64_t id);

}  // namespace sinergi::registers
