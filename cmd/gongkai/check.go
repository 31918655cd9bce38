package main

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"gongkai/load"
)

func newCheck(o *options) *cobra.Command {
	return &cobra.Command{
		Use:   "check",
		Short: "Run the warehouse's data tests",
		Long: `Run the warehouse's data tests: keys, references, cells against the forms,
documents behind every number, reports lost from run to run, labels that no form
has, freshness. Results are kept under the last run of ingest in table data_test,
and rows that fail in data_test_row. Exit code 1 where a test of severity error
fails. The warehouse is written to: no other run may be at work.`,
		Example: "  gongkai check\n  gongkai sql \"FROM data_test_row WHERE name = 'known_indicator'\"",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			results, err := load.CheckData(cmd.Context(), o.db, time.Now())
			if err != nil {
				return &exitError{exitFailed, err}
			}
			errors := 0
			for _, t := range results {
				verdict := "ok"
				if t.Failing > 0 {
					verdict = t.Severity
					if t.Severity == "error" {
						errors++
					}
				}
				fmt.Fprintf(cmd.OutOrStdout(), "%-8s%-24s%6d  %s\n", verdict, t.Name, t.Failing, t.Reason)
			}
			if errors > 0 {
				return &exitError{exitFaults, fmt.Errorf("%d data tests of severity error fail; gongkai sql \"FROM data_test_row\" shows where", errors)}
			}
			return nil
		},
	}
}
