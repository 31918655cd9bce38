package schema

import (
	"io/fs"
	"slices"
	"strings"
)

// Query is a query that comes with the program.
type Query struct {
	ID    string // L03, or the name of a check
	Title string // what it shows, one line
	Level string // of a check: error or warning; else ""
	SQL   string
}

// Leagues returns the standard league tables, by number. They take no
// parameters: each shows the latest year.
func Leagues() []Query { return queries("leagues/*.sql") }

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

// queries reads files that begin with "-- title" or "-- level: title".
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
		head, _, _ := strings.Cut(string(text), "\n")
		q := Query{Title: strings.TrimPrefix(head, "-- "), SQL: string(text)}
		q.ID = strings.TrimSuffix(name[strings.LastIndexByte(name, '/')+1:], ".sql")
		if level, title, ok := strings.Cut(q.Title, ": "); ok && (level == "error" || level == "warning") {
			q.Level, q.Title = level, title
		} else {
			q.ID, _, _ = strings.Cut(q.ID, "_")
		}
		out = append(out, q)
	}
	return out
}
