-- Assessments of a government (no unit) or of one agency by an instrument, for a year. Values are exact fractions of two
-- columns. `stages` names the external stages that take place, in their order, separated by blanks.
CREATE TABLE assessment (
  government_id BIGINT NOT NULL REFERENCES government (id),
  id BIGINT NOT NULL,
  unit_id BIGINT,
  year BIGINT NOT NULL CHECK (year BETWEEN 1990 AND 2200),
  instrument TEXT NOT NULL CHECK (instrument <> ''),
  scoring TEXT NOT NULL DEFAULT '',
  stages TEXT NOT NULL,
  strict_levels BIGINT NOT NULL CHECK (strict_levels IN (0, 1)),
  remark TEXT NOT NULL DEFAULT '',
  stage TEXT NOT NULL CHECK (stage IN ('self', 'internal', 'document', 'interview', 'visit', 'final')),
  closed BIGINT NOT NULL DEFAULT 0 CHECK (closed IN (0, 1)),
  revision BIGINT NOT NULL DEFAULT 1,
  row_version BIGINT NOT NULL DEFAULT 1,
  index_units BIGINT, index_places BIGINT, index_predicate TEXT,
  consent_on TEXT, signer TEXT NOT NULL DEFAULT '', signer_position TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (government_id, id),
  FOREIGN KEY (government_id, unit_id) REFERENCES unit (government_id, id),
  CHECK (closed = 0 OR index_units IS NOT NULL)
);
CREATE UNIQUE INDEX assessment_once ON assessment (government_id, COALESCE(unit_id, 0), year, instrument);

-- Which unit answers an item; without a row nobody has been named yet.
CREATE TABLE assessment_item (
  government_id BIGINT NOT NULL,
  assessment_id BIGINT NOT NULL,
  item TEXT NOT NULL,
  unit_id BIGINT NOT NULL,
  PRIMARY KEY (government_id, assessment_id, item),
  FOREIGN KEY (government_id, assessment_id) REFERENCES assessment (government_id, id),
  FOREIGN KEY (government_id, unit_id) REFERENCES unit (government_id, id)
);

-- One row a stage and item: each stage keeps its own. `met` holds the levels whose criterion is fulfilled, "1 2 3".
CREATE TABLE assessment_answer (
  government_id BIGINT NOT NULL,
  assessment_id BIGINT NOT NULL,
  stage TEXT NOT NULL CHECK (stage IN ('self', 'internal', 'document', 'interview', 'visit', 'final')),
  item TEXT NOT NULL,
  value_num BIGINT, value_den BIGINT CHECK (value_den > 0),
  met TEXT NOT NULL DEFAULT '',
  explanation TEXT NOT NULL DEFAULT '',
  row_version BIGINT NOT NULL DEFAULT 1,
  login TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (government_id, assessment_id, stage, item),
  FOREIGN KEY (government_id, assessment_id) REFERENCES assessment (government_id, id),
  CHECK ((value_num IS NULL) = (value_den IS NULL))
);

-- The story: every answer as it was saved, and every move between stages.
CREATE TABLE assessment_act (
  government_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  assessment_id BIGINT NOT NULL,
  act TEXT NOT NULL,
  stage TEXT NOT NULL,
  to_stage TEXT NOT NULL DEFAULT '',
  item TEXT NOT NULL DEFAULT '',
  value TEXT NOT NULL DEFAULT '',
  words TEXT NOT NULL DEFAULT '',
  account_id BIGINT NOT NULL,
  login TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (government_id, id),
  FOREIGN KEY (government_id, assessment_id) REFERENCES assessment (government_id, id)
);
CREATE INDEX assessment_act_by_assessment ON assessment_act (government_id, assessment_id, item, id);

-- Promised index of a year (RPJMD), in millionths; unit 0 is the whole government.
CREATE TABLE assessment_target (
  government_id BIGINT NOT NULL REFERENCES government (id),
  series TEXT NOT NULL,
  unit_id BIGINT NOT NULL,
  year BIGINT NOT NULL CHECK (year BETWEEN 1990 AND 2200),
  target_micro BIGINT NOT NULL CHECK (target_micro >= 0),
  source TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (government_id, series, unit_id, year)
);

-- An indicator of the plan whose realisation is the index of a series.
CREATE TABLE assessment_link (
  government_id BIGINT NOT NULL,
  indicator_id BIGINT NOT NULL,
  series TEXT NOT NULL,
  unit_id BIGINT NOT NULL,
  PRIMARY KEY (government_id, indicator_id),
  FOREIGN KEY (government_id, indicator_id) REFERENCES indicator (government_id, id)
);

-- What the road map of an assessment starts from: the wish as one text, and the effort of each step where it differs from
-- the usual.
CREATE TABLE assessment_road_map (
  government_id BIGINT NOT NULL,
  assessment_id BIGINT NOT NULL,
  wish TEXT NOT NULL,
  row_version BIGINT NOT NULL DEFAULT 1,
  PRIMARY KEY (government_id, assessment_id),
  FOREIGN KEY (government_id, assessment_id) REFERENCES assessment (government_id, id)
);
