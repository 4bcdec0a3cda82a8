-- Action plan: the steps of an agreement by indicator, in the months of its year ("3,6,9"). A step keeps its id through the
-- versions of its series, and what was reported of a month belongs to the series: a revision loses nothing that was done.
CREATE TABLE agreement_action (
  government_id BIGINT NOT NULL,
  agreement_id BIGINT NOT NULL,
  step_id BIGINT NOT NULL,
  indicator_id BIGINT NOT NULL,
  action TEXT NOT NULL,
  output TEXT NOT NULL DEFAULT '',
  carrier TEXT NOT NULL,
  months TEXT NOT NULL,
  PRIMARY KEY (government_id, agreement_id, step_id),
  FOREIGN KEY (government_id, agreement_id) REFERENCES agreement (government_id, id),
  FOREIGN KEY (government_id, indicator_id) REFERENCES indicator (government_id, id)
);
CREATE INDEX agreement_action_by_indicator ON agreement_action (government_id, indicator_id);

CREATE TABLE agreement_action_month (
  government_id BIGINT NOT NULL,
  series_id BIGINT NOT NULL,
  step_id BIGINT NOT NULL,
  month BIGINT NOT NULL CHECK (month BETWEEN 1 AND 12),
  done_on TEXT NOT NULL,
  realised TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (government_id, series_id, step_id, month),
  FOREIGN KEY (government_id, series_id) REFERENCES agreement (government_id, id)
);
