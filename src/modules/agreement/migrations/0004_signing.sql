-- Attempts to sign electronically. A row is written before the document leaves, its outcome unknown: what ends in between stays
-- so until a person has looked. The signer's identity number and passphrase stand nowhere.
CREATE TABLE agreement_signing (
  government_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  agreement_id BIGINT NOT NULL,
  side TEXT NOT NULL CHECK (side IN ('first', 'second')),
  account_id BIGINT NOT NULL,
  login TEXT NOT NULL,
  at BIGINT NOT NULL,
  day TEXT NOT NULL,
  content_sha256 TEXT NOT NULL,
  document_sha256 TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('unknown', 'signed', 'refused', 'settled')),
  code TEXT NOT NULL DEFAULT '',
  evidence_id BIGINT,
  words TEXT NOT NULL DEFAULT '',
  settled_by TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (government_id, id),
  FOREIGN KEY (government_id, agreement_id) REFERENCES agreement (government_id, id),
  CHECK ((evidence_id IS NOT NULL) = (outcome = 'signed'))
);
CREATE INDEX agreement_signing_by_agreement ON agreement_signing (government_id, agreement_id, id);
-- One at a time, whoever asks.
CREATE UNIQUE INDEX agreement_signing_open ON agreement_signing (government_id, agreement_id) WHERE outcome = 'unknown';
