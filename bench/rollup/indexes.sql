CREATE INDEX measure_by_indicator ON measure (ind_id);
CREATE INDEX indicator_by_node ON indicator (node_id);
CREATE INDEX node_by_parent ON node (parent_id);
CREATE INDEX node_by_agency ON node (agency_id);
CREATE INDEX budget_real_by_node ON budget_real (node_id);
