-- Units of a government as a tree; dates are ISO texts, valid_to is the last day.
CREATE TABLE unit (
  government_id BIGINT NOT NULL REFERENCES government (id),
  id BIGINT NOT NULL,
  code TEXT NOT NULL CHECK (code <> ''),
  name TEXT NOT NULL CHECK (name <> ''),
  kind TEXT NOT NULL CHECK (kind IN ('agency', 'division', 'section')),
  parent_id BIGINT CHECK (parent_id <> id),
  valid_from TEXT NOT NULL,
  valid_to TEXT CHECK (valid_to >= valid_from),
  PRIMARY KEY (government_id, id),
  FOREIGN KEY (government_id, parent_id) REFERENCES unit (government_id, id)
);
CREATE INDEX unit_by_parent ON unit (government_id, parent_id);
