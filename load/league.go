package load

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"iter"
	"strconv"

	"github.com/shopspring/decimal"

	"gongkai"
)

// Grains are what a league table can rank.
var Grains = []string{"agency", "county", "prefecture", "province"}

// Scopes are what the reports of a league table may count.
var Scopes = []string{gongkai.ScopeAgency, gongkai.ScopeJurisdiction, gongkai.ScopeOffice}

// LeagueQuery asks for a league table. Zero values mean: the latest year, all
// provinces, all functions.
type LeagueQuery struct {
	Metric   string
	Year     int
	Grain    string // one of Grains
	Province string // name, or a code that begins with the province's two digits
	Function string
	Scope    string
}

// LeagueTable is a league table with what must be said of it.
type LeagueTable struct {
	Title   string
	Year    string
	Caveat  string
	Columns []string
	Rows    iter.Seq2[[]any, error]
}

// League runs the macro league. With forPeople the columns are those that a
// reader needs: shared ranks are marked (=2), rates are percentages; else they
// are the macro's, with rates as fractions of 1.
func League(ctx context.Context, db *sql.DB, q LeagueQuery, forPeople bool) (*LeagueTable, error) {
	call := "league(?, grain := ?, scope := ?"
	args := []any{q.Metric, q.Grain, q.Scope}
	for _, p := range []struct {
		name  string
		value any
		given bool
	}{{"year", q.Year, q.Year != 0}, {"province", q.Province, q.Province != ""}, {"function", q.Function, q.Function != ""}} {
		if p.given {
			call += ", " + p.name + " := ?"
			args = append(args, p.value)
		}
	}
	call += ")"
	t := &LeagueTable{}
	var rate bool
	err := db.QueryRowContext(ctx, "SELECT coalesce(en, metric), coalesce(caveat, ''), denominator IS NOT NULL FROM dim_metric WHERE metric = ?", q.Metric).Scan(&t.Title, &t.Caveat, &rate)
	if err != nil {
		return nil, fmt.Errorf("metric %s: %w", q.Metric, err)
	}
	query := "FROM " + call
	if forPeople {
		query = "SELECT rank, tied, name, division_code, year, value, numerator, n, counted, expected, unranked_reason FROM " + call
	}
	columns, rows, err := Query(ctx, db, query, args...)
	if err != nil {
		return nil, err
	}
	t.Columns, t.Rows = columns, rows
	t.Year = strconv.Itoa(q.Year)
	if q.Year == 0 {
		if err := db.QueryRowContext(ctx, "SELECT coalesce(max(year)::VARCHAR, 'no year') FROM report WHERE scope = ?", q.Scope).Scan(&t.Year); err != nil {
			return nil, err
		}
	}
	if forPeople {
		t.read(q.Grain, rate)
	}
	return t, nil
}

// read turns the macro's rows into those that people read.
func (t *LeagueTable) read(grain string, rate bool) {
	head := []string{"rank", grain, "division", "value"}
	if rate {
		head = append(head, "of n")
	}
	if grain != "agency" {
		head = append(head, "agencies")
	}
	t.Columns = append(head, "not ranked because")
	source := t.Rows
	t.Rows = func(yield func([]any, error) bool) {
		for r, err := range source {
			if err != nil {
				yield(nil, err)
				return
			}
			rank := any(nil)
			if r[0] != nil {
				rank = Text(r[0], "")
				if r[1] == true {
					rank = "=" + Text(r[0], "")
				}
			}
			row := []any{rank, r[2], r[3]}
			switch v, ok := r[5].(float64); {
			case ok && rate:
				row = append(row, json.Number(decimal.NewFromFloat(100*v).StringFixed(1)+" %"))
			case rate:
				row = append(row, nil) // a numerator alone is no rate
			default:
				row = append(row, r[6])
			}
			if rate {
				row = append(row, r[7])
			}
			if grain != "agency" {
				row = append(row, Text(r[8], "0")+" of "+Text(r[9], "0"))
			}
			reason := r[10]
			if reason == nil {
				reason = ""
			}
			if !yield(append(row, reason), nil) {
				return
			}
		}
	}
}
