-- The plan document (Renja) of an agency for a year, its nodes and their money. Amounts in sen, shares and weights in millionths.
CREATE TABLE plan (
  government_id BIGINT NOT NULL REFERENCES government (id),
  id BIGINT NOT NULL,
  unit_id BIGINT NOT NULL,
  year BIGINT NOT NULL CHECK (year BETWEEN 1900 AND 2200),
  title TEXT NOT NULL,
  version BIGINT NOT NULL DEFAULT 1,
  PRIMARY KEY (government_id, id),
  UNIQUE (government_id, unit_id, year),
  FOREIGN KEY (government_id, unit_id) REFERENCES unit (government_id, id)
);

CREATE TABLE plan_node (
  government_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  plan_id BIGINT NOT NULL,
  parent_id BIGINT,
  position BIGINT NOT NULL,
  level TEXT NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  unit_id BIGINT,
  own_share_micro BIGINT NOT NULL DEFAULT 500000 CHECK (own_share_micro BETWEEN 0 AND 1000000),
  weight_micro BIGINT NOT NULL DEFAULT 1000000 CHECK (weight_micro BETWEEN 0 AND 1000000000000),
  note TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (government_id, id),
  FOREIGN KEY (government_id, plan_id) REFERENCES plan (government_id, id),
  FOREIGN KEY (government_id, parent_id) REFERENCES plan_node (government_id, id),
  FOREIGN KEY (government_id, unit_id) REFERENCES unit (government_id, id)
);
CREATE INDEX plan_node_by_plan ON plan_node (government_id, plan_id, position);

CREATE TABLE node_money (
  government_id BIGINT NOT NULL,
  node_id BIGINT NOT NULL,
  renstra_sen BIGINT NOT NULL DEFAULT 0,
  realised_before_sen BIGINT NOT NULL DEFAULT 0,
  next_year_sen BIGINT NOT NULL DEFAULT 0,
  ceiling_original_sen BIGINT NOT NULL DEFAULT 0,
  ceiling_revised_sen BIGINT,
  revised_from TEXT,
  PRIMARY KEY (government_id, node_id),
  FOREIGN KEY (government_id, node_id) REFERENCES plan_node (government_id, id)
);

CREATE TABLE node_month (
  government_id BIGINT NOT NULL,
  node_id BIGINT NOT NULL,
  month BIGINT NOT NULL CHECK (month BETWEEN 1 AND 12),
  cash_plan_sen BIGINT NOT NULL DEFAULT 0,
  realised_sen BIGINT NOT NULL DEFAULT 0,
  PRIMARY KEY (government_id, node_id, month),
  FOREIGN KEY (government_id, node_id) REFERENCES plan_node (government_id, id)
);
