-- Sums over the agencies of counties, prefectures and provinces in year $year, and
-- over the panel of those counted in the year before too. The same is said of any
-- reports by league_live, for those who pool years or ask for one function.
DELETE FROM metric_area WHERE year = $year;
INSERT INTO metric_area BY NAME
WITH mark AS (
  SELECT k.report_id, k.agency_id, k.division_code, k.scope, k.region, k.year = $year AS now, k.faults IS NOT NULL AS faulty
  FROM report_mark k WHERE k.year IN ($year - 1, $year)
), agency AS (
  SELECT m.agency_id, m.scope, arg_max(m.division_code, m.now) AS division_code, arg_max(m.region, m.now) AS region,
    bool_or(m.now) AS reported, bool_or(m.now AND m.faulty) AS faulty
  FROM mark m GROUP BY m.agency_id, m.scope
), place AS (
  SELECT g.grain, a.scope, a.agency_id, a.region, a.reported, a.faulty,
    CASE g.grain WHEN 'county' THEN a.division_code WHEN 'prefecture' THEN left(a.division_code, 4) || '00' ELSE left(a.division_code, 2) || '0000' END AS code
  FROM agency a CROSS JOIN (SELECT unnest(['county', 'prefecture', 'province']) AS grain) g
  -- The report of a whole jurisdiction holds those below it: never both.
  WHERE CASE g.grain WHEN 'county' THEN right(a.division_code, 2) <> '00'
    WHEN 'prefecture' THEN right(a.division_code, 4) <> '0000' AND (a.scope <> 'jurisdiction_aggregate' OR right(a.division_code, 2) = '00')
    ELSE a.scope <> 'jurisdiction_aggregate' OR right(a.division_code, 4) = '0000' END
), area AS (
  SELECT p.grain, p.scope, p.code, any_value(p.region ORDER BY p.agency_id) AS region, count(*) AS expected,
    count(*) FILTER (p.reported) AS reported, count(*) FILTER (p.faulty) AS faults
  FROM place p GROUP BY p.grain, p.scope, p.code
), named AS (
  SELECT a.code, any_value(d.name ORDER BY d.valid_from DESC) AS name
  FROM (SELECT DISTINCT code FROM area) a JOIN dim_division d ON d.division_code = a.code
  WHERE coalesce(d.valid_from, 0) <= $year AND coalesce(d.valid_to, 9999) >= $year GROUP BY a.code
), number AS (
  SELECT s.metric, m.scope, m.agency_id, m.now, s.template, s.numerator, s.denominator
  FROM metric_sum s JOIN mark m ON m.report_id = s.report_id JOIN dim_metric d ON d.metric = s.metric
  WHERE s.year IN ($year - 1, $year)
    AND (d.source = 'registry' OR NOT m.faulty AND s.numerator IS NOT NULL AND (d.kind = 'count' OR s.denominator IS NOT NULL))
), pair AS (
  SELECT b.metric, b.scope, b.agency_id, b.numerator, b.denominator, a.numerator AS numerator_before, a.denominator AS denominator_before,
    a.agency_id IS NOT NULL AND NOT (d.grade IN ('C', 'D') AND a.template IS DISTINCT FROM b.template) AS paired
  FROM number b JOIN dim_metric d ON d.metric = b.metric
  LEFT JOIN number a ON a.metric = b.metric AND a.scope = b.scope AND a.agency_id = b.agency_id AND NOT a.now
  WHERE b.now
), summed AS (
  SELECT v.metric, p.grain, p.scope, p.code, count(*) AS counted, sum(v.numerator) AS total, sum(v.denominator) AS denominator, max(v.numerator) AS greatest,
    sum(v.numerator::DOUBLE * v.numerator::DOUBLE) AS squares, median(v.numerator::DOUBLE) AS middle, count(*) FILTER (v.paired) AS panel,
    sum(v.numerator) FILTER (v.paired) AS panel_numerator, sum(v.denominator) FILTER (v.paired) AS panel_denominator,
    sum(v.numerator_before) FILTER (v.paired) AS panel_numerator_before, sum(v.denominator_before) FILTER (v.paired) AS panel_denominator_before
  FROM pair v JOIN place p ON p.scope = v.scope AND p.agency_id = v.agency_id GROUP BY ALL
), formed AS (
  SELECT d.metric, d.kind, d.unit, d.source, d.aggregate, d.rank_from, d.absent, a.grain, a.scope, a.code, a.region, a.expected, a.reported,
    CASE WHEN d.source = 'registry' THEN 0 ELSE a.faults END AS faults,
    CASE WHEN d.source = 'registry' THEN a.expected ELSE coalesce(s.counted, 0) END AS counted,
    CASE d.aggregate WHEN 'sum' THEN CASE WHEN d.source = 'registry' THEN coalesce(s.total, 0) ELSE s.total END WHEN 'top' THEN s.greatest WHEN 'median' THEN s.middle::DECIMAL(38,4)
      WHEN 'hhi' THEN CASE WHEN s.total > 0 THEN (s.squares / s.total::DOUBLE)::DECIMAL(38,4) END END::DECIMAL(38,4) AS numerator,
    CASE WHEN d.source = 'registry' THEN a.expected ELSE s.denominator END::DECIMAL(38,4) AS denominator,
    coalesce(s.panel, 0) AS panel, s.panel_numerator, s.panel_denominator, s.panel_numerator_before, s.panel_denominator_before,
    a.scope = 'jurisdiction_aggregate' AND CASE WHEN d.source = 'registry' THEN a.expected ELSE coalesce(s.counted, 0) END > 1 AS doubled
  FROM area a CROSS JOIN dim_metric d
  LEFT JOIN summed s ON s.metric = d.metric AND s.grain = a.grain AND s.scope = a.scope AND s.code = a.code
), valued AS (
  SELECT f.*,
    CASE WHEN f.doubled THEN NULL WHEN f.kind = 'count' THEN f.numerator::DOUBLE WHEN f.denominator > 0 THEN f.numerator::DOUBLE / f.denominator::DOUBLE END AS value,
    CASE WHEN f.panel = 0 OR f.aggregate <> 'sum' OR f.source = 'registry' OR f.doubled THEN NULL WHEN f.kind = 'count' THEN f.panel_numerator_before::DOUBLE
      WHEN f.panel_denominator_before > 0 THEN f.panel_numerator_before::DOUBLE / f.panel_denominator_before::DOUBLE END AS previous,
    CASE WHEN f.panel = 0 OR f.aggregate <> 'sum' OR f.source = 'registry' OR f.doubled THEN NULL WHEN f.kind = 'count' THEN f.panel_numerator::DOUBLE
      WHEN f.panel_denominator > 0 THEN f.panel_numerator::DOUBLE / f.panel_denominator::DOUBLE END AS of_panel
  FROM formed f
), judged AS (
  SELECT v.*, CASE WHEN v.absent IS NOT NULL THEN v.absent
    WHEN v.counted = 0 AND v.faults > 0 THEN 'data fault'
    WHEN v.reported = 0 AND v.counted = 0 THEN 'no report for ' || $year
    WHEN v.doubled THEN 'several reports of the whole jurisdiction'
    WHEN v.counted = 0 THEN 'no number'
    ELSE coalesce(no_rank(v.kind, v.unit, v.value, v.numerator, v.denominator, v.rank_from), CASE WHEN v.counted < 0.7 * v.expected THEN 'coverage < 0.7' END) END AS unranked_reason,
    v.unit = 'rate' AND v.denominator >= 5 AND v.value BETWEEN 0 AND 1 AND v.counted > 0 AS assessed
  FROM valued v
), moment AS ( -- areas of a region as peers of one another, or all where they are fewer than 8
  SELECT j.metric, j.scope, j.grain, j.region, grouping(j.region) AS is_all, count(*) FILTER (j.value IS NOT NULL AND j.counted > 0) AS peers, count(*) FILTER (j.assessed) AS assessed,
    coalesce(sum(j.numerator) FILTER (j.assessed), 0)::DOUBLE AS k, coalesce(sum(j.denominator) FILTER (j.assessed), 0)::DOUBLE AS n,
    coalesce(sum(CASE WHEN j.assessed THEN j.numerator::DOUBLE * j.numerator::DOUBLE / j.denominator::DOUBLE END::DECIMAL(38,9)), 0)::DOUBLE AS kkn
  FROM judged j GROUP BY GROUPING SETS ((j.metric, j.scope, j.grain, j.region), (j.metric, j.scope, j.grain))
), fitted AS (
  SELECT m.metric, m.scope, m.grain, m.region, m.is_all, m.peers, m.assessed,
    CASE WHEN m.assessed >= 8 THEN m.k / m.n END AS mean, CASE WHEN m.assessed >= 8 THEN prior_strength(m.assessed, m.k, m.n, m.kkn) END AS strength
  FROM moment m
), fit AS (
  SELECT j.*, r.peers >= 8 AS in_region, r.peers AS near, w.peers AS wide,
    CASE WHEN r.peers >= 8 AND r.assessed >= 8 THEN r.mean ELSE w.mean END AS mean, CASE WHEN r.peers >= 8 AND r.assessed >= 8 THEN r.strength ELSE w.strength END AS strength
  FROM judged j
  LEFT JOIN fitted r ON r.metric = j.metric AND r.scope = j.scope AND r.grain = j.grain AND r.region = j.region AND r.is_all = 0
  LEFT JOIN fitted w ON w.metric = j.metric AND w.scope = j.scope AND w.grain = j.grain AND w.is_all = 1
)
SELECT f.metric, $year AS year, f.scope, f.grain, f.code, coalesce(n.name, f.code) AS name, f.numerator, f.denominator, f.value,
  CASE WHEN f.kind <> 'count' THEN f.denominator END AS n,
  CASE WHEN f.unit = 'rate' AND f.value BETWEEN 0 AND 1 THEN wilson_lo(f.numerator, f.denominator) END AS ci_low,
  CASE WHEN f.unit = 'rate' AND f.value BETWEEN 0 AND 1 THEN wilson_hi(f.numerator, f.denominator) END AS ci_high,
  CASE WHEN f.unit = 'rate' THEN shrunk(f.numerator, f.denominator, f.mean, f.strength) END AS shrunk,
  CASE WHEN f.in_region THEN f.grain || '/' || f.region WHEN f.wide >= 8 THEN f.grain END AS peer_group,
  CASE WHEN f.in_region THEN f.near WHEN f.wide >= 8 THEN f.wide END AS peers,
  f.counted, f.expected, f.counted / f.expected AS coverage, f.faults AS data_faults, f.previous, f.of_panel - f.previous AS change, f.panel,
  f.unranked_reason IS NULL AS rank_eligible, f.unranked_reason
FROM fit f LEFT JOIN named n ON n.code = f.code
ORDER BY f.metric, f.scope, f.grain, f.code;
