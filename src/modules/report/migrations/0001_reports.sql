-- Yearly performance reports (LKjIP). All versions of one report share its series, the id of the first. From the review on
-- its figures (facts, JSON), its chapters (outline, the file) and its texts (JSON by section) are frozen.
CREATE TABLE report (
  government_id BIGINT NOT NULL REFERENCES government (id),
  id BIGINT NOT NULL,
  series_id BIGINT NOT NULL,
  version BIGINT NOT NULL CHECK (version >= 1),
  plan_id BIGINT NOT NULL,
  unit_id BIGINT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('drafted', 'reviewed', 'final', 'replaced')),
  reason TEXT NOT NULL DEFAULT '',
  signer_name TEXT NOT NULL DEFAULT '',
  signer_position TEXT NOT NULL DEFAULT '',
  signer_rank TEXT NOT NULL DEFAULT '',
  reviewer_name TEXT NOT NULL DEFAULT '',
  reviewer_position TEXT NOT NULL DEFAULT '',
  reviewer_rank TEXT NOT NULL DEFAULT '',
  place TEXT NOT NULL DEFAULT '',
  reviewed_on TEXT,
  finished_on TEXT,
  facts TEXT NOT NULL DEFAULT '',
  outline TEXT NOT NULL DEFAULT '',
  texts TEXT NOT NULL DEFAULT '',
  row_version BIGINT NOT NULL DEFAULT 1,
  PRIMARY KEY (government_id, id),
  UNIQUE (government_id, series_id, version),
  FOREIGN KEY (government_id, plan_id) REFERENCES plan (government_id, id),
  FOREIGN KEY (government_id, unit_id) REFERENCES unit (government_id, id),
  CHECK ((finished_on IS NOT NULL) = (state IN ('final', 'replaced'))),
  CHECK ((facts = '') = (state = 'drafted'))
);
CREATE INDEX report_by_plan ON report (government_id, plan_id, series_id);

-- What people wrote in a section instead of the outline's own text; an empty one was taken back.
CREATE TABLE report_text (
  government_id BIGINT NOT NULL,
  report_id BIGINT NOT NULL,
  section TEXT NOT NULL,
  body TEXT NOT NULL,
  login TEXT NOT NULL,
  at BIGINT NOT NULL,
  row_version BIGINT NOT NULL DEFAULT 1,
  PRIMARY KEY (government_id, report_id, section),
  FOREIGN KEY (government_id, report_id) REFERENCES report (government_id, id)
);

CREATE TABLE report_act (
  government_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  report_id BIGINT NOT NULL,
  act TEXT NOT NULL,
  words TEXT NOT NULL DEFAULT '',
  login TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (government_id, id),
  FOREIGN KEY (government_id, report_id) REFERENCES report (government_id, id)
);
CREATE INDEX report_act_by_report ON report_act (government_id, report_id, id);
