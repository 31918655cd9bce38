package load

import (
	"context"
	"database/sql"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"

	schema "gongkai/sql"
)

// Standard runs one of the standard league tables, L01 to L14. year 0 is the latest;
// province is a code or "". With forPeople the columns are those that the table's
// file names for them, rates are percentages and numbers rounded; else they are the
// macro's, with rates as fractions of 1.
func Standard(ctx context.Context, db *sql.DB, q schema.Query, year int, province string, forPeople bool) (*LeagueTable, error) {
	var y, p any
	if year != 0 {
		y = year
	}
	if province != "" {
		p = province
	}
	columns, rows, err := Query(ctx, db, "FROM "+q.Macro+"(year := ?, province := ?)", y, p)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", q.ID, err)
	}
	t := &LeagueTable{Title: q.ID + " " + q.Title, Year: "latest year", Caveat: q.Caveat, Columns: columns, Rows: rows}
	if year != 0 {
		t.Year = strconv.Itoa(year)
	}
	if !forPeople {
		return t, nil
	}
	metrics, err := metricNames(ctx, db)
	if err != nil {
		return nil, err
	}
	t.choose(q.People, metrics)
	return t, nil
}

// metricName is what a reader of a table must know of a metric.
type metricName struct {
	en   string
	rate bool
}

func metricNames(ctx context.Context, db *sql.DB) (map[string]metricName, error) {
	rows, err := db.QueryContext(ctx, "SELECT metric, en, unit = 'rate' FROM dim_metric")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	out := map[string]metricName{}
	for rows.Next() {
		var id string
		var m metricName
		if err := rows.Scan(&id, &m.en, &m.rate); err != nil {
			return nil, err
		}
		out[id] = m
	}
	return out, rows.Err()
}

// fractions are columns that hold fractions of 1 whatever the table's metric.
var fractions = []string{"ci_low", "ci_high", "coverage", "percentile", "growth", "completeness", "consistency_score", "timeliness", "sections_present", "narrative_heads", "originality"}

// measured are columns in the unit of the table's metric.
var measured = []string{"value", "shrunk", "previous", "change"}

var peopleHeads = map[string]string{"division_code": "division", "unranked_reason": "not ranked because"}

// choose turns the rows of a macro into those that people read.
func (t *LeagueTable) choose(people []string, metrics map[string]metricName) {
	source, at := t.Rows, map[string]int{}
	for i, c := range t.Columns {
		at[c] = i
	}
	t.Columns = nil
	for _, c := range people {
		head, ok := peopleHeads[c]
		if !ok {
			head = strings.ReplaceAll(c, "_", " ")
		}
		t.Columns = append(t.Columns, head)
	}
	t.Rows = iter.Seq2[[]any, error](func(yield func([]any, error) bool) {
		for r, err := range source {
			if err != nil {
				yield(nil, err)
				return
			}
			get := func(column string) any {
				if i, ok := at[column]; ok {
					return r[i]
				}
				return nil
			}
			metric := metrics[Text(get("metric"), "")]
			row := make([]any, len(people))
			for i, c := range people {
				v := get(c)
				f, isFloat := v.(float64)
				switch {
				case c == "rank":
					row[i] = shared(v, get("tied"))
				case c == "metric":
					row[i] = metric.en
				case c == "unranked_reason" && v == nil:
					row[i] = ""
				case isFloat && (slices.Contains(fractions, c) || metric.rate && slices.Contains(measured, c)):
					row[i] = percent(f)
				default:
					row[i] = rounded(v)
				}
			}
			if !yield(row, nil) {
				return
			}
		}
	})
}
