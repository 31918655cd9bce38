-- warning: no label of a form is misread in more than one report in ten: it may be a new official one
WITH many AS (SELECT template, year, count(*) AS reports FROM report GROUP BY ALL),
misread AS (
  SELECT r.template, r.year, i.indicator, count(DISTINCT r.report_id) AS misread, any_value(i.message) AS example
  FROM report r JOIN issue i ON i.report_id = r.report_id AND i.rule = 'T-07' GROUP BY ALL
)
SELECT x.template, x.year, x.indicator, x.misread, m.reports, x.example
FROM misread x JOIN many m ON m.template = x.template AND m.year = x.year
WHERE x.misread >= 10 AND x.misread * 10 > m.reports;
