-- Change of requests received against the year before, same agencies only
SELECT b.year, b.agency_id, b.agency, b.division_code, a.numerator AS before, b.numerator AS after,
  b.numerator - a.numerator AS change,
  CASE WHEN a.numerator >= 10 THEN ((b.numerator - a.numerator) / a.numerator)::DOUBLE END AS growth,
  CASE WHEN a.numerator + b.numerator > 0 THEN (2 * (b.numerator - a.numerator) / (a.numerator + b.numerator))::DOUBLE END AS symmetric_growth
FROM metric b JOIN metric a ON a.agency_id = b.agency_id AND a.scope = b.scope AND a.metric = b.metric AND a.year = b.year - 1
WHERE b.metric = 'requests_received' AND b.scope = 'agency' AND a.rank_eligible AND b.rank_eligible
  AND b.year = (SELECT max(year) FROM report WHERE scope = 'agency')
ORDER BY change DESC, b.agency_id;
