-- Change of requests received against the year before, same agencies only
-- zh: 收到申请数与上年相比的升降（同一批机关）
-- caveat: Only agencies with usable reports for both years. Growth is not given where the year before has fewer than 10 requests; symmetric growth goes from -2 to 2 (-200 % to 200 %).
-- caveat_zh: 只计两年均有可用报告的机关。上年申请不足 10 件的不计增长率；对称增长介于 -2 与 2 之间（-200% 至 200%）。
-- people: rank name division_code before after change growth symmetric_growth panel
SELECT rank() OVER (ORDER BY c.numerator DESC) AS rank, k.year, k.agency_id AS code, k.agency AS name, k.division_code, k.function,
  r.numerator - c.numerator AS before, r.numerator AS after, c.numerator AS change,
  (g.numerator / g.denominator)::DOUBLE AS growth, (y.numerator / nullif(y.denominator, 0))::DOUBLE AS symmetric_growth, count(*) OVER () AS panel
FROM report_mark k
JOIN metric_sum c ON c.report_id = k.report_id AND c.metric = 'requests_change'
JOIN metric_sum r ON r.report_id = k.report_id AND r.metric = 'requests_received'
LEFT JOIN metric_sum g ON g.report_id = k.report_id AND g.metric = 'requests_growth'
LEFT JOIN metric_sum y ON y.report_id = k.report_id AND y.metric = 'requests_growth_symmetric'
WHERE k.scope = 'agency' AND k.year = coalesce(year, (SELECT max(m.year) FROM report_mark m WHERE m.scope = 'agency'))
  AND (province IS NULL OR left(k.division_code, 2) = left(province, 2))
ORDER BY c.numerator DESC, k.agency_id
