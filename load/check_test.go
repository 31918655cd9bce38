package load

import (
	"context"
	"fmt"
	"testing"

	"gongkai/canon"
	schema "gongkai/sql"
)

// Every data test can fail: each statement spoils a sound warehouse in one way.
func TestDataTestsFail(t *testing.T) {
	path := warehouse(t)
	var in []input
	for i := range 12 {
		in = append(in, found(page(fmt.Sprint(i), fmt.Sprint(i)), full(fmt.Sprintf("局%d", i), 2023, i)))
	}
	ingest(t, path, night, in...)
	spoil := map[string]string{
		"cells_of_form":        `DELETE FROM fact_request WHERE indicator = 'req.granted' AND applicant = 'total'`,
		"current_in_history":   `DELETE FROM report_history`,
		"decisions_stand":      `INSERT INTO review_decision BY NAME SELECT 'x' AS document_sha256, 'ignore' AS verdict, 'r' AS reason, 'w' AS decided_by, DATE '2026-01-20' AS decided_on, 'unknown' AS state`,
		"fact_has_report":      `UPDATE fact_claim SET report_id = 1`,
		"form_of_report":       `DELETE FROM fact_request; DELETE FROM fact_proactive; DELETE FROM fact_challenge`,
		"fresh":                `UPDATE run SET started_at = '2020-01-01'`,
		"grade_matches_issues": `UPDATE report SET grade = 'D'`,
		"known_dimensions":     `UPDATE report SET function = 'none'`,
		"known_indicator":      `UPDATE fact_challenge SET indicator = 'rl.none'`,
		"label_drift":          `INSERT INTO issue BY NAME SELECT report_id, 'T-01' AS rule, 'warning' AS severity FROM report`,
		"misprint_drift":       `INSERT INTO issue BY NAME SELECT report_id, 'T-07' AS rule, 'warning' AS severity FROM report`,
		"no_collapse":          `INSERT INTO run SELECT 2, started_at, finished_at, inputs, 5, 0, 0, 0, 0, 0, 0, 0, version, NULL FROM run`,
		"no_double_cell":       `INSERT INTO fact_challenge SELECT * FROM fact_challenge`,
		"no_loss":              `UPDATE run SET withdrawn = 6`,
		"one_current_report":   `UPDATE report SET agency_id = 'x'`,
		"plausible_year":       `UPDATE report SET year = 2007`,
		"report_has_document":  `DELETE FROM report_document`,
		"result_has_report":    `UPDATE rule_result SET rule = 'A-99' WHERE rule = 'D-08'`,
		"unique_keys":          `INSERT INTO section SELECT * FROM section`,
		"value_matches_status": `UPDATE fact_request SET status = 'blank'`,
	}
	run, err := Begin(context.Background(), path, night)
	if err != nil {
		t.Fatal(err)
	}
	defer run.Abort()
	rows := func(q string) (n int) {
		t.Helper()
		if err := run.conn.QueryRowContext(context.Background(), `WITH q AS (`+q+`) SELECT count(*) FROM q`).Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	for _, q := range schema.Checks() {
		sound := trimmed(q.SQL)
		if n := rows(sound); n > 0 && q.ID != "fresh" {
			t.Errorf("%s: %d rows of a sound warehouse", q.ID, n)
		}
		if spoil[q.ID] == "" {
			t.Errorf("%s: no warehouse in which it fails", q.ID)
			continue
		}
		if _, err := run.conn.ExecContext(context.Background(), `BEGIN; `+spoil[q.ID]); err != nil {
			t.Fatalf("%s: %v", q.ID, err)
		}
		if rows(sound) == 0 {
			t.Errorf("%s holds in spite of %s", q.ID, spoil[q.ID])
		}
		if _, err := run.conn.ExecContext(context.Background(), `ROLLBACK`); err != nil {
			t.Fatal(err)
		}
	}
}

func TestCheckDataKeepsRows(t *testing.T) {
	path := warehouse(t)
	rep := full("惠安县教育局", 2023, 1)
	rep.Facts = rep.Facts[:20] // ten of them of the table of requests, which has 175
	ingest(t, path, night, found(page("a", "a"), rep))
	results, err := CheckData(context.Background(), path, night)
	if err != nil {
		t.Fatal(err)
	}
	failing := map[string]int64{}
	for _, r := range results {
		failing[r.Name] = r.Failing
	}
	if failing["cells_of_form"] != 1 || failing["one_current_report"] != 0 || len(results) != len(schema.Checks()) {
		t.Errorf("%v", failing)
	}
	db := open(t, path)
	id := fmt.Sprint(ReportID(AgencyID("350521", "惠安县教育局"), 2023, "agency"))
	same(t, "row", ask(t, db, `SELECT run_id, name, found->>'report_id', found->>'template', found->>'cells' FROM data_test_row WHERE name = 'cells_of_form'`),
		[][]string{{"1", "cells_of_form", id, canon.T2021, "10"}})
	same(t, "test", ask(t, db, `SELECT run_id, severity, failing FROM data_test WHERE name = 'cells_of_form'`), [][]string{{"1", "error", "1"}})
}
