-- error: every cell belongs to a current report
SELECT report_id, any_value(source) AS source FROM (
  FROM fact_proactive SELECT report_id, 'fact_proactive' AS source UNION ALL FROM fact_request SELECT report_id, 'fact_request'
  UNION ALL FROM fact_challenge SELECT report_id, 'fact_challenge' UNION ALL FROM fact_statistic SELECT report_id, 'fact_statistic'
  UNION ALL FROM fact_claim SELECT report_id, 'fact_claim' UNION ALL FROM section SELECT report_id, 'section'
  UNION ALL FROM issue SELECT report_id, 'issue')
ANTI JOIN report USING (report_id) GROUP BY report_id;
