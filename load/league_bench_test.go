package load

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
	"time"

	schema "gongkai/sql"
)

// leagueLimit is what a league table of counties for a year may take, warm.
// benchAgencies gives 20,000,000 facts.
const benchAgencies = 12_500

const leagueLimit = 50 * time.Millisecond

// TestLeagueAtScale times league tables over 20,000,000 facts: 12,500 agencies in
// the counties of the country, with a report of 200 cells for each of eight years.
// make bench runs it; it takes minutes.
func TestLeagueAtScale(t *testing.T) {
	if os.Getenv("GONGKAI_BENCH") == "" {
		t.Skip("set GONGKAI_BENCH=1")
	}
	path := filepath.Join(t.TempDir(), "scale.duckdb")
	facts, night := generated(t, path, benchAgencies, 8)
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d facts, %d MB; metrics, peers and shrinkage of all reports worked out in %v (once; a night does the reports that changed)", facts, info.Size()>>20, night.Round(100*time.Millisecond))
	db := open(t, path)
	t.Logf("%s %s, %d processors", runtime.GOOS, runtime.GOARCH, runtime.NumCPU())
	for query, limit := range map[string]time.Duration{
		`FROM league('disclosure_rate_gross', 2023, grain := 'county')`:              leagueLimit,
		`FROM league('requests_received', grain := 'county')`:                        leagueLimit,
		`FROM league('pending_rate', 2022, grain := 'county', province := '350000')`: leagueLimit,
		`FROM league('disclosure_rate_gross', 2023)`:                                 0,
		`SELECT * FROM metric WHERE metric = 'denial_rate' AND year = 2023`:          0,
	} {
		var times []time.Duration
		var rows int
		for range 12 {
			began := time.Now()
			rows = drain(t, db, query)
			times = append(times, time.Since(began))
		}
		warm := slices.Clone(times[2:])
		slices.Sort(warm)
		median := warm[len(warm)/2]
		t.Logf("%-80s %6d rows, cold %v, warm median %v, best %v", query, rows, times[0].Round(time.Millisecond), median.Round(100*time.Microsecond), warm[0].Round(100*time.Microsecond))
		if limit > 0 && median > limit {
			t.Errorf("%s: %v, want at most %v", query, median, limit)
		}
	}
}

func drain(t *testing.T, db *sql.DB, query string) int {
	t.Helper()
	_, rows, err := Query(context.Background(), db, query)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, err := range rows {
		if err != nil {
			t.Fatal(err)
		}
		n++
	}
	return n
}

// generated fills a warehouse with numbers made up by hashes, and returns the
// number of facts and how long the night's work on metrics took.
func generated(t *testing.T, path string, agencies, years int) (int, time.Duration) {
	t.Helper()
	ctx := context.Background()
	db, err := openFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	conn, err := db.Conn(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if err := schema.Migrate(ctx, conn); err != nil {
		t.Fatal(err)
	}
	tx, err := conn.BeginTx(ctx, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback()
	if err := writeDimensions(ctx, conn); err != nil {
		t.Fatal(err)
	}
	for _, q := range []string{`
		INSERT INTO report BY NAME
		WITH place AS (SELECT division_code, name, row_number() OVER (ORDER BY division_code) - 1 AS i FROM dim_division WHERE level = 'county' AND valid_to IS NULL),
			job AS (SELECT function, zh, row_number() OVER (ORDER BY function) - 1 AS j FROM dim_function)
		SELECT (hash(a, y) >> 1)::BIGINT AS report_id, 1 AS version, p.division_code || '-' || a AS agency_id, p.name || b.zh AS agency, p.division_code, b.function,
			'agency' AS scope, 2024 - %[2]d + y AS year, 't2021' AS template, 'title' AS title, make_date(2025 - %[2]d + y, 1, (1 + a %% 28)::BIGINT) AS published_on,
			sha256(a::VARCHAR || '-' || y) AS document_sha256, 'A' AS grade, 1 AS run_id, TIMESTAMP '2026-01-01' AS loaded_at
		FROM range(%[1]d) x(a) CROSS JOIN range(%[2]d) z(y)
		JOIN place p ON p.i = a %% (SELECT count(*) FROM place) JOIN job b ON b.j = a %% (SELECT count(*) FROM job)
		ORDER BY report_id`,
		`INSERT INTO fact_request SELECT r.report_id, i.indicator, p.applicant, 't2021', (hash(r.report_id, i.indicator, p.applicant) %% (CASE WHEN p.is_total THEN 60 ELSE 20 END))::DECIMAL(18,4),
			'reported', false, 'label', '件', '7', 't2r3c4'
		FROM report r CROSS JOIN dim_indicator i CROSS JOIN dim_applicant p WHERE i."table" = 'req' AND list_contains(i.templates, 't2021') ORDER BY r.report_id`,
		`INSERT INTO fact_proactive SELECT r.report_id, i.indicator, 't2021', (hash(r.report_id, i.indicator) %% 50)::DECIMAL(18,4), 'reported', false, 'label', '件', '7', 't1r3c4'
		FROM report r CROSS JOIN dim_indicator i WHERE i."table" = 'pd' AND list_contains(i.templates, 't2021') ORDER BY r.report_id`,
		`INSERT INTO fact_challenge SELECT r.report_id, i.indicator, 't2021', (hash(r.report_id, i.indicator) %% 5)::DECIMAL(18,4), 'reported', false, 'label', '件', '7', 't3r3c4'
		FROM report r CROSS JOIN dim_indicator i WHERE i."table" = 'rl' ORDER BY r.report_id`,
	} {
		began := time.Now()
		if _, err := tx.ExecContext(ctx, fmt.Sprintf(q+"%[3]s", agencies, years, "")); err != nil {
			t.Fatal(err)
		}
		t.Logf("made up in %v", time.Since(began).Round(time.Millisecond))
	}
	began := time.Now()
	if err := schema.Materialise(ctx, tx, nil); err != nil {
		t.Fatal(err)
	}
	took := time.Since(began)
	var facts int
	if err := tx.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM fact_request) + (SELECT count(*) FROM fact_proactive) + (SELECT count(*) FROM fact_challenge)`).Scan(&facts); err != nil {
		t.Fatal(err)
	}
	if err := tx.Commit(); err != nil {
		t.Fatal(err)
	}
	if _, err := conn.ExecContext(ctx, "CHECKPOINT"); err != nil {
		t.Fatal(err)
	}
	return facts, took
}
