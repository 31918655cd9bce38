// Package site writes the published warehouse as a folder of static pages, which
// work from a disk as from any web server: no page asks anything of another
// host. Every page is in Chinese and English at once and shows one; without
// scripts it still reads and switches. What a page says depends on the warehouse
// alone, so the same content makes the same bytes.
package site

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"

	"golang.org/x/sync/errgroup"
)

//go:embed assets
var assets embed.FS

// Options of a site.
type Options struct {
	Console string // folder of the SQL console's parts; "" for a site without
	Content string // digest of the warehouse's content, for the pages' feet
}

// Download is a data file that the page of downloads lists.
type Download struct {
	Name, About string
	Bytes       int64
	SHA256      string // "" for a folder
}

// Site is a site in the making. Reports come to it by stages, in the order of
// division, agency, scope and year.
type Site struct {
	Options
	dir string
	db  *sql.DB

	asOf    string // date of the latest loading
	latest  int    // latest year of a report
	first   int
	places  map[string]*place
	sorted  []*place // the same by code, once all have come
	agency  *agency  // the one whose reports are coming
	reports int
	pages   int
	grounds map[string]total // denials by ground, for the front page
	leagues []*league        // with the rows that the front page shows
	made    map[string]bool  // folders that exist

	feed   chan *sql.Rows
	render *errgroup.Group
	once   sync.Once
}

// New begins a site in a folder. The database has the warehouse's names in its
// search path.
func New(ctx context.Context, db *sql.DB, dir string, o Options) (*Site, error) {
	s := &Site{Options: o, dir: dir, db: db, places: map[string]*place{}, made: map[string]bool{}, grounds: map[string]total{}, feed: make(chan *sql.Rows)}
	err := db.QueryRowContext(ctx, `SELECT coalesce(strftime(max(loaded_at), '%Y-%m-%d'), '—'), coalesce(min(year), 0), coalesce(max(year), 0) FROM w.report`).Scan(&s.asOf, &s.first, &s.latest)
	if err != nil {
		return nil, err
	}
	if err := s.readPlaces(ctx); err != nil {
		return nil, err
	}
	// One stage's pages are written while DuckDB works at the next.
	s.render, _ = errgroup.WithContext(ctx)
	s.render.Go(func() error {
		var err error
		for rows := range s.feed {
			if err == nil {
				err = s.reportsOf(rows)
			}
			err = errors.Join(err, rows.Close())
		}
		if err == nil {
			err = s.endAgency()
		}
		return err
	})
	return s, nil
}

// Stage takes in the reports of the scratch database's cut tables. DuckDB has the
// rows at hand, apart from these tables, when it returns; they are fetched one by
// one, so that the program holds few reports at a time.
func (s *Site) Stage(ctx context.Context) error {
	rows, err := s.db.QueryContext(ctx, stageQuery)
	if err != nil {
		return fmt.Errorf("reports for the site: %w", err)
	}
	s.feed <- rows
	return nil
}

// reportsOf writes the pages of the reports of a query's rows.
func (s *Site) reportsOf(rows *sql.Rows) error {
	for rows.Next() {
		r, err := scan(rows)
		if err != nil {
			return err
		}
		if err := s.report(r); err != nil {
			return err
		}
	}
	return rows.Err()
}

// Stop waits until the pages of the reports taken in are written, or given up. It may
// be called again.
func (s *Site) Stop() error {
	s.once.Do(func() { close(s.feed) })
	return s.render.Wait()
}

// Finish writes the pages that speak of all reports, and returns the number of
// pages. The derived views stand in the scratch database by now.
func (s *Site) Finish(ctx context.Context, downloads []Download) (int, error) {
	if err := s.Stop(); err != nil {
		return 0, err
	}
	for _, write := range []func(context.Context) error{
		s.writeAssets, s.writePlaces, s.writeCoverage, s.writeLeagues, s.writeQuality, s.writeDefinitions,
		func(context.Context) error { return s.writeDownloads(downloads) }, s.writeFront, s.writeConsole,
	} {
		if err := write(ctx); err != nil {
			return 0, err
		}
	}
	return s.pages, nil
}

// Reports is the number of reports taken in; valid after Finish.
func (s *Site) Reports() int { return s.reports }

func (s *Site) writeAssets(context.Context) error {
	for _, name := range []string{"style.css", "site.js"} {
		b, err := assets.ReadFile("assets/" + name)
		if err != nil {
			return err
		}
		if err := s.file("assets/"+name, b); err != nil {
			return err
		}
	}
	return nil
}

// file writes a file of the site.
func (s *Site) file(name string, content []byte) error {
	full := filepath.Join(s.dir, filepath.FromSlash(name))
	if dir := filepath.Dir(full); !s.made[dir] {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return err
		}
		s.made[dir] = true
	}
	return os.WriteFile(full, content, 0o644)
}
