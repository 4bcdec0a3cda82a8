-- Problems and strategic issues of a document's version, found at the review of a Renstra. `leads_to` of a problem is the
-- name of an issue; `answered_by` names nodes of the document, one a line.
CREATE TABLE document_issue (
  government_id BIGINT NOT NULL,
  version_id BIGINT NOT NULL,
  position BIGINT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('problem', 'issue')),
  affair TEXT NOT NULL,
  name TEXT NOT NULL,
  cause TEXT NOT NULL,
  leads_to TEXT NOT NULL,
  answered_by TEXT NOT NULL,
  PRIMARY KEY (government_id, version_id, position),
  FOREIGN KEY (government_id, version_id) REFERENCES document_version (government_id, id)
);
