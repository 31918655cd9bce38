package schema

import (
	"context"
	"database/sql"
	"errors"
	"testing"

	_ "github.com/duckdb/duckdb-go/v2"
)

// An older warehouse keeps its rows and gets the missing migrations.
func TestMigrateFromOlder(t *testing.T) {
	ctx := context.Background()
	db, err := sql.Open("duckdb", "")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	c, err := db.Conn(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	exec := func(q string) {
		t.Helper()
		if _, err := c.ExecContext(ctx, q); err != nil {
			t.Fatal(err)
		}
	}
	exec(versionTable)
	for _, m := range migrations()[:3] {
		text, err := files.ReadFile(m)
		if err != nil {
			t.Fatal(err)
		}
		exec(string(text))
		exec(`INSERT INTO schema_version (version, name) SELECT count(*) + 1, 'x' FROM schema_version`)
	}
	exec(`INSERT INTO section VALUES (7, 's1', 'h', 't', 'b1:0-1')`)
	for range 2 { // the second time there is nothing to do
		if err := Migrate(ctx, c); err != nil {
			t.Fatal(err)
		}
		var migrated, rows, wide int
		if err := c.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM schema_version), (SELECT count(*) FROM section), (SELECT count(*) FROM report_wide)`).Scan(&migrated, &rows, &wide); err != nil {
			t.Fatal(err)
		}
		if v, err := Found(ctx, c); v != Version() || migrated != Version() || rows != 1 || err != nil {
			t.Errorf("version %d, %d migrations, %d rows, %v", v, migrated, rows, err)
		}
	}
	exec(`INSERT INTO schema_version (version, name) VALUES (1000, 'later')`)
	var newer *NewerError
	if err := Migrate(ctx, c); !errors.As(err, &newer) || newer.Found != 1000 {
		t.Errorf("a later schema: %v", err)
	}
}

func TestFailedMigrationLeavesNothing(t *testing.T) {
	ctx := context.Background()
	db, err := sql.Open("duckdb", "")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	c, err := db.Conn(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	// A view in the way of a table makes the fourth migration fail.
	if _, err := c.ExecContext(ctx, `CREATE VIEW quarantine AS SELECT 1 AS x`); err != nil {
		t.Fatal(err)
	}
	if err := Migrate(ctx, c); err == nil {
		t.Fatal("no error")
	}
	var tables int
	if err := c.QueryRowContext(ctx, `SELECT count(*) FROM duckdb_tables() WHERE NOT internal`).Scan(&tables); err != nil || tables != 0 {
		t.Errorf("%d tables, %v", tables, err)
	}
}
