package publish_test

import (
	"context"
	"database/sql"
	"path/filepath"
	"testing"
	"time"

	_ "github.com/duckdb/duckdb-go/v2"

	"gongkai/load"
	schema "gongkai/sql"
)

// warehouse makes a warehouse of n drawn reports on the form of 2021: agencies
// of the first counties with five years each, one government in ten agencies, a
// fault in one report of 37, blanks here and there.
func warehouse(t testing.TB, n int) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "w.duckdb")
	draw(t, path, n)
	return path
}

// draw fills a new warehouse at path.
func draw(t testing.TB, path string, n int) {
	t.Helper()
	run, err := load.Begin(context.Background(), path, time.Date(2026, 1, 15, 2, 30, 0, 0, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := run.Commit(context.Background()); err != nil {
		t.Fatal(err)
	}
	change(t, path, `SET memory_limit = '2GB'`, `SET VARIABLE n = `+itoa(n), drawn)
}

// change runs statements on a warehouse behind the program's back, and then what a
// run would do for league tables.
func change(t testing.TB, path string, statements ...string) {
	t.Helper()
	db, err := sql.Open("duckdb", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	for _, s := range append(statements, "DELETE FROM metric_state") {
		if _, err := db.Exec(s); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
	}
	if err := schema.Materialise(context.Background(), db, nil); err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec("CHECKPOINT"); err != nil {
		t.Fatal(err)
	}
}

func itoa(n int) string { return load.Text(int64(n), "") }

const drawn = `
CREATE TEMP TABLE place AS SELECT row_number() OVER (ORDER BY hash(division_code)) - 1 AS i, division_code, name
  FROM dim_division WHERE level = 'county' AND valid_to IS NULL;
CREATE TEMP TABLE job AS SELECT row_number() OVER (ORDER BY function) AS i, function, zh FROM dim_function;
CREATE TEMP TABLE ag AS
  SELECT a, p.division_code, p.division_code || '-' || lpad(to_hex(a), 8, '0') AS agency_id,
    CASE WHEN a % 10 = 0 THEN p.name || '人民政府' ELSE p.name || j.zh || '局' || CASE WHEN a > 30000 THEN a::VARCHAR ELSE '' END END AS agency,
    CASE WHEN a % 10 = 0 THEN NULL ELSE j.function END AS function,
    CASE WHEN a % 10 = 0 THEN 'jurisdiction_aggregate' ELSE 'agency' END AS scope
  FROM range((getvariable('n') + 4) // 5) r(a)
  JOIN place p ON p.i = (a // 10) % (SELECT count(*) FROM place)
  JOIN job j ON j.i = 1 + a % (SELECT count(*) FROM job);
INSERT INTO report BY NAME
  SELECT (a * 5 + y)::BIGINT * 7919 + 11 AS report_id, 1 AS version, agency_id, agency, division_code, function, scope, 2019 + y AS year,
    't2021' AS template, agency || (2019 + y) || '年政府信息公开工作年度报告' AS title, make_date(2020 + y, 1, 1 + (a % 28)::INTEGER) AS published_on,
    'https://www.example.gov.cn/zwgk/' || agency_id || '/' || (2019 + y) || '.html' AS url, sha256(agency_id || y) AS document_sha256,
    CASE WHEN (a * 5 + y) % 37 = 5 THEN 'D' WHEN (a + y) % 5 = 0 THEN 'B' ELSE 'A' END AS grade, 1 AS run_id, TIMESTAMP '2026-01-15 02:30:00' AS loaded_at
  FROM ag, range(5) r(y) WHERE a * 5 + y < getvariable('n');
INSERT INTO report_history BY NAME SELECT *, 200 AS reported, sha256('c' || report_id) AS content_sha256, sha256('d' || report_id) AS detail_sha256 FROM report;
INSERT INTO dim_agency SELECT agency_id, any_value(agency), any_value(division_code), any_value(function), min(year), max(year), count(*) FROM report GROUP BY 1;
INSERT INTO document BY NAME SELECT document_sha256 AS sha256, agency_id || year || '.html' AS path, url, 'text/html' AS media_type, 'utf-8' AS encoding, 20000 AS bytes, title, 'report' AS outcome, 1 AS first_run_id FROM report;
CREATE TEMP TABLE leaf AS
  SELECT indicator, a.applicant, a.ordinal, CASE indicator WHEN 'req.granted' THEN 60 WHEN 'req.partially_granted' THEN 12
    WHEN 'req.unable.not_held' THEN 25 WHEN 'req.carried_in' THEN 3 WHEN 'req.carried_forward' THEN 4
    WHEN 'req.denied.third_party' THEN 6 WHEN 'req.denied.process' THEN 5 WHEN 'req.denied.enforcement_file' THEN 4 ELSE 2 END
    / CASE WHEN a.ordinal = 1 THEN 1 ELSE 4 * a.ordinal END AS weight
  FROM dim_indicator, dim_applicant a
  WHERE "table" = 'req' AND list_contains(templates, 't2021') AND NOT a.is_total AND indicator NOT IN ('req.received', 'req.processed_total');
CREATE TEMP TABLE one AS
  SELECT r.report_id, l.indicator, l.applicant, l.ordinal,
    (weight * (1 + hash(agency_id) % 5) * (hash(r.report_id, indicator, applicant) % 1000) / 1000.0)::INTEGER AS value
  FROM report r, leaf l;
CREATE TEMP TABLE done AS
  FROM one UNION ALL
  SELECT report_id, 'req.processed_total', applicant, ordinal, sum(value) FILTER (indicator NOT LIKE 'req.carried%') FROM one GROUP BY ALL UNION ALL
  SELECT report_id, 'req.received', applicant, ordinal, greatest(0, sum(value) FILTER (indicator NOT LIKE 'req.carried%') + sum(value) FILTER (indicator = 'req.carried_forward') - sum(value) FILTER (indicator = 'req.carried_in')) FROM one GROUP BY ALL;
INSERT INTO fact_request BY NAME
  SELECT report_id, indicator, applicant, 't2021' AS template,
    CASE WHEN hash(report_id, indicator, applicant, 1) % 211 = 7 AND applicant <> 'total' THEN NULL ELSE value END AS value,
    CASE WHEN hash(report_id, indicator, applicant, 1) % 211 = 7 AND applicant <> 'total' THEN 'blank' ELSE 'reported' END AS status,
    false AS approx, 'label' AS method, '件' AS unit,
    CASE WHEN hash(report_id, indicator, applicant, 1) % 211 = 7 AND applicant <> 'total' THEN '' ELSE value::VARCHAR END AS raw,
    't3r' || (3 + hash(indicator) % 30) || 'c' || (2 + ordinal) AS locator
  FROM (FROM done UNION ALL SELECT report_id, indicator, 'total', 7, sum(value) FROM done GROUP BY ALL);
INSERT INTO fact_proactive BY NAME
  SELECT report_id, indicator, 't2021' AS template, hash(report_id, indicator) % 90 AS value, 'reported' AS status, false AS approx, 'label' AS method, unit,
    (hash(report_id, indicator) % 90)::VARCHAR AS raw, 't2r4c2' AS locator
  FROM report, dim_indicator WHERE "table" = 'pd' AND list_contains(templates, 't2021');
INSERT INTO fact_challenge BY NAME
  SELECT report_id, indicator, 't2021' AS template, hash(report_id, indicator) % 4 AS value, 'reported' AS status, false AS approx, 'label' AS method, '件' AS unit,
    (hash(report_id, indicator) % 4)::VARCHAR AS raw, 't4r4c2' AS locator
  FROM report, dim_indicator WHERE "table" = 'rl' AND list_contains(templates, 't2021');
INSERT INTO fact_statistic BY NAME
  SELECT report_id, 's14.' || n AS indicator, 't2014' AS template, n AS value, 'reported' AS status, false AS approx, '件' AS unit, n::VARCHAR || chr(0) AS raw, 't9r' || n || 'c2' AS locator
  FROM report, range(3) r(n) WHERE year = 2019 AND hash(report_id) % 3 = 0;
INSERT INTO fact_claim BY NAME
  SELECT report_id, 'requests.received' AS claim, CASE WHEN n < 3 THEN n END AS value, false AS approx, CASE n WHEN 0 THEN NULL WHEN 1 THEN '' WHEN 2 THEN 'it''s "2"' || chr(0) ELSE '收到申请3件' END AS quote, 'b9:1-2' AS locator
  FROM report, range(5) r(n) WHERE hash(report_id) % 2 = 0;
INSERT INTO issue BY NAME
  SELECT report_id, 'A-01' AS rule, 'error' AS severity, '37' AS lhs, '38' AS rhs, ['req.received@total', 'req.carried_in@total'] AS cells,
    'Received and carried in give 37, processed and carried forward 38.' AS message, 'req.received' AS indicator, 'total' AS applicant
  FROM report WHERE grade = 'D';
INSERT INTO issue BY NAME
  SELECT report_id, 'B-02' AS rule, 'warning' AS severity, 'The review columns do not add up.' AS message, 'rl.review.total' AS indicator FROM report WHERE grade = 'B';
`
