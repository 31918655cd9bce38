package main

import (
	"database/sql"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"gongkai/canon"
	"gongkai/load"
	"gongkai/publish"
	schema "gongkai/sql"
)

func newLeague(o *options) *cobra.Command {
	var q load.LeagueQuery
	var format string
	c := &cobra.Command{
		Use:   "league METRIC",
		Short: "Print a league table",
		Long: `Print a league table of a metric: equal values share a rank, what is missing is
shown as missing, and what may not be ranked is shown with the reason.

Standard tables, with --year and --province:
` + standardList() + `
Metrics:
` + metricList() + `
As table and md rates are percentages, and only the columns are shown that a person
needs. As csv, json and xlsx, and in SQL (FROM league('…'), FROM l03()), all columns
are there, and rates are fractions of 1.`,
		Example:   "  gongkai league requests_received --year 2023\n  gongkai league disclosure_rate_gross --level county --format csv",
		Args:      cobra.ExactArgs(1),
		ValidArgs: metricIDs(),
		RunE: func(cmd *cobra.Command, args []string) error {
			q.Metric = args[0]
			standard := standardTable(args[0])
			if standard == nil && canon.Get().Metric(q.Metric) == nil {
				return usage("no metric %q%s; gongkai league --help lists the metrics, and the standard tables L01 to L14", q.Metric, like(q.Metric, metricIDs()))
			}
			if !slices.Contains(load.Grains, q.Grain) {
				return usage("--level %s: one of %s", q.Grain, strings.Join(load.Grains, ", "))
			}
			if q.MinN < 0 {
				return usage("--min-n %d: 0 or more", q.MinN)
			}
			if err := narrow(&q); err != nil {
				return err
			}
			if !slices.Contains(publish.Formats, format) {
				return usage("--format %s: one of %s", format, strings.Join(publish.Formats, ", "))
			}
			db, err := load.OpenRead(o.db)
			if err != nil {
				return &exitError{exitFailed, err}
			}
			defer db.Close()
			people := format == "table" || format == "md"
			if err := sayYear(cmd, db, q.Year); err != nil {
				return err
			}
			var t *load.LeagueTable
			if standard != nil {
				for _, flag := range []string{"level", "function", "scope", "min-n"} {
					if cmd.Flags().Changed(flag) {
						return usage("%s is a fixed table: --%s cannot be given, only --year and --province", standard.ID, flag)
					}
				}
				t, err = load.Standard(cmd.Context(), db, *standard, q.Year, q.Province, people)
			} else {
				t, err = load.League(cmd.Context(), db, q, people)
			}
			if err != nil {
				return &exitError{exitFailed, err}
			}
			out := cmd.OutOrStdout()
			if people {
				fmt.Fprintf(out, "%s, %s\n%s\n", t.Title, t.Year, t.Caveat)
			}
			if format == "xlsx" {
				notes := publish.Notes{{"table", t.Title + ", " + t.Year}, {"caveat", t.Caveat}, {"rates", "fractions of 1"}, {"rank", "equal values share a rank; none where unranked_reason says why"}}
				if err := publish.Workbook(out, t.Columns, t.Rows, notes, load.Text); err != nil {
					return &exitError{exitFailed, err}
				}
				return nil
			}
			if err := publish.Rows(out, format, t.Columns, t.Rows, load.Text); err != nil {
				return &exitError{exitFailed, err}
			}
			return nil
		},
	}
	f := c.Flags()
	f.IntVar(&q.Year, "year", 0, "the `year` reported on; 0 is the latest")
	f.StringVar(&q.Grain, "level", "agency", "what is ranked: `agency`, county, prefecture or province")
	f.StringVar(&q.Province, "province", "", "only this province: its `name` or two digits of its code")
	f.StringVar(&q.Function, "function", "", "only agencies of this `function` (dim_function)")
	f.StringVar(&q.Scope, "scope", "agency", "what the reports count: `agency`, jurisdiction_aggregate or office_self")
	f.StringVar(&format, "format", "table", "`table`, csv, json, md or xlsx")
	f.IntVar(&q.MinN, "min-n", 0, "rank from this `denominator` on; 0 is the metric's own")
	return c
}

// narrow checks the names that narrow a table: a misspelt one would give an
// empty table and look like an answer.
func narrow(q *load.LeagueQuery) error {
	if q.Province != "" {
		p := canon.ProvinceNamed(q.Province)
		if p == nil {
			return usage("--province %s: no province of that name; give its name or the first two digits of its code", q.Province)
		}
		q.Province = p.Code
	}
	if q.Function != "" && canon.Functions().ByID(q.Function) == nil {
		return usage("--function %s: no function of that id; gongkai sql \"FROM dim_function\" lists them", q.Function)
	}
	if !slices.Contains(load.Scopes, q.Scope) {
		return usage("--scope %s: one of %s", q.Scope, strings.Join(load.Scopes, ", "))
	}
	return nil
}

// sayYear says on standard error that a year has no reports, and which have: its
// table is empty, or lists only who is missing, and looks like an answer.
func sayYear(cmd *cobra.Command, db *sql.DB, year int) error {
	if year == 0 {
		return nil
	}
	var first, last sql.NullInt64
	var of int
	if err := db.QueryRowContext(cmd.Context(), "SELECT min(year), max(year), count(*) FILTER (year = ?) FROM report", year).Scan(&first, &last, &of); err != nil {
		return &exitError{exitFailed, err}
	}
	if of == 0 && first.Valid {
		say(cmd.ErrOrStderr(), "--year %d: no report for that year; the warehouse has %d to %d", year, first.Int64, last.Int64)
	}
	return nil
}

// like names those of a list that hold a name, or that it holds.
func like(name string, list []string) string {
	var near []string
	for _, id := range list {
		if name != "" && len(near) < 5 && (strings.Contains(id, name) || strings.Contains(name, id)) {
			near = append(near, id)
		}
	}
	if len(near) == 0 {
		return ""
	}
	return ", did you mean " + strings.Join(near, " or ") + "?"
}

func metricIDs() []string {
	var ids []string
	for _, m := range canon.Get().Metrics {
		ids = append(ids, m.ID)
	}
	return ids
}

func metricList() string {
	var b strings.Builder
	for _, m := range canon.Get().Metrics {
		fmt.Fprintf(&b, "  %-32s %s (%s)\n", m.ID, m.EN, m.ZH)
	}
	return b.String()
}

// standardTable returns the standard table of an id, l3 or L03, or nil.
func standardTable(id string) *schema.Query {
	n, err := strconv.Atoi(strings.TrimLeft(id, "lL"))
	if err != nil || !strings.ContainsAny(id[:1], "lL") {
		return nil
	}
	for _, q := range schema.Leagues() {
		if q.ID == fmt.Sprintf("L%02d", n) {
			return &q
		}
	}
	return nil
}

func standardList() string {
	var b strings.Builder
	for _, q := range schema.Leagues() {
		fmt.Fprintf(&b, "  %s  %s\n       %s\n", q.ID, q.Title, q.TitleZH)
	}
	return b.String()
}
