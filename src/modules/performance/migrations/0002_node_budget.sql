-- What a sub-activity's ceiling is made of, by funding source and account, as its Renja, DPA or RKA says ('' where it does not say),
-- and what the codes are called.
CREATE TABLE node_budget (
  government_id BIGINT NOT NULL,
  node_id BIGINT NOT NULL,
  fund TEXT NOT NULL,
  account TEXT NOT NULL,
  amount_sen BIGINT NOT NULL CHECK (amount_sen >= 0),
  PRIMARY KEY (government_id, node_id, fund, account),
  FOREIGN KEY (government_id, node_id) REFERENCES plan_node (government_id, id)
);

CREATE TABLE budget_code (
  government_id BIGINT NOT NULL REFERENCES government (id),
  kind TEXT NOT NULL CHECK (kind IN ('fund', 'account')),
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (government_id, kind, code)
);
