// Files of a record: kept by the store of evidence under "register/<register>/<record>/<field>"; the field's
// column says how many there are. Files of an act stand under its number: "register/ppid-request/12/act/3".
//
//   AddRecordFile(c, context, definition, 12, *definition.FieldNamed("answer_files"), stored);
//
// Inside the caller's Write. Errors: register.record_unknown, kernel.forbidden, register.too_many_files
// {0}=most, register.record_changed.
#pragma once

#include "kernel/evidence.h"
#include "modules/register/record.h"

namespace sinergi::registers {

int64_t MostFiles(const Field& field);
std::string FileSubject(const Definition& definition, int64_t record_id, std::string_view field);
std::string ActFileSubject(const Definition& definition, int64_t record_id, int64_t seq);

// Who may change the record, or take an act that asks for the field.
bool MayChangeFiles(const RecordContext& context, const Definition& definition, const Record& record,
                    const Field& field);

Status AddRecordFile(sql::Connection& c, const RecordContext& context, const Definition& definition,
                     int64_t record_id, const Field& field, kernel::Evidence file);
Status RemoveRecordFile(sql::Connection& c, const RecordContext& context, const Definition& definition,
                        int64_t record_id, const Field& field, int64_t file_id);

}  // namespace sinergi::registers
