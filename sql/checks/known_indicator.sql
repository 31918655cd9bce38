-- error: every cell's indicator and applicant is known
SELECT report_id, indicator, applicant FROM (
  FROM fact_proactive SELECT report_id, indicator, NULL AS applicant UNION ALL FROM fact_request SELECT report_id, indicator, applicant
  UNION ALL FROM fact_challenge SELECT report_id, indicator, NULL UNION ALL FROM fact_statistic SELECT report_id, indicator, NULL) f
WHERE indicator NOT IN (SELECT indicator FROM dim_indicator)
  OR (applicant IS NOT NULL AND applicant NOT IN (SELECT applicant FROM dim_applicant));
