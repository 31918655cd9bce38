-- Reports barred from league tables, with the rules they break
SELECT r.year, r.agency_id, r.agency, r.division_code, r.scope, i.rule, i.indicator, i.applicant, i.message, r.url
FROM report r JOIN issue i ON i.report_id = r.report_id
WHERE is_blocking(i.rule, i.severity, i.indicator, i.applicant)
ORDER BY r.year DESC, r.division_code, r.agency_id, i.rule, i.message;
