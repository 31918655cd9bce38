-- A government's report against the sum of its agencies'. Who is known has
-- reported for this year, the one before or the one after.
WITH aggregate AS (
  SELECT r.report_id, r.division_code, r.year, t.value AS received
  FROM checked c JOIN report r ON r.report_id = c.report_id
  LEFT JOIN fact_total t ON t.report_id = r.report_id AND t.indicator = 'req.received'
  WHERE r.scope = 'jurisdiction_aggregate'
), known AS (
  SELECT a.report_id, count(DISTINCT r.agency_id) AS agencies
  FROM aggregate a JOIN report r ON r.division_code = a.division_code AND r.scope <> 'jurisdiction_aggregate' AND r.year BETWEEN a.year - 1 AND a.year + 1
  GROUP BY ALL
), summed AS (
  SELECT a.report_id, count(t.value) AS agencies, sum(t.value) AS received
  FROM aggregate a JOIN report r ON r.division_code = a.division_code AND r.scope <> 'jurisdiction_aggregate' AND r.year = a.year
  JOIN fact_total t ON t.report_id = r.report_id AND t.indicator = 'req.received'
  GROUP BY ALL
)
SELECT c.report_id,
  CASE WHEN a.report_id IS NULL THEN 'not_applicable'
    WHEN a.received IS NULL OR s.agencies IS NULL OR s.agencies < 20 OR s.agencies * 100 < k.agencies * 90 THEN 'not_assessable'
    WHEN abs(a.received - s.received) * 100 > a.received * 10 THEN 'fail' ELSE 'pass' END AS result,
  a.received::BIGINT::VARCHAR AS lhs, s.received::BIGINT::VARCHAR AS rhs, 'req.received' AS indicator,
  'the government reports ' || a.received::BIGINT || ' requests, its ' || s.agencies || ' agencies ' || s.received::BIGINT AS message
FROM checked c LEFT JOIN aggregate a ON a.report_id = c.report_id
LEFT JOIN summed s ON s.report_id = c.report_id LEFT JOIN known k ON k.report_id = c.report_id;
