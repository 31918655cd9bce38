-- Grounds of denial, as shares of all denials
-- zh: 不予公开的各种理由占比
-- caveat: One ground is counted for a request. Only reports with a number for every ground are added.
-- caveat_zh: 一件申请只计一种理由。只合计各种理由都有数字的报告。
-- people: rank name numerator n value ci_low ci_high counted
SELECT rank() OVER (ORDER BY sum(s.numerator) DESC) AS rank, k.year, s.metric, any_value(d.zh) AS name, sum(s.numerator)::DECIMAL(38,4) AS numerator, sum(s.denominator)::DECIMAL(38,4) AS n,
  CASE WHEN sum(s.denominator) > 0 THEN (sum(s.numerator) / sum(s.denominator))::DOUBLE END AS value,
  CASE WHEN sum(s.denominator) > 0 THEN wilson_lo(sum(s.numerator), sum(s.denominator)) END AS ci_low, CASE WHEN sum(s.denominator) > 0 THEN wilson_hi(sum(s.numerator), sum(s.denominator)) END AS ci_high,
  count(*) AS counted
FROM metric_sum s JOIN report_mark k ON k.report_id = s.report_id JOIN dim_metric d ON d.metric = s.metric
WHERE s.metric LIKE 'denial\_share\_%' ESCAPE '\' AND s.numerator IS NOT NULL AND s.denominator IS NOT NULL AND k.scope = 'agency' AND k.faults IS NULL
  AND k.year = coalesce(year, (SELECT max(m.year) FROM report_mark m WHERE m.scope = 'agency'))
  AND (province IS NULL OR left(k.division_code, 2) = left(province, 2))
GROUP BY k.year, s.metric
ORDER BY rank, s.metric
