-- Governments, their settings and the two counters each of them has.
CREATE TABLE government (
  id BIGINT NOT NULL PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  level TEXT NOT NULL CHECK (level IN ('nation', 'province', 'regency', 'city')),
  parent_id BIGINT REFERENCES government (id),
  zone BIGINT NOT NULL CHECK (zone IN (7, 8, 9))
);

CREATE TABLE government_setting (
  government_id BIGINT NOT NULL REFERENCES government (id),
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (government_id, name)
);

-- Row 0 counts the governments themselves.
CREATE TABLE id_counter (
  government_id BIGINT NOT NULL PRIMARY KEY,
  next_id BIGINT NOT NULL CHECK (next_id > 0)
);
INSERT INTO id_counter (government_id, next_id) VALUES (0, 1);

CREATE TABLE data_version (
  government_id BIGINT NOT NULL PRIMARY KEY REFERENCES government (id),
  version BIGINT NOT NULL,
  units_version BIGINT NOT NULL DEFAULT 1
);
