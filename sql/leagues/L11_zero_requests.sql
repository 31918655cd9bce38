-- Agencies that received no request
-- zh: 没有收到申请的机关
-- caveat: Common and no failing. Only where 0 is printed (or all applicants are 0): a blank is not 0.
-- caveat_zh: 很常见，不是过失。只计印出 0 的（或各类申请人均为 0 的）：空白不是 0。
-- people: name division_code function requests
SELECT k.year, k.agency_id AS code, k.agency AS name, k.division_code, k.function, s.numerator AS requests
FROM report_mark k JOIN metric_sum s ON s.report_id = k.report_id
WHERE s.metric = 'requests_received' AND s.numerator = 0 AND k.scope = 'agency' AND k.faults IS NULL
  AND k.year = coalesce(year, (SELECT max(m.year) FROM report_mark m WHERE m.scope = 'agency'))
  AND (province IS NULL OR left(k.division_code, 2) = left(province, 2))
ORDER BY k.division_code, k.agency_id
