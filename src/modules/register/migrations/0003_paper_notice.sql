-- A notice is given once: the same work, the same warning never twice to the same account.
CREATE UNIQUE INDEX register_notice_once ON register_notice (government_id, account_id, register, record_id, kind, detail);

-- Days on which the clocks have been looked at: by whichever server was the first.
CREATE TABLE register_day (
  government_id BIGINT NOT NULL REFERENCES government (id),
  day TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (government_id, day)
);

-- Papers that have been issued, word for word, with the code by which everybody may check them. Record 0: a paper of the
-- register as a whole, of a period. Rows are only ever added.
CREATE TABLE register_paper (
  government_id BIGINT NOT NULL REFERENCES government (id),
  id BIGINT NOT NULL,
  code TEXT NOT NULL,
  register TEXT NOT NULL,
  record_id BIGINT NOT NULL,
  record_version BIGINT NOT NULL,
  unit_id BIGINT NOT NULL,
  paper TEXT NOT NULL,
  title TEXT NOT NULL,
  number TEXT NOT NULL,
  state TEXT NOT NULL,
  period TEXT NOT NULL,
  markup TEXT NOT NULL,
  hash TEXT NOT NULL,
  on_day TEXT NOT NULL,
  at BIGINT NOT NULL,
  login TEXT NOT NULL,
  PRIMARY KEY (government_id, id),
  UNIQUE (code)
);
CREATE INDEX register_paper_of ON register_paper (government_id, register, record_id, paper, id);
