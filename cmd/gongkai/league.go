package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"gongkai/canon"
	"gongkai/load"
	"gongkai/publish"
)

func newLeague(o *options) *cobra.Command {
	var q load.LeagueQuery
	var format string
	c := &cobra.Command{
		Use:   "league METRIC",
		Short: "Print a league table",
		Long: `Print a league table of a metric: equal values share a rank, what is missing is
shown as missing, and what may not be ranked is shown with the reason.

Metrics:
` + metricList() + `
Rates are printed as percentages here; in SQL (FROM league('…')) they are
fractions of 1.`,
		Example:   "  gongkai league requests_received --year 2023\n  gongkai league disclosure_rate_gross --level county --format csv",
		Args:      cobra.ExactArgs(1),
		ValidArgs: metricIDs(),
		RunE: func(cmd *cobra.Command, args []string) error {
			q.Metric = args[0]
			if canon.Get().Metric(q.Metric) == nil {
				return usage("no metric %q; one of %s", q.Metric, strings.Join(metricIDs(), ", "))
			}
			if !slices.Contains(load.Grains, q.Grain) {
				return usage("--level %s: one of %s", q.Grain, strings.Join(load.Grains, ", "))
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
			t, err := load.League(cmd.Context(), db, q, format == "table" || format == "md")
			if err != nil {
				return &exitError{exitFailed, err}
			}
			out := cmd.OutOrStdout()
			if format == "table" || format == "md" {
				fmt.Fprintf(out, "%s, %s\n%s\n", t.Title, t.Year, t.Caveat)
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
	f.StringVar(&format, "format", "table", "`table`, csv, json or md")
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
		fmt.Fprintf(&b, "  %-30s %s (%s)\n", m.ID, m.EN, m.ZH)
	}
	return b.String()
}
