// Package load writes reports into the warehouse, a DuckDB file, and opens it for
// reading. A run builds a new file aside and renames it over the old one, so that
// readers never wait and a crash changes nothing:
//
//	run, err := load.Begin(ctx, "gongkai.duckdb", time.Now())
//	for … { err = run.Add(doc, outcome) }
//	summary, err := run.Commit(ctx)   // or run.Abort()
//
// # Which version stands
//
// What the agency said in a report (title, dates, sections, cells, claims) is its
// content. Content that was not seen before is a new version in the history;
// content seen before, in the same or another document, is none. Of the versions
// that a document carries, the one that stands in the current tables is the first
// by:
//
//  1. carried by a document that has not been replaced at its path or URL;
//  2. the latest date of publication, unknown dates last;
//  3. more cells with status reported;
//  4. the later date under the report, unknown dates last;
//  5. the smallest SHA-256 of a document that carries it, then of the content.
//
// The order in which documents come does not matter: not within a run, and across
// runs only through 1. A document that is read again (by a later program, say)
// carries what it is now read as; what it was read as before stays in the history.
// An unreadable document replaces nothing.
package load

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	schema "gongkai/sql"
)

// Run is a run of ingest that has not been committed. Add may be called from
// several goroutines.
type Run struct {
	ConfigDigest string     // SHA-256 of the configuration, "" for none; set before Commit
	Reporters    []Reporter // who is expected to report; nil keeps the list that is there
	Decisions    []Decision // what people decided on doubtful cells; nil keeps those that are there

	path    string // the published warehouse
	lock    *lock
	db      *sql.DB
	conn    *sql.Conn
	started time.Time // as given to Begin
	begun   time.Time // by the clock

	mu      sync.Mutex
	stage   *stage
	seen    map[[2]string]bool // sha256, path
	refused map[[2]string]bool // reason, path
	counts  Summary
	failed  error // the first error of Add; Commit refuses after it
	done    bool
}

// Begin locks the warehouse at path against other writers, copies it to
// path+".new" (an empty warehouse where there is none) and brings the copy's
// schema up to date. now is the run's time. It returns an error that wraps
// [ErrLocked] while another run is at work.
func Begin(ctx context.Context, path string, now time.Time) (_ *Run, err error) {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real // the file itself is replaced, not a link to it
	}
	l, err := acquire(path)
	if err != nil {
		return nil, err
	}
	r := &Run{path: path, lock: l, started: now.UTC(), begun: time.Now(), seen: map[[2]string]bool{}, refused: map[[2]string]bool{}}
	defer func() {
		if err != nil {
			r.Abort()
		}
	}()
	if err := copyAside(path); err != nil {
		return nil, err
	}
	if r.db, err = openFile(r.aside()); err != nil {
		return nil, unreadable(path, err)
	}
	if r.conn, err = r.db.Conn(ctx); err != nil {
		return nil, unreadable(path, err)
	}
	if err := schema.Migrate(ctx, r.conn); err != nil {
		return nil, fmt.Errorf("warehouse %s: %w", path, err)
	}
	r.stage, err = newStage(ctx, r.conn)
	return r, err
}

// Abort gives a run up and leaves the warehouse as it was. After Commit it does
// nothing, so it can be deferred.
func (r *Run) Abort() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.done {
		return
	}
	r.done = true
	r.close()
	removeAside(r.path)
	r.lock.release()
}

func (r *Run) aside() string { return r.path + asideSuffix }

// close closes the database, if it is open.
func (r *Run) close() error {
	if r.stage != nil {
		r.stage.close()
	}
	if r.conn != nil {
		r.conn.Close()
	}
	if r.db != nil {
		return r.db.Close()
	}
	return nil
}

// permission tries to read a file, for what DuckDB says only in words.
func permission(path string) error {
	f, err := os.Open(path)
	if err == nil {
		f.Close()
	}
	return err
}

// unreadable says why a warehouse cannot be opened, and what to do next.
func unreadable(path string, err error) error {
	if _, missing := os.Stat(path); missing != nil {
		return fmt.Errorf("warehouse %s cannot be created: %w", path, err)
	}
	said := strings.TrimPrefix(err.Error(), "database/sql/driver: could not connect to database: ")
	switch st, _ := os.Stat(path); {
	case errors.Is(permission(path), fs.ErrPermission):
		return fmt.Errorf("warehouse %s may not be read: permission denied; ask its owner, or name another with --db", path)
	case st != nil && st.IsDir():
		return fmt.Errorf("warehouse %s is a directory; name a file with --db", path)
	case strings.Contains(said, "not a valid DuckDB database file"):
		return fmt.Errorf("warehouse %s is no DuckDB file; name another with --db, or, if it was one, put back a snapshot of it", path)
	}
	return fmt.Errorf("warehouse %s cannot be opened: %s; put back a snapshot of it, or move it away and run gongkai ingest over all sources", path, said)
}
