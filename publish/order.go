package publish

import (
	"context"
	"fmt"
	"strconv"
	"strings"
)

// pageOrder is the order of pages, with their stages.
var pageOrder = fmt.Sprintf(`CREATE TABLE scratch.page_order AS SELECT *, page // %d AS stage FROM (
	SELECT (row_number() OVER (ORDER BY division_code, agency_id, scope, year, report_id) - 1)::INTEGER AS page, report_id, year, left(division_code, 2) AS province FROM w.report)`, stageSize)

// long are the longest tables, with the columns that order the rows of a report.
// Every stage and every file of Parquet would read them through: they are put in
// order once.
var long = []struct{ table, order string }{
	{"fact_request", "indicator, applicant, locator"},
	{"metric_sum", "metric"},
	{"fact_proactive", "indicator, locator"},
	{"fact_challenge", "indicator, locator"},
}

// isLong reports whether a table is put in order.
func isLong(table string) bool {
	for _, l := range long {
		if l.table == table {
			return true
		}
	}
	return false
}

// inOrder is the query of a long table's rows from page first to last, in order
// where they are of one year.
func inOrder(table string, first, last int) string {
	return `SELECT * EXCLUDE (page, page_year) FROM scratch.` + table + `_in_order WHERE page BETWEEN ` + strconv.Itoa(first) + ` AND ` + strconv.Itoa(last)
}

// putInOrder makes scratch.<table>_in_order of a long table: its rows by stage, year
// and page, so that those of a stage lie together, and in it those of a province's
// year. The rows that are sorted hold a text as its number among the column's texts,
// an ENUM: with texts, to be carried along and compared, the sort takes three times
// as long. The view over them gives the texts back.
func (w *writer) putInOrder(ctx context.Context, table, order string) error {
	columns, err := w.columns(ctx, `FROM w.`+table)
	if err != nil {
		return err
	}
	var number, text []string
	for _, c := range columns {
		if c.kind != "VARCHAR" {
			number, text = append(number, `t.`+c.name), append(text, c.name)
			continue
		}
		kind := `scratch.` + table + `_` + c.name
		if err := w.run(ctx, `CREATE TYPE `+kind+` AS ENUM (SELECT DISTINCT `+c.name+` FROM w.`+table+` WHERE `+c.name+` IS NOT NULL ORDER BY 1)`); err != nil {
			return err
		}
		number, text = append(number, `t.`+c.name+`::`+kind+` AS `+c.name), append(text, c.name+`::VARCHAR AS `+c.name)
	}
	return w.run(ctx, fmt.Sprintf(`CREATE TABLE scratch.%s_sorted AS SELECT p.page, p.year AS page_year, %s
		FROM w.%s t JOIN scratch.page_order p ON p.report_id = t.report_id ORDER BY p.stage, p.year, p.page, %s`, table, strings.Join(number, ", "), table, order),
		fmt.Sprintf(`CREATE VIEW scratch.%s_in_order AS SELECT page, page_year, %s FROM scratch.%s_sorted`, table, strings.Join(text, ", "), table))
}
