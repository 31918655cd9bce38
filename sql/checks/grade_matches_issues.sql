-- error: a report's grade follows from its issues
SELECT r.report_id, r.grade, count(i.rule) AS issues FROM report r LEFT JOIN issue i ON i.report_id = r.report_id
GROUP BY ALL HAVING r.grade <> CASE WHEN coalesce(bool_or(is_blocking(i.rule, i.severity, i.indicator, i.applicant)), false) THEN 'D'
  WHEN coalesce(bool_or(i.severity = 'error'), false) THEN 'C' WHEN coalesce(bool_or(i.severity = 'warning'), false) THEN 'B' ELSE 'A' END;
