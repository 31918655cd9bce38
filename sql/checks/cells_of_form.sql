-- error: a table that was found has every cell of its form, printed or not
WITH cell AS (
  FROM fact_request SELECT report_id, 'req' AS "table", template UNION ALL FROM fact_challenge SELECT report_id, 'rl', template
), form AS (
  SELECT i."table", unnest(i.templates) AS template, i.by_applicant FROM dim_indicator i
), wanted AS (
  SELECT f."table", f.template, sum(CASE WHEN f.by_applicant THEN (SELECT count(*) FROM dim_applicant) ELSE 1 END) AS cells
  FROM form f GROUP BY ALL
)
SELECT c.report_id, c."table", c.template, count(*) AS cells, any_value(w.cells) AS wanted
FROM cell c JOIN wanted w ON w."table" = c."table" AND w.template = c.template
GROUP BY ALL HAVING count(*) <> any_value(w.cells);
