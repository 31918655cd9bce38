package publish

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"sync"

	"golang.org/x/sync/errgroup"

	"gongkai/publish/site"
)

// Options of a publication.
type Options struct {
	Dir     string // the folder to write; an earlier publication in it is replaced
	BOM     bool   // begin CSV files with a byte order mark, for old spreadsheets
	Console string // folder of the SQL console's parts, see [site.ConsoleFiles]; "" for none

	// Snapshot copies the warehouse to a new file.
	Snapshot func(to string) error
	// Open opens a scratch database with a warehouse attached as w and one in memory
	// as stage: names are looked for in stage, scratch and w, in this order.
	Open func(warehouse, scratch string) (*sql.DB, error)
}

// Result says what was published.
type Result struct {
	Content  string // SHA-256 of what the warehouse says, whatever the bytes of its file
	Reports  int
	Pages    int
	Changes  Changes // since the publication before
	Unheeded string  // why the publication before could not be compared with; "" where it could
}

// Warehouse is the name of the snapshot in a publication.
const Warehouse = "gongkai.duckdb"

// Run writes a publication: the snapshot, Parquet, CSV, the league book, the data
// package, the site. It is built beside the folder and put in its place at the
// end; readers see the old publication or the new one, and a run that fails or is
// killed changes nothing. What comes out depends on the warehouse's content, the
// publication before and the options alone.
func Run(ctx context.Context, o Options) (res Result, err error) {
	a, err := begin(o.Dir)
	if err != nil {
		return res, err
	}
	defer func() { err = errors.Join(err, a.abandon()) }()
	defer debug.SetGCPercent(debug.SetGCPercent(50)) // the memory is DuckDB's
	snapshot := a.path(Warehouse)
	if err := o.Snapshot(snapshot); err != nil {
		return res, err
	}
	db, err := o.Open(snapshot, a.path("scratch"))
	if err != nil {
		return res, err
	}
	defer db.Close()
	w := &writer{Options: o, aside: a, db: db, made: &made{}}
	if err := w.all(ctx, db, &res); err != nil {
		return res, fmt.Errorf("publish %s: %w", o.Dir, err)
	}
	if err := db.Close(); err != nil {
		return res, err
	}
	for _, f := range []string{"scratch", "scratch.wal", "scratch.tmp"} {
		if err := os.RemoveAll(a.path(f)); err != nil {
			return res, err
		}
	}
	return res, a.swap()
}

// writer writes one publication.
type writer struct {
	Options
	aside *aside
	db    querier
	*made
}

// querier is the database, or one connection to it.
type querier interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// made are the data files written, for the data package and the checksums.
type made struct {
	mu    sync.Mutex
	files []file
}

func (w *writer) all(ctx context.Context, db *sql.DB, res *Result) error {
	// One thread a query: rows keep their order. What can go on beside it does.
	if err := w.run(ctx, `SET threads = 1`); err != nil {
		return err
	}
	var err error
	if res.Content, err = content(ctx, w.db); err != nil {
		return err
	}
	pages, err := site.New(ctx, db, w.aside.dir, site.Options{Console: w.Console, Content: res.Content})
	if err != nil {
		return err
	}
	defer pages.Stop()
	if err := w.run(ctx, pageOrder()); err != nil {
		return err
	}
	if err := w.both(ctx, db, pages); err != nil {
		return err
	}
	if err := w.recordParquet(); err != nil {
		return err
	}
	if err := w.changes(ctx, res); err != nil {
		return err
	}
	if w.Console != "" {
		if err := w.console(ctx, res.Content); err != nil {
			return err
		}
	}
	downloads, err := w.manifest(ctx, res.Content)
	if err != nil {
		return err
	}
	if res.Pages, err = pages.Finish(ctx, downloads); err != nil {
		return err
	}
	res.Reports = pages.Reports()
	return nil
}

// both goes through the reports, and beside it writes what needs the warehouse alone.
func (w *writer) both(ctx context.Context, db *sql.DB, pages *site.Site) error {
	// Pages are still being written when the lanes end: their rows live on.
	toPages := func() error { return pages.Stage(ctx) }
	lanes, ctx := errgroup.WithContext(ctx)
	sorted := make(chan struct{})
	lanes.Go(func() error {
		for _, t := range slices.Sorted(maps.Keys(ofReports)) {
			if err := w.putInOrder(ctx, t); err != nil {
				return err
			}
		}
		close(sorted)
		if err := w.stage(ctx, toPages); err != nil {
			return err
		}
		return w.wide(ctx)
	})
	lanes.Go(func() error {
		c, err := db.Conn(ctx)
		if err != nil {
			return err
		}
		defer c.Close()
		of := &writer{Options: w.Options, aside: w.aside, db: c, made: w.made}
		// The stages' tables have the names of the warehouse's and hold a part of them.
		if err := of.run(ctx, `SET search_path = 'w'`); err != nil {
			return err
		}
		return errors.Join(of.data(ctx, sorted), of.run(context.WithoutCancel(ctx), `SET search_path = 'stage,scratch,w'`))
	})
	return lanes.Wait()
}

// write makes a file of the publication and records its digest.
func (w *writer) write(name, about string, fill func(io.Writer) error) error {
	if err := os.MkdirAll(filepath.Dir(w.aside.path(name)), 0o755); err != nil {
		return err
	}
	f, err := os.Create(w.aside.path(name))
	if err != nil {
		return err
	}
	d := newDigest()
	err = fill(io.MultiWriter(f, d))
	if err = errors.Join(err, f.Close()); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	w.wrote(file{Name: name, About: about, Bytes: d.n, SHA256: d.hex()})
	return nil
}

func (w *writer) wrote(f file) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.files = append(w.files, f)
}

// record takes in a file that DuckDB wrote.
func (w *writer) record(name, about string) error {
	f, err := os.Open(w.aside.path(name))
	if err != nil {
		return err
	}
	defer f.Close()
	d := newDigest()
	if _, err := io.Copy(d, f); err != nil {
		return err
	}
	w.wrote(file{Name: name, About: about, Bytes: d.n, SHA256: d.hex()})
	return nil
}
