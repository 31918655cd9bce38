-- What people decided, beside what was printed.
CREATE OR REPLACE VIEW fact_decision AS
WITH cell AS (
  SELECT report_id, indicator, applicant, template, value, status, raw, locator FROM fact_request
  UNION ALL SELECT report_id, indicator, NULL, template, value, status, raw, locator FROM fact_proactive
  UNION ALL SELECT report_id, indicator, NULL, template, value, status, raw, locator FROM fact_challenge
  UNION ALL SELECT report_id, indicator, NULL, template, value, status, raw, locator FROM fact_statistic
), held AS (
  SELECT DISTINCT l.document_sha256, r.report_id, r.agency, r.year FROM report_document l
  JOIN report r ON r.report_id = l.report_id AND r.version = l.version WHERE NOT l.superseded
)
SELECT h.report_id, h.agency, h.year, d.indicator, d.applicant, c.template, c.value, c.status, c.raw, c.locator,
  d.verdict, d.corrected, d.rule, d.reason, d.decided_by, d.decided_on, d.document_sha256
FROM review_decision d JOIN held h ON h.document_sha256 = d.document_sha256
LEFT JOIN cell c ON c.report_id = h.report_id AND c.indicator = d.indicator AND c.applicant IS NOT DISTINCT FROM d.applicant
WHERE d.state = 'stands';

COMMENT ON VIEW fact_decision IS 'One row for a decision that stands and a cell of a current report that it is about: the fact as printed, and beside it what a person said. No other view or league table uses a corrected number.';
COMMENT ON COLUMN fact_decision.report_id IS 'The report.';
COMMENT ON COLUMN fact_decision.agency IS 'Its agency.';
COMMENT ON COLUMN fact_decision.year IS 'The year reported on.';
COMMENT ON COLUMN fact_decision.indicator IS 'The cell; NULL where the decision is about the report as a whole.';
COMMENT ON COLUMN fact_decision.applicant IS 'The cell''s applicant; NULL where it has none, or where the decision is about the row and no cell of it: value is NULL then.';
COMMENT ON COLUMN fact_decision.template IS 'Form of the fact''s own table.';
COMMENT ON COLUMN fact_decision.value IS 'The number as printed.';
COMMENT ON COLUMN fact_decision.status IS 'Status of the fact.';
COMMENT ON COLUMN fact_decision.raw IS 'The cell''s text as printed.';
COMMENT ON COLUMN fact_decision.locator IS 'Its place in the document.';
COMMENT ON COLUMN fact_decision.verdict IS 'accept, correct or ignore, as in review_decision.';
COMMENT ON COLUMN fact_decision.corrected IS 'Of correct: the number that was meant.';
COMMENT ON COLUMN fact_decision.rule IS 'Only what this rule says; NULL for all that is said of the cell.';
COMMENT ON COLUMN fact_decision.reason IS 'Why.';
COMMENT ON COLUMN fact_decision.decided_by IS 'Who decided.';
COMMENT ON COLUMN fact_decision.decided_on IS 'When.';
COMMENT ON COLUMN fact_decision.document_sha256 IS 'The document that was decided on.';
