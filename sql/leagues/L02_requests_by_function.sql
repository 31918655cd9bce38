-- Requests received by what the agency does
SELECT m.year, coalesce(d.en, m.function, 'unknown') AS function, sum(m.numerator) AS requests,
  count(m.numerator) AS counted, count(*) AS agencies, median(m.value) AS median
FROM metric m LEFT JOIN dim_function d ON d.function = m.function
WHERE m.metric = 'requests_received' AND m.scope = 'agency' AND m.faults IS NULL
  AND m.year = (SELECT max(year) FROM report WHERE scope = 'agency')
GROUP BY ALL ORDER BY requests DESC NULLS LAST, function;
