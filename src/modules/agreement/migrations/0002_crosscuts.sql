-- Cross-cutting links (crosscutting, PermenPANRB 89/2021): another unit or agency contributes to an indicator of the plan, and
-- with what.
CREATE TABLE agreement_crosscut (
  government_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  indicator_id BIGINT NOT NULL,
  unit_id BIGINT NOT NULL,
  role TEXT NOT NULL,
  PRIMARY KEY (government_id, id),
  FOREIGN KEY (government_id, indicator_id) REFERENCES indicator (government_id, id),
  FOREIGN KEY (government_id, unit_id) REFERENCES unit (government_id, id)
);
CREATE INDEX agreement_crosscut_by_indicator ON agreement_crosscut (government_id, indicator_id);
