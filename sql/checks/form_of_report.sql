-- warning: a report whose form is known has cells
SELECT r.report_id, r.agency, r.year, r.template FROM report r
WHERE r.template IS NOT NULL AND r.report_id NOT IN (FROM fact_request SELECT report_id UNION FROM fact_proactive SELECT report_id
  UNION FROM fact_challenge SELECT report_id UNION FROM fact_statistic SELECT report_id);
