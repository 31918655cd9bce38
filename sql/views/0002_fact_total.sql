CREATE OR REPLACE VIEW fact_total AS
WITH request AS (
  SELECT f.report_id, f.indicator, f.template,
    CASE WHEN min(f.value) FILTER (f.applicant = 'total') = max(f.value) FILTER (f.applicant = 'total')
      THEN max(f.value) FILTER (f.applicant = 'total') END AS printed,
    -- Only an empty or absent total is filled: one that is printed but could not
    -- be read may say something else than the sum.
    count(*) FILTER (f.applicant = 'total' AND f.status NOT IN ('blank', 'missing')) = 0
      AND count(*) FILTER (f.applicant <> 'total') = 6
      AND count(f.value) FILTER (f.applicant <> 'total') = 6
      AND count(DISTINCT f.applicant) FILTER (f.applicant <> 'total') = 6 AS fillable,
    sum(f.value) FILTER (f.applicant <> 'total') AS leaves
  FROM fact_request f
  GROUP BY ALL
), other AS (
  FROM fact_proactive SELECT report_id, indicator, template, value
  UNION ALL FROM fact_challenge SELECT report_id, indicator, template, value
  UNION ALL FROM fact_statistic SELECT report_id, indicator, template, value
)
SELECT report_id, indicator, template,
  CASE WHEN printed IS NOT NULL THEN printed WHEN fillable THEN leaves END::DECIMAL(38,4) AS value,
  printed::DECIMAL(38,4) AS printed,
  printed IS NULL AND fillable AS filled
FROM request
UNION ALL
SELECT report_id, indicator, template,
  CASE WHEN min(value) = max(value) THEN max(value) END::DECIMAL(38,4) AS value,
  CASE WHEN min(value) = max(value) THEN max(value) END::DECIMAL(38,4) AS printed,
  false AS filled
FROM other
GROUP BY ALL;

COMMENT ON VIEW fact_total IS 'One row for an indicator of a current report and form, without the applicants: of req.* the total.';
COMMENT ON COLUMN fact_total.report_id IS 'The report.';
COMMENT ON COLUMN fact_total.indicator IS 'What is counted (dim_indicator).';
COMMENT ON COLUMN fact_total.template IS 'Form of the table.';
COMMENT ON COLUMN fact_total.value IS 'The printed number or, where the cell of a total is blank or missing and all six applicants have a number, their sum. NULL where two cells contradict each other.';
COMMENT ON COLUMN fact_total.printed IS 'The printed number; NULL where there is none.';
COMMENT ON COLUMN fact_total.filled IS 'Whether value is a sum that stands in for a blank total.';
