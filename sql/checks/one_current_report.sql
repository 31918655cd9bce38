-- error: an agency has one current report for a year and scope
SELECT agency_id, year, scope, count(*) AS reports FROM report GROUP BY ALL HAVING count(*) > 1;
