-- What a form was made from: a save that saw an older version is refused. It counts for the indicator's targets too.
ALTER TABLE indicator ADD COLUMN row_version BIGINT NOT NULL DEFAULT 1;
