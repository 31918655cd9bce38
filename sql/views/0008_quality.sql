-- Components of a report's quality, each by itself: which weighs how much is for
-- the reader to say.
CREATE OR REPLACE VIEW report_quality AS
WITH cell AS (
  FROM fact_proactive SELECT report_id, status UNION ALL FROM fact_request SELECT report_id, status
  UNION ALL FROM fact_challenge SELECT report_id, status UNION ALL FROM fact_statistic SELECT report_id, status
), filled AS (
  SELECT c.report_id, count(*) FILTER (c.status = 'reported') / count(*)::DOUBLE AS completeness FROM cell c GROUP BY c.report_id
), weighed AS ( -- an error weighs 3, a warning 1; what only informs, nothing
  SELECT x.report_id, x.rule, CASE d.severity WHEN 'error' THEN 3 WHEN 'warning' THEN 1 ELSE 0 END AS weight,
    x.fail > 0 AS failed, x.fail > 0 OR coalesce(x.pass, 0) > 0 AS assessed
  FROM rule_result x JOIN dim_rule d ON d.rule = x.rule
  WHERE left(x.rule, 1) IN ('A', 'B', 'C', 'D', 'P')
), consistent AS (
  SELECT w.report_id, 1 - sum(w.weight) FILTER (w.failed) / nullif(sum(w.weight) FILTER (w.assessed), 0)::DOUBLE AS consistency,
    sum(w.weight) FILTER (w.assessed) AS assessed
  FROM weighed w GROUP BY w.report_id
), timely AS (
  SELECT x.report_id, CASE WHEN x.fail > 0 THEN 0 WHEN x.pass > 0 THEN 1 END::DOUBLE AS timeliness
  FROM rule_result x WHERE x.rule = 'P-06'
), parts AS (
  SELECT s.report_id, count(DISTINCT s.section) / 6::DOUBLE AS structure FROM section s GROUP BY s.report_id
)
SELECT r.report_id, r.agency_id, r.agency, r.division_code, r.function, r.scope, r.year, r.grade,
  f.completeness, CASE WHEN c.assessed > 0 THEN coalesce(c.consistency, 1) END AS consistency, t.timeliness,
  coalesce(p.structure, 0) AS structure,
  CASE WHEN l.peers > 0 OR l.previous_similarity IS NOT NULL
    THEN 1 - greatest(coalesce(l.peer_similarity, 0), coalesce(l.previous_similarity, 0)) END AS originality,
  CASE WHEN l.peers > 0 OR l.previous_similarity IS NOT NULL THEN NULL
    WHEN l.report_id IS NOT NULL THEN 'nothing to compare with'
    WHEN p.report_id IS NOT NULL THEN 'narrative too short' ELSE 'no narrative' END AS originality_reason
FROM report r LEFT JOIN filled f ON f.report_id = r.report_id LEFT JOIN consistent c ON c.report_id = r.report_id
LEFT JOIN timely t ON t.report_id = r.report_id LEFT JOIN parts p ON p.report_id = r.report_id
LEFT JOIN text_likeness l ON l.report_id = r.report_id;

COMMENT ON VIEW report_quality IS 'One row for a current report: its grade, and five components of quality as fractions of 1.';
COMMENT ON COLUMN report_quality.report_id IS 'The report.';
COMMENT ON COLUMN report_quality.agency_id IS 'The agency.';
COMMENT ON COLUMN report_quality.agency IS 'Its name.';
COMMENT ON COLUMN report_quality.division_code IS 'Division it sits in.';
COMMENT ON COLUMN report_quality.function IS 'Its function; NULL where unknown.';
COMMENT ON COLUMN report_quality.scope IS 'What the report counts.';
COMMENT ON COLUMN report_quality.year IS 'The year reported on.';
COMMENT ON COLUMN report_quality.grade IS 'A: no error or warning. B: warnings only. C: errors outside the blocking set. D: an error that bars the report from league tables.';
COMMENT ON COLUMN report_quality.completeness IS 'Cells with a printed number, of all cells of the forms it uses; NULL without tables.';
COMMENT ON COLUMN report_quality.consistency IS '1 less the weight of rules that failed over that of rules assessed; an error weighs 3, a warning 1. NULL where none could be assessed.';
COMMENT ON COLUMN report_quality.timeliness IS '1 where it was published in time, 0 where late; NULL where the date is unknown.';
COMMENT ON COLUMN report_quality.structure IS 'Sections found, of six.';
COMMENT ON COLUMN report_quality.originality IS '1 less the greatest likeness found to a narrative of another agency in its year, or to its own of the year before (text_likeness); NULL where nothing could be compared.';
COMMENT ON COLUMN report_quality.originality_reason IS 'Why originality is NULL: no narrative, narrative too short, or nothing to compare with.';
