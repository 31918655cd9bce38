CREATE OR REPLACE VIEW metric_area AS
WITH place AS (
  SELECT k.report_id, k.agency_id, k.year, k.scope, k.region, k.faults IS NULL AS sound, g.grain,
    CASE g.grain WHEN 'county' THEN k.division_code WHEN 'prefecture' THEN left(k.division_code, 4) || '00' ELSE left(k.division_code, 2) || '0000' END AS code
  FROM report_mark k CROSS JOIN (SELECT unnest(['county', 'prefecture', 'province']) AS grain) g
  -- As in league: a whole jurisdiction's report holds those below it.
  WHERE CASE g.grain WHEN 'county' THEN right(k.division_code, 2) <> '00'
    WHEN 'prefecture' THEN right(k.division_code, 4) <> '0000' AND (k.scope <> 'jurisdiction_aggregate' OR right(k.division_code, 2) = '00')
    ELSE k.scope <> 'jurisdiction_aggregate' OR right(k.division_code, 4) = '0000' END
), expected AS ( -- agencies with a report for the year or the one before
  SELECT e.grain, e.code, e.scope, e.year, any_value(e.region) AS region, count(DISTINCT e.agency_id) AS expected, count(DISTINCT e.agency_id) FILTER (e.now) AS reported,
    count(*) FILTER (e.now AND NOT e.sound) AS faults
  FROM (SELECT p.*, true AS now FROM place p
    UNION ALL SELECT p.* REPLACE (p.year + 1 AS year), false FROM place p WHERE p.year + 1 <= (SELECT max(m.year) FROM report_mark m WHERE m.scope = p.scope)) e
  GROUP BY e.grain, e.code, e.scope, e.year
), summed AS (
  SELECT p.grain, p.code, p.scope, s.year, s.metric, count(*) AS counted, sum(s.numerator) AS total, sum(s.denominator) AS denominator, max(s.numerator) AS greatest,
    sum(s.numerator::DOUBLE * s.numerator::DOUBLE) AS squares, median(s.numerator::DOUBLE) AS middle
  FROM metric_sum s JOIN place p ON p.report_id = s.report_id JOIN dim_metric d ON d.metric = s.metric
  WHERE (p.sound OR d.source = 'registry') AND s.numerator IS NOT NULL AND (d.kind = 'count' OR s.denominator IS NOT NULL)
  GROUP BY ALL
), formed AS (
  SELECT e.grain, e.code, e.scope, e.year, e.region, e.reported, e.expected, e.faults, d.metric, d.kind, d.unit, d.rank_from, d.absent,
    CASE WHEN d.source = 'registry' THEN e.expected ELSE coalesce(s.counted, 0) END AS counted,
    CASE d.aggregate WHEN 'sum' THEN CASE WHEN d.source = 'registry' THEN coalesce(s.total, 0) ELSE s.total END WHEN 'top' THEN s.greatest WHEN 'median' THEN s.middle::DECIMAL(38,4)
      WHEN 'hhi' THEN CASE WHEN s.total > 0 THEN (s.squares / s.total::DOUBLE)::DECIMAL(38,4) END END::DECIMAL(38,4) AS numerator,
    CASE WHEN d.source = 'registry' THEN e.expected ELSE s.denominator END::DECIMAL(38,4) AS denominator,
    e.scope = 'jurisdiction_aggregate' AND s.counted > 1 AS doubled
  FROM expected e CROSS JOIN dim_metric d
  LEFT JOIN summed s ON s.grain = e.grain AND s.code = e.code AND s.scope = e.scope AND s.year = e.year AND s.metric = d.metric
), valued AS (
  SELECT f.*, CASE WHEN f.doubled THEN NULL WHEN f.kind = 'count' THEN f.numerator::DOUBLE WHEN f.denominator > 0 THEN f.numerator::DOUBLE / f.denominator::DOUBLE END AS value
  FROM formed f
), judged AS (
  SELECT v.*, CASE WHEN v.absent IS NOT NULL THEN v.absent
    WHEN v.counted = 0 AND v.faults > 0 THEN 'data fault'
    WHEN v.counted = 0 AND v.reported = 0 THEN 'no report for ' || v.year
    WHEN v.doubled THEN 'several reports of the whole jurisdiction'
    WHEN v.counted = 0 THEN 'no number printed'
    WHEN no_rank(v.kind, v.unit, v.value, v.numerator, v.denominator, v.rank_from) IS NOT NULL THEN no_rank(v.kind, v.unit, v.value, v.numerator, v.denominator, v.rank_from)
    WHEN v.counted < 0.7 * v.expected THEN 'coverage < 0.7' END AS unranked_reason,
    v.unit = 'rate' AND v.denominator >= 5 AND v.value BETWEEN 0 AND 1 AND v.counted > 0 AS assessed
  FROM valued v
), peers AS (
  SELECT j.metric, j.year, j.scope, j.grain, j.region, grouping(j.region) AS is_all, count(*) FILTER (j.value IS NOT NULL AND j.counted > 0) AS peers, count(*) FILTER (j.assessed) AS assessed,
    coalesce(sum(j.numerator::DOUBLE) FILTER (j.assessed), 0) AS k, coalesce(sum(j.denominator::DOUBLE) FILTER (j.assessed), 0) AS n,
    coalesce(sum(CASE WHEN j.assessed THEN j.numerator::DOUBLE * j.numerator::DOUBLE / j.denominator::DOUBLE END::DECIMAL(38,9)), 0)::DOUBLE AS kkn
  FROM judged j GROUP BY GROUPING SETS ((j.metric, j.year, j.scope, j.grain, j.region), (j.metric, j.year, j.scope, j.grain))
)
SELECT j.grain, j.code, j.scope, j.year, j.metric, j.numerator, j.denominator, j.value, CASE WHEN j.kind <> 'count' THEN j.denominator END AS n,
  CASE WHEN j.unit = 'rate' AND j.value BETWEEN 0 AND 1 THEN wilson_lo(j.numerator, j.denominator) END AS ci_low,
  CASE WHEN j.unit = 'rate' AND j.value BETWEEN 0 AND 1 THEN wilson_hi(j.numerator, j.denominator) END AS ci_high,
  CASE WHEN j.unit <> 'rate' THEN NULL WHEN r.peers >= 8 AND r.assessed >= 8 THEN shrunk(j.numerator, j.denominator, r.k / r.n, prior_strength(r.assessed, r.k, r.n, r.kkn))
    WHEN w.assessed >= 8 THEN shrunk(j.numerator, j.denominator, w.k / w.n, prior_strength(w.assessed, w.k, w.n, w.kkn)) END AS shrunk,
  CASE WHEN r.peers >= 8 THEN j.grain || '/' || j.region WHEN w.peers >= 8 THEN j.grain END AS peer_group,
  j.counted, j.expected, j.counted / j.expected AS coverage, j.unranked_reason IS NULL AS rank_eligible, j.unranked_reason
FROM judged j
LEFT JOIN peers r ON r.metric = j.metric AND r.year = j.year AND r.scope = j.scope AND r.grain = j.grain AND r.region = j.region AND r.is_all = 0
LEFT JOIN peers w ON w.metric = j.metric AND w.year = j.year AND w.scope = j.scope AND w.grain = j.grain AND w.is_all = 1;

COMMENT ON VIEW metric_area IS 'One row for a metric of a county, prefecture or province in a year and scope: the sum over its agencies, without faulty reports. League gives ranks, names and changes.';
COMMENT ON COLUMN metric_area.grain IS 'county, prefecture or province; those above include the agencies below, never add over grains.';
COMMENT ON COLUMN metric_area.code IS 'Code of the area (dim_division).';
COMMENT ON COLUMN metric_area.scope IS 'What the reports count. Never add over different scopes. Of jurisdiction_aggregate only the area''s own report counts.';
COMMENT ON COLUMN metric_area.year IS 'The year reported on.';
COMMENT ON COLUMN metric_area.metric IS 'Id of the metric (dim_metric).';
COMMENT ON COLUMN metric_area.numerator IS 'Sum over the counted agencies.';
COMMENT ON COLUMN metric_area.denominator IS 'Sum over the counted agencies; NULL for counts.';
COMMENT ON COLUMN metric_area.value IS 'The count, or numerator / denominator; NULL where the denominator is 0 or no agency is counted.';
COMMENT ON COLUMN metric_area.n IS 'Number of cases behind a rate: its denominator; NULL for counts.';
COMMENT ON COLUMN metric_area.ci_low IS 'Lower bound of the 95 % Wilson interval of a rate.';
COMMENT ON COLUMN metric_area.ci_high IS 'Upper bound of the 95 % Wilson interval of a rate.';
COMMENT ON COLUMN metric_area.shrunk IS 'Empirical-Bayes rate, drawn to that of the areas of the same region, or of all where they are fewer than 8.';
COMMENT ON COLUMN metric_area.peer_group IS 'Areas it is compared with; NULL where there are fewer than 8.';
COMMENT ON COLUMN metric_area.counted IS 'Agencies whose number is in the sum.';
COMMENT ON COLUMN metric_area.expected IS 'Agencies with a report for the year or the one before.';
COMMENT ON COLUMN metric_area.coverage IS 'Counted of expected.';
COMMENT ON COLUMN metric_area.rank_eligible IS 'Whether the area may be ranked.';
COMMENT ON COLUMN metric_area.unranked_reason IS 'Why it may not; NULL where it may.';
