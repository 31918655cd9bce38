-- Every column is qualified: a macro that reads this view has parameters of the same
-- names, and DuckDB mistakes bare names for them.
CREATE OR REPLACE VIEW metric AS
WITH form AS ( -- how many operands a metric has in a form
  SELECT o.metric, o.template,
    count(*) FILTER (o.side = 'numerator') AS numerators,
    count(*) FILTER (o.side = 'denominator') AS denominators
  FROM dim_metric_operand o GROUP BY ALL
), read AS ( -- and how many of them have a number
  SELECT t.report_id, o.metric, o.template,
    count(t.value) FILTER (o.side = 'numerator') AS numerators,
    count(t.value) FILTER (o.side = 'denominator') AS denominators,
    sum(t.value) FILTER (o.side = 'numerator') AS numerator,
    sum(t.value) FILTER (o.side = 'denominator') AS denominator
  FROM fact_total t JOIN dim_metric_operand o ON o.indicator = t.indicator AND o.template = t.template
  GROUP BY ALL
), one AS (
  SELECT r.report_id, r.metric, count(*) AS forms,
    any_value(CASE WHEN r.numerators = f.numerators THEN r.numerator END) AS numerator,
    any_value(CASE WHEN r.denominators = f.denominators THEN r.denominator END) AS denominator
  FROM read r JOIN form f ON f.metric = r.metric AND f.template = r.template
  GROUP BY ALL
), fault AS (
  SELECT i.report_id, list_sort(list(DISTINCT i.rule)) AS rules
  FROM issue i WHERE is_blocking(i.rule, i.severity, i.indicator, i.applicant)
  GROUP BY i.report_id
), put AS (
  SELECT r.report_id, r.agency_id, r.agency, r.division_code, r.function, r.scope, r.year, m.metric,
    m.denominator IS NOT NULL AS is_rate, m.rank_from, f.rules AS faults, coalesce(o.forms, 0) AS forms,
    CASE WHEN o.forms = 1 THEN o.numerator END::DECIMAL(38,4) AS numerator,
    CASE WHEN o.forms = 1 AND m.denominator IS NOT NULL THEN o.denominator END::DECIMAL(38,4) AS denominator
  FROM report r CROSS JOIN dim_metric m
  LEFT JOIN one o ON o.report_id = r.report_id AND o.metric = m.metric
  LEFT JOIN fault f ON f.report_id = r.report_id
), valued AS (
  SELECT p.*, CASE WHEN NOT p.is_rate THEN p.numerator::DOUBLE
    WHEN p.denominator > 0 THEN p.numerator::DOUBLE / p.denominator::DOUBLE END AS value
  FROM put p
), judged AS (
  SELECT v.*, CASE
    WHEN v.faults IS NOT NULL THEN 'data fault: ' || array_to_string(v.faults, ', ')
    WHEN v.forms = 0 THEN 'not in the report'
    WHEN v.forms > 1 THEN 'printed in two forms'
    WHEN v.numerator IS NULL OR (v.is_rate AND v.denominator IS NULL) THEN 'no number printed'
    WHEN v.is_rate AND v.value IS NULL THEN 'denominator is 0'
    WHEN v.is_rate AND v.denominator < v.rank_from THEN 'n < ' || v.rank_from
  END AS unranked_reason
  FROM valued v
)
SELECT j.report_id, j.agency_id, j.agency, j.division_code, j.function, j.scope, j.year, j.metric,
  j.numerator, j.denominator, j.value, j.denominator AS n,
  CASE WHEN j.is_rate AND j.value BETWEEN 0 AND 1 THEN wilson_lo(j.numerator, j.denominator) END AS ci_low,
  CASE WHEN j.is_rate AND j.value BETWEEN 0 AND 1 THEN wilson_hi(j.numerator, j.denominator) END AS ci_high,
  j.unranked_reason IS NULL AS rank_eligible, j.unranked_reason, j.faults
FROM judged j;

COMMENT ON VIEW metric IS 'One row for a metric of a current report, whether or not the report has a number for it.';
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
