-- Which of the program's ways to make indexes and words to search by the tables have had (kTablesMade in record_table.cpp).
ALTER TABLE register_definition ADD COLUMN made BIGINT NOT NULL DEFAULT 0;
