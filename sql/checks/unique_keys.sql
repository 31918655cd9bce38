-- error: keys of dimensions and of results stand once
SELECT 'rule_result' AS "table", report_id || ' ' || rule AS key, count(*) AS "rows" FROM rule_result GROUP BY ALL HAVING count(*) > 1
UNION ALL SELECT 'section', report_id || ' ' || section, count(*) FROM section GROUP BY ALL HAVING count(*) > 1
UNION ALL SELECT 'dim_division', division_code || ' ' || coalesce(valid_from, 0), count(*) FROM dim_division GROUP BY ALL HAVING count(*) > 1;
