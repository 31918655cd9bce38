-- Groups of peers, and how rates differ within them (see prior_strength). Sums are
-- exact, so that they do not depend on the order of rows.
CREATE OR REPLACE TEMP TABLE peer_moment AS -- by the narrowest group; wider ones are sums of these
SELECT s.metric, s.year, k.scope, k.cell, k.level, coalesce(k.function, 'unknown') || '/' || k.level AS wider,
  count(*) AS agencies, count(*) FILTER (s.assessed) AS assessed,
  coalesce(sum(s.numerator) FILTER (s.assessed), 0) AS k, coalesce(sum(s.denominator) FILTER (s.assessed), 0) AS n,
  coalesce(sum(CASE WHEN s.assessed THEN s.numerator::DOUBLE * s.numerator::DOUBLE / s.denominator::DOUBLE END::DECIMAL(38,9)), 0) AS kkn
FROM (
  SELECT m.metric, m.year, m.report_id, m.numerator, m.denominator,
    d.unit = 'rate' AND m.denominator >= 5 AND m.numerator BETWEEN 0 AND m.denominator AS assessed
  FROM metric_sum m JOIN dim_metric d ON d.metric = m.metric
  WHERE m.numerator IS NOT NULL AND (d.kind = 'count' OR m.denominator > 0) AND NOT d.areas_only
) s JOIN report_mark k ON k.report_id = s.report_id
WHERE k.faults IS NULL
GROUP BY ALL;

CREATE OR REPLACE TEMP TABLE peer_sum AS
SELECT m.metric, m.year, m.scope, g.peer_group, sum(m.agencies) AS agencies, sum(m.assessed) AS assessed, sum(m.k) AS k, sum(m.n) AS n, sum(m.kkn) AS kkn
FROM peer_moment m, unnest([m.cell, m.wider, m.level, 'all']) AS g(peer_group)
GROUP BY ALL;

DELETE FROM metric_peer;
INSERT INTO metric_peer BY NAME
WITH ranked AS ( -- the narrowest group with eight agencies, else all
  SELECT m.metric, m.year, m.scope, m.cell, g.u.peer_group AS peer_group, g.u.width AS width
  FROM (SELECT DISTINCT metric, year, scope, cell, wider, level FROM peer_moment) m,
    unnest([{'peer_group': m.cell, 'width': 1}, {'peer_group': m.wider, 'width': 2}, {'peer_group': m.level, 'width': 3}, {'peer_group': 'all', 'width': 4}]) AS g(u)
), chosen AS (
  SELECT r.metric, r.year, r.scope, r.cell, arg_min(s, r.width) AS s
  FROM ranked r JOIN peer_sum s ON s.metric = r.metric AND s.year = r.year AND s.scope = r.scope AND s.peer_group = r.peer_group
  WHERE s.agencies >= 8 OR r.width = 4
  GROUP BY ALL
)
SELECT c.metric, c.year, c.scope, c.cell, c.s.peer_group AS peer_group, c.s.agencies::BIGINT AS agencies, c.s.assessed::BIGINT AS assessed,
  CASE WHEN c.s.assessed >= 8 THEN c.s.k::DOUBLE / c.s.n::DOUBLE END AS mean,
  CASE WHEN c.s.assessed >= 8 THEN prior_strength(c.s.assessed, c.s.k::DOUBLE, c.s.n::DOUBLE, c.s.kkn::DOUBLE) END AS strength
FROM chosen c
ORDER BY ALL;
DROP TABLE peer_moment;
DROP TABLE peer_sum;
