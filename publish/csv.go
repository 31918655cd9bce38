package publish

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"gongkai/publish/site"
	schema "gongkai/sql"
)

// tables are written as CSV whole, and report_wide. The cells themselves, some two hundred a
// report, are in Parquet and in the snapshot: as CSV they would be gigabytes.
var tables = []string{"issue", "dim_division", "dim_agency", "dim_function", "dim_indicator", "dim_applicant", "dim_template", "dim_rule", "dim_metric"}

// csv writes the tables of people's size and the league tables.
func (w *writer) csv(ctx context.Context) error {
	for _, t := range tables {
		query, order := `FROM `+t, `ORDER BY ALL`
		if t == "issue" {
			query, order = `SELECT t.* FROM issue t JOIN scratch.page_order p ON p.report_id = t.report_id`, `ORDER BY p.page, COLUMNS(t.*)`
		}
		if err := w.csvOf(ctx, "csv/"+t+".csv", t, query, order); err != nil {
			return err
		}
	}
	for _, q := range schema.Leagues() {
		// Worked out once for CSV, book and page. The rows keep the query's own order,
		// which is that of the ranks.
		if err := w.run(ctx, `CREATE TABLE scratch.`+site.LeagueTable(q.ID)+` AS `+strings.TrimSuffix(strings.TrimSpace(q.SQL), ";")); err != nil {
			return err
		}
		if err := w.csvOf(ctx, "csv/leagues/"+q.ID+".csv", q.ID+" "+q.Title, `FROM scratch.`+site.LeagueTable(q.ID), ""); err != nil {
			return err
		}
	}
	return nil
}

// csvOf writes the rows of a query. Lists become words with a space between;
// texts are made inert.
func (w *writer) csvOf(ctx context.Context, name, about, query, order string) error {
	columns, err := w.columns(ctx, query)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	part := w.aside.path("scratch-" + strings.ReplaceAll(name, "/", "-"))
	defer os.Remove(part)
	if err := w.run(ctx, `COPY (SELECT `+inertColumns(columns)+` FROM (`+query+` `+order+`) q) TO '`+strings.ReplaceAll(part, "'", "''")+`' (FORMAT csv, HEADER)`); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	f, err := os.Open(part)
	if err != nil {
		return err
	}
	return w.write(name, about, func(out io.Writer) error {
		_, err := io.WriteString(out, w.bom())
		if err == nil {
			_, err = io.Copy(out, f)
		}
		return errors.Join(err, f.Close())
	})
}

// column is a column of a result.
type column struct{ name, kind string }

func (w *writer) columns(ctx context.Context, query string) ([]column, error) {
	rows, err := w.db.QueryContext(ctx, `SELECT column_name, column_type FROM (DESCRIBE `+query+`)`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []column
	for rows.Next() {
		var c column
		if err := rows.Scan(&c.name, &c.kind); err != nil {
			return nil, err
		}
		out = append(out, c)
	}
	return out, rows.Err()
}

// formula and control are what must not reach a spreadsheet or a terminal: a
// text that begins like a formula, and control characters but for line breaks
// and tabs. [noFormula] and [plainText] say the same for Go.
const (
	formula = `^[=+\-@\t\r＝＋－＠]`
	control = `[\x00-\x08\x0B-\x1F\x7F]`
)

// inertColumns lists columns with their texts made inert.
func inertColumns(columns []column) string {
	var out []string
	for _, c := range columns {
		name := `q."` + strings.ReplaceAll(c.name, `"`, `""`) + `"`
		as := ` AS "` + strings.ReplaceAll(c.name, `"`, `""`) + `"`
		text := ""
		switch {
		case strings.HasSuffix(c.kind, "[]"):
			text = `array_to_string(` + name + `::VARCHAR[], ' ')`
		case c.kind == "VARCHAR":
			text = name
		default:
			out = append(out, name+as)
			continue
		}
		text = `regexp_replace(` + text + `, '` + control + `', '�', 'g')`
		out = append(out, `CASE WHEN regexp_matches(`+text+`, '`+formula+`') THEN '''' || `+text+` ELSE `+text+` END`+as)
	}
	return strings.Join(out, ", ")
}
