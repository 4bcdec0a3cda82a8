-- Results of evaluations as the ministry publishes them, of many institutions, kept by the government that imported them.
-- Figures are millionths; `domains` are those of the instrument in their order, separated by blanks, "-" where none was published.
-- A result that is imported again with other figures is a new row; the old one names it in replaced_by.
CREATE TABLE published_result (
  government_id BIGINT NOT NULL REFERENCES government (id),
  id BIGINT NOT NULL,
  year BIGINT NOT NULL CHECK (year BETWEEN 1990 AND 2200),
  instrument TEXT NOT NULL CHECK (instrument <> ''),
  institution TEXT NOT NULL CHECK (institution <> ''),
  institution_key TEXT NOT NULL CHECK (institution_key <> ''),
  level TEXT NOT NULL CHECK (level IN ('province', 'regency', 'city', 'central')),
  region TEXT NOT NULL DEFAULT '',
  domains TEXT NOT NULL DEFAULT '',
  index_micro BIGINT NOT NULL CHECK (index_micro >= 0),
  predicate TEXT NOT NULL DEFAULT '',
  source TEXT NOT NULL DEFAULT '',
  at BIGINT NOT NULL,
  login TEXT NOT NULL,
  replaced_by BIGINT,
  PRIMARY KEY (government_id, id)
);
CREATE UNIQUE INDEX published_result_current ON published_result (government_id, year, instrument, institution_key)
  WHERE replaced_by IS NULL;
CREATE INDEX published_result_by_institution ON published_result (government_id, institution_key, year);
