-- Change of requests received against the year before, same agencies only
-- caveat: Only agencies with usable reports for both years. Growth is not given where the year before has fewer than 10 requests; symmetric growth goes from -2 to 2 (-200 % to 200 %).
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
