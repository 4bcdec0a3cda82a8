-- What the public pages keep. The key signs the challenges of their forms and makes secret links from them: the links themselves
-- are kept as hashes only, and the numbers that they came from as hashes too.
CREATE TABLE register_public_key (
  id BIGINT NOT NULL PRIMARY KEY,
  key TEXT NOT NULL
);

-- Forms that were sent: each once. Forgotten when the form itself would have expired.
CREATE TABLE register_public_sent (
  nonce TEXT NOT NULL PRIMARY KEY,
  expires_at BIGINT NOT NULL
);
CREATE INDEX register_public_sent_expiry ON register_public_sent (expires_at);

-- Fingerprints of what citizens sent, by the key above: who sends the same text again is led to the first ticket, where the
-- browser knows it.
CREATE TABLE register_public_text (
  government_id BIGINT NOT NULL,
  register TEXT NOT NULL,
  digest TEXT NOT NULL,
  record_id BIGINT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (government_id, register, digest, record_id)
);
