-- warning: of the reports of a form and year, no more than one in ten has rows or columns that no label explains
SELECT r.template, r.year, count(*) AS reports, count(*) FILTER (u.report_id IS NOT NULL) AS with_unknown_labels
FROM report r
LEFT JOIN (SELECT DISTINCT report_id FROM issue WHERE rule IN ('T-01', 'T-11')) u ON u.report_id = r.report_id
WHERE r.template IS NOT NULL
GROUP BY ALL HAVING count(*) >= 10 AND count(*) FILTER (u.report_id IS NOT NULL) * 10 > count(*);
