package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"gongkai/ingest"
	"gongkai/load"
	"gongkai/publish"
	"gongkai/transform/override"
)

// decisionFiles are the files in which people say who issues what.
type decisionFiles struct{ overrides, reporters string }

func (d *decisionFiles) add(c *cobra.Command) {
	c.Flags().StringVar(&d.overrides, "overrides", "", "human decisions about issuers and years, a `file`; default: the configuration's")
	c.Flags().StringVar(&d.reporters, "reporters", "", "who is expected to report, a `file`; default: the configuration's")
}

type known struct {
	overrides *override.List
	reporters []load.Reporter
}

// read reads the files of the flags, else those that the configuration names
// where it is what says the inputs.
func (d decisionFiles) read(o *options, configured bool) (known, error) {
	var k known
	if configured {
		conf, err := ingest.LoadConfig(o.config)
		if err != nil {
			return k, err
		}
		if d.overrides == "" {
			d.overrides = conf.Beside(conf.Overrides)
		}
		if d.reporters == "" {
			d.reporters = conf.Beside(conf.Reporters)
		}
	}
	var err error
	if k.overrides, err = ingest.LoadOverrides(d.overrides); err != nil {
		return k, err
	}
	k.reporters, err = ingest.LoadReporters(d.reporters)
	return k, err
}

func newIssuers(o *options) *cobra.Command {
	c := group(&cobra.Command{Use: "issuers", Short: "Check who reports: human decisions, and who is late or missing"})
	c.AddCommand(newIssuersLint(), newIssuersExpected(o))
	return c
}

func newIssuersLint() *cobra.Command {
	return &cobra.Command{
		Use:   "lint FILE",
		Short: "Check a file of overrides (.yaml) or of expected reporters (.tsv)",
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if strings.HasSuffix(args[0], ".tsv") {
				list, err := ingest.LoadReporters(args[0])
				if err != nil {
					return failed(err)
				}
				fmt.Fprintf(cmd.OutOrStdout(), "%s: %d reporters\n", args[0], len(list))
				return nil
			}
			list, err := ingest.LoadOverrides(args[0])
			if err != nil {
				return failed(err)
			}
			fmt.Fprintf(cmd.OutOrStdout(), "%s: %d overrides\n", args[0], list.Len())
			return nil
		},
	}
}

func newIssuersExpected(o *options) *cobra.Command {
	var year int
	var format string
	c := &cobra.Command{
		Use:   "expected --year YEAR",
		Short: "List who should have reported for a year, and who did, late or not at all",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if !slices.Contains(publish.Formats, format) {
				return usage("--format %s: one of %s", format, strings.Join(publish.Formats, ", "))
			}
			if year == 0 {
				return usage("which year? give --year")
			}
			db, err := load.OpenRead(o.db)
			if err != nil {
				return &exitError{exitFailed, err}
			}
			defer db.Close()
			columns, rows, err := load.Query(cmd.Context(), db, "SELECT status, division_code, agency, scope, due_on, made_on, nil, listed FROM expected(?)", year)
			if err != nil {
				return &exitError{exitFailed, err}
			}
			return publish.Rows(cmd.OutOrStdout(), format, columns, rows, load.Text)
		},
	}
	c.Flags().IntVar(&year, "year", 0, "the `year` reported on")
	c.Flags().StringVar(&format, "format", "table", "`table`, csv, json or md")
	return c
}
