package publish

import (
	"context"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
)

// byPlace are the tables that are divided by year and province: of each, one
// file a year and province, as parquet/report/year=2023/province=35/…
var byPlace = []string{"fact_request", "fact_proactive", "fact_challenge", "fact_statistic", "fact_claim", "issue", "report"}

// data writes what needs the warehouse alone, while the pages are written: league
// tables, the league book, and Parquet, once the rows are sorted. Each query has one
// thread, and rows come in order, so that the same rows make the same bytes.
func (w *writer) data(ctx context.Context, sorted <-chan struct{}) error {
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
		if err := w.parquet(ctx, `FROM `+t+` ORDER BY ALL`, "parquet/"+t+".parquet"); err != nil {
			return err
		}
	}
	select {
	case <-sorted:
	case <-ctx.Done():
		return ctx.Err()
	}
	if err := w.metrics(ctx); err != nil {
		return err
	}
	for _, table := range byPlace {
		if err := w.parquetByPlace(ctx, table, `scratch.`+table+`_in_order`); err != nil {
			return err
		}
	}
	return nil
}

// wide writes the one table that the stages made.
func (w *writer) wide(ctx context.Context) error {
	if err := w.parquetByPlace(ctx, "report_wide", "(SELECT *, year AS page_year FROM scratch.report_wide)"); err != nil {
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

// pages is the condition that a row with the columns page and page_year is the place's.
func (p placeYear) pages() string {
	return fmt.Sprintf(`page BETWEEN %d AND %d AND page_year = %s`, p.first, p.last, p.year)
}

// places lists those that rows with a page have.
func (w *writer) places(ctx context.Context, from string) (out []placeYear, err error) {
	rows, err := w.db.QueryContext(ctx, `SELECT p.year::VARCHAR AS year, p.province, min(p.page), max(p.page) FROM scratch.page_order p
		SEMI JOIN (SELECT DISTINCT page FROM `+from+`) r ON r.page = p.page GROUP BY ALL ORDER BY ALL`)
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

// parquetByPlace writes a table whose rows, with the columns page and page_year, lie in
// order: a province's rows of a year at a time, without a sort.
func (w *writer) parquetByPlace(ctx context.Context, table, from string) error {
	places, err := w.places(ctx, from)
	if err != nil {
		return err
	}
	for _, p := range places {
		if err := w.parquet(ctx, `SELECT COLUMNS(c -> c NOT IN ('page', 'page_year', 'year')) FROM `+from+` WHERE `+p.pages(), p.file(table)); err != nil {
			return err
		}
	}
	return nil
}

// metrics writes the view metric, worked out for a province's reports of a year at a
// time: the tables that it reads are shadowed by their rows.
func (w *writer) metrics(ctx context.Context) error {
	metric, err := w.viewText(ctx, "metric")
	if err != nil {
		return err
	}
	if metric == "" {
		metric = `FROM w.metric SEMI JOIN report_mark k ON k.report_id = metric.report_id`
	}
	places, err := w.places(ctx, `scratch.page_order`)
	if err != nil {
		return err
	}
	shadows := map[string]string{}
	for _, p := range places {
		of := `(SELECT * FROM scratch.page_order WHERE ` + strings.ReplaceAll(p.pages(), "page_year", "year") + `)`
		shadows["report"] = `SELECT * EXCLUDE (page, page_year) FROM scratch.report_in_order WHERE ` + p.pages()
		shadows["report_mark"] = `SELECT k.* FROM w.report_mark k SEMI JOIN ` + of + ` p ON p.report_id = k.report_id`
		shadows["metric_sum"] = `SELECT * EXCLUDE (page, page_year) FROM scratch.metric_sum_in_order WHERE ` + p.pages()
		shadows["metric_peer"] = `FROM w.metric_peer WHERE year = ` + p.year
		for table, rows := range shadows {
			if err := w.run(ctx, `CREATE OR REPLACE TEMP VIEW `+table+` AS `+rows); err != nil {
				return err
			}
		}
		if err := w.parquet(ctx, `SELECT m.* EXCLUDE (year) FROM (`+metric+`) m JOIN `+of+` p ON p.report_id = m.report_id ORDER BY p.page, m.metric`, p.file("metric")); err != nil {
			return err
		}
	}
	for table := range shadows {
		if err := w.run(ctx, `DROP VIEW temp.`+table); err != nil {
			return err
		}
	}
	return nil
}

// file is where a table's rows of the place go.
func (p placeYear) file(table string) string {
	return "parquet/" + table + "/year=" + p.year + "/province=" + url.PathEscape(p.province) + "/data_0.parquet"
}

// parquet writes the rows of a query to a file, with zstd.
func (w *writer) parquet(ctx context.Context, query, name string) error {
	name = w.aside.path(name)
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	return w.run(ctx, `COPY (`+query+`) TO `+quoted(name)+` (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 61440)`)
}
