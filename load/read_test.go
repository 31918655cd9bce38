package load

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestReadersCanOnlyRead(t *testing.T) {
	path := warehouse(t)
	ingest(t, path, night, medley()...)
	db := open(t, path)
	outside := filepath.Join(t.TempDir(), "x")
	for _, q := range []string{
		`INSERT INTO run SELECT * FROM run`, `DELETE FROM report`, `UPDATE report SET year = 1`, `DROP TABLE report`, `CREATE TABLE x AS SELECT 1`,
		`CREATE OR REPLACE VIEW metric AS SELECT 1`, `COPY report TO '` + outside + `'`, `FROM read_csv('/etc/passwd')`, `FROM read_text('/etc/passwd')`,
		`FROM '/etc/passwd'`, `FROM glob('/etc/*')`, `ATTACH '` + outside + `'`, `ATTACH ':memory:' AS m; COPY (SELECT 1) TO '` + outside + `'`,
		`INSTALL httpfs`, `LOAD httpfs`, `EXPORT DATABASE '` + outside + `'`, `SET enable_external_access = true`, `SET GLOBAL threads = 1`, `RESET lock_configuration`,
		`PRAGMA enable_external_access = true`, `SET temp_directory = '/tmp'`, `FROM 'https://example.com/x.parquet'`,
	} {
		_, rows, err := Query(context.Background(), db, q)
		if err == nil {
			for _, err = range rows {
				if err != nil {
					break
				}
			}
		}
		if err == nil {
			t.Errorf("%s: done", q)
		}
	}
	if _, err := os.Stat(outside); err == nil {
		t.Error("a query has written a file")
	}
	same(t, "still there", ask(t, db, `SELECT count(*) FROM report`), [][]string{{"4"}})
}

func TestOpenReadExplains(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		p := filepath.Join(dir, name)
		if err := os.WriteFile(p, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return p
	}
	other := filepath.Join(dir, "other.duckdb")
	newer := filepath.Join(dir, "newer.duckdb")
	ingest(t, newer, night)
	for path, stmt := range map[string]string{other: `CREATE TABLE t (i INT)`, newer: `INSERT INTO schema_version (version, name) VALUES (99, 'x')`} {
		db, err := openFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := db.Exec(stmt); err != nil {
			t.Fatal(err)
		}
		db.Close()
	}
	for path, want := range map[string]string{
		filepath.Join(dir, "none.duckdb"):         "run gongkai ingest",
		write("junk.duckdb", "this is no duckdb"): "put back a snapshot",
		other: "no warehouse of gongkai",
		newer: "schema version 99 is newer than 6",
	} {
		_, err := OpenRead(path)
		if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), path) {
			t.Errorf("OpenRead %s: %v; want %q", path, err, want)
		}
		if strings.HasSuffix(path, "none.duckdb") {
			continue
		}
		before := digestOf(t, path)
		if run, err := Begin(context.Background(), path, night); err == nil {
			run.Abort()
			t.Errorf("Begin %s: no error", path)
		}
		if digestOf(t, path) != before {
			t.Errorf("Begin changed %s", path)
		}
	}
}

func TestQueryValues(t *testing.T) {
	path := warehouse(t)
	ingest(t, path, night)
	db := open(t, path)
	got := ask(t, db, `SELECT 1.50::DECIMAL(18,4), 0.0001::DECIMAL(18,4), -20.0000::DECIMAL(18,4), -0.5::DECIMAL(38,4), 100::DECIMAL(18,0), NULL, '', DATE '2024-02-29',
		TIMESTAMP '2024-02-29 01:02:03', ['a', NULL, ''], [1.50::DECIMAL(5,2)], 3::HUGEINT, true, 0.25::DOUBLE, 1::DOUBLE, {'k': 'v<'}, 18446744073709551615::UBIGINT, 1e20::DOUBLE`)
	want := [][]string{{"1.5", "0.0001", "-20", "-0.5", "100", "NULL", "", "2024-02-29", "2024-02-29 01:02:03", `["a",null,""]`, "[1.5]", "3", "true", "0.25", "1",
		`{"k":"v<"}`, "18446744073709551615", "1e+20"}}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if _, _, err := Query(context.Background(), db, `SELEC 1`); err == nil {
		t.Error("no error for a misspelt query")
	}
}

func TestStatus(t *testing.T) {
	path := warehouse(t)
	ingest(t, path, night, medley()...)
	ingest(t, path, night.AddDate(0, 0, 1))
	s, err := Status(context.Background(), open(t, path))
	if err != nil {
		t.Fatal(err)
	}
	if s.Reports != 4 || s.Agencies != 3 || s.Divisions != 1 || s.FirstYear != 2022 || s.LastYear != 2023 || s.LatestPublish != "2024-01-20" || !s.LatestLoad.Equal(night) || s.SchemaVersion != 6 {
		t.Errorf("%+v", s)
	}
	if len(s.Runs) != 2 || s.Runs[0].RunID != 2 || s.Runs[1].ReportsNew != 4 || s.Runs[1].Quarantined != 5 {
		t.Errorf("%+v", s.Runs)
	}
	same(t, "quarantine", s.Quarantine, []Count{{"corrupt", 1}, {"image_only", 1}, {"io", 1}, {"issuer_unresolved", 1}, {"year_unresolved", 1}})
	same(t, "years", s.ByYear, []Count{{"2022", 1}, {"2023", 3}})
}

func TestEverythingHasAComment(t *testing.T) {
	path := warehouse(t)
	ingest(t, path, night)
	db := open(t, path)
	same(t, "without a comment", ask(t, db, `
		SELECT 'table', table_name FROM duckdb_tables() WHERE comment IS NULL AND NOT internal
		UNION ALL SELECT 'view', view_name FROM duckdb_views() WHERE comment IS NULL AND NOT internal
		UNION ALL SELECT 'column', table_name || '.' || column_name FROM duckdb_columns() WHERE comment IS NULL AND NOT internal
		UNION ALL SELECT 'macro', function_name FROM duckdb_functions() WHERE comment IS NULL AND NOT internal`), [][]string(nil))
	if n := ask(t, db, `SELECT count(*) FROM duckdb_columns() WHERE NOT internal`); len(n[0][0]) < 3 {
		t.Errorf("only %s columns", n[0][0])
	}
}
