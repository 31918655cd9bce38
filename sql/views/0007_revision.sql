-- What was said twice, and who has not said it yet.

CREATE OR REPLACE VIEW revision AS
WITH step AS (
  SELECT h.report_id, h.agency, h.division_code, h.year, h.scope, h.version, h.published_on, h.loaded_at,
    lag(h.version) OVER w AS before, lag(h.published_on) OVER w AS published_before
  FROM report_history h WINDOW w AS (PARTITION BY h.report_id ORDER BY h.published_on NULLS FIRST, h.version)
), cell AS (
  FROM fact_request_history SELECT report_id, version, indicator, applicant, template, value, status
  UNION ALL FROM fact_proactive_history SELECT report_id, version, indicator, NULL, template, value, status
  UNION ALL FROM fact_challenge_history SELECT report_id, version, indicator, NULL, template, value, status
  UNION ALL FROM fact_statistic_history SELECT report_id, version, indicator, NULL, template, value, status
), pair AS (
  SELECT s.*, c.indicator, c.applicant, c.template, c.version = s.version AS is_after, c.value, c.status
  FROM step s JOIN cell c ON c.report_id = s.report_id AND c.version IN (s.version, s.before)
  WHERE s.before IS NOT NULL
)
SELECT p.report_id, any_value(p.agency) AS agency, any_value(p.division_code) AS division_code, any_value(p.year) AS year, any_value(p.scope) AS scope,
  p.before AS version_before, p.version AS version_after, any_value(p.published_before) AS published_before, any_value(p.published_on) AS published_after,
  p.indicator, p.applicant,
  any_value(p.value) FILTER (NOT p.is_after) AS value_before, any_value(p.value) FILTER (p.is_after) AS value_after,
  any_value(p.status) FILTER (NOT p.is_after) AS status_before, any_value(p.status) FILTER (p.is_after) AS status_after,
  EXISTS (FROM report r WHERE r.report_id = p.report_id AND r.version = p.version) AS stands
FROM pair p
GROUP BY p.report_id, p.before, p.version, p.indicator, p.applicant, p.template
HAVING (value_before IS DISTINCT FROM value_after) OR (status_before IS DISTINCT FROM status_after);
COMMENT ON VIEW revision IS 'One row for a cell that differs between two versions of a report, the earlier published and the next, with both figures. stands: whether the later of the two is the current one.';

COMMENT ON COLUMN revision.report_id IS 'The report.';
COMMENT ON COLUMN revision.agency IS 'Its agency.';
COMMENT ON COLUMN revision.division_code IS 'Its division.';
COMMENT ON COLUMN revision.year IS 'The year reported on.';
COMMENT ON COLUMN revision.scope IS 'What its numbers count.';
COMMENT ON COLUMN revision.version_before IS 'The version published earlier.';
COMMENT ON COLUMN revision.version_after IS 'The next version.';
COMMENT ON COLUMN revision.published_before IS 'When the earlier one was published; NULL where unknown.';
COMMENT ON COLUMN revision.published_after IS 'When the next one was published; NULL where unknown.';
COMMENT ON COLUMN revision.indicator IS 'The cell that differs.';
COMMENT ON COLUMN revision.applicant IS 'Its applicant; NULL outside the table of requests.';
COMMENT ON COLUMN revision.value_before IS 'Its value before; NULL: see status_before.';
COMMENT ON COLUMN revision.value_after IS 'Its value after; NULL: see status_after.';
COMMENT ON COLUMN revision.status_before IS 'Its status before; NULL where that version has no such cell.';
COMMENT ON COLUMN revision.status_after IS 'Its status after; NULL where that version has no such cell.';
COMMENT ON COLUMN revision.stands IS 'Whether the later of the two versions is the current one.';

-- An agency follows another where the list of renames says so and its division, or
-- the one that took that division's place, has an agency of the new name.
CREATE OR REPLACE VIEW agency_successor AS
WITH named AS (
  SELECT a.*, d.name AS division, substr(a.agency, instr(a.agency, d.name) + length(d.name)) AS own_name
  FROM dim_agency a JOIN dim_division d ON d.division_code = a.division_code AND instr(a.agency, d.name) > 0
    AND a.last_year BETWEEN coalesce(d.valid_from, 0) AND coalesce(d.valid_to, 9999)
)
SELECT o.agency_id, n.agency_id AS successor_id, o.agency, n.agency AS successor, m.year
FROM named o JOIN dim_rename m ON m.from_name = o.own_name
JOIN named n ON n.own_name = m.to_name AND (n.division_code = o.division_code OR list_contains(division_today(o.division_code), n.division_code))
WHERE n.first_year >= m.year - 1 AND o.first_year <= m.year + 2;
COMMENT ON VIEW agency_successor IS 'One row for an agency that goes on under another name by a reform of the whole country (dim_rename).';
COMMENT ON COLUMN agency_successor.agency_id IS 'The agency under its old name.';
COMMENT ON COLUMN agency_successor.successor_id IS 'The agency that goes on.';
COMMENT ON COLUMN agency_successor.agency IS 'The old name.';
COMMENT ON COLUMN agency_successor.successor IS 'The new name.';
COMMENT ON COLUMN agency_successor.year IS 'Year of the plan that says so.';

CREATE OR REPLACE VIEW agency_above AS
SELECT a.agency_id, a.agency, a.division_code, f.led, d.parent_code AS division_above, u.agency_id AS agency_above
FROM dim_agency a JOIN dim_function f ON f.function = a.function AND f.led <> 'local'
JOIN dim_division d ON d.division_code = a.division_code AND a.last_year BETWEEN coalesce(d.valid_from, 0) AND coalesce(d.valid_to, 9999)
LEFT JOIN dim_agency u ON u.division_code = d.parent_code AND u.function = a.function
QUALIFY row_number() OVER (PARTITION BY a.agency_id ORDER BY u.reports DESC, u.agency_id) = 1;
COMMENT ON VIEW agency_above IS 'One row for an agency that the bureau one level up leads, alone or beside its own government.';
COMMENT ON COLUMN agency_above.agency_id IS 'The agency.';
COMMENT ON COLUMN agency_above.agency IS 'Its name.';
COMMENT ON COLUMN agency_above.division_code IS 'Its division.';
COMMENT ON COLUMN agency_above.led IS 'dual or vertical.';
COMMENT ON COLUMN agency_above.division_above IS 'The division one level up.';
COMMENT ON COLUMN agency_above.agency_above IS 'The bureau of the same function there; NULL where none has reported.';

-- Who should have reported: every agency that an operator lists, and every agency
-- that reported for another year and is not known to have ended. Governments have
-- until March 31, others until January 31 of the year behind.
CREATE OR REPLACE MACRO expected(year) AS TABLE
WITH ask AS (SELECT year AS the_year), named AS (
  SELECT p.agency_id, p.agency, p.division_code, p.scope, true AS listed FROM reporter p, ask a
  WHERE a.the_year BETWEEN coalesce(p.from_year, 0) AND coalesce(p.to_year, 9999)
  UNION ALL
  SELECT s.agency_id, s.agency, s.division_code, s.scope, false FROM (
    SELECT r.agency_id, r.scope, arg_max(r.agency, r.year) AS agency, arg_max(r.division_code, r.year) AS division_code,
      min(r.year) AS first_year, max(r.year) AS last_year
    FROM report r GROUP BY r.agency_id, r.scope) s, ask a
  WHERE a.the_year BETWEEN s.first_year AND s.last_year OR (a.the_year > s.first_year AND (
    -- its division must still stand
    EXISTS (FROM dim_division d WHERE d.division_code = s.division_code AND a.the_year BETWEEN coalesce(d.valid_from, 0) AND coalesce(d.valid_to, 9999))
    -- and it must not go on under another name
    AND s.agency_id NOT IN (SELECT n.agency_id FROM agency_successor n, ask k WHERE n.year <= k.the_year)))
), one AS (
  SELECT n.agency_id, n.scope, any_value(n.agency ORDER BY n.listed DESC) AS agency, any_value(n.division_code ORDER BY n.listed DESC) AS division_code, bool_or(n.listed) AS listed
  FROM named n GROUP BY n.agency_id, n.scope
), dated AS (
  SELECT o.*, a.the_year, r.report_id, coalesce(r.published_on, r.signed_on) AS made_on, r.published_on,
    make_date(a.the_year + 1, CASE WHEN o.scope = 'jurisdiction_aggregate' THEN 3 ELSE 1 END, 31) AS due_on
  FROM one o CROSS JOIN ask a LEFT JOIN report r ON r.agency_id = o.agency_id AND r.scope = o.scope AND r.year = a.the_year
)
SELECT d.agency_id, d.agency, d.division_code, d.scope, d.the_year AS year, d.due_on, d.made_on,
  CASE WHEN d.report_id IS NULL THEN 'missing' WHEN d.made_on IS NULL THEN 'undated' WHEN d.made_on > d.due_on THEN 'late' ELSE 'on_time' END AS status,
  CASE WHEN d.report_id IS NULL THEN NULL ELSE coalesce(
    (SELECT count(*) = 3 AND bool_and(f.value = 0) FROM fact_request f WHERE f.report_id = d.report_id AND f.applicant = 'total'
      AND f.indicator IN ('req.received', 'req.carried_in', 'req.processed_total')), false) END AS nil,
  d.listed, d.report_id
FROM dated d ORDER BY d.division_code, d.agency, d.scope;
COMMENT ON MACRO TABLE expected IS 'Who should have reported for a year: on_time, late, undated or missing; nil where the report counts no request at all. Expected are the agencies of table reporter, and those that reported for an earlier year. made_on: publication, else signature.';
