-- Indicators of plan nodes and their measurements. A quantity is three columns: the text as typed, and the bounds that could be
-- read from it in millionths (equal for a number, null for a text).
CREATE TABLE indicator (
  government_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  node_id BIGINT NOT NULL,
  position BIGINT NOT NULL,
  name TEXT NOT NULL,
  unit TEXT NOT NULL,
  direction TEXT NOT NULL,
  aggregation TEXT NOT NULL,
  weight_micro BIGINT NOT NULL DEFAULT 1000000 CHECK (weight_micro BETWEEN 0 AND 1000000000000),
  cap_micro BIGINT CHECK (cap_micro BETWEEN 0 AND 1000000000000),
  target_year_text TEXT NOT NULL DEFAULT '', target_year_low BIGINT, target_year_high BIGINT,
  target_renstra_text TEXT NOT NULL DEFAULT '', target_renstra_low BIGINT, target_renstra_high BIGINT,
  baseline_text TEXT NOT NULL DEFAULT '', baseline_low BIGINT, baseline_high BIGINT,
  realised_before_text TEXT NOT NULL DEFAULT '', realised_before_low BIGINT, realised_before_high BIGINT,
  definition TEXT NOT NULL DEFAULT '',
  formula TEXT NOT NULL DEFAULT '',
  data_source TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (government_id, id),
  FOREIGN KEY (government_id, node_id) REFERENCES plan_node (government_id, id)
);
CREATE INDEX indicator_by_node ON indicator (government_id, node_id, position);

CREATE TABLE indicator_target (
  government_id BIGINT NOT NULL,
  indicator_id BIGINT NOT NULL,
  quarter BIGINT NOT NULL CHECK (quarter BETWEEN 1 AND 4),
  target_text TEXT NOT NULL, target_low BIGINT, target_high BIGINT,
  PRIMARY KEY (government_id, indicator_id, quarter),
  FOREIGN KEY (government_id, indicator_id) REFERENCES indicator (government_id, id)
);

-- One row a version; row_version grows with every save and act, and is what a client must name to change the row.
CREATE TABLE measurement (
  government_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  indicator_id BIGINT NOT NULL,
  quarter BIGINT NOT NULL CHECK (quarter BETWEEN 1 AND 4),
  version BIGINT NOT NULL,
  row_version BIGINT NOT NULL DEFAULT 1,
  state TEXT NOT NULL CHECK (state IN ('draft', 'submitted', 'returned', 'verified', 'locked')),
  realised_text TEXT NOT NULL, realised_low BIGINT, realised_high BIGINT,
  obstacle TEXT NOT NULL DEFAULT '',
  solution TEXT NOT NULL DEFAULT '',
  driver TEXT NOT NULL DEFAULT '',
  follow_up TEXT NOT NULL DEFAULT '',
  jump_reason TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (government_id, id),
  UNIQUE (government_id, indicator_id, quarter, version),
  FOREIGN KEY (government_id, indicator_id) REFERENCES indicator (government_id, id)
);

CREATE TABLE measurement_act (
  government_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  measurement_id BIGINT NOT NULL,
  act TEXT NOT NULL,
  from_state TEXT NOT NULL,
  to_state TEXT NOT NULL,
  reason TEXT NOT NULL DEFAULT '',
  account_id BIGINT NOT NULL,
  login TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (government_id, id),
  FOREIGN KEY (government_id, measurement_id) REFERENCES measurement (government_id, id)
);
CREATE INDEX measurement_act_by_measurement ON measurement_act (government_id, measurement_id, id);

CREATE TABLE quarter_window (
  government_id BIGINT NOT NULL REFERENCES government (id),
  year BIGINT NOT NULL,
  quarter BIGINT NOT NULL CHECK (quarter BETWEEN 1 AND 4),
  opens TEXT NOT NULL,
  closes TEXT NOT NULL,
  PRIMARY KEY (government_id, year, quarter)
);

-- Answers already given to a client's key, so that an entry sent twice counts once. Cleared after 30 days.
CREATE TABLE idempotency_key (
  government_id BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  request_key TEXT NOT NULL,
  answer TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (government_id, account_id, request_key)
);
