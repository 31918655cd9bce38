-- Agencies that received no request
SELECT w.year, w.agency_id, w.agency, w.division_code, w.function
FROM report_wide w
WHERE w.received = 0 AND w.scope = 'agency' AND w.grade <> 'D' AND w.year = (SELECT max(year) FROM report WHERE scope = 'agency')
ORDER BY w.division_code, w.agency_id;
