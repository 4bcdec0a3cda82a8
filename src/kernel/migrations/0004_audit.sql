-- The audit trail. The head stands in a row of its own, so that rows cut off the end are missed.
CREATE TABLE audit (
  government_id BIGINT NOT NULL REFERENCES government (id),
  seq BIGINT NOT NULL CHECK (seq > 0),
  at BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  login TEXT NOT NULL,
  act TEXT NOT NULL,
  subject TEXT NOT NULL,
  detail TEXT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (government_id, seq)
);
CREATE INDEX audit_by_subject ON audit (government_id, subject, seq);
CREATE INDEX audit_by_login ON audit (government_id, login, seq);

CREATE TABLE audit_head (
  government_id BIGINT NOT NULL PRIMARY KEY REFERENCES government (id),
  seq BIGINT NOT NULL,
  hash TEXT NOT NULL
);
