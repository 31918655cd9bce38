package publish

import (
	"context"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// byPlace are the tables that are divided by year and province: of each, one
// file a year and province, as parquet/report/year=2023/province=35/…; with the
// columns that put the rows of a report in order.
var byPlace = []struct{ table, order string }{
	{"metric", ", t.metric"},
	{"fact_proactive", ", t.indicator, t.locator"},
	{"fact_challenge", ", t.indicator, t.locator"},
	{"fact_statistic", ", t.indicator, t.locator"},
	{"fact_claim", ", COLUMNS(t.*)"},
	{"issue", ", COLUMNS(t.*)"},
	{"report", ""},
}

// data writes what needs the warehouse alone, while the pages are written: Parquet,
// league tables, the league book; at last the cells, once they are sorted. Each query
// has one thread, and rows come in order, so that the same rows make the same bytes.
func (w *writer) data(ctx context.Context, sorted <-chan struct{}) error {
	years, err := texts(ctx, w.db, `SELECT DISTINCT year::VARCHAR FROM scratch.page_order ORDER BY ALL`)
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
	dims, err := texts(ctx, w.db, `SELECT table_name FROM duckdb_tables() WHERE database_name = 'w' AND table_name LIKE 'dim\_%' ESCAPE '\' ORDER BY ALL`)
	if err != nil {
		return err
	}
	for _, t := range dims {
		if err := w.run(ctx, `COPY (FROM `+t+` ORDER BY ALL) TO `+quoted(w.aside.path("parquet/"+t+".parquet"))+` (FORMAT parquet, COMPRESSION zstd)`); err != nil {
			return err
		}
	}
	select {
	case <-sorted:
	case <-ctx.Done():
		return ctx.Err()
	}
	return w.inOrder(ctx, "fact_request")
}

// inOrder writes a table whose rows stand in the scratch database in the order of
// pages: a province's rows of a year at a time, without a sort.
func (w *writer) inOrder(ctx context.Context, table string) error {
	places, err := w.places(ctx)
	if err != nil {
		return err
	}
	for _, p := range places {
		if err := w.parquetInOrder(ctx, table, p); err != nil {
			return err
		}
	}
	return nil
}

// wide writes the one table that the stages made.
func (w *writer) wide(ctx context.Context) error {
	if err := w.inOrder(ctx, "report_wide"); err != nil {
		return err
	}
	return w.csvOf(ctx, "csv/report_wide.csv", "report_wide", `SELECT * EXCLUDE (page) FROM scratch.report_wide`, "")
}

// recordParquet takes in the Parquet files.
func (w *writer) recordParquet() error {
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

func quoted(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

// placeYear is a province's reports of a year; their pages lie from first to last.
type placeYear struct {
	year, province string
	first, last    int
}

func (w *writer) places(ctx context.Context) (out []placeYear, err error) {
	rows, err := w.db.QueryContext(ctx, `SELECT year::VARCHAR AS year, province, min(page), max(page) FROM scratch.page_order GROUP BY ALL ORDER BY ALL`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var p placeYear
		if err := rows.Scan(&p.year, &p.province, &p.first, &p.last); err != nil {
			return nil, err
		}
		out = append(out, p)
	}
	return out, rows.Err()
}

// parquetInOrder writes a province's rows of a year out of a table of the scratch
// database whose rows stand in the order of pages.
func (w *writer) parquetInOrder(ctx context.Context, table string, p placeYear) error {
	dir := w.aside.path("parquet/" + table + "/year=" + p.year + "/province=" + url.PathEscape(p.province))
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	from, except := "scratch.request_in_order", "year, page, stage"
	if table == "report_wide" {
		from, except = "scratch.report_wide", "year, page"
	}
	rows := fmt.Sprintf(`SELECT * EXCLUDE (%s) FROM %s WHERE page BETWEEN %d AND %d AND year = %s`, except, from, p.first, p.last, p.year)
	return w.run(ctx, `COPY (`+rows+`) TO `+quoted(filepath.Join(dir, "data_0.parquet"))+` (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 61440)`)
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
		if err := w.run(ctx, `COPY (SELECT t.*`+except+`, p.province FROM `+from+` t JOIN scratch.page_order p ON p.report_id = t.report_id WHERE p.year = `+year+` ORDER BY p.province, p.page`+order+`)
			TO `+quoted(dir)+` (FORMAT parquet, COMPRESSION zstd, PARTITION_BY (province), OVERWRITE_OR_IGNORE)`); err != nil {
			return err
		}
	}
	return nil
}
