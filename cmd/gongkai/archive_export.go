package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"gongkai/extract/portal/store"
)

func newArchiveExport(a *archiveOptions) *cobra.Command {
	var source, since string
	c := &cobra.Command{
		Use:   "export FILE.warc.gz",
		Short: "Write the archive as a WARC file",
		Long: `Write the archive, or a part of it, as WARC/1.1, each record a gzip member. FILE is
replaced when all is written; - is standard output. gongkai archive import reads
it back as it was, and gongkai ingest reads the reports in it.`,
		Example: "  gongkai archive export all.warc.gz\n  gongkai archive export --source huian --since 2024-01-01 huian.warc.gz",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			sel := store.Selection{Source: source}
			if since != "" {
				var err error
				if sel.Since, err = time.Parse(time.DateOnly, since); err != nil {
					return usage("--since %s: a date such as 2024-01-31", since)
				}
			}
			s, err := a.open(cmd, true)
			if err != nil {
				return err
			}
			defer s.Close()
			n := 0
			write := func(w io.Writer) error {
				n, err = s.Export(w, sel)
				return err
			}
			if args[0] == "-" {
				err = write(cmd.OutOrStdout())
			} else {
				err = replaceFile(args[0], write)
			}
			if err != nil {
				return &exitError{exitFailed, fmt.Errorf("export: %w", err)}
			}
			fmt.Fprintf(os.Stderr, "gongkai: %d records written\n", n)
			return nil
		},
	}
	c.Flags().StringVar(&source, "source", "", "only this source: its `id`")
	c.Flags().StringVar(&since, "since", "", "only what was fetched from this `date` on (UTC)")
	return c
}

// replaceFile writes a file aside and puts it in its place once it is whole.
func replaceFile(path string, write func(io.Writer) error) error {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	w := bufio.NewWriterSize(f, 1<<16)
	if err = write(w); err == nil {
		err = errors.Join(w.Flush(), f.Chmod(0o644), f.Sync())
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}
