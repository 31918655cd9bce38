-- Grounds of denial, as shares of all denials
WITH ground AS (
  SELECT r.year, t.indicator, sum(t.value) AS denials, count(t.value) AS counted, count(*) AS reports
  FROM fact_total t JOIN report r ON r.report_id = t.report_id
  WHERE t.indicator LIKE 'req.denied.%' AND r.scope = 'agency' AND r.grade <> 'D'
    AND r.year = (SELECT max(year) FROM report WHERE scope = 'agency')
  GROUP BY ALL
)
SELECT g.year, g.indicator, i.en AS ground, g.denials, g.denials::DOUBLE / nullif(sum(g.denials) OVER (), 0)::DOUBLE AS share, g.counted, g.reports
FROM ground g LEFT JOIN dim_indicator i ON i.indicator = g.indicator
ORDER BY g.denials DESC NULLS LAST, g.indicator;
