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
// columns that put the rows of a report in order.
var byPlace = []struct{ table, order string }{
	{"report", ""},
	{"fact_proactive", ", t.indicator, t.locator"},
	{"fact_request", ", t.indicator, t.applicant, t.locator"},
	{"fact_challenge", ", t.indicator, t.locator"},
	{"fact_statistic", ", t.indicator, t.locator"},
	{"fact_claim", ", t.claim, t.locator, t.value"},
	{"issue", ", t.rule, t.indicator, t.applicant, t.message"},
	{"report_wide", ""},
	{"metric", ", t.metric"},
}

// parquet writes the warehouse as Parquet with zstd. One thread writes rows that
// come in order, so that the same rows make the same bytes.
func (w *writer) parquet(ctx context.Context) error {
	if err := w.run(ctx, `SET threads = 1`,
		`CREATE TABLE place AS SELECT p.page, r.report_id, r.year AS in_year, left(r.division_code, 2) AS in_province
		 FROM w.report r JOIN page_order p ON p.report_id = r.report_id`); err != nil {
		return err
	}
	years, err := texts(ctx, w.db, `SELECT DISTINCT in_year::VARCHAR FROM place ORDER BY ALL`)
	if err != nil {
		return err
	}
	for _, by := range byPlace {
		t := by.table
		except := ""
		if columns, err := w.columns(ctx, `FROM `+t); err != nil {
			return err
		} else if slices.ContainsFunc(columns, func(c column) bool { return c.name == "year" }) {
			except = ` EXCLUDE (year)` // it is in the path
		}
		// Year by year: every open partition costs memory for each of its columns.
		for _, year := range years {
			dir := w.aside.path("parquet/" + t + "/year=" + year)
			if err := os.MkdirAll(dir, 0o755); err != nil {
				return err
			}
			if err := w.run(ctx, `COPY (SELECT t.*`+except+`, p.in_province AS province FROM `+t+` t JOIN scratch.place p ON p.report_id = t.report_id WHERE p.in_year = `+year+` ORDER BY p.in_province, p.page`+by.order+`)
			TO '`+strings.ReplaceAll(dir, "'", "''")+`' (FORMAT parquet, COMPRESSION zstd, PARTITION_BY (province), OVERWRITE_OR_IGNORE)`); err != nil {
				return err
			}
		}
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
	if err := w.run(ctx, `RESET threads`); err != nil {
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
