package main

import (
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"gongkai/ingest/explain"
	"gongkai/ingest/review"
	"gongkai/load"
)

// decisionsFile is where people's decisions are looked for.
const decisionsFile = "gongkai-decisions.yaml"

func newReview(o *options) *cobra.Command {
	var format, file string
	var limit int
	c := &cobra.Command{
		Use:   "review",
		Short: "List what a person should look at first",
		Long: `List the failed rules and doubtful cells that nobody has decided on, those first
that change league tables most. gongkai explain shows each cell in its place.

Decisions stand in a file: accept, correct with a value, or ignore, each with its
reason, who and when. A decision holds for the bytes it was made on, and expires
when the document changes. No printed value is ever changed by one.`,
		Example: "  gongkai review --limit 20\n  gongkai review decisions",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if limit < 0 {
				return usage("--limit %d: 0, which is all, or more", limit)
			}
			db, decided, err := withDecisions(cmd, o, file)
			if err != nil {
				return err
			}
			defer db.Close()
			rows, err := review.Queue(cmd.Context(), db, decided, limit)
			if err != nil {
				return &exitError{exitFailed, err}
			}
			return printRows(cmd.OutOrStdout(), format, review.Columns, func(yield func([]any, error) bool) {
				for _, row := range rows {
					if !yield(row, nil) {
						return
					}
				}
			})
		},
	}
	c.PersistentFlags().StringVar(&format, "format", "table", "`table`, csv, json or md")
	c.PersistentFlags().StringVar(&file, "decisions", decisionsFile, "the `file` of decisions")
	c.Flags().IntVar(&limit, "limit", 30, "at most so many `rows`; 0 is all")
	c.AddCommand(&cobra.Command{
		Use:   "decisions",
		Short: "List the decisions, and say which have expired",
		Long: `List the decisions of the file. Exit codes: 0 all stand; 1 one has expired or is
about nothing known; 2 the file is not as it should be.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return printDecisions(cmd, o, format, file) },
	})
	return c
}

func printDecisions(cmd *cobra.Command, o *options, format, file string) error {
	db, decided, err := withDecisions(cmd, o, file)
	if err != nil {
		return err
	}
	defer db.Close()
	states, err := review.States(cmd.Context(), db, decided)
	if err != nil {
		return &exitError{exitFailed, err}
	}
	over := 0
	err = printRows(cmd.OutOrStdout(), format, []string{"state", "verdict", "cell", "rule", "value", "reason", "who", "on", "why", "sha256"}, func(yield func([]any, error) bool) {
		for _, s := range states {
			if s.State != "stands" {
				over++
			}
			if !yield([]any{s.State, s.Verdict, orNull(s.Cell), orNull(s.Rule), orNull(s.Value), shown(s.Reason), shown(s.Who), s.On, orNull(s.Why), s.SHA256}, nil) {
				return
			}
		}
	})
	if err == nil && over > 0 {
		err = &exitError{exitFaults, fmt.Errorf("%d of %d decisions no longer stand", over, len(states))}
	}
	return err
}

// withDecisions opens the warehouse and reads the file of decisions; where there is
// none, those that the warehouse has.
func withDecisions(cmd *cobra.Command, o *options, file string) (*sql.DB, []review.Decision, error) {
	decided, err := readDecisions(cmd, file)
	if err != nil {
		return nil, nil, err
	}
	db, err := load.OpenRead(o.db)
	if err != nil {
		return nil, nil, &exitError{exitFailed, err}
	}
	if decided == nil {
		if decided, err = load.Decisions(cmd.Context(), db); err != nil {
			db.Close()
			return nil, nil, &exitError{exitFailed, err}
		}
	}
	return db, decided, nil
}

// readDecisions reads the file of decisions: nil where it does not exist. One that
// was named must.
func readDecisions(cmd *cobra.Command, file string) ([]review.Decision, error) {
	if _, err := os.Stat(file); errors.Is(err, fs.ErrNotExist) && cmd.Flags().Changed("decisions") {
		return nil, usage("--decisions %s: no such file", file)
	}
	decided, err := review.Read(file)
	if err != nil {
		return nil, usage("%w", err)
	}
	return decided, nil
}

// said turns decisions on a document into what explain shows.
func said(decided []review.Decision) []explain.Decision {
	var out []explain.Decision
	for _, d := range decided {
		out = append(out, explain.Decision{SHA256: d.SHA256, Cell: d.Cell, Verdict: d.Verdict, Value: d.Value, Reason: d.Reason, Who: d.Who, On: d.On})
	}
	return out
}
