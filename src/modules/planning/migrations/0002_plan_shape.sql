-- Grows with every change of a plan except its measurements: nodes, indicators, targets, weights, money, imports. What
-- is kept of a plan in memory is read anew when this has moved, and follows the measurements' acts when it has not.
ALTER TABLE plan ADD COLUMN shape_version BIGINT NOT NULL DEFAULT 1;
