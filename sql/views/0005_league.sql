-- The parameters are read in `ask` only, and no column that is passed on bears the
-- name of one, because a bare name means the parameter.
CREATE OR REPLACE MACRO league(metric, year := NULL, grain := 'agency', province := NULL, function := NULL, min_n := NULL, scope := 'agency', min_coverage := 0.7) AS TABLE
WITH ask AS (
  SELECT
    CASE WHEN count(*) = 0 THEN error('league: no metric ' || metric || '; the ids are in dim_metric') ELSE any_value(d.metric) END AS the_metric,
    CASE WHEN grain IN ('agency', 'county', 'prefecture', 'province') THEN grain
      ELSE error('league: grain is agency, county, prefecture or province, not ' || grain) END AS the_grain,
    coalesce(year, (SELECT max(r.year) FROM report r WHERE r.scope = scope)) AS the_year,
    coalesce(min_n, any_value(d.rank_from)) AS least_n,
    any_value(d.denominator) IS NOT NULL AS is_rate,
    any_value(d.direction) AS direction,
    province AS the_province, function AS the_function, scope AS the_scope, min_coverage AS least_coverage
  FROM dim_metric d WHERE d.metric = metric
), reported AS (
  SELECT m.agency_id, m.agency, m.division_code, m.function AS its_function, m.numerator, m.denominator, m.value, m.faults, m.unranked_reason, true AS reported
  FROM metric m JOIN ask a ON m.metric = a.the_metric AND m.year = a.the_year
  WHERE m.scope = a.the_scope
), expected AS ( -- who reported the year before, and did not for this one
  SELECT r.agency_id, any_value(r.agency) AS agency, any_value(r.division_code) AS division_code, any_value(r.function) AS its_function,
    NULL::DECIMAL(38,4) AS numerator, NULL::DECIMAL(38,4) AS denominator, NULL::DOUBLE AS value,
    NULL::VARCHAR[] AS faults, 'no report for ' || any_value(a.the_year) AS unranked_reason, false AS reported
  FROM report r JOIN ask a ON r.year = a.the_year - 1
  WHERE r.scope = a.the_scope AND r.agency_id NOT IN (SELECT p.agency_id FROM reported p)
  GROUP BY r.agency_id
), entry AS (
  SELECT e.*,
    CASE a.the_grain WHEN 'agency' THEN e.agency_id WHEN 'county' THEN e.division_code
      WHEN 'prefecture' THEN left(e.division_code, 4) || '00' ELSE left(e.division_code, 2) || '0000' END AS code,
    -- A row counts only with a number that no data fault spoils.
    e.faults IS NULL AND e.numerator IS NOT NULL AND (NOT a.is_rate OR e.denominator IS NOT NULL) AS counts
  FROM (FROM reported UNION ALL FROM expected) e, ask a
  WHERE (a.the_grain <> 'county' OR right(e.division_code, 2) <> '00')
    AND (a.the_grain <> 'prefecture' OR right(e.division_code, 4) <> '0000')
    AND (a.the_function IS NULL OR e.its_function = a.the_function)
    AND (a.the_province IS NULL OR left(e.division_code, 2) = left(a.the_province, 2)
      OR left(e.division_code, 2) IN (SELECT left(d.division_code, 2) FROM dim_division d WHERE d.level = 'province' AND d.name = a.the_province))
), summed AS (
  SELECT e.code,
    any_value(e.agency ORDER BY e.agency_id) AS agency,
    any_value(e.division_code ORDER BY e.agency_id) AS division_code,
    any_value(e.its_function ORDER BY e.agency_id) AS its_function,
    -- One agency shows its numbers even with a fault; sums leave faults out.
    sum(e.numerator) FILTER (e.counts OR a.the_grain = 'agency')::DECIMAL(38,4) AS numerator,
    sum(e.denominator) FILTER (e.counts OR a.the_grain = 'agency')::DECIMAL(38,4) AS denominator,
    count(*) FILTER (e.counts) AS counted, count(e.faults) AS faults, count(*) AS expected, count(*) FILTER (e.reported) AS reported,
    any_value(e.unranked_reason ORDER BY e.agency_id) AS reason
  FROM entry e, ask a GROUP BY e.code
), valued AS (
  SELECT s.*, a.the_grain, a.the_metric, a.the_year, a.is_rate, a.direction, a.least_n, a.least_coverage,
    CASE WHEN NOT a.is_rate THEN s.numerator::DOUBLE WHEN s.denominator > 0 THEN s.numerator::DOUBLE / s.denominator::DOUBLE END AS value
  FROM summed s, ask a
), judged AS (
  SELECT v.*, CASE
    WHEN v.the_grain = 'agency' AND v.counted = 0 THEN v.reason
    WHEN v.counted = 0 AND v.faults > 0 THEN 'data fault'
    WHEN v.reported = 0 THEN v.reason
    WHEN v.counted = 0 THEN 'no number printed'
    WHEN v.value IS NULL THEN 'denominator is 0'
    WHEN v.is_rate AND v.denominator < v.least_n THEN 'n < ' || v.least_n
    WHEN v.the_grain <> 'agency' AND v.counted < v.least_coverage * v.expected THEN 'coverage < ' || v.least_coverage
  END AS unranked_reason
  FROM valued v
), ranked AS (
  SELECT j.*, CASE WHEN j.unranked_reason IS NULL THEN
      rank() OVER (PARTITION BY j.unranked_reason IS NULL ORDER BY CASE WHEN j.direction = 'down' THEN j.value ELSE -j.value END) END AS rank,
    CASE WHEN j.unranked_reason IS NULL THEN count(*) OVER (PARTITION BY j.unranked_reason IS NULL, j.value) > 1 END AS tied
  FROM judged j
)
SELECT r.rank, r.tied, r.code,
  CASE WHEN r.the_grain = 'agency' THEN r.agency ELSE coalesce(
    (SELECT any_value(d.name ORDER BY d.valid_from DESC) FROM dim_division d WHERE d.division_code = r.code
      AND coalesce(d.valid_from, 0) <= r.the_year AND coalesce(d.valid_to, 9999) >= r.the_year), r.code) END AS name,
  CASE WHEN r.the_grain = 'agency' THEN r.division_code ELSE r.code END AS division_code,
  CASE WHEN r.the_grain = 'agency' THEN r.its_function END AS function,
  r.the_metric AS metric, r.the_year AS year, r.value, r.numerator, r.denominator,
  CASE WHEN r.is_rate THEN r.denominator END AS n,
  CASE WHEN r.is_rate AND r.value BETWEEN 0 AND 1 THEN wilson_lo(r.numerator, r.denominator) END AS ci_low,
  CASE WHEN r.is_rate AND r.value BETWEEN 0 AND 1 THEN wilson_hi(r.numerator, r.denominator) END AS ci_high,
  r.counted, r.expected, r.counted / r.expected AS coverage, r.unranked_reason
FROM ranked r
ORDER BY r.rank NULLS LAST, r.value DESC NULLS LAST, r.code;
COMMENT ON MACRO TABLE league IS 'League table of a metric. grain: agency, county, prefecture or province; year: the latest by default; rank: equal values share it, the next is skipped (1, 1, 3); NULL with unranked_reason. Above agencies: sums of one scope without faulty reports, over counted of expected agencies (those with a report for the year or the one before), ranked from min_coverage. County: agencies of counties only; prefecture and province include those below.';
