package schema

import (
	"context"
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

// Query is a query that comes with the program.
type Query struct {
	ID    string // L03, or the name of a check
	Title string // what it shows, one line
	Level string // of a check: error or warning; else ""
	SQL   string // the whole query; of a league table one that reads the view

	// Of a league table.
	TitleZH  string
	Caveat   string // what it does not say
	CaveatZH string
	People   []string // the columns that a person needs, in their order
	View     string   // the view that shows its latest year
	Macro    string   // the table macro with year and province
}

// Leagues returns the standard league tables, by number. Each is a view of the
// latest year, l03_disclosure_rate, over a table macro with parameters,
// l03(year := 2022, province := '35').
func Leagues() []Query {
	out := queries("leagues/*.sql")
	for i := range out {
		q := &out[i]
		q.Macro = strings.ToLower(q.ID)
		q.SQL = "FROM " + q.View
	}
	return out
}

// Checks returns the warehouse's data tests. A test holds where its query gives
// no row; every row is a fault, and its columns say where.
func Checks() []Query { return queries("checks/*.sql") }

// Rules returns the rules over several reports that are no formula: each query
// gives rows for every report of the temporary table "checked" at least, with columns
// report_id, result (pass, fail, not_assessable, not_applicable), lhs, rhs,
// indicator and message. "lineage" pairs reports with those of the year before.
func Rules() []Query {
	names, err := fs.Glob(files, "rules/*.sql")
	if err != nil {
		panic(err)
	}
	slices.Sort(names)
	var out []Query
	for _, name := range names {
		text, err := files.ReadFile(name)
		if err != nil {
			panic(err)
		}
		out = append(out, Query{ID: strings.TrimSuffix(strings.TrimPrefix(name, "rules/"), ".sql"), SQL: string(text)})
	}
	return out
}

// queries reads files that begin with "-- title" or "-- level: title". Those of
// league tables go on with "-- key: text" for the keys of [Query.head].
func queries(pattern string) []Query {
	names, err := fs.Glob(files, pattern)
	if err != nil {
		panic(err)
	}
	slices.Sort(names)
	var out []Query
	for _, name := range names {
		text, err := files.ReadFile(name)
		if err != nil {
			panic(err)
		}
		head, rest, _ := strings.Cut(string(text), "\n")
		q := Query{Title: strings.TrimPrefix(head, "-- "), SQL: string(text)}
		for line := range strings.Lines(rest) {
			if !q.head(strings.TrimSpace(line)) {
				break
			}
		}
		q.ID = strings.TrimSuffix(name[strings.LastIndexByte(name, '/')+1:], ".sql")
		if level, title, ok := strings.Cut(q.Title, ": "); ok && (level == "error" || level == "warning") {
			q.Level, q.Title = level, title
		} else {
			q.View = strings.ToLower(q.ID)
			q.ID, _, _ = strings.Cut(q.ID, "_")
		}
		out = append(out, q)
	}
	return out
}

// head takes a line of a file's head, and says whether it was one.
func (q *Query) head(line string) bool {
	key, text, _ := strings.Cut(strings.TrimPrefix(line, "-- "), ": ")
	switch key {
	case "zh":
		q.TitleZH = text
	case "caveat":
		q.Caveat = text
	case "caveat_zh":
		q.CaveatZH = text
	case "people":
		q.People = strings.Fields(text)
	default:
		return false
	}
	return true
}

// createLeagues (re-)creates the macros and views of the standard league tables.
func createLeagues(ctx context.Context, c Conn) error {
	for _, q := range queries("leagues/*.sql") {
		macro, about := strings.ToLower(q.ID), quote(q.ID+": "+q.Title+". "+q.Caveat)
		for _, stmt := range []string{
			fmt.Sprintf("CREATE OR REPLACE MACRO %s(year := NULL, province := NULL) AS TABLE\n%s", macro, q.SQL),
			fmt.Sprintf("COMMENT ON MACRO TABLE %s IS %s", macro, about),
			fmt.Sprintf("CREATE OR REPLACE VIEW %s AS FROM %s()", q.View, macro),
			fmt.Sprintf("COMMENT ON VIEW %s IS %s", q.View, about),
		} {
			if _, err := c.ExecContext(ctx, stmt); err != nil {
				return fmt.Errorf("%s: %w", q.View, err)
			}
		}
		if err := columnComments(ctx, c, q.View); err != nil {
			return err
		}
	}
	return nil
}

// columnComments comments on a view's columns as leagues/columns.txt says.
func columnComments(ctx context.Context, c Conn, view string) error {
	text, err := files.ReadFile("leagues/columns.txt")
	if err != nil {
		return err
	}
	says := map[string]string{}
	for line := range strings.Lines(string(text)) {
		if name, about, ok := strings.Cut(strings.TrimSpace(line), ": "); ok && !strings.HasPrefix(line, "#") {
			says[name] = about
		}
	}
	rows, err := c.QueryContext(ctx, `SELECT column_name FROM duckdb_columns() WHERE table_name = ? AND database_name = current_database()`, view)
	if err != nil {
		return err
	}
	defer rows.Close()
	var columns []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return err
		}
		columns = append(columns, name)
	}
	if err := rows.Err(); err != nil {
		return err
	}
	rows.Close()
	for _, name := range columns {
		if says[name] == "" {
			return fmt.Errorf("%s: no line for column %s in leagues/columns.txt", view, name)
		}
		if _, err := c.ExecContext(ctx, fmt.Sprintf("COMMENT ON COLUMN %s.%s IS %s", view, name, quote(says[name]))); err != nil {
			return err
		}
	}
	return nil
}
