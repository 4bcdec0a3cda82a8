-- Where a proposal of the register is to go: a node of a planning document, known again in every version by its code, or by its
-- name where it has none. Decided by a person; counts while the record is discussed or accepted.
CREATE TABLE proposal_place (
  government_id BIGINT NOT NULL REFERENCES government (id),
  record_id BIGINT NOT NULL,
  document_id BIGINT NOT NULL,
  node TEXT NOT NULL,
  decided_by TEXT NOT NULL,
  decided_at BIGINT NOT NULL,
  PRIMARY KEY (government_id, record_id),
  FOREIGN KEY (government_id, document_id) REFERENCES document (government_id, id)
);
CREATE INDEX proposal_place_by_document ON proposal_place (government_id, document_id);
