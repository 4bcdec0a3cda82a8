// Records as rows: reading, adding and changing the row of a register's table and its child rows. No rights,
// no rules.
#pragma once

#include "modules/register/record.h"

namespace sinergi::registers {

std::optional<Record> ReadRecord(sql::Connection& c, int64_t government_id, const Definition& definition,
                                 int64_t id);
// The record behind a citizen's link: secret is the hash of what stands in it.
std::optional<Record> ReadRecordBySecret(sql::Connection& c, const Definition& definition,
                                         std::string_view secret_hash, int64_t& government_id);
void AddRecord(sql::Connection& c, int64_t government_id, const Definition& definition, const Record& record,
               std::string_view secret_hash);
// All of it, where the row still has version `seen`; false when somebody was faster.
bool StoreRecord(sql::Connection& c, int64_t government_id, const Definition& definition,
                 const Record& record, int64_t seen);

// A row of a query over "r": the first columns are RecordColumns(); child rows are not read.
std::string RecordColumns(const Definition& definition);
Record RecordAt(const Definition& definition, const sql::Row& row);

// The nearest due day of the clocks that run.
std::optional<Date> NearestDue(const Record& record);

}  // namespace sinergi::registers
