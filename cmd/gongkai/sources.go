package main

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"gongkai/ingest"
	"gongkai/load"
	"gongkai/publish"
)

func newSources(o *options) *cobra.Command {
	c := group(&cobra.Command{
		Use:   "sources",
		Short: "Check and list the sources of the configuration",
	})
	c.AddCommand(newSourcesCheck(o), newSourcesList(o))
	return c
}

func newSourcesCheck(o *options) *cobra.Command {
	return &cobra.Command{
		Use:   "check",
		Short: "Say what is wrong with the configuration, without the network",
		Long: `Read the configuration and print its sources with what they name. All that is
wrong with it is said on standard error as file:line:column; nothing is fetched.

Exit codes: 0 all right; 2 something is wrong.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			conf, err := ingest.LoadConfig(o.config)
			if err != nil {
				return failed(err)
			}
			printSources(cmd.OutOrStdout(), o.config, conf)
			return nil
		},
	}
}

func printSources(w io.Writer, path string, c *ingest.Config) {
	for _, s := range c.Sources {
		fmt.Fprintf(w, "%s  %s:%d", s.ID, path, s.Line)
		if s.Name != "" {
			fmt.Fprintf(w, "  %s", s.Name)
		}
		if s.Division != "" {
			fmt.Fprintf(w, "  %s", s.Division)
		}
		fmt.Fprintln(w)
		for _, l := range []struct {
			what string
			list []string
		}{
			{"home", slices.DeleteFunc([]string{s.Home}, func(h string) bool { return h == "" })},
			{"column", s.Columns}, {"report", s.Reports}, {"files", s.Files}, {"host", s.Hosts},
		} {
			for _, x := range l.list {
				fmt.Fprintf(w, "  %-8s%s\n", l.what, x)
			}
		}
		if s.InsecureTLS {
			fmt.Fprintln(w, "  certificates are not checked (insecure_tls)")
		}
	}
	fmt.Fprintf(w, "%d sources, no faults\n", len(c.Sources))
	if c.Contact == "" && slices.ContainsFunc(c.Sources, func(s ingest.Source) bool { return s.Portal() }) {
		fmt.Fprintln(w, "no contact: name an e-mail address or a page under contact, for the portals' operators")
	}
}

func newSourcesList(o *options) *cobra.Command {
	var format string
	c := &cobra.Command{
		Use:   "list",
		Short: "List the sources as a table",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			conf, err := ingest.LoadConfig(o.config)
			if err != nil {
				return failed(err)
			}
			return printRows(cmd.OutOrStdout(), format, []string{"id", "name", "division", "home", "columns", "reports", "files", "line"}, func(yield func([]any, error) bool) {
				for _, s := range conf.Sources {
					if !yield([]any{s.ID, orNull(s.Name), orNull(s.Division), orNull(s.Home), joined(s.Columns), joined(s.Reports), joined(s.Files), int64(s.Line)}, nil) {
						return
					}
				}
			})
		},
	}
	c.Flags().StringVar(&format, "format", "table", "`table`, csv, json or md")
	return c
}

func joined(list []string) any { return orNull(strings.Join(list, " ")) }

func orNull(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// printRows prints a table in one of the formats.
func printRows(w io.Writer, format string, columns []string, rows iter.Seq2[[]any, error]) error {
	if !slices.Contains(publish.Formats, format) {
		return usage("--format %s: one of %s", format, strings.Join(publish.Formats, ", "))
	}
	err := publish.Rows(w, format, columns, rows, load.Text)
	var e *exitError
	if err == nil || errors.As(err, &e) {
		return err
	}
	return &exitError{exitFailed, err}
}
