-- Accounts, what they are granted, and their open sessions.
CREATE TABLE account (
  government_id BIGINT NOT NULL REFERENCES government (id),
  id BIGINT NOT NULL,
  login TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL CHECK (name <> ''),
  position TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  disabled BIGINT NOT NULL CHECK (disabled IN (0, 1)),
  must_change_password BIGINT NOT NULL CHECK (must_change_password IN (0, 1)),
  PRIMARY KEY (government_id, id)
);

-- No unit: the whole government. Administrators and auditors are never scoped: who may hand out roles could
-- widen his own.
CREATE TABLE role_grant (
  government_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('officer', 'verifier', 'planner', 'head', 'evaluator', 'administrator', 'auditor')),
  unit_id BIGINT CHECK (unit_id IS NULL OR role NOT IN ('administrator', 'auditor')),
  PRIMARY KEY (government_id, id),
  FOREIGN KEY (government_id, account_id) REFERENCES account (government_id, id),
  FOREIGN KEY (government_id, unit_id) REFERENCES unit (government_id, id)
);
CREATE UNIQUE INDEX role_grant_once ON role_grant (government_id, account_id, role, COALESCE(unit_id, 0));
CREATE INDEX role_grant_by_unit ON role_grant (government_id, unit_id);

-- The key is the token's hash alone: the cookie does not say which government it is of.
CREATE TABLE session (
  token_hash TEXT NOT NULL PRIMARY KEY,
  government_id BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  csrf TEXT NOT NULL,
  opened_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  FOREIGN KEY (government_id, account_id) REFERENCES account (government_id, id)
);
CREATE INDEX session_by_account ON session (government_id, account_id);
CREATE INDEX session_by_seen ON session (seen_at);
