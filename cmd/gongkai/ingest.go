package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/spf13/cobra"

	"gongkai/ingest"
)

func newIngest(o *options) *cobra.Command {
	var workers int
	var logs string
	var ocr bool
	var decisions decisionFiles
	c := &cobra.Command{
		Use:   "ingest [INPUT…]",
		Short: "Read reports and load them into the warehouse",
		Long: `Read reports and load them into the warehouse. An INPUT is a file, or a directory
with all that is in it; without one the sources of the configuration are read.

The run builds a new warehouse aside and puts it in the old one's place at the
end: readers keep working, and a run that is killed changes nothing. The same
document again changes nothing either.

Exit codes: 0 all done; 1 an input was unreadable (the others are loaded); 2 wrong
usage or configuration; 3 the run could not be made (locked, disk full, warehouse
unreadable).`,
		Example: "  gongkai ingest reports/\n  gongkai ingest --db county.duckdb 2023.html 2024.html",
		RunE: func(cmd *cobra.Command, args []string) error {
			files, digest, err := inputs(o, args)
			if err != nil {
				return failed(err)
			}
			known, err := decisions.read(o, len(args) == 0)
			if err != nil {
				return failed(err)
			}
			progress, err := newProgress(logs, os.Stderr)
			if err != nil {
				return failed(err)
			}
			p, err := parser(cmd.Context(), ocr)
			if err != nil {
				return err
			}
			p.Overrides = known.overrides
			res, err := ingest.Run(cmd.Context(), ingest.Options{
				Warehouse: o.db, Files: files, ConfigDigest: digest, Workers: workers, Parser: p, Progress: progress, Now: time.Now(),
				Reporters: known.reporters,
			})
			if err != nil {
				return failed(err)
			}
			printSummary(cmd.OutOrStdout(), res)
			for _, u := range known.overrides.Unused() {
				fmt.Fprintf(os.Stderr, "gongkai: override of %s met no document of this run\n", u)
			}
			for _, f := range res.Faults {
				fmt.Fprintf(os.Stderr, "gongkai: %s: %s: %s\n", f.Path, f.Reason, f.Detail)
			}
			if n := len(res.Faults); n > 0 {
				return &exitError{exitFaults, fmt.Errorf("%d of %d inputs unreadable; they are in table quarantine, and are read again with the next run", n, len(files))}
			}
			return nil
		},
	}
	c.Flags().IntVar(&workers, "workers", 0, "documents read at the same `time`; 0 is one a processor")
	c.Flags().StringVar(&logs, "progress", "auto", "how progress is shown: `auto`, bar, plain, json or none")
	addOCR(c, &ocr)
	decisions.add(c)
	return c
}

// inputs lists the files to read: those of the arguments, else of the sources.
func inputs(o *options, args []string) (files []string, digest string, err error) {
	if len(args) == 0 {
		conf, err := ingest.LoadConfig(o.config)
		if err != nil {
			return nil, "", err
		}
		if args, err = conf.Inputs(); err != nil {
			return nil, "", err
		}
		digest = conf.Digest
	}
	files, err = ingest.Plan(args, o.db)
	if err == nil && len(files) == 0 {
		err = ingest.Usage("no files in %v", args)
	}
	return files, digest, err
}

// failed gives an error of a run its exit code.
func failed(err error) error {
	if errors.Is(err, ingest.ErrUsage) {
		return &exitError{exitUsage, err}
	}
	return &exitError{exitFailed, err}
}

func printSummary(w io.Writer, r ingest.Result) {
	for _, l := range []struct {
		name string
		n    int64
	}{
		{"inputs read", r.Inputs}, {"reports new", r.ReportsNew}, {"reports restated", r.Restated}, {"reports unchanged", r.Unchanged},
		{"reports withdrawn", r.Withdrawn}, {"no report", r.NoReport}, {"images only", r.ImageOnly}, {"unreadable", r.Unreadable}, {"in quarantine", r.Quarantined},
	} {
		fmt.Fprintf(w, "%-18s%d\n", l.name, l.n)
	}
}
