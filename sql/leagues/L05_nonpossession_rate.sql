-- Share of requests for what the agency does not hold
WITH rate AS (
  SELECT w.year, w.agency_id, w.agency, w.division_code, unable_not_held AS numerator, processed_total AS n
  FROM report_wide w
  WHERE w.scope = 'agency' AND w.grade <> 'D' AND w.year = (SELECT max(year) FROM report WHERE scope = 'agency')
), valued AS (
  SELECT *, CASE WHEN n > 0 THEN numerator::DOUBLE / n::DOUBLE END AS value FROM rate
)
SELECT CASE WHEN n >= 20 AND value IS NOT NULL THEN rank() OVER (PARTITION BY n >= 20 AND value IS NOT NULL ORDER BY value DESC) END AS rank,
  year, agency_id, agency, division_code, value, numerator, n
FROM valued ORDER BY rank NULLS LAST, value DESC NULLS LAST, agency_id;
