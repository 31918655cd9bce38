-- Components of a report's quality, each by itself: which weighs how much is for
-- the reader to say. They are metrics of the same names, worked out by the run.
CREATE OR REPLACE VIEW report_quality AS
WITH part AS (
  SELECT s.report_id, s.metric, CASE WHEN s.denominator > 0 THEN s.numerator::DOUBLE / s.denominator::DOUBLE END AS value
  FROM metric_sum s WHERE s.metric IN ('completeness', 'consistency_score', 'timeliness', 'sections_present', 'narrative_heads', 'originality')
), wide AS (
  SELECT p.report_id,
    any_value(p.value) FILTER (p.metric = 'completeness') AS completeness, any_value(p.value) FILTER (p.metric = 'consistency_score') AS consistency,
    any_value(p.value) FILTER (p.metric = 'timeliness') AS timeliness, any_value(p.value) FILTER (p.metric = 'originality') AS originality,
    (any_value(p.value) FILTER (p.metric = 'sections_present') + any_value(p.value) FILTER (p.metric = 'narrative_heads')) / 2 AS structure
  FROM part p GROUP BY p.report_id
)
SELECT r.report_id, r.agency_id, r.agency, r.division_code, r.function, r.scope, r.year, r.grade,
  w.completeness, w.consistency, w.timeliness, w.structure, w.originality,
  CASE WHEN w.originality IS NOT NULL THEN NULL
    WHEN l.report_id IS NOT NULL THEN 'nothing to compare with'
    WHEN r.report_id IN (SELECT k.report_id FROM text_sketch k) THEN 'sketch of another length'
    WHEN EXISTS (SELECT 1 FROM section c WHERE c.report_id = r.report_id) THEN 'narrative too short' ELSE 'no narrative' END AS originality_reason
FROM report r LEFT JOIN wide w ON w.report_id = r.report_id LEFT JOIN text_likeness l ON l.report_id = r.report_id;

COMMENT ON VIEW report_quality IS 'One row for a current report: its grade, and five components of quality as fractions of 1.';
COMMENT ON COLUMN report_quality.report_id IS 'The report.';
COMMENT ON COLUMN report_quality.agency_id IS 'The agency.';
COMMENT ON COLUMN report_quality.agency IS 'Its name.';
COMMENT ON COLUMN report_quality.division_code IS 'Division it sits in.';
COMMENT ON COLUMN report_quality.function IS 'Its function; NULL where unknown.';
COMMENT ON COLUMN report_quality.scope IS 'What the report counts.';
COMMENT ON COLUMN report_quality.year IS 'The year reported on.';
COMMENT ON COLUMN report_quality.grade IS 'A: no error or warning. B: warnings only. C: errors outside the blocking set. D: an error that bars the report from league tables.';
COMMENT ON COLUMN report_quality.completeness IS 'Cells with a printed number, of all cells of its form; a table that is absent counts with the form of the others.';
COMMENT ON COLUMN report_quality.consistency IS '1 less the weight of rules that failed over that of rules assessed; an error weighs 3, a warning 1. NULL where none could be assessed.';
COMMENT ON COLUMN report_quality.timeliness IS '1 where it was published in time, 0 where late; NULL where the date is unknown.';
COMMENT ON COLUMN report_quality.structure IS 'Mean of the share of the six sections that were found and of the five heads that the general part covers; NULL before 2019.';
COMMENT ON COLUMN report_quality.originality IS '1 less the greatest likeness found to a narrative of another agency in its year, or to its own of the year before (text_likeness); NULL where nothing could be compared.';
COMMENT ON COLUMN report_quality.originality_reason IS 'Why originality is NULL: no narrative, narrative too short, nothing to compare with, or sketch of another length: one that another version made, until the report is read again.';
