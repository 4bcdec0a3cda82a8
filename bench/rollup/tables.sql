-- The tables as an engineer would lay them out; the same text for SQLite, PostgreSQL and DuckDB.
CREATE TABLE org (org_id INTEGER PRIMARY KEY, parent_id INTEGER, kind TEXT, name TEXT, weight INTEGER);
CREATE TABLE node (node_id INTEGER PRIMARY KEY, parent_id INTEGER, agency_id INTEGER, division_id INTEGER, kind TEXT,
                   weight INTEGER, code TEXT, name TEXT);
CREATE TABLE indicator (ind_id INTEGER PRIMARY KEY, node_id INTEGER, polarity INTEGER, agg TEXT, weight INTEGER,
                        cap INTEGER, unit TEXT, name TEXT);
CREATE TABLE measure (ind_id INTEGER, year INTEGER, quarter INTEGER, target DOUBLE PRECISION, realised DOUBLE PRECISION);
CREATE TABLE budget (node_id INTEGER PRIMARY KEY, ceiling BIGINT);
CREATE TABLE budget_real (node_id INTEGER, year INTEGER, month INTEGER, amount BIGINT);
