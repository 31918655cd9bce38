-- What league tables need of each report.
DELETE FROM metric_sum WHERE report_id NOT IN (SELECT r.report_id FROM report r);
DELETE FROM report_mark;
INSERT INTO report_mark BY NAME
WITH fault AS (
  SELECT i.report_id, list_sort(list(DISTINCT i.rule)) AS rules
  FROM issue i WHERE is_blocking(i.rule, i.severity, i.indicator, i.applicant) GROUP BY ALL
), placed AS (
  SELECT r.report_id, r.year, r.scope, r.agency_id, r.agency, r.division_code, r.function,
    CASE WHEN right(r.division_code, 4) = '0000' THEN 'province' WHEN right(r.division_code, 2) = '00' THEN 'prefecture' ELSE 'county' END AS level,
    g.region, f.rules AS faults
  FROM report r LEFT JOIN dim_region g ON g.province = left(r.division_code, 2) LEFT JOIN fault f ON f.report_id = r.report_id
)
SELECT p.*, coalesce(p.function, 'unknown') || '/' || p.level || '/' || coalesce(p.region, 'unknown') AS cell
FROM placed p ORDER BY p.year, p.scope, p.report_id;
