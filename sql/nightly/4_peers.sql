-- Groups of peers, and how rates differ within them (see prior_strength).
DELETE FROM metric_peer;
INSERT INTO metric_peer BY NAME
WITH usable AS (
  SELECT s.metric, s.year, k.scope, k.cell, k.level, k.function, d.unit = 'rate' AS is_rate,
    s.numerator::DOUBLE AS numerator, s.denominator::DOUBLE AS denominator
  FROM metric_sum s JOIN report_mark k ON k.report_id = s.report_id JOIN dim_metric d ON d.metric = s.metric
  WHERE k.faults IS NULL AND s.numerator IS NOT NULL AND (d.kind = 'count' OR s.denominator > 0) AND NOT d.areas_only
), moment AS ( -- by the narrowest group; wider ones are sums of these
  SELECT u.metric, u.year, u.scope, u.cell, u.level, coalesce(u.function, 'unknown') || '/' || u.level AS wider,
    count(*) AS agencies, count(*) FILTER (a.assessed) AS assessed,
    coalesce(sum(u.numerator) FILTER (a.assessed), 0) AS k, coalesce(sum(u.denominator) FILTER (a.assessed), 0) AS n,
    coalesce(sum(u.numerator * u.numerator / u.denominator) FILTER (a.assessed), 0) AS kkn
  FROM usable u CROSS JOIN LATERAL (SELECT u.is_rate AND u.denominator >= 5 AND u.numerator BETWEEN 0 AND u.denominator AS assessed) a
  GROUP BY ALL
), summed AS (
  SELECT m.metric, m.year, m.scope, coalesce(m.cell, m.wider, m.level, 'all') AS peer_group,
    sum(m.agencies) AS agencies, sum(m.assessed) AS assessed, sum(m.k) AS k, sum(m.n) AS n, sum(m.kkn) AS kkn
  FROM moment m GROUP BY GROUPING SETS ((m.metric, m.year, m.scope, m.cell), (m.metric, m.year, m.scope, m.wider), (m.metric, m.year, m.scope, m.level), (m.metric, m.year, m.scope))
), chosen AS (
  SELECT m.metric, m.year, m.scope, m.cell, CASE WHEN c.agencies >= 8 THEN c.peer_group WHEN w.agencies >= 8 THEN w.peer_group WHEN l.agencies >= 8 THEN l.peer_group ELSE 'all' END AS peer_group
  FROM moment m
  JOIN summed c ON c.metric = m.metric AND c.year = m.year AND c.scope = m.scope AND c.peer_group = m.cell
  JOIN summed w ON w.metric = m.metric AND w.year = m.year AND w.scope = m.scope AND w.peer_group = m.wider
  JOIN summed l ON l.metric = m.metric AND l.year = m.year AND l.scope = m.scope AND l.peer_group = m.level
)
SELECT c.metric, c.year, c.scope, c.cell, c.peer_group, s.agencies::BIGINT AS agencies, s.assessed::BIGINT AS assessed,
  CASE WHEN s.assessed >= 8 THEN s.k / s.n END AS mean,
  CASE WHEN s.assessed >= 8 THEN prior_strength(s.assessed, s.k, s.n, s.kkn) END AS strength
FROM chosen c JOIN summed s ON s.metric = c.metric AND s.year = c.year AND s.scope = c.scope AND s.peer_group = c.peer_group
ORDER BY ALL;
