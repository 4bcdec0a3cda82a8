-- Planning documents (RPJMD, Renstra, RKPD, Renja, DPA) with their versions: a version is the whole tree as rows, never changed
-- after it was locked. They stand beside the plan that is measured (plan, plan_node) and do not touch it. unit_id 0: the whole
-- government's. Amounts in sen; a quantity is its text and the bounds that could be read, in millionths.
CREATE TABLE document (
  government_id BIGINT NOT NULL REFERENCES government (id),
  id BIGINT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('rpjmd', 'renstra', 'rkpd', 'renja', 'dpa')),
  unit_id BIGINT NOT NULL,
  year_from BIGINT NOT NULL CHECK (year_from BETWEEN 1900 AND 2200),
  year_to BIGINT NOT NULL CHECK (year_to BETWEEN 1900 AND 2200),
  title TEXT NOT NULL,
  regulation TEXT NOT NULL DEFAULT '',
  above_id BIGINT,
  PRIMARY KEY (government_id, id),
  FOREIGN KEY (government_id, above_id) REFERENCES document (government_id, id)
);
CREATE INDEX document_by_above ON document (government_id, above_id);

CREATE TABLE document_version (
  government_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  document_id BIGINT NOT NULL,
  number BIGINT NOT NULL,
  stage TEXT NOT NULL CHECK (stage IN ('initial', 'draft', 'after_forum', 'final', 'revised')),
  row_version BIGINT NOT NULL DEFAULT 1,
  locked_at BIGINT,
  locked_by TEXT NOT NULL DEFAULT '',
  reason TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (government_id, id),
  UNIQUE (government_id, document_id, number),
  FOREIGN KEY (government_id, document_id) REFERENCES document (government_id, id)
);

CREATE TABLE document_node (
  government_id BIGINT NOT NULL,
  version_id BIGINT NOT NULL,
  position BIGINT NOT NULL,
  parent_position BIGINT,
  level TEXT NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  serves TEXT NOT NULL,
  agency TEXT NOT NULL,
  location TEXT NOT NULL,
  funding TEXT NOT NULL,
  note TEXT NOT NULL,
  PRIMARY KEY (government_id, version_id, position),
  FOREIGN KEY (government_id, version_id) REFERENCES document_version (government_id, id)
);

CREATE TABLE document_amount (
  government_id BIGINT NOT NULL,
  version_id BIGINT NOT NULL,
  position BIGINT NOT NULL,
  year BIGINT NOT NULL,
  amount_sen BIGINT NOT NULL,
  PRIMARY KEY (government_id, version_id, position, year),
  FOREIGN KEY (government_id, version_id) REFERENCES document_version (government_id, id)
);

CREATE TABLE document_indicator (
  government_id BIGINT NOT NULL,
  version_id BIGINT NOT NULL,
  position BIGINT NOT NULL,
  node_position BIGINT NOT NULL,
  name TEXT NOT NULL,
  unit TEXT NOT NULL,
  baseline_text TEXT NOT NULL, baseline_low BIGINT, baseline_high BIGINT,
  PRIMARY KEY (government_id, version_id, position),
  FOREIGN KEY (government_id, version_id) REFERENCES document_version (government_id, id)
);

CREATE TABLE document_target (
  government_id BIGINT NOT NULL,
  version_id BIGINT NOT NULL,
  position BIGINT NOT NULL,
  year BIGINT NOT NULL,
  target_text TEXT NOT NULL, target_low BIGINT, target_high BIGINT,
  PRIMARY KEY (government_id, version_id, position, year),
  FOREIGN KEY (government_id, version_id) REFERENCES document_version (government_id, id)
);

-- Papers and tables that belong to a document, and whether they are there.
CREATE TABLE document_item (
  government_id BIGINT NOT NULL,
  version_id BIGINT NOT NULL,
  item TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('unsaid', 'present', 'nil', 'missing')),
  PRIMARY KEY (government_id, version_id, item),
  FOREIGN KEY (government_id, version_id) REFERENCES document_version (government_id, id)
);

-- Indicative ceilings (pagu indikatif) of agencies and their programmes; programme '' is the whole agency.
CREATE TABLE indicative_ceiling (
  government_id BIGINT NOT NULL REFERENCES government (id),
  unit_id BIGINT NOT NULL,
  programme TEXT NOT NULL,
  year BIGINT NOT NULL CHECK (year BETWEEN 1900 AND 2200),
  amount_sen BIGINT NOT NULL CHECK (amount_sen >= 0),
  PRIMARY KEY (government_id, unit_id, programme, year),
  FOREIGN KEY (government_id, unit_id) REFERENCES unit (government_id, id)
);
