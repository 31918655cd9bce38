-- Numbers that are those of the year before: a copied table.
WITH cell AS (
  FROM fact_proactive SELECT report_id, indicator, NULL AS applicant, value UNION ALL FROM fact_request SELECT report_id, indicator, applicant, value
  UNION ALL FROM fact_challenge SELECT report_id, indicator, NULL, value
), same AS (
  SELECT l.report_id, count(*) AS cells, count(*) FILTER (b.value = a.value) AS equal
  FROM lineage l JOIN cell a ON a.report_id = l.report_id
  JOIN cell b ON b.report_id = l.prev_id AND b.indicator = a.indicator AND b.applicant IS NOT DISTINCT FROM a.applicant
  WHERE a.value <> 0 AND b.value IS NOT NULL AND NOT l.succession
  GROUP BY l.report_id
)
SELECT c.report_id,
  CASE WHEN s.cells IS NULL THEN 'not_assessable' WHEN s.cells < 10 THEN 'not_applicable'
    WHEN s.equal * 100 >= s.cells * 95 THEN 'fail' ELSE 'pass' END AS result,
  s.equal::VARCHAR AS lhs, s.cells::VARCHAR AS rhs, NULL AS indicator,
  'of ' || s.cells || ' numbers that are not 0, ' || s.equal || ' are those of the year before' AS message
FROM checked c LEFT JOIN same s ON s.report_id = c.report_id;
