-- Disclosure rate among requests decided on their merits
WITH rate AS (
  SELECT w.year, w.agency_id, w.agency, w.division_code, granted + partially_granted AS numerator, granted + partially_granted + denied_total AS n
  FROM report_wide w
  WHERE w.scope = 'agency' AND w.grade <> 'D' AND w.year = (SELECT max(year) FROM report WHERE scope = 'agency')
), valued AS (
  SELECT *, CASE WHEN n > 0 THEN numerator::DOUBLE / n::DOUBLE END AS value FROM rate
)
SELECT CASE WHEN n >= 20 AND value IS NOT NULL THEN rank() OVER (PARTITION BY n >= 20 AND value IS NOT NULL ORDER BY value DESC) END AS rank,
  year, agency_id, agency, division_code, value, numerator, n
FROM valued ORDER BY rank NULLS LAST, value DESC NULLS LAST, agency_id;
