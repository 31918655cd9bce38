-- warning: a cell stands once in a report
SELECT report_id, indicator, applicant, template, count(*) AS cells FROM (
  FROM fact_proactive SELECT report_id, indicator, NULL AS applicant, template UNION ALL FROM fact_request SELECT report_id, indicator, applicant, template
  UNION ALL FROM fact_challenge SELECT report_id, indicator, NULL, template UNION ALL FROM fact_statistic SELECT report_id, indicator, NULL, template)
GROUP BY ALL HAVING count(*) > 1;
