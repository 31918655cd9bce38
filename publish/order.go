package publish

import (
	"context"
	"fmt"
	"strconv"
	"strings"
)

// pageOrder is the order of pages, with their stages.
func pageOrder() string {
	return `CREATE TABLE scratch.page_order AS SELECT *, page // ` + strconv.Itoa(stageSize) + ` AS stage FROM (
	SELECT (row_number() OVER (ORDER BY division_code, agency_id, scope, year, report_id) - 1)::INTEGER AS page, report_id, year, left(division_code, 2) AS province FROM w.report)`
}

// ofReports are the tables that have rows of every report, with the columns that
// order them; "" for all. Every stage and every file of Parquet would read them
// through: they are put in the order of pages once.
var ofReports = map[string]string{
	"report":         "report_id",
	"fact_request":   "indicator, applicant, locator",
	"fact_proactive": "indicator, locator",
	"fact_challenge": "indicator, locator",
	"fact_statistic": "indicator, locator",
	"fact_claim":     "",
	"issue":          "",
	"metric_sum":     "metric",
}

// mostCoded is the number of texts of a column that are numbered: they are held in
// memory. DuckDB sorts no ENUM that has a NUL in one.
const mostCoded = `65536`

// inOrder is the query of the rows of a table of ofReports that have the pages first
// to last; those of a year come in order.
func inOrder(table string, first, last int) string {
	return `SELECT * EXCLUDE (page, page_year) FROM scratch.` + table + `_in_order WHERE page BETWEEN ` + strconv.Itoa(first) + ` AND ` + strconv.Itoa(last)
}

// putInOrder makes scratch.<table>_in_order of a table of ofReports: its rows by
// stage, year and page, so that those of a stage lie together, and in it those of a
// province's year. A text that many rows share stands in the sorted rows as its number
// among the column's texts, an ENUM, and is given back by the view over them: to carry
// texts along and compare them takes three times as long.
func (w *writer) putInOrder(ctx context.Context, table string) error {
	columns, err := w.columns(ctx, `FROM w.`+table)
	if err != nil {
		return err
	}
	var sorted, given, names []string
	for _, c := range columns {
		names = append(names, c.name)
		coded := false
		if c.kind == "VARCHAR" {
			err := w.db.QueryRowContext(ctx, `SELECT coalesce(count(c) > 0 AND approx_count_distinct(c) < least(count(*) / 10, `+mostCoded+`) AND NOT bool_or(contains(c, chr(0))), false) FROM (SELECT `+c.name+` AS c FROM w.`+table+`)`).Scan(&coded)
			if err != nil {
				return err
			}
		}
		if !coded {
			sorted, given = append(sorted, `t.`+c.name), append(given, c.name)
			continue
		}
		kind := `scratch.` + table + `_` + c.name
		if err := w.run(ctx, `CREATE TYPE `+kind+` AS ENUM (SELECT DISTINCT `+c.name+` FROM w.`+table+` WHERE `+c.name+` IS NOT NULL ORDER BY 1)`); err != nil {
			return err
		}
		sorted, given = append(sorted, `t.`+c.name+`::`+kind+` AS `+c.name), append(given, c.name+`::VARCHAR AS `+c.name)
	}
	order := ofReports[table]
	if order == "" {
		order = strings.Join(names, ", ")
	}
	return w.run(ctx, fmt.Sprintf(`CREATE TABLE scratch.%s_sorted AS SELECT p.page, p.year AS page_year, %s
		FROM w.%s t JOIN scratch.page_order p ON p.report_id = t.report_id ORDER BY p.stage, p.year, p.page, %s`, table, strings.Join(sorted, ", "), table, order),
		fmt.Sprintf(`CREATE VIEW scratch.%s_in_order AS SELECT page, page_year, %s FROM scratch.%s_sorted`, table, strings.Join(given, ", "), table))
}
