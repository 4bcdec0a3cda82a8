-- One row a use of a file; its content lies in the store under its SHA-256.
CREATE TABLE evidence (
  government_id BIGINT NOT NULL REFERENCES government (id),
  id BIGINT NOT NULL,
  subject TEXT NOT NULL CHECK (subject <> ''),
  file_name TEXT NOT NULL,
  content_type TEXT NOT NULL,
  sha256 TEXT NOT NULL CHECK (LENGTH(sha256) = 64),
  bytes BIGINT NOT NULL CHECK (bytes >= 0),
  at BIGINT NOT NULL,
  added_by TEXT NOT NULL,
  removed_at BIGINT,
  removed_by TEXT,
  PRIMARY KEY (government_id, id),
  CHECK ((removed_at IS NULL) = (removed_by IS NULL))
);
CREATE INDEX evidence_by_subject ON evidence (government_id, subject);
CREATE INDEX evidence_by_content ON evidence (sha256);
