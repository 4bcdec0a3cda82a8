-- Everything from the base tables in one statement: scores, money and ranks of every organisation in every quarter.
-- For SQLite and DuckDB.
WITH figures AS (
  SELECT ind_id,
         MAX(CASE quarter WHEN 1 THEN target END) AS t1, MAX(CASE quarter WHEN 2 THEN target END) AS t2,
         MAX(CASE quarter WHEN 3 THEN target END) AS t3, MAX(CASE quarter WHEN 4 THEN target END) AS t4,
         MAX(CASE quarter WHEN 1 THEN realised END) AS r1, MAX(CASE quarter WHEN 2 THEN realised END) AS r2,
         MAX(CASE quarter WHEN 3 THEN realised END) AS r3, MAX(CASE quarter WHEN 4 THEN realised END) AS r4
  FROM measure WHERE year = :YEAR GROUP BY ind_id),
to_date AS (
  SELECT i.node_id, i.polarity, i.weight, i.cap, i.agg, quarters.q,
         (CASE WHEN r1 IS NOT NULL THEN 1 ELSE 0 END) + (CASE WHEN q > 1 AND r2 IS NOT NULL THEN 1 ELSE 0 END)
           + (CASE WHEN q > 2 AND r3 IS NOT NULL THEN 1 ELSE 0 END) + (CASE WHEN q > 3 AND r4 IS NOT NULL THEN 1 ELSE 0 END) AS reports,
         CASE i.agg WHEN 'L' THEN CASE q WHEN 1 THEN t1 WHEN 2 THEN t2 WHEN 3 THEN t3 ELSE t4 END
                    WHEN 'S' THEN t1 + CASE WHEN q > 1 THEN t2 ELSE 0 END + CASE WHEN q > 2 THEN t3 ELSE 0 END + CASE WHEN q > 3 THEN t4 ELSE 0 END
                    ELSE (t1 + CASE WHEN q > 1 THEN t2 ELSE 0 END + CASE WHEN q > 2 THEN t3 ELSE 0 END + CASE WHEN q > 3 THEN t4 ELSE 0 END) / q END AS target,
         CASE i.agg WHEN 'L' THEN CASE q WHEN 1 THEN r1 WHEN 2 THEN COALESCE(r2, r1) WHEN 3 THEN COALESCE(r3, r2, r1)
                                         ELSE COALESCE(r4, r3, r2, r1) END
                    ELSE COALESCE(r1, 0) + CASE WHEN q > 1 THEN COALESCE(r2, 0) ELSE 0 END + CASE WHEN q > 2 THEN COALESCE(r3, 0) ELSE 0 END + CASE WHEN q > 3 THEN COALESCE(r4, 0) ELSE 0 END END AS realised
  FROM figures JOIN indicator i USING (ind_id)
  CROSS JOIN (SELECT 1 AS q UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4) quarters),
ratios AS (
  SELECT node_id, q, weight, cap, CASE
           WHEN reports = 0 THEN 0.0
           WHEN target = 0 THEN CASE WHEN polarity = 1 OR realised = 0 THEN 100.0 ELSE 0.0 END
           WHEN polarity = 1 THEN 100 * (CASE agg WHEN 'M' THEN realised / reports ELSE realised END) / target
           ELSE 100 * (2 * target - (CASE agg WHEN 'M' THEN realised / reports ELSE realised END)) / target END AS ratio
  FROM to_date),
achieved AS (
  SELECT node_id, q, weight, CASE WHEN ratio < 0 THEN 0.0 WHEN ratio > cap THEN cap * 1.0 ELSE ratio END AS counted FROM ratios),
-- A sub-activity is the mean of its indicators; above it, half comes from the own indicators and half from the children.
own AS (SELECT node_id, q, SUM(weight * counted) / SUM(weight) AS mean FROM achieved GROUP BY node_id, q),
sub_activity AS (
  SELECT n.parent_id, n.weight, o.q, o.mean AS score FROM own o JOIN node n USING (node_id) WHERE n.kind = 'S'),
activity AS (
  SELECT n.parent_id, n.weight, o.q, (o.mean + below.mean) / 2 AS score
  FROM node n JOIN own o USING (node_id)
  JOIN (SELECT parent_id, q, SUM(weight * score) / SUM(weight) AS mean FROM sub_activity GROUP BY parent_id, q) below
    ON below.parent_id = n.node_id AND below.q = o.q
  WHERE n.kind = 'A'),
programme AS (
  SELECT n.agency_id, n.weight, o.q, (o.mean + below.mean) / 2 AS score
  FROM node n JOIN own o USING (node_id)
  JOIN (SELECT parent_id, q, SUM(weight * score) / SUM(weight) AS mean FROM activity GROUP BY parent_id, q) below
    ON below.parent_id = n.node_id AND below.q = o.q
  WHERE n.kind = 'P'),
-- Money: of the leaves, by agency, up to each quarter.
spent AS (
  SELECT node_id, SUM(CASE WHEN month <= 3 THEN amount ELSE 0 END) AS m3, SUM(CASE WHEN month <= 6 THEN amount ELSE 0 END) AS m6,
         SUM(CASE WHEN month <= 9 THEN amount ELSE 0 END) AS m9, SUM(amount) AS m12
  FROM budget_real WHERE year = :YEAR GROUP BY node_id),
money AS (
  SELECT n.agency_id, SUM(b.ceiling) AS ceiling, SUM(m3) AS m3, SUM(m6) AS m6, SUM(m9) AS m9, SUM(m12) AS m12
  FROM budget b JOIN node n USING (node_id) JOIN spent USING (node_id) GROUP BY n.agency_id),
-- Upwards: agencies, governments, provinces, the nation.
agency AS (
  SELECT o.org_id, o.parent_id, o.weight, p.q, p.score, m.ceiling,
         CASE p.q WHEN 1 THEN m3 WHEN 2 THEN m6 WHEN 3 THEN m9 ELSE m12 END AS realised
  FROM (SELECT agency_id, q, SUM(weight * score) / SUM(weight) AS score FROM programme GROUP BY agency_id, q) p
  JOIN money m ON m.agency_id = p.agency_id JOIN org o ON o.org_id = p.agency_id),
government AS (
  SELECT o.org_id, o.parent_id, o.weight, b.q, b.score, b.ceiling, b.realised
  FROM (SELECT parent_id, q, SUM(weight * score) / SUM(weight) AS score, SUM(ceiling) AS ceiling, SUM(realised) AS realised
        FROM agency GROUP BY parent_id, q) b JOIN org o ON o.org_id = b.parent_id),
province AS (
  SELECT o.org_id, o.parent_id, o.weight, b.q, b.score, b.ceiling, b.realised
  FROM (SELECT parent_id, q, SUM(weight * score) / SUM(weight) AS score, SUM(ceiling) AS ceiling, SUM(realised) AS realised
        FROM government GROUP BY parent_id, q) b JOIN org o ON o.org_id = b.parent_id),
nation AS (
  SELECT o.org_id, o.parent_id, o.weight, b.q, b.score, b.ceiling, b.realised
  FROM (SELECT parent_id, q, SUM(weight * score) / SUM(weight) AS score, SUM(ceiling) AS ceiling, SUM(realised) AS realised
        FROM province GROUP BY parent_id, q) b JOIN org o ON o.org_id = b.parent_id),
everyone AS (
  SELECT 'A' AS level, agency.* FROM agency UNION ALL SELECT 'G', government.* FROM government
  UNION ALL SELECT 'P', province.* FROM province UNION ALL SELECT 'N', nation.* FROM nation)
SELECT level, org_id, q, score, CAST(ceiling AS BIGINT) AS ceiling, CAST(realised AS BIGINT) AS realised,
       ROW_NUMBER() OVER (PARTITION BY level, parent_id, q ORDER BY score DESC, org_id) AS place
FROM everyone
