package load

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"testing"

	"gongkai/canon"
	schema "gongkai/sql"
)

// What the night has summed is what reports give when they are asked: every column,
// of every metric, and with each parameter.
func TestStoredAreasAreThoseOfReports(t *testing.T) {
	db, _, _ := worldWarehouse(t)
	calls := []string{}
	for _, m := range canon.Get().Metrics {
		calls = append(calls, fmt.Sprintf("'%s', grain := 'county', year := 2022", m.ID))
	}
	for _, metric := range []string{"disclosure_rate_gross", "concentration", "submission_rate"} {
		for _, grain := range []string{"county", "prefecture", "province"} {
			for _, rest := range []string{"", ", scope := 'jurisdiction_aggregate'", ", year := 2021, min_n := 1", ", min_n := 40, province := '350000', rank_by := 'shrunk'", ", province := '安徽省', min_coverage := 0, rank_by := 'bound'", ", year := 2020"} {
				calls = append(calls, fmt.Sprintf("'%s', grain := '%s'%s", metric, grain, rest))
			}
		}
	}
	sorted := `SELECT COLUMNS(c -> c NOT IN ('ci_low', 'ci_high', 'shrunk', 'percentile', 'value', 'previous', 'change')), round(COLUMNS(['ci_low', 'ci_high', 'shrunk', 'percentile', 'value', 'previous', 'change']), 9) FROM `
	for _, call := range calls {
		stored := ask(t, db, sorted+"league("+call+") ORDER BY code")
		same(t, call, stored, ask(t, db, sorted+"league_live("+call+") ORDER BY code"))
		if len(stored) == 0 {
			t.Errorf("%s: no rows", call)
		}
	}
}

// A night that works out what changed ends where one ends that works out all.
func TestNightOfChangesEqualsAnew(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "w.duckdb")
	generated(t, path, 40, 3)
	db, err := sql.Open("duckdb", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	exec := func(q string) {
		t.Helper()
		if _, err := db.ExecContext(ctx, q); err != nil {
			t.Fatal(err)
		}
	}
	var id int64
	for _, change := range []string{
		`UPDATE fact_request SET value = value + 7 WHERE report_id = %d AND indicator = 'req.received' AND applicant = 'total'`,
		`INSERT INTO issue BY NAME SELECT %d AS report_id, 'A-01' AS rule, 'error' AS severity, 'x' AS message, 'req.received' AS indicator, 'total' AS applicant`,
		`DELETE FROM report WHERE report_id = %d`,
		`UPDATE dim_division SET name = 'renamed' WHERE division_code = (SELECT min(division_code) FROM report_mark) AND %d > 0`,
	} {
		if err := db.QueryRow(`SELECT report_id FROM report WHERE year = 2022 ORDER BY hash(report_id) LIMIT 1`).Scan(&id); err != nil {
			t.Fatal(err)
		}
		before := ask(t, db, `SELECT md5(string_agg(a::VARCHAR, ';' ORDER BY a::VARCHAR)) FROM metric_area a`)
		exec(fmt.Sprintf(change, id))
		if err := schema.Materialise(ctx, db, []int64{id}); err != nil {
			t.Fatal(err)
		}
		tables := map[string][][]string{}
		for _, table := range []string{"metric_sum", "metric_peer", "report_mark", "metric_area", "metric_year"} {
			tables[table] = ask(t, db, `SELECT count(*), md5(string_agg(a::VARCHAR, ';' ORDER BY a::VARCHAR)) FROM `+table+` a`)
		}
		if after := ask(t, db, `SELECT md5(string_agg(a::VARCHAR, ';' ORDER BY a::VARCHAR)) FROM metric_area a`); after[0][0] == before[0][0] {
			t.Errorf("no change of areas after %s", change)
		}
		exec(`DELETE FROM metric_state`)
		if err := schema.Materialise(ctx, db, nil); err != nil {
			t.Fatal(err)
		}
		for table, rows := range tables {
			same(t, table+" after "+change, ask(t, db, `SELECT count(*), md5(string_agg(a::VARCHAR, ';' ORDER BY a::VARCHAR)) FROM `+table+` a`), rows)
		}
	}
}
