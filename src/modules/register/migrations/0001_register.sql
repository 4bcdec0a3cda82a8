-- What every register shares. The records themselves live in a table of their own for each register, made from its definition
-- (record_table.cpp): reg_<id>, and reg_<id>__<field> for child rows.
CREATE TABLE register_definition (
  id TEXT NOT NULL,
  version BIGINT NOT NULL,
  yaml TEXT NOT NULL,
  applied_at BIGINT NOT NULL,
  PRIMARY KEY (id, version)
);

-- Every act on a record: who, when, why.
CREATE TABLE register_act (
  government_id BIGINT NOT NULL REFERENCES government (id),
  register TEXT NOT NULL,
  record_id BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  act TEXT NOT NULL,
  from_state TEXT NOT NULL,
  to_state TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT '',
  at BIGINT NOT NULL,
  on_day TEXT NOT NULL,
  account_id BIGINT NOT NULL,
  login TEXT NOT NULL,
  PRIMARY KEY (government_id, register, record_id, seq)
);
CREATE INDEX register_act_entered ON register_act (government_id, register, to_state, on_day);

-- The last number given within a scope: a year, a unit of a year.
CREATE TABLE register_counter (
  government_id BIGINT NOT NULL REFERENCES government (id),
  register TEXT NOT NULL,
  scope TEXT NOT NULL,
  last BIGINT NOT NULL,
  PRIMARY KEY (government_id, register, scope)
);

-- Who holds a role of the registers ("ppid_officer"), in a unit and everything below it; unit 0: the whole government.
CREATE TABLE register_grant (
  government_id BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  role TEXT NOT NULL,
  unit_id BIGINT NOT NULL,
  PRIMARY KEY (government_id, account_id, role, unit_id),
  FOREIGN KEY (government_id, account_id) REFERENCES account (government_id, id)
);

-- Notices to accounts: work that has come, clocks that run out. The applicant's notices stand on their own page.
CREATE TABLE register_notice (
  government_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  register TEXT NOT NULL,
  record_id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  detail TEXT NOT NULL DEFAULT '',
  at BIGINT NOT NULL,
  read_at BIGINT,
  PRIMARY KEY (government_id, id)
);
CREATE INDEX register_notice_of ON register_notice (government_id, account_id, read_at, at);
