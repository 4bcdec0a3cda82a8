-- Weights of the year, where the evaluator sets them anew each year (KIP): percent of the index as an exact fraction. An item
-- that weighs nothing has no row and is not asked.
CREATE TABLE assessment_weight (
  government_id BIGINT NOT NULL,
  assessment_id BIGINT NOT NULL,
  item TEXT NOT NULL,
  weight_num BIGINT NOT NULL CHECK (weight_num > 0),
  weight_den BIGINT NOT NULL CHECK (weight_den > 0),
  PRIMARY KEY (government_id, assessment_id, item),
  FOREIGN KEY (government_id, assessment_id) REFERENCES assessment (government_id, id)
);
