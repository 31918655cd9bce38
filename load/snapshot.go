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
// read-only as w, for queries that write files. Names that the scratch database
// has shadow those of the warehouse. It keeps to the given memory (DuckDB's
// writing: "500MB"), and spills what is more beside the scratch file.
func OpenScratch(warehouse, scratch, memory string) (*sql.DB, error) {
	if strings.ContainsAny(scratch, "?#%") {
		return nil, fmt.Errorf("path %q has one of ? # %%, which DuckDB's driver cannot open", scratch)
	}
	c, err := duckdb.NewConnector(scratch, func(x driver.ExecerContext) error {
		for _, s := range []string{
			"SET memory_limit = " + literal(memory),
			"SET temp_directory = " + literal(scratch+".tmp"),
			"SET autoinstall_known_extensions = false",
			"SET autoload_known_extensions = false",
			"ATTACH IF NOT EXISTS " + literal(warehouse) + " AS w (READ_ONLY)",
			"SET search_path = 'scratch,w'",
		} {
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
	db.SetMaxOpenConns(1) // the settings above belong to a connection
	if err := db.Ping(); err != nil {
		return nil, errors.Join(unreadable(warehouse, err), db.Close(), os.RemoveAll(scratch))
	}
	return db, nil
}
