-- Documents that stand and carry the same report with different numbers.
WITH version AS (
  SELECT DISTINCT d.report_id, d.version FROM report_document d JOIN checked c ON c.report_id = d.report_id
  WHERE NOT d.superseded
), many AS (
  SELECT v.report_id FROM version v GROUP BY v.report_id HAVING count(*) > 1
), cell AS (
  SELECT f.report_id, f.version, f.indicator, f.applicant, any_value(f.value) AS value
  FROM (FROM fact_proactive_history SELECT report_id, version, indicator, NULL AS applicant, value
    UNION ALL FROM fact_request_history SELECT report_id, version, indicator, applicant, value
    UNION ALL FROM fact_challenge_history SELECT report_id, version, indicator, NULL, value
    UNION ALL FROM fact_statistic_history SELECT report_id, version, indicator, NULL, value) f
  JOIN version v ON v.report_id = f.report_id AND v.version = f.version
  WHERE f.value IS NOT NULL AND f.report_id IN (SELECT report_id FROM many)
  GROUP BY ALL
), compared AS (
  SELECT report_id, indicator, applicant, count(DISTINCT value) AS numbers FROM cell GROUP BY ALL HAVING count(*) > 1
), counted AS (
  SELECT report_id, count(*) FILTER (numbers > 1) AS differ, count(*) AS cells FROM compared GROUP BY report_id
)
SELECT c.report_id,
  CASE WHEN c.report_id NOT IN (SELECT report_id FROM many) THEN 'pass' WHEN n.cells IS NULL THEN 'not_assessable'
    WHEN n.differ > 0 THEN 'fail' ELSE 'pass' END AS result,
  n.differ::VARCHAR AS lhs, n.cells::VARCHAR AS rhs, NULL AS indicator,
  'two documents that stand differ in ' || n.differ || ' of ' || n.cells || ' numbers' AS message
FROM checked c LEFT JOIN counted n ON n.report_id = c.report_id;
