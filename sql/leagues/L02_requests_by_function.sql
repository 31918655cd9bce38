-- Requests received by what the agency does
-- zh: 按机关职能分的申请
-- caveat: Demand, not performance. Agencies' own reports only; sums depend on how many of them reported, so read the median beside them.
-- caveat_zh: 反映需求，不反映工作好坏。只计各机关自己的报告；总数取决于有多少机关有报告，请并看中位数。
-- people: rank name requests median without_request counted agencies
SELECT rank() OVER (ORDER BY sum(s.numerator) DESC NULLS LAST) AS rank, k.year, coalesce(k.function, 'unknown') AS function, any_value(coalesce(d.zh, k.function, '')) AS name,
  sum(s.numerator)::DECIMAL(38,4) AS requests, median(s.numerator)::DOUBLE AS median, count(*) FILTER (s.numerator = 0) AS without_request,
  count(s.numerator) AS counted, count(*) AS agencies
FROM report_mark k LEFT JOIN metric_sum s ON s.report_id = k.report_id AND s.metric = 'requests_received' LEFT JOIN dim_function d ON d.function = k.function
WHERE k.scope = 'agency' AND k.faults IS NULL AND k.year = coalesce(year, (SELECT max(m.year) FROM report_mark m WHERE m.scope = 'agency'))
  AND (province IS NULL OR left(k.division_code, 2) = left(province, 2))
GROUP BY k.year, k.function
HAVING count(s.numerator) > 0
ORDER BY requests DESC, k.function
