#include "modules/register/record_files.h"

#include <algorithm>

#include "kernel/ids.h"
#include "modules/register/names.h"
#include "modules/register/record_rights.h"
#include "modules/register/record_rows.h"
#include "modules/register/record_values.h"

namespace sinergi::registers {
namespace {

constexpr int64_t kMostFiles = 50;  // where the field says nothing

Result<Record> RecordToChange(sql::Connection& c, const RecordContext& context, const Definition& definition,
                              int64_t record_id, const Field& field) {
  std::optional<Record> record = ReadRecord(c, context.government.id, definition, record_id);
  if (!record || field.type->name() != "files") return Error{ErrorKind::kNotFound, "register.record_unknown"};
  if (!MayChangeFiles(context, definition, *record, field)) return kernel::Forbidden();
  return std::move(*record);
}

// The column follows the store: how many there are now.
Status StoreCount(sql::Connection& c, const RecordContext& context, const Definition& definition,
                  Record& record, const Field& field) {
  const auto files =
      kernel::ListEvidence(c, context.government.id, FileSubject(definition, record.id, field.name));
  FieldValue& value = record.values[static_cast<size_t>(&field - definition.fields.data())];
  value.cells = {files.empty() ? Cell() : Cell(static_cast<int64_t>(files.size()))};
  Compute(definition, context.today, record);
  if (!StoreRecord(c, context.government.id, definition, record, record.version))
    return Error{ErrorKind::kConflict, "register.record_changed"};
  kernel::BumpDataVersion(c, context.government.id);
  return Ok();
}

}  // namespace

int64_t MostFiles(const Field& field) {
  return field.most.value_or(kMostFiles);
}

std::string FileSubject(const Definition& definition, int64_t record_id, std::string_view field) {
  return fmt::format("register/{}/{}/{}", definition.id, record_id, field);
}

std::string ActFileSubject(const Definition& definition, int64_t record_id, int64_t seq) {
  return fmt::format("register/{}/{}/act/{}", definition.id, record_id, seq);
}

bool MayChangeFiles(const RecordContext& context, const Definition& definition, const Record& record,
                    const Field& field) {
  if (field.retired) return false;
  if (MayEdit(context, definition, record)) return true;
  const std::vector<const Act*> open = ActsOpen(context, definition, record);
  return std::any_of(open.begin(), open.end(), [&](const Act* act) {
    return HasWord(act->needs, field.name) || HasWord(act->asks, field.name);
  });
}

Status AddRecordFile(sql::Connection& c, const RecordContext& context, const Definition& definition,
                     int64_t record_id, const Field& field, kernel::Evidence file) {
  Result<Record> record = RecordToChange(c, context, definition, record_id, field);
  if (!record.ok()) return record.error();
  const std::string subject = FileSubject(definition, record_id, field.name);
  const int64_t most = MostFiles(field);
  if (static_cast<int64_t>(kernel::ListEvidence(c, context.government.id, subject).size()) >= most)
    return Error{ErrorKind::kConflict, "register.too_many_files", {std::to_string(most)}};
  file.subject = subject;
  const Result<int64_t> added = kernel::AddEvidence(c, context.actor, context.now, file);
  if (!added.ok()) return added.error();
  return StoreCount(c, context, definition, *record, field);
}

Status RemoveRecordFile(sql::Connection& c, const RecordContext& context, const Definition& definition,
                        int64_t record_id, const Field& field, int64_t file_id) {
  Result<Record> record = RecordToChange(c, context, definition, record_id, field);
  if (!record.ok()) return record.error();
  const auto file = kernel::FindEvidence(c, context.government.id, file_id);
  if (!file || file->subject != FileSubject(definition, record_id, field.name))
    return Error{ErrorKind::kNotFound, "files.not_found"};
  const Status removed = kernel::RemoveEvidence(c, context.actor, context.now, file_id);
  if (!removed.ok()) return removed.error();
  return StoreCount(c, context, definition, *record, field);
}

}  // namespace sinergi::registers
