package main

import (
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"

	"gongkai/load"
)

func newStatus(o *options) *cobra.Command {
	return &cobra.Command{
		Use:   "status",
		Short: "Show last runs, freshness, coverage and quarantine",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			db, err := load.OpenRead(o.db)
			if err != nil {
				return &exitError{exitFailed, err}
			}
			defer db.Close()
			s, err := load.Status(cmd.Context(), db)
			if err != nil {
				return &exitError{exitFailed, err}
			}
			printStatus(cmd.OutOrStdout(), o.db, s)
			return nil
		},
	}
}

func printStatus(w io.Writer, db string, s load.State) {
	fmt.Fprintf(w, "warehouse %s (schema %d)\n", db, s.SchemaVersion)
	if s.Reports == 0 {
		fmt.Fprintln(w, "no reports yet; run gongkai ingest")
	} else {
		fmt.Fprintf(w, "reports   %d; agencies %d, divisions %d, years %d to %d\n", s.Reports, s.Agencies, s.Divisions, s.FirstYear, s.LastYear)
		if s.LatestPublish != "" {
			fmt.Fprintf(w, "latest    published %s\n", s.LatestPublish)
		}
		fmt.Fprintf(w, "loaded    %s\n", s.LatestLoad.Format(time.RFC3339))
		counts(w, "by year", s.ByYear)
		counts(w, "by grade", s.ByGrade)
	}
	counts(w, "quarantine", s.Quarantine)
	for i, r := range s.Runs {
		if i == 0 {
			fmt.Fprintln(w, "runs")
		}
		fmt.Fprintf(w, "  %d  %s  inputs %d, new %d, restated %d, unchanged %d, no report %d, unreadable %d\n",
			r.RunID, r.StartedAt.Format(time.RFC3339), r.Inputs, r.ReportsNew, r.Restated, r.Unchanged, r.NoReport, r.Unreadable)
	}
}

func counts(w io.Writer, title string, list []load.Count) {
	if len(list) == 0 {
		return
	}
	fmt.Fprintln(w, title)
	for _, c := range list {
		fmt.Fprintf(w, "  %-22s%d\n", c.Name, c.N)
	}
}
