-- What a form was made from: a save that saw an older version is refused.
ALTER TABLE unit ADD COLUMN row_version BIGINT NOT NULL DEFAULT 1;
ALTER TABLE account ADD COLUMN row_version BIGINT NOT NULL DEFAULT 1;
