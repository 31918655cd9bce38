package load

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"gongkai"
	"gongkai/canon"
	schema "gongkai/sql"
)

// crossCheck assesses the rules over several reports on the current ones: of all,
// or of the divisions that this run touched. What they said of these before is
// replaced, and their grades follow. The results hang on the reports as they now
// stand and have no history.
func crossCheck(ctx context.Context, tx *sql.Tx, rules []canon.Rule, queries []schema.Query, all bool) error {
	touched := touchedDivisions
	if all {
		touched = allDivisions
	}
	steps := []string{touched, fmt.Sprintf(selectVersion, literal(gongkai.Version)), lineage, checked}
	fill, err := crossTerms(rules)
	if err != nil {
		return err
	}
	steps = append(append(steps, fill...), crossCells, crossResults)
	for _, q := range queries {
		severity := "error"
		for _, r := range rules {
			if r.ID == q.ID {
				severity = r.Severity
			}
		}
		steps = append(steps, fmt.Sprintf(`INSERT INTO crossed SELECT report_id, %s, %s, result, lhs, rhs, NULL, indicator, NULL, message FROM (%s)`,
			literal(q.ID), literal(severity), trimmed(q.SQL)))
	}
	for i, step := range append(steps, crossUnchanged, crossWrite) {
		if _, err := tx.ExecContext(ctx, step); err != nil {
			return fmt.Errorf("step %d: %w", i+1, err)
		}
	}
	return nil
}

const (
	// touchedDivisions are those where a report is new, reads otherwise or is gone,
	// or where several documents carry one.
	touchedDivisions = `CREATE OR REPLACE TEMP TABLE stirred AS
SELECT DISTINCT h.division_code FROM report_history h WHERE h.report_id IN (
	SELECT report_id FROM change WHERE rewrite UNION ALL SELECT report_id FROM writing
	UNION ALL SELECT report_id FROM link GROUP BY report_id HAVING count(DISTINCT version) > 1)`
	allDivisions = `CREATE OR REPLACE TEMP TABLE stirred AS SELECT DISTINCT division_code FROM report`

	// A program of another version may have other rules.
	selectVersion = `INSERT INTO stirred SELECT DISTINCT division_code FROM report
WHERE (SELECT version FROM run ORDER BY run_id DESC LIMIT 1) IS DISTINCT FROM %s`
)

// lineage pairs each report with that of the year before: the same agency's or,
// where an agency begins as another ends, its predecessor's. Those are of the same
// function and scope, in the same division or in all that the division took over,
// and there is one only.
const lineage = `CREATE OR REPLACE TEMP TABLE lineage AS
WITH same AS (
	SELECT r.report_id, p.report_id AS prev_id
	FROM report r JOIN report p ON p.agency_id = r.agency_id AND p.scope = r.scope AND p.year = r.year - 1
), life AS (
	SELECT agency_id, scope, min(year) AS first_year, max(year) AS last_year FROM report GROUP BY ALL
), takeover AS (
	SELECT DISTINCT division_code AS before, unnest(successors) AS after FROM dim_division WHERE successors IS NOT NULL
), pair AS (
	SELECT f.report_id, g.report_id AS prev_id, f.division_code AS after, g.division_code AS before
	FROM report f JOIN life b ON b.agency_id = f.agency_id AND b.scope = f.scope AND b.first_year = f.year
	JOIN report g ON g.year = f.year - 1 AND g.scope = f.scope AND g.function = f.function
	JOIN life e ON e.agency_id = g.agency_id AND e.scope = g.scope AND e.last_year = g.year
	WHERE g.division_code = f.division_code OR (g.division_code, f.division_code) IN (SELECT (before, after) FROM takeover)
), sole AS (
	SELECT p.* FROM pair p
	QUALIFY count(*) OVER (PARTITION BY p.prev_id) = 1 AND count(*) OVER (PARTITION BY p.report_id, p.before) = 1
), whole AS ( -- of divisions that were joined, all
	SELECT s.report_id FROM sole s GROUP BY s.report_id, s.after
	HAVING (count(*) = 1 AND bool_and(s.before = s.after))
		OR (bool_and(s.before <> s.after) AND count(*) = (SELECT count(*) FROM takeover t WHERE t.after = s.after AND t.before <> s.after))
)
SELECT report_id, prev_id, false AS succession FROM same
UNION ALL SELECT report_id, prev_id, true FROM sole WHERE report_id IN (SELECT report_id FROM whole)`

const checked = `CREATE OR REPLACE TEMP TABLE checked AS
WITH of AS (SELECT report_id FROM report WHERE division_code IN (SELECT division_code FROM stirred))
SELECT r.report_id, coalesce(bool_or(l.succession), false) AS succession, count(l.prev_id) AS predecessors
FROM report r LEFT JOIN lineage l ON l.report_id = r.report_id
WHERE r.report_id IN (FROM of) OR l.prev_id IN (FROM of)
GROUP BY r.report_id`

// crossTerms writes the formulas over several reports as rows.
func crossTerms(rules []canon.Rule) ([]string, error) {
	steps := []string{`CREATE OR REPLACE TEMP TABLE cross_instance (instance INTEGER, rule VARCHAR, severity VARCHAR, indicator VARCHAR, applicant VARCHAR, says VARCHAR, cells VARCHAR[])`,
		`CREATE OR REPLACE TEMP TABLE cross_comparison (instance INTEGER, alternative INTEGER, comparison INTEGER, op VARCHAR)`,
		`CREATE OR REPLACE TEMP TABLE cross_term (instance INTEGER, alternative INTEGER, comparison INTEGER, is_left BOOLEAN, factor BIGINT, is_prev BOOLEAN, indicator VARCHAR, applicant VARCHAR)`}
	rows := map[string][]string{}
	n := 0
	for k := range rules {
		instances, err := canon.Get().Instances(&rules[k])
		if err != nil {
			return nil, err
		}
		for _, i := range instances {
			if !i.Cross {
				continue
			}
			n++
			indicator, applicant, _ := strings.Cut(i.At[0], "@")
			var cells []string
			for _, t := range i.Holds.Terms() {
				for _, c := range t.Cells {
					cells = append(cells, literal(prefix(t.Prev)+c))
				}
			}
			rows["cross_instance"] = append(rows["cross_instance"], fmt.Sprintf(`(%d, %s, %s, %s, nullif(%s, ''), %s, [%s])`, n, literal(i.Rule.ID), literal(i.Severity()),
				literal(indicator), literal(applicant), literal(i.Check.Says), strings.Join(cells, ", ")))
			for a, and := range i.Holds {
				for c, cmp := range and {
					rows["cross_comparison"] = append(rows["cross_comparison"], fmt.Sprintf(`(%d, %d, %d, %s)`, n, a, c, literal(cmp.Op)))
					for side, terms := range [][]canon.Term{cmp.Left, cmp.Right} {
						for _, t := range terms {
							for _, row := range termRows(t) {
								rows["cross_term"] = append(rows["cross_term"], fmt.Sprintf(`(%d, %d, %d, %t, %s)`, n, a, c, side == 0, row))
							}
						}
					}
				}
			}
		}
	}
	for table, r := range rows {
		steps = append(steps, "INSERT INTO "+table+" VALUES "+strings.Join(r, ",\n"))
	}
	return steps, nil
}

func prefix(prev bool) string {
	if prev {
		return "prev."
	}
	return ""
}

// termRows returns factor, is_prev, indicator and applicant of each of a term's
// cells; of a number its factor alone.
func termRows(t canon.Term) []string {
	if t.Operand == "" {
		return []string{fmt.Sprintf("%d, false, NULL, NULL", t.Factor)}
	}
	var out []string
	for _, c := range t.Cells {
		indicator, applicant, _ := strings.Cut(c, "@")
		out = append(out, fmt.Sprintf("%d, %t, %s, %s", t.Factor, t.Prev, literal(indicator), literal(applicant)))
	}
	return out
}

// trimmed returns a query as it can stand in another.
func trimmed(query string) string { return strings.TrimSuffix(strings.TrimSpace(query), ";") }

func literal(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

// crossCells are the numbers of the reports checked, and of those of the year
// before: of several predecessors the sum. One that two tables of a report print
// differently is unknown.
const crossCells = `CREATE OR REPLACE TEMP TABLE cross_cell AS
WITH cell AS (
	FROM fact_proactive SELECT report_id, indicator, '' AS applicant, value UNION ALL FROM fact_request SELECT report_id, indicator, applicant, value
	UNION ALL FROM fact_challenge SELECT report_id, indicator, '', value
), one AS (
	SELECT report_id, indicator, applicant, CASE WHEN min(value) = max(value) AND count(value) = count(*) THEN max(value) END AS value
	FROM cell WHERE (indicator, applicant) IN (SELECT (indicator, applicant) FROM cross_term)
		AND (report_id IN (SELECT report_id FROM checked) OR report_id IN (SELECT prev_id FROM lineage))
	GROUP BY ALL
)
SELECT c.report_id, false AS is_prev, o.indicator, o.applicant, o.value::DECIMAL(38,4) AS value FROM checked c JOIN one o ON o.report_id = c.report_id
UNION ALL
SELECT c.report_id, true, o.indicator, o.applicant, CASE WHEN count(o.value) = any_value(c.predecessors) THEN sum(o.value) END::DECIMAL(38,4)
FROM checked c JOIN lineage l ON l.report_id = c.report_id JOIN one o ON o.report_id = l.prev_id
GROUP BY ALL`

// crossResults: a cell that a report's form does not have makes a check absent;
// an operand without a value not assessable.
const crossResults = `CREATE OR REPLACE TEMP TABLE crossed AS
WITH side AS (
	SELECT r.report_id, t.instance, t.alternative, t.comparison,
		coalesce(sum(t.factor * CASE WHEN t.indicator IS NULL THEN 1 ELSE c.value END) FILTER (t.is_left), 0) AS l,
		coalesce(sum(t.factor * CASE WHEN t.indicator IS NULL THEN 1 ELSE c.value END) FILTER (NOT t.is_left), 0) AS r,
		bool_or(t.indicator IS NOT NULL AND c.value IS NULL) AS unknown,
		bool_or(t.indicator IS NOT NULL AND c.report_id IS NULL AND (NOT t.is_prev OR r.predecessors > 0)) AS absent,
		any_value(r.succession) AS succession
	FROM checked r CROSS JOIN cross_term t
	LEFT JOIN cross_cell c ON c.report_id = r.report_id AND c.is_prev = t.is_prev AND c.indicator = t.indicator AND c.applicant = t.applicant
	GROUP BY ALL
), compared AS (
	SELECT s.*, CASE p.op WHEN '=' THEN s.l = s.r WHEN '!=' THEN s.l <> s.r WHEN '<' THEN s.l < s.r WHEN '<=' THEN s.l <= s.r
		WHEN '>' THEN s.l > s.r ELSE s.l >= s.r END AS holds
	FROM side s JOIN cross_comparison p ON p.instance = s.instance AND p.alternative = s.alternative AND p.comparison = s.comparison
), alternative AS (
	SELECT report_id, instance, alternative, bool_and(holds) AS holds, bool_or(unknown) AS unknown, bool_or(absent) AS absent,
		bool_or(succession) AS succession, arg_min(l, comparison) AS l, arg_min(r, comparison) AS r
	FROM compared GROUP BY ALL
), decided AS (
	SELECT report_id, instance, bool_or(holds) AS holds, bool_or(unknown) AS unknown, bool_or(absent) AS absent,
		bool_or(succession) AS succession, arg_min(l, alternative) AS l, arg_min(r, alternative) AS r
	FROM alternative GROUP BY ALL
)
SELECT d.report_id, i.rule, CASE WHEN d.succession AND i.severity = 'error' THEN 'warning' ELSE i.severity END AS severity,
	CASE WHEN d.absent THEN 'absent' WHEN d.unknown THEN 'not_assessable' WHEN d.holds THEN 'pass' ELSE 'fail' END AS result,
	regexp_replace(d.l::DECIMAL(38,4)::VARCHAR, '\.?0+$', '') AS lhs, regexp_replace(d.r::DECIMAL(38,4)::VARCHAR, '\.?0+$', '') AS rhs,
	i.cells, i.indicator, i.applicant,
	i.says || CASE WHEN d.succession THEN ' (of the agency before it)' ELSE '' END AS message
FROM decided d JOIN cross_instance i ON i.instance = d.instance`

// crossUnchanged drops what is said of reports elsewhere and was said before: only
// the copies of all reports are looked at in every run.
const crossUnchanged = `
DELETE FROM crossed WHERE report_id NOT IN (SELECT report_id FROM checked) AND (report_id, rule) IN (
	SELECT (report_id, rule) FROM (
		SELECT report_id, rule, count(*) FILTER (result = 'pass') AS pass, count(*) FILTER (result = 'fail') AS fail,
			count(*) FILTER (result = 'not_assessable') AS open, count(*) FILTER (result = 'not_applicable') AS absent,
			list(message ORDER BY message) FILTER (result = 'fail') AS messages
		FROM crossed GROUP BY report_id, rule
		INTERSECT
		SELECT x.report_id, x.rule, any_value(x.pass), any_value(x.fail), any_value(x.not_assessable), any_value(x.not_applicable),
			list(i.message ORDER BY i.message) FILTER (i.message IS NOT NULL)
		FROM rule_result x LEFT JOIN issue i ON i.report_id = x.report_id AND i.rule = x.rule
		WHERE x.rule IN (SELECT DISTINCT rule FROM crossed WHERE report_id NOT IN (SELECT report_id FROM checked))
		GROUP BY x.report_id, x.rule))`

const crossWrite = `
DELETE FROM issue WHERE (report_id, rule) IN (SELECT (report_id, rule) FROM crossed);
DELETE FROM rule_result WHERE (report_id, rule) IN (SELECT (report_id, rule) FROM crossed);
INSERT INTO issue BY NAME
SELECT report_id, rule, severity, lhs, rhs, cells, message || CASE WHEN cells IS NOT NULL THEN ': ' || lhs || ' against ' || rhs ELSE '' END AS message, indicator, applicant,
	CASE WHEN cells IS NOT NULL THEN regexp_replace((lhs::DECIMAL(38,4) - rhs::DECIMAL(38,4))::VARCHAR, '\.?0+$', '') END AS delta
FROM crossed WHERE result = 'fail' ORDER BY ALL;
INSERT INTO rule_result BY NAME
SELECT report_id, rule, count(*) FILTER (result = 'pass') AS pass, count(*) FILTER (result = 'fail') AS fail,
	count(*) FILTER (result = 'not_assessable') AS not_assessable,
	count(*) FILTER (result = 'not_applicable') + CASE WHEN bool_and(result = 'absent') THEN count(*) ELSE 0 END AS not_applicable
FROM crossed GROUP BY report_id, rule ORDER BY ALL;
UPDATE report SET grade = g.grade FROM (
	SELECT c.report_id, CASE WHEN bool_or(is_blocking(i.rule, i.severity, i.indicator, i.applicant)) THEN 'D'
		WHEN bool_or(i.severity = 'error') THEN 'C' WHEN bool_or(i.severity = 'warning') THEN 'B' ELSE 'A' END AS grade
	FROM (SELECT DISTINCT report_id FROM crossed) c LEFT JOIN issue i ON i.report_id = c.report_id GROUP BY c.report_id) g
WHERE report.report_id = g.report_id AND report.grade <> g.grade;
`
