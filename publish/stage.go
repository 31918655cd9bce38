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
const stageSize = 1500

// staged are the tables of the warehouse that are cut to a stage's reports.
var staged = []string{"report", "fact_proactive", "fact_request", "fact_challenge", "fact_statistic", "issue", "report_mark", "metric_sum", "metric_peer"}

// cuts say how, where it is not by report_id in the warehouse. The sums of metrics
// stand by metric there, so that every stage would read them all; they are put in
// the stages' order once.
var cuts = map[string]string{
	"metric_sum":  `SELECT * EXCLUDE (stage) FROM scratch.sum_by_stage WHERE stage = %d`,
	"metric_peer": `FROM w.metric_peer WHERE (year, scope, cell) IN (SELECT (year, scope, cell) FROM stage.report_mark)`,
}

// derived are the views that are worked out once, in the order in which each
// needs the one before. Where the warehouse keeps one as a table, its rows are
// taken as they are.
var derived = []string{"fact_total", "metric", "report_wide"}

// stage goes once through all reports, ordered by place, agency and year, some
// thousand at a time: it works out the derived views for them, which would not
// fit in memory at once, keeps them in the scratch database under the views'
// names, and hands every report to the site. The tables of a stage stand in the
// database in memory.
func (w *writer) stage(ctx context.Context, pages *site.Site) error {
	var n int
	if err := w.run(ctx, `CREATE TABLE scratch.page_order AS SELECT row_number() OVER (ORDER BY division_code, agency_id, scope, year, report_id) - 1 AS page, report_id FROM w.report`,
		fmt.Sprintf(`CREATE TABLE scratch.sum_by_stage AS SELECT s.*, (p.page // %d)::INTEGER AS stage FROM w.metric_sum s JOIN scratch.page_order p ON p.report_id = s.report_id ORDER BY stage`, stageSize)); err != nil {
		return err
	}
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
			if err := w.run(ctx, `CREATE TABLE scratch.`+v+` AS FROM w.`+v+` LIMIT 0`); err != nil {
				return err
			}
		}
	}
	for from := 0; from < n; from += stageSize {
		if err := w.cut(ctx, from, text); err != nil {
			return err
		}
		if err := pages.Stage(ctx); err != nil {
			return err
		}
	}
	if err := w.run(ctx, `DROP TABLE scratch.sum_by_stage`); err != nil {
		return err
	}
	for _, t := range append(slices.Clone(staged), derived...) {
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
	which := fmt.Sprintf(`report_id IN (SELECT report_id FROM scratch.page_order WHERE page >= %d AND page < %d)`, from, from+stageSize)
	for _, t := range staged {
		query := `FROM w.` + t + ` WHERE ` + which
		switch {
		case t == "metric_sum":
			query = fmt.Sprintf(cuts[t], from/stageSize)
		case cuts[t] != "":
			query = cuts[t]
		}
		if err := w.run(ctx, `CREATE OR REPLACE TABLE stage.`+t+` AS `+query); err != nil {
			return err
		}
	}
	for _, v := range derived {
		query := text[v]
		if query == "" {
			query = `FROM w.` + v + ` WHERE ` + which
		}
		if err := w.run(ctx, `CREATE OR REPLACE TABLE stage.`+v+` AS `+query); err != nil {
			return err
		}
		if w.keeps(v) {
			if err := w.run(ctx, `INSERT INTO scratch.`+v+` FROM stage.`+v); err != nil {
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
