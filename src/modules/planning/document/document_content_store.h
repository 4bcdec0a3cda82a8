// The content of a version in the database; for document_store alone, which checks who may and what is
// locked.
#pragma once

#include "modules/planning/document/document_store.h"

namespace sinergi::planning {

void ClearContent(sql::Connection& c, int64_t government_id, int64_t version_id);
// Into a version without content.
void WriteContent(sql::Connection& c, int64_t government_id, int64_t version_id,
                  const DocumentContent& content);

}  // namespace sinergi::planning
