#include "kernel/evidence.h"

#include <boost/json.hpp>

#include "kernel/audit.h"
#include "kernel/field_check.h"
#include "kernel/ids.h"
#include "platform/files/store.h"

namespace sinergi::kernel {
namespace {

constexpr std::string_view kEvidenceColumns =
    "SELECT id, subject, file_name, content_type, sha256, bytes, at, added_by FROM evidence WHERE "
    "government_id = ? ";

Evidence EvidenceFromRow(const sql::Row& row) {
  Evidence evidence;
  evidence.id = row.Int(0);
  evidence.subject = row.String(1);
  evidence.file_name = row.String(2);
  evidence.content_type = row.String(3);
  evidence.sha256 = row.String(4);
  evidence.bytes = row.Int(5);
  evidence.at = row.Int(6);
  evidence.by = row.String(7);
  return evidence;
}

bool IsSha256(std::string_view text) {
  return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == text.npos;
}

std::string SubjectOf(int64_t id) {
  return fmt::format("evidence/{}", id);
}

// Without the file's name, which may be a person's: the row of the evidence keeps it.
std::string DetailOf(const Evidence& evidence) {
  return boost::json::serialize(boost::json::object{
      {"subject", evidence.subject}, {"sha256", evidence.sha256}, {"bytes", evidence.bytes}});
}

Status CheckEvidence(const Evidence& evidence) {
  if (evidence.bytes < 0 || evidence.bytes > static_cast<int64_t>(kEvidenceBytesMost)) {
    return Error{ErrorKind::kTooLarge, "files.too_large", {std::to_string(kEvidenceBytesMost >> 20)}};
  }
  FieldCheck check;
  check.Text("file", evidence.file_name, 255, "kernel.evidence_name_missing");
  check.Text("file", evidence.content_type, 100);
  check.Text("subject", evidence.subject, 200, "kernel.evidence_subject_missing");
  if (!IsSha256(evidence.sha256)) check.Refuse("file", "kernel.evidence_hash");
  return check.ok() ? Ok() : Status(check.error());
}

}  // namespace

Result<Evidence> KeepFile(const files::ContentStore& store, std::string_view content,
                          std::string_view file_name) {
  const Result<files::StoredFile> kept = store.Put(content, file_name);
  if (!kept.ok()) return kept.error();
  Evidence evidence;
  evidence.file_name = kept->name;
  evidence.content_type = kept->media_type;
  evidence.sha256 = kept->sha256;
  evidence.bytes = static_cast<int64_t>(kept->size);
  return evidence;
}

Result<int64_t> AddEvidence(sql::Connection& c, const Actor& actor, Instant at, const Evidence& evidence) {
  if (Status fine = CheckEvidence(evidence); !fine.ok()) return fine.error();
  BumpDataVersion(c, actor.government_id);
  const int64_t id = NextId(c, actor.government_id);
  c.Execute(
      "INSERT INTO evidence (government_id, id, subject, file_name, content_type, sha256, bytes, at, "
      "added_by) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {actor.government_id, id, evidence.subject, evidence.file_name, evidence.content_type, evidence.sha256,
       evidence.bytes, at, actor.login});
  Record(c, actor, at, {"evidence.add", SubjectOf(id), DetailOf(evidence)});
  return id;
}

std::vector<Evidence> ListEvidence(sql::Connection& c, int64_t government_id, std::string_view subject) {
  std::vector<Evidence> all;
  c.Query(fmt::format("{}AND subject = ? AND removed_at IS NULL ORDER BY id", kEvidenceColumns),
          {government_id, subject}, [&](const sql::Row& row) { all.push_back(EvidenceFromRow(row)); });
  return all;
}

std::optional<Evidence> FindEvidence(sql::Connection& c, int64_t government_id, int64_t id) {
  std::optional<Evidence> found;
  c.Query(fmt::format("{}AND id = ? AND removed_at IS NULL", kEvidenceColumns), {government_id, id},
          [&](const sql::Row& row) { found = EvidenceFromRow(row); });
  return found;
}

Status RemoveEvidence(sql::Connection& c, const Actor& actor, Instant at, int64_t id) {
  const std::optional<Evidence> evidence = FindEvidence(c, actor.government_id, id);
  if (!evidence) return Error{ErrorKind::kNotFound, "kernel.evidence_unknown"};
  BumpDataVersion(c, actor.government_id);
  c.Execute("UPDATE evidence SET removed_at = ?, removed_by = ? WHERE government_id = ? AND id = ?",
            {at, actor.login, actor.government_id, id});
  Record(c, actor, at, {"evidence.remove", SubjectOf(id), DetailOf(*evidence)});
  return Ok();
}

}  // namespace sinergi::kernel
