-- What a form was made from: a save that saw an older version is refused. A node's counts for its money and months.
ALTER TABLE plan_node ADD COLUMN row_version BIGINT NOT NULL DEFAULT 1;
