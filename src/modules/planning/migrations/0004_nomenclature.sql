-- Codes and names of programmes, activities and sub-activities as each year's regulation has them, and which code of the year
-- before each continues (n:m; suggested by the file, the code or the name, confirmed or refused by a person). Codes are text.
CREATE TABLE nomenclature_code (
  government_id BIGINT NOT NULL REFERENCES government (id),
  year BIGINT NOT NULL CHECK (year BETWEEN 1900 AND 2200),
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  outcome TEXT NOT NULL,
  indicator TEXT NOT NULL,
  measure TEXT NOT NULL,
  search TEXT NOT NULL,
  PRIMARY KEY (government_id, year, code)
);

CREATE TABLE nomenclature_link (
  government_id BIGINT NOT NULL REFERENCES government (id),
  year BIGINT NOT NULL,
  code TEXT NOT NULL,
  year_before BIGINT NOT NULL,
  code_before TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (reason IN ('file', 'code', 'name', 'person')),
  state TEXT NOT NULL CHECK (state IN ('suggested', 'confirmed', 'refused')),
  decided_by TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (government_id, year, code, year_before, code_before)
);
CREATE INDEX nomenclature_link_by_before ON nomenclature_link (government_id, year_before, code_before);
