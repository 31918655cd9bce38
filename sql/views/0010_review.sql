-- What a person should look at first. A report that is kept out of league tables
-- costs all of its metrics; a cell without a number those that it is part of. The
-- weight is the report's share of the requests in its division and year, so that
-- what moves a county's place comes before what does not.
CREATE OR REPLACE VIEW review_queue AS
WITH used AS ( -- how many metrics a cell is part of
  SELECT indicator, template, count(DISTINCT metric) AS metrics FROM dim_metric_operand GROUP BY ALL
), every AS (
  SELECT count(*) AS metrics FROM dim_metric
), cell AS (
  SELECT report_id, indicator, applicant, template, status, raw, locator FROM fact_request
  UNION ALL SELECT report_id, indicator, NULL, template, status, raw, locator FROM fact_proactive
  UNION ALL SELECT report_id, indicator, NULL, template, status, raw, locator FROM fact_challenge
  UNION ALL SELECT report_id, indicator, NULL, template, status, raw, locator FROM fact_statistic
), weight AS (
  SELECT r.report_id,
    coalesce(t.value / nullif(sum(t.value) OVER (PARTITION BY r.division_code, r.year, r.scope), 0), 0)::DOUBLE AS share
  FROM report r LEFT JOIN fact_total t ON t.report_id = r.report_id AND t.indicator = 'req.received'
  QUALIFY row_number() OVER (PARTITION BY r.report_id ORDER BY t.template DESC NULLS LAST) = 1
), reason AS (
  SELECT i.report_id, i.indicator || coalesce('@' || i.applicant, '') AS cell, i.indicator, i.applicant,
    'rule ' || i.rule AS reason, i.severity, any_value(i.message ORDER BY i.message) AS message,
    bool_or(is_blocking(i.rule, i.severity, i.indicator, i.applicant)) AS blocking
  FROM issue i WHERE i.severity IN ('error', 'warning')
  GROUP BY ALL
  UNION ALL
  SELECT c.report_id, c.indicator || coalesce('@' || c.applicant, ''), c.indicator, c.applicant,
    'status ' || c.status, 'warning', 'printed ' || c.raw, false
  FROM cell c JOIN used u ON u.indicator = c.indicator AND u.template = c.template
  WHERE c.status IN ('unparsed', 'ambiguous_unit', 'ambiguous_text', 'repaired') AND coalesce(c.applicant, 'total') = 'total'
), joined AS (
  SELECT q.*, c.raw, c.locator,
    CASE WHEN q.blocking THEN e.metrics ELSE coalesce(u.metrics, 0) END AS metrics
  FROM reason q CROSS JOIN every e
  LEFT JOIN cell c ON c.report_id = q.report_id AND c.indicator = q.indicator AND c.applicant IS NOT DISTINCT FROM q.applicant
  LEFT JOIN used u ON u.indicator = q.indicator AND u.template = c.template AND coalesce(q.applicant, 'total') = 'total'
)
SELECT j.report_id, r.agency, r.division_code, r.year, r.document_sha256, j.cell, j.reason, j.severity, j.blocking, j.message,
  any_value(j.raw) AS raw, any_value(j.locator) AS locator, max(j.metrics) AS metrics, any_value(w.share) AS share,
  max(j.metrics) * (0.05 + any_value(w.share)) AS effect
FROM joined j JOIN report r ON r.report_id = j.report_id JOIN weight w ON w.report_id = j.report_id
GROUP BY j.report_id, r.agency, r.division_code, r.year, r.document_sha256, j.cell, j.reason, j.severity, j.blocking, j.message;

COMMENT ON VIEW review_queue IS 'One row for what a person should look at: a rule that failed, as an error or a warning, or a cell of a metric that could not be read for sure. Order by effect DESC. gongkai review leaves out what was decided.';
COMMENT ON COLUMN review_queue.report_id IS 'The report.';
COMMENT ON COLUMN review_queue.agency IS 'Its agency.';
COMMENT ON COLUMN review_queue.division_code IS 'Division it sits in.';
COMMENT ON COLUMN review_queue.year IS 'The year reported on.';
COMMENT ON COLUMN review_queue.document_sha256 IS 'SHA-256 of its document: with the cell the key of a decision.';
COMMENT ON COLUMN review_queue.cell IS 'indicator@applicant; NULL where it is about the report.';
COMMENT ON COLUMN review_queue.reason IS 'The rule that failed, or the status.';
COMMENT ON COLUMN review_queue.severity IS 'error or warning.';
COMMENT ON COLUMN review_queue.blocking IS 'Whether it keeps the report out of league tables.';
COMMENT ON COLUMN review_queue.message IS 'What is the matter.';
COMMENT ON COLUMN review_queue.raw IS 'The cell''s text as printed.';
COMMENT ON COLUMN review_queue.locator IS 'Its place in the document.';
COMMENT ON COLUMN review_queue.metrics IS 'Metrics of league tables that it touches.';
COMMENT ON COLUMN review_queue.share IS 'Share of the requests of its division and year that the report has.';
COMMENT ON COLUMN review_queue.effect IS 'metrics * (0.05 + share): what comes first.';
