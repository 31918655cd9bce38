-- error: a cell has a value where its status says so, and nowhere else
SELECT report_id, indicator, status, value FROM (
  FROM fact_proactive SELECT report_id, indicator, status, value UNION ALL FROM fact_request SELECT report_id, indicator, status, value
  UNION ALL FROM fact_challenge SELECT report_id, indicator, status, value UNION ALL FROM fact_statistic SELECT report_id, indicator, status, value)
WHERE (value IS NOT NULL) <> (status IN ('reported', 'derived', 'repaired'));
