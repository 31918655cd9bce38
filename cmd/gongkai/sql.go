package main

import (
	"errors"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"gongkai/load"
	"gongkai/publish"
)

func newSQL(o *options) *cobra.Command {
	var file, format string
	c := &cobra.Command{
		Use:   "sql [QUERY]",
		Short: "Run read-only SQL on the warehouse",
		Long: `Run read-only SQL on the warehouse: the argument, a file (-f), or standard input.
Nothing can be changed, and no file or address outside the warehouse be reached.

SHOW TABLES lists the tables; every table, view, column and macro carries a comment
(FROM duckdb_columns(), duckdb_functions()). Of several statements the last one's
rows are printed. A table holds at most 100,000 rows; csv and json any number.`,
		Example: "  gongkai sql \"FROM report_wide\"\n  gongkai sql --format csv -f query.sql > result.csv",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if !slices.Contains(publish.Formats, format) {
				return usage("--format %s: one of %s", format, strings.Join(publish.Formats, ", "))
			}
			query, err := statement(args, file, cmd.InOrStdin())
			if err != nil {
				return err
			}
			db, err := load.OpenRead(o.db)
			if err != nil {
				return &exitError{exitFailed, err}
			}
			defer db.Close()
			columns, rows, err := load.Query(cmd.Context(), db, query)
			if err != nil {
				return usage("query: %w", err)
			}
			if err := publish.Rows(cmd.OutOrStdout(), format, columns, rows, load.Text); errors.Is(err, publish.ErrLongTable) {
				return usage("%w", err)
			} else if err != nil {
				return &exitError{exitFailed, err}
			}
			return nil
		},
	}
	c.Flags().StringVarP(&file, "file", "f", "", "read the query from a `file`; - is standard input")
	c.Flags().StringVar(&format, "format", "table", "`table`, csv, json, md or xlsx")
	return c
}

// statement returns the query of the argument, of a file or of standard input.
func statement(args []string, file string, stdin io.Reader) (string, error) {
	switch {
	case len(args) == 1 && file != "":
		return "", usage("a query as an argument or with -f, not both")
	case len(args) == 1:
		return nonEmpty(args[0])
	case file != "" && file != "-":
		b, err := os.ReadFile(file)
		if err != nil {
			return "", usage("%w", err)
		}
		return nonEmpty(string(b))
	}
	b, err := io.ReadAll(stdin)
	if err != nil {
		return "", usage("standard input: %w", err)
	}
	return nonEmpty(string(b))
}

func nonEmpty(query string) (string, error) {
	if strings.TrimSpace(query) == "" {
		return "", usage("no query; try gongkai sql \"FROM report_wide\"")
	}
	return query, nil
}
