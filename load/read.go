package load

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/duckdb/duckdb-go/v2"

	schema "gongkai/sql"
)

// OpenRead opens a warehouse for reading: no statement can change it, or reach
// the file system or the network. It goes on showing the warehouse of its opening
// while runs replace the file; within one process, close every handle before
// opening again to see the new one.
func OpenRead(path string) (*sql.DB, error) {
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("warehouse %s does not exist; run gongkai ingest to make it, or name another with --db", path)
	} else if err != nil {
		return nil, fmt.Errorf("warehouse %s cannot be read: %w", path, err)
	}
	db, err := openFile(path, "access_mode=READ_ONLY", "enable_external_access=false", "lock_configuration=true")
	if err != nil {
		return nil, unreadable(path, err)
	}
	found, err := schema.Found(context.Background(), db)
	switch {
	case err != nil:
		err = fmt.Errorf("warehouse %s: %w", path, err)
	case found == 0:
		err = fmt.Errorf("warehouse %s: a DuckDB file, but no warehouse of gongkai; name another with --db", path)
	case found < schema.Version():
		err = fmt.Errorf("warehouse %s: schema version %d is older than %d; run gongkai ingest to bring it up to date", path, found, schema.Version())
	default:
		return db, nil
	}
	db.Close()
	return nil, err
}

// openFile opens a DuckDB file with settings that hold from the start.
func openFile(path string, settings ...string) (*sql.DB, error) {
	if strings.ContainsAny(path, "?#%") {
		return nil, fmt.Errorf("path %q has one of ? # %%, which DuckDB's driver cannot open", path)
	}
	dsn := path
	if len(settings) > 0 {
		dsn += "?" + strings.Join(settings, "&")
	}
	c, err := duckdb.NewConnector(dsn, nil)
	if err != nil {
		return nil, err
	}
	return sql.OpenDB(c), nil
}
