package load

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/duckdb/duckdb-go/v2"
)

// Snapshot copies the warehouse at path to the new file to, as it stands at this
// moment: runs that replace the warehouse meanwhile do not touch the copy.
func Snapshot(path, to string) error {
	db, err := OpenRead(path) // says what is wrong with a path in its own words
	if err != nil {
		return err
	}
	defer db.Close()
	return copyWarehouse(path, to)
}

// OpenScratch opens a new database at the path scratch with a warehouse attached
// read-only as w and one in memory as stage, for queries that write files. Names of
// stage shadow those of the scratch database, and both those of the warehouse. It keeps to the given memory (DuckDB's
// writing: "500MB"), and spills what is more beside the scratch file.
func OpenScratch(warehouse, scratch, memory string) (*sql.DB, error) {
	if strings.ContainsAny(scratch, "?#%") {
		return nil, fmt.Errorf("path %q has one of ? # %%, which DuckDB's driver cannot open", scratch)
	}
	first := true // settings of the whole database; the temporary folder cannot be named once in use
	c, err := duckdb.NewConnector(scratch, func(x driver.ExecerContext) error {
		settings := []string{"SET search_path = 'stage,scratch,w'"}
		if first {
			settings = append([]string{
				"SET memory_limit = " + literal(memory),
				"SET temp_directory = " + literal(scratch+".tmp"),
				"SET autoinstall_known_extensions = false",
				"SET autoload_known_extensions = false",
				"ATTACH IF NOT EXISTS " + literal(warehouse) + " AS w (READ_ONLY)",
				"ATTACH IF NOT EXISTS ':memory:' AS stage",
			}, settings...)
			first = false
		}
		for _, s := range settings {
			if _, err := x.ExecContext(context.Background(), s, nil); err != nil {
				return fmt.Errorf("%s: %w", s, err)
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	db := sql.OpenDB(c)
	db.SetMaxOpenConns(3)
	if err := db.Ping(); err != nil {
		return nil, errors.Join(unreadable(warehouse, err), db.Close(), os.RemoveAll(scratch))
	}
	return db, nil
}
