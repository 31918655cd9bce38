-- Every column is qualified: a macro that reads these views has parameters of the same
-- names, and DuckDB mistakes bare names for them.
CREATE OR REPLACE VIEW metric AS
WITH put AS (
  SELECT k.*, d.metric, d.kind, d.unit, d.rank_from, d.areas_only, d.absent, s.report_id IS NOT NULL AS found, coalesce(s.conflict, false) AS conflict,
    s.template, s.numerator, s.denominator, p.peer_group, p.agencies AS peers, p.mean, p.strength,
    CASE WHEN d.kind = 'count' THEN s.numerator::DOUBLE WHEN s.denominator > 0 THEN s.numerator::DOUBLE / s.denominator::DOUBLE END AS value
  FROM report_mark k CROSS JOIN dim_metric d
  LEFT JOIN metric_sum s ON s.metric = d.metric AND s.report_id = k.report_id AND s.year = k.year -- the year, so that others are not read
  LEFT JOIN metric_peer p ON p.metric = d.metric AND p.year = k.year AND p.scope = k.scope AND p.cell = k.cell
), judged AS (
  SELECT v.*, CASE
    WHEN v.faults IS NOT NULL AND v.metric <> 'submission_rate' THEN 'data fault: ' || array_to_string(v.faults, ', ')
    WHEN v.absent IS NOT NULL THEN v.absent
    WHEN NOT v.found THEN 'not in the report'
    WHEN v.conflict THEN 'printed in two forms'
    WHEN v.areas_only THEN 'of areas only'
    ELSE no_rank(v.kind, v.unit, v.value, v.numerator, v.denominator, v.rank_from) END AS unranked_reason
  FROM put v
)
SELECT j.report_id, j.agency_id, j.agency, j.division_code, j.function, j.scope, j.year, j.metric,
  j.numerator, j.denominator, j.value, j.denominator AS n,
  CASE WHEN j.unit = 'rate' AND j.value BETWEEN 0 AND 1 THEN wilson_lo(j.numerator, j.denominator) END AS ci_low,
  CASE WHEN j.unit = 'rate' AND j.value BETWEEN 0 AND 1 THEN wilson_hi(j.numerator, j.denominator) END AS ci_high,
  j.unranked_reason IS NULL AS rank_eligible, j.unranked_reason, j.faults,
  CASE WHEN j.unit = 'rate' AND j.value IS NOT NULL AND NOT j.areas_only THEN shrunk(j.numerator, j.denominator, j.mean, j.strength) END AS shrunk,
  CASE WHEN j.peers >= 8 THEN j.peer_group END AS peer_group, CASE WHEN j.peers >= 8 THEN j.peers END AS peers,
  (j.faults IS NULL AND j.value IS NOT NULL)::INTEGER::DOUBLE AS coverage, g.grade, j.template
FROM judged j JOIN report g ON g.report_id = j.report_id;

COMMENT ON VIEW metric IS 'One row for a metric of a current report, whether or not the report has a number for it. Areas are in metric_area.';
COMMENT ON COLUMN metric.report_id IS 'The report.';
COMMENT ON COLUMN metric.agency_id IS 'The agency.';
COMMENT ON COLUMN metric.agency IS 'Its name.';
COMMENT ON COLUMN metric.division_code IS 'Division it sits in.';
COMMENT ON COLUMN metric.function IS 'Its function; NULL where unknown.';
COMMENT ON COLUMN metric.scope IS 'What the report counts. Never add over different scopes.';
COMMENT ON COLUMN metric.year IS 'The year reported on.';
COMMENT ON COLUMN metric.metric IS 'Id of the metric (dim_metric).';
COMMENT ON COLUMN metric.numerator IS 'Sum of the numerator''s indicators, a blank total filled as in fact_total; NULL where one of them has no number.';
COMMENT ON COLUMN metric.denominator IS 'Sum of the denominator''s indicators; NULL for counts, and where one of them has no number.';
COMMENT ON COLUMN metric.value IS 'The count, or numerator / denominator as a fraction of 1; NULL where an operand is NULL or the denominator is 0.';
COMMENT ON COLUMN metric.n IS 'Number of cases behind a rate: its denominator; NULL for counts.';
COMMENT ON COLUMN metric.ci_low IS 'Lower bound of the 95 % Wilson interval of a rate.';
COMMENT ON COLUMN metric.ci_high IS 'Upper bound of the 95 % Wilson interval of a rate.';
COMMENT ON COLUMN metric.rank_eligible IS 'Whether the report may be ranked.';
COMMENT ON COLUMN metric.unranked_reason IS 'Why it may not: data fault, no number, denominator 0, too few cases; NULL where it may.';
COMMENT ON COLUMN metric.faults IS 'Rules of the blocking set that the report breaks; NULL where none.';
COMMENT ON COLUMN metric.shrunk IS 'Empirical-Bayes rate: drawn to that of the peer group the more, the fewer the cases; NULL where fewer than 8 peers have 5 cases.';
COMMENT ON COLUMN metric.peer_group IS 'Agencies it is compared with: function/level/region, or wider until there are 8 with a number; NULL where there are not.';
COMMENT ON COLUMN metric.peers IS 'Agencies of the peer group with a number and without a data fault.';
COMMENT ON COLUMN metric.coverage IS 'Reports counted of those expected: of one report 1 or 0.';
COMMENT ON COLUMN metric.grade IS 'Grade of the report, A to D.';
COMMENT ON COLUMN metric.template IS 'Form that the cells follow; NULL for metrics that are of no form.';
