package publish

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// byPlace are the tables that are divided by year and province: of each, one
// file a year and province, as parquet/report/year=2023/province=35/…; with the
// columns that put the rows of a report in order. The longest come first.
var byPlace = []struct{ table, order string }{
	{"fact_request", ", t.indicator, t.applicant, t.locator"},
	{"metric", ", t.metric"},
	{"fact_proactive", ", t.indicator, t.locator"},
	{"fact_challenge", ", t.indicator, t.locator"},
	{"fact_statistic", ", t.indicator, t.locator"},
	{"fact_claim", ", COLUMNS(t.*)"},
	{"issue", ", COLUMNS(t.*)"},
	{"report", ""},
}

// dataMemory bounds DuckDB while the data files are written. What waits to be
// written comes on top.
const dataMemory = "500MB"

// data writes Parquet, CSV and the league book. One thread writes rows that come in
// order, so that the same rows make the same bytes.
func (w *writer) data(ctx context.Context) error {
	if err := w.run(ctx, `SET threads = 1`, `SET memory_limit = '`+dataMemory+`'`,
		`SET partitioned_write_flush_threshold = 60000`, // rows in memory until a province's file gets them
		`CREATE TABLE scratch.place AS SELECT p.page, r.report_id, r.year AS in_year, left(r.division_code, 2) AS in_province
		 FROM w.report r JOIN page_order p ON p.report_id = r.report_id`); err != nil {
		return err
	}
	years, err := texts(ctx, w.db, `SELECT DISTINCT in_year::VARCHAR FROM place ORDER BY ALL`)
	if err != nil {
		return err
	}
	for _, by := range byPlace {
		if err := w.parquet(ctx, by.table, by.order, years); err != nil {
			return err
		}
	}
	if err := w.csv(ctx); err != nil {
		return err
	}
	if err := w.book(ctx); err != nil {
		return err
	}
	// Rows of so many columns are handed over early.
	if err := w.run(ctx, `SET partitioned_write_flush_threshold = 5000`); err != nil {
		return err
	}
	if err := w.parquet(ctx, "report_wide", "", years); err != nil {
		return err
	}
	dims, err := texts(ctx, w.db, `SELECT table_name FROM duckdb_tables() WHERE database_name = 'w' AND table_name LIKE 'dim\_%' ESCAPE '\' ORDER BY ALL`)
	if err != nil {
		return err
	}
	for _, t := range dims {
		if err := w.run(ctx, `COPY (FROM `+t+` ORDER BY ALL) TO '`+strings.ReplaceAll(w.aside.path("parquet/"+t+".parquet"), "'", "''")+`' (FORMAT parquet, COMPRESSION zstd)`); err != nil {
			return err
		}
	}
	if err := w.run(ctx, `RESET threads`, `RESET partitioned_write_flush_threshold`); err != nil {
		return err
	}
	return filepath.WalkDir(w.aside.path("parquet"), func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(w.aside.dir, name)
		if err != nil {
			return err
		}
		return w.record(filepath.ToSlash(rel), "")
	})
}

// parquet writes a table as Parquet with zstd, year by year: every open partition
// costs memory for each of its columns.
func (w *writer) parquet(ctx context.Context, table, order string, years []string) error {
	except := ""
	if columns, err := w.columns(ctx, `FROM `+table); err != nil {
		return err
	} else if slices.ContainsFunc(columns, func(c column) bool { return c.name == "year" }) {
		except = ` EXCLUDE (year)` // it is in the path
	}
	for _, year := range years {
		dir := w.aside.path("parquet/" + table + "/year=" + year)
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return err
		}
		from := table
		if table == "metric" { // a view: it works out the years that it is asked for
			from = `(FROM metric WHERE year = ` + year + `)`
		}
		if err := w.run(ctx, `COPY (SELECT t.*`+except+`, p.in_province AS province FROM `+from+` t JOIN scratch.place p ON p.report_id = t.report_id WHERE p.in_year = `+year+` ORDER BY p.in_province, p.page`+order+`)
			TO '`+strings.ReplaceAll(dir, "'", "''")+`' (FORMAT parquet, COMPRESSION zstd, PARTITION_BY (province), OVERWRITE_OR_IGNORE)`); err != nil {
			return err
		}
	}
	return nil
}
