-- Performance agreements of a year. All versions of one agreement share its series, the id of the first. What was signed is
-- frozen in its lines and amounts; before that they are read from the plan. `superior_id` is the series of the agreement
-- above; it may be younger, so that a copy by keys could not keep a foreign key.
CREATE TABLE agreement (
  government_id BIGINT NOT NULL REFERENCES government (id),
  id BIGINT NOT NULL,
  series_id BIGINT NOT NULL,
  version BIGINT NOT NULL CHECK (version >= 1),
  plan_id BIGINT NOT NULL,
  unit_id BIGINT NOT NULL,
  level TEXT NOT NULL CHECK (level IN ('agency', 'division', 'staff')),
  superior_id BIGINT,
  state TEXT NOT NULL CHECK (state IN ('drafted', 'agreed', 'signed', 'revised')),
  reason TEXT NOT NULL DEFAULT '',
  first_name TEXT NOT NULL,
  first_position TEXT NOT NULL,
  first_rank TEXT NOT NULL DEFAULT '',
  first_account_id BIGINT,
  second_name TEXT NOT NULL,
  second_position TEXT NOT NULL,
  second_rank TEXT NOT NULL DEFAULT '',
  second_account_id BIGINT,
  unit_name TEXT NOT NULL DEFAULT '',
  place TEXT NOT NULL DEFAULT '',
  signed_on TEXT,
  row_version BIGINT NOT NULL DEFAULT 1,
  PRIMARY KEY (government_id, id),
  UNIQUE (government_id, series_id, version),
  FOREIGN KEY (government_id, plan_id) REFERENCES plan (government_id, id),
  FOREIGN KEY (government_id, unit_id) REFERENCES unit (government_id, id),
  CHECK ((signed_on IS NOT NULL) = (state IN ('signed', 'revised')))
);
CREATE INDEX agreement_by_plan ON agreement (government_id, plan_id, series_id);

-- The indicators that were promised. `own_target` is what differs from the plan; the rest is written at signing.
CREATE TABLE agreement_line (
  government_id BIGINT NOT NULL,
  agreement_id BIGINT NOT NULL,
  indicator_id BIGINT NOT NULL,
  own_target TEXT NOT NULL DEFAULT '',
  node TEXT NOT NULL DEFAULT '',
  name TEXT NOT NULL DEFAULT '',
  measure TEXT NOT NULL DEFAULT '',
  target TEXT NOT NULL DEFAULT '',
  target_1 TEXT NOT NULL DEFAULT '',
  target_2 TEXT NOT NULL DEFAULT '',
  target_3 TEXT NOT NULL DEFAULT '',
  target_4 TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (government_id, agreement_id, indicator_id),
  FOREIGN KEY (government_id, agreement_id) REFERENCES agreement (government_id, id),
  FOREIGN KEY (government_id, indicator_id) REFERENCES indicator (government_id, id)
);
CREATE INDEX agreement_line_by_indicator ON agreement_line (government_id, indicator_id);

-- Budgets as they were signed.
CREATE TABLE agreement_amount (
  government_id BIGINT NOT NULL,
  agreement_id BIGINT NOT NULL,
  position BIGINT NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  amount_sen BIGINT NOT NULL,
  PRIMARY KEY (government_id, agreement_id, position),
  FOREIGN KEY (government_id, agreement_id) REFERENCES agreement (government_id, id)
);

CREATE TABLE agreement_act (
  government_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  agreement_id BIGINT NOT NULL,
  act TEXT NOT NULL,
  words TEXT NOT NULL DEFAULT '',
  login TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (government_id, id),
  FOREIGN KEY (government_id, agreement_id) REFERENCES agreement (government_id, id)
);
CREATE INDEX agreement_act_by_agreement ON agreement_act (government_id, agreement_id, id);
