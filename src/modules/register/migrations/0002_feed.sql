-- A figure of a register that feeds an indicator of the plan: of one unit and everything below it, or of the
-- whole government (unit 0). And what came in by files.
CREATE TABLE register_feed (
  government_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  register TEXT NOT NULL,
  figure TEXT NOT NULL,
  indicator_id BIGINT NOT NULL,
  unit_id BIGINT NOT NULL,
  made_at BIGINT NOT NULL,
  login TEXT NOT NULL,
  PRIMARY KEY (government_id, id),
  UNIQUE (government_id, register, figure, indicator_id),
  FOREIGN KEY (government_id, indicator_id) REFERENCES indicator (government_id, id)
);

-- What was last taken over for a period, and the fingerprint of the records it rested on.
CREATE TABLE register_taken (
  government_id BIGINT NOT NULL,
  feed_id BIGINT NOT NULL,
  period TEXT NOT NULL,
  value TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  evidence_id BIGINT NOT NULL,
  at BIGINT NOT NULL,
  login TEXT NOT NULL,
  PRIMARY KEY (government_id, feed_id, period),
  FOREIGN KEY (government_id, feed_id) REFERENCES register_feed (government_id, id)
);

-- Rows that came in by a file, by the hash of what they say: the same row twice makes one record.
CREATE TABLE register_imported (
  government_id BIGINT NOT NULL,
  register TEXT NOT NULL,
  hash TEXT NOT NULL,
  record_id BIGINT NOT NULL,
  PRIMARY KEY (government_id, register, hash)
);
