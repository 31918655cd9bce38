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
	MinN     int // least denominator for a rank; 0 is the metric's own
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
	}{{"year", q.Year, q.Year != 0}, {"province", q.Province, q.Province != ""}, {"function", q.Function, q.Function != ""}, {"min_n", q.MinN, q.MinN != 0}} {
		if p.given {
			call += ", " + p.name + " := ?"
			args = append(args, p.value)
		}
	}
	call += ")"
	t := &LeagueTable{}
	var rate bool
	var absent string
	err := db.QueryRowContext(ctx, "SELECT coalesce(en, metric), coalesce(caveat, ''), unit = 'rate', coalesce(absent, '') FROM dim_metric WHERE metric = ?", q.Metric).Scan(&t.Title, &t.Caveat, &rate, &absent)
	if err != nil {
		return nil, fmt.Errorf("metric %s: %w", q.Metric, err)
	}
	if absent != "" {
		t.Caveat = "No numbers: it " + absent + ". " + t.Caveat
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
			row := []any{shared(r[0], r[1]), r[2], r[3]}
			switch v, ok := r[5].(float64); {
			case ok && rate:
				row = append(row, percent(v))
			case rate:
				row = append(row, nil) // a numerator alone is no rate
			default:
				row = append(row, rounded(r[5]))
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

// shared is a rank as people read it: =2 where another has it too.
func shared(rank, tied any) any {
	switch {
	case rank == nil:
		return nil
	case tied == true:
		return "=" + Text(rank, "")
	}
	return Text(rank, "")
}

// percent is a fraction as people read it.
func percent(v float64) json.Number {
	return json.Number(decimal.NewFromFloat(100*v).StringFixed(1) + " %")
}

// rounded is a number as people read it: at most three decimals.
func rounded(v any) any {
	f, ok := v.(float64)
	if !ok {
		return v
	}
	return json.Number(decimal.NewFromFloat(f).Round(3).String())
}
