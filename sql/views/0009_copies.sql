CREATE OR REPLACE VIEW copy_family AS
SELECT c.kind, c.family, r.year, any_value(c.members) AS members, min(c.similarity) AS least_similarity,
  list(r.agency ORDER BY r.agency)[:20] AS agencies,
  count(DISTINCT r.division_code) AS divisions, count(DISTINCT r.function) AS functions,
  list(DISTINCT r.report_id ORDER BY r.report_id)[:20] AS report_ids
FROM copy c JOIN report r USING (report_id)
GROUP BY c.kind, c.family, r.year;
COMMENT ON VIEW copy_family IS 'One row for reports that repeat one another: narratives (kind text) or tables (kind tables) of a year, or a report that repeats its own of the year before (text_previous, tables_previous).';
COMMENT ON COLUMN copy_family.kind IS 'As in copy.';
COMMENT ON COLUMN copy_family.family IS 'As in copy.';
COMMENT ON COLUMN copy_family.year IS 'The year reported on.';
COMMENT ON COLUMN copy_family.members IS 'Reports in the family.';
COMMENT ON COLUMN copy_family.least_similarity IS 'Least share that a member has in common with one of the others.';
COMMENT ON COLUMN copy_family.agencies IS 'Their agencies, at most 20.';
COMMENT ON COLUMN copy_family.divisions IS 'Number of divisions they sit in.';
COMMENT ON COLUMN copy_family.functions IS 'Number of functions they have.';
COMMENT ON COLUMN copy_family.report_ids IS 'The reports, at most 20.';

CREATE OR REPLACE VIEW template_left AS
SELECT i.report_id, i.rule, i.message FROM issue i WHERE i.rule IN ('P-01', 'P-20');
COMMENT ON VIEW template_left IS 'One row for a place where a report still holds the form''s own words: placeholders (P-01) and instructions (P-20).';
COMMENT ON COLUMN template_left.report_id IS 'The report.';
COMMENT ON COLUMN template_left.rule IS 'P-01 or P-20.';
COMMENT ON COLUMN template_left.message IS 'What was left.';
