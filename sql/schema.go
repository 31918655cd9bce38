// Package schema is the warehouse's SQL: numbered migrations of its tables, the
// views and macros on top, the standard league tables and the data tests. All of
// it stands in .sql files in this folder, embedded; the Go here only applies them.
package schema

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"
)

//go:embed schema/*.sql views/*.sql views/*.tmpl leagues/*.sql leagues/columns.txt checks/*.sql rules/*.sql nightly/*.sql
var files embed.FS

// NewerError says that a warehouse was written by a later program.
type NewerError struct{ Found, Known int }

func (e *NewerError) Error() string {
	return fmt.Sprintf("schema version %d is newer than %d, the latest this program knows; use the program that wrote it, or a later one", e.Found, e.Known)
}

// Version is the schema version that this program writes: the number of its last
// migration.
func Version() int { return len(migrations()) }

// Found returns a warehouse's schema version; 0 where the database has no
// schema_version table, and a [NewerError] where it is later than [Version].
func Found(ctx context.Context, c Conn) (int, error) {
	var have bool
	if err := c.QueryRowContext(ctx, `SELECT count(*) > 0 FROM duckdb_tables() WHERE table_name = 'schema_version' AND database_name = current_database()`).Scan(&have); err != nil || !have {
		return 0, err
	}
	var v int
	if err := c.QueryRowContext(ctx, `SELECT coalesce(max(version), 0) FROM schema_version`).Scan(&v); err != nil {
		return 0, err
	}
	if v > Version() {
		return v, &NewerError{Found: v, Known: Version()}
	}
	return v, nil
}

// Conn is what the package needs of a *sql.DB, *sql.Conn or *sql.Tx.
type Conn interface {
	ExecContext(context.Context, string, ...any) (sql.Result, error)
	QueryContext(context.Context, string, ...any) (*sql.Rows, error)
	QueryRowContext(context.Context, string, ...any) *sql.Row
}

// Migrate brings a database to [Version] and re-creates its views and macros, in
// one transaction: it ends with all of it done or nothing. An empty database
// becomes an empty warehouse; one with tables of its own is refused.
func Migrate(ctx context.Context, c *sql.Conn) error {
	found, err := Found(ctx, c)
	if err != nil {
		return err
	}
	if found == 0 {
		var tables int
		if err := c.QueryRowContext(ctx, `SELECT count(*) FROM duckdb_tables() WHERE NOT internal AND database_name = current_database()`).Scan(&tables); err != nil {
			return err
		}
		if tables > 0 {
			return errors.New("a DuckDB file with other tables, but no warehouse of gongkai; name another with --db")
		}
	}
	tx, err := c.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := migrate(ctx, tx, found); err != nil {
		return err
	}
	if err := createViews(ctx, tx); err != nil {
		return err
	}
	return tx.Commit()
}

const versionTable = `CREATE TABLE IF NOT EXISTS schema_version ( -- One row for a migration that made this schema.
  version INTEGER NOT NULL, -- Number of the migration.
  name VARCHAR NOT NULL, -- Its file.
  applied_at TIMESTAMP NOT NULL DEFAULT current_timestamp::TIMESTAMP -- When it was applied.
);`

func migrate(ctx context.Context, c Conn, found int) error {
	if err := apply(ctx, c, "schema_version", versionTable); err != nil {
		return err
	}
	for _, m := range migrations()[found:] {
		text, err := files.ReadFile(m)
		if err != nil {
			return err
		}
		if err := apply(ctx, c, m, string(text)); err != nil {
			return err
		}
		if _, err := c.ExecContext(ctx, `INSERT INTO schema_version (version, name) VALUES (?, ?)`, number(m), m); err != nil {
			return err
		}
	}
	return nil
}

// apply executes a file's statements, then comments on what it created.
func apply(ctx context.Context, c Conn, name, text string) error {
	if _, err := c.ExecContext(ctx, text); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	for _, stmt := range comments(text) {
		if _, err := c.ExecContext(ctx, stmt); err != nil {
			return fmt.Errorf("%s: %s: %w", name, stmt, err)
		}
	}
	return nil
}

// migrations lists the migrations' files; the nth has number n, as a test checks.
func migrations() []string {
	names, err := fs.Glob(files, "schema/*.sql")
	if err != nil {
		panic(err)
	}
	slices.Sort(names)
	return names
}

func number(file string) int {
	base := file[strings.LastIndexByte(file, '/')+1:]
	n, _ := strconv.Atoi(base[:4])
	return n
}
