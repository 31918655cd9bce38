package publish

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"gongkai/publish/site"
	schema "gongkai/sql"
)

// stageSize is the number of reports taken at a time: enough for DuckDB to be
// busy, few enough for all that is said of them to stay in memory.
var stageSize = 1500

// staged are the tables of the warehouse that are cut to a stage's reports.
var staged = []string{"report", "fact_proactive", "fact_request", "fact_challenge", "fact_statistic", "issue", "report_mark", "metric_sum", "metric_peer"}

// derived are the views that are worked out once, in the order in which each
// needs the one before. Where the warehouse keeps one as a table, its rows are
// taken as they are.
var derived = []string{"fact_total", "metric", "report_wide"}

// stage goes once through all reports, ordered by place, agency and year, some
// thousand at a time: it works out the derived views for them, which would not
// fit in memory at once, keeps them in the scratch database under the views'
// names, with the page of each row, and hands every report to the site. The tables of a stage stand in the
// database in memory.
func (w *writer) stage(ctx context.Context, toPages func() error) error {
	var n int
	if err := w.db.QueryRowContext(ctx, `SELECT count(*) FROM scratch.page_order`).Scan(&n); err != nil {
		return err
	}
	text := map[string]string{}
	for _, v := range derived {
		var err error
		if text[v], err = w.viewText(ctx, v); err != nil {
			return err
		}
		if w.keeps(v) {
			if err := w.run(ctx, `CREATE TABLE scratch.`+v+` AS SELECT *, 0 AS page FROM w.`+v+` LIMIT 0`); err != nil {
				return err
			}
		}
	}
	for from := 0; from < n; from += stageSize {
		if err := w.cut(ctx, from, text); err != nil {
			return err
		}
		if err := toPages(); err != nil {
			return err
		}
	}
	for _, t := range staged {
		kind := `TABLE`
		if _, sorted := ofReports[t]; sorted {
			kind = `VIEW`
		}
		if err := w.run(ctx, `DROP `+kind+` IF EXISTS stage.`+t); err != nil {
			return err
		}
	}
	for _, t := range append(slices.Clone(derived), "page_metric") {
		if err := w.run(ctx, `DROP TABLE IF EXISTS stage.`+t); err != nil {
			return err
		}
	}
	return nil
}

// keeps reports whether other parts of the publication need a derived view.
func (w *writer) keeps(view string) bool { return view == "report_wide" || w.Console != "" }

// cut makes the tables of the stage whose first report has a number, and keeps what
// it derives.
func (w *writer) cut(ctx context.Context, from int, text map[string]string) error {
	which := fmt.Sprintf(`report_id IN (SELECT report_id FROM scratch.page_order WHERE stage = %d)`, from/stageSize)
	for _, t := range staged {
		kind, query := `TABLE`, `FROM w.`+t+` WHERE `+which
		if _, sorted := ofReports[t]; sorted { // its rows lie together already
			kind, query = `VIEW`, inOrder(t, from, from+stageSize-1)
		} else if t == "metric_peer" {
			query = `FROM w.metric_peer WHERE (year, scope, cell) IN (SELECT (year, scope, cell) FROM stage.report_mark)`
		}
		if err := w.run(ctx, `CREATE OR REPLACE `+kind+` stage.`+t+` AS `+query); err != nil {
			return err
		}
	}
	for _, v := range derived {
		query := `(` + text[v] + `)`
		if text[v] == "" {
			query = `(FROM w.` + v + ` WHERE ` + which + `)`
		}
		if v == "metric" && !w.keeps(v) {
			// report_wide takes values alone, pages one metric: intervals and shrunk rates
			// of all would take longer than the rest of the stage.
			if err := w.run(ctx, `CREATE OR REPLACE TABLE stage.metric AS SELECT report_id, metric, value FROM `+query,
				`CREATE OR REPLACE TABLE stage.page_metric AS FROM `+query+` WHERE metric = '`+site.PageMetric+`'`); err != nil {
				return err
			}
			continue
		}
		if err := w.run(ctx, `CREATE OR REPLACE TABLE stage.`+v+` AS FROM `+query); err != nil {
			return err
		}
		if v == "metric" {
			if err := w.run(ctx, `CREATE OR REPLACE TABLE stage.page_metric AS FROM stage.metric WHERE metric = '`+site.PageMetric+`'`); err != nil {
				return err
			}
		}
		if w.keeps(v) {
			if err := w.run(ctx, `INSERT INTO scratch.`+v+` SELECT v.*, p.page FROM stage.`+v+` v JOIN scratch.page_order p ON p.report_id = v.report_id ORDER BY p.page`); err != nil {
				return err
			}
		}
	}
	return nil
}

// viewText returns the query of a view of the warehouse; "" where it is a table.
func (w *writer) viewText(ctx context.Context, view string) (string, error) {
	var views int
	err := w.db.QueryRowContext(ctx, `SELECT count(*) FROM duckdb_views() WHERE database_name = 'w' AND view_name = ?`, view).Scan(&views)
	if err != nil || views == 0 {
		return "", err
	}
	return schema.ViewQuery(view)
}

func (w *writer) run(ctx context.Context, statements ...string) error {
	for _, s := range statements {
		if _, err := w.db.ExecContext(ctx, s); err != nil {
			first, _, _ := strings.Cut(s, "\n")
			return fmt.Errorf("%.120s: %w", first, err)
		}
	}
	return nil
}
