package main

import (
	"errors"
	"io/fs"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"gongkai/ingest"
)

func newIngest(o *options) *cobra.Command {
	var workers int
	var logs, file string
	var ocr, dry bool
	from := &inputFlags{options: o}
	var decisions decisionFiles
	c := &cobra.Command{
		Use:   "ingest [INPUT…]",
		Short: "Read reports and load them into the warehouse",
		Long: `Read reports and load them into the warehouse. An INPUT is a file, a directory
with all that is in it, or an address: of a report, of a list page, or of a portal.
Without one the sources of the configuration are read: files, and portals, of which
only what may have changed is asked for.

What is fetched is kept in the archive before it is read. The run builds a new
warehouse aside and puts it in the old one's place at the end: readers keep working,
and a run that is killed changes nothing but the archive, from which the next one
goes on. The same document again changes nothing either.

Exit codes: 0 all done; 1 an input was unreadable or could not be fetched, or a source
raised an alarm (the others are loaded); 2 wrong usage or configuration; 3 the run
could not be made (locked, disk full, warehouse unreadable).`,
		Example: "  gongkai ingest reports/\n  gongkai ingest --db county.duckdb 2023.html 2024.html\n  gongkai ingest https://www.example.gov.cn/zwgk/ndbg/\n  gongkai ingest --dry-run",
		RunE: func(cmd *cobra.Command, args []string) error {
			if workers < 0 {
				return usage("--workers %d: 0, which is one a processor, or more", workers)
			}
			if slices.Contains(args, "") {
				return usage("an INPUT is empty; name a file, a directory or an address")
			}
			in, err := from.read(cmd, args)
			if err != nil {
				return failed(err)
			}
			known, err := decisions.read(o, len(args) == 0)
			if err != nil {
				return failed(err)
			}
			decided, err := readDecisions(cmd, file)
			if err != nil {
				return err
			}
			progress, err := newProgress(logs, os.Stderr)
			if err != nil {
				return failed(err)
			}
			p, err := parser(cmd.Context(), ocr)
			if err != nil {
				return err
			}
			in.Workers, in.Parser, in.Progress, in.Now = workers, p, progress, time.Now()
			in.Parser.Overrides = known.overrides
			if dry {
				return dryRun(cmd, in)
			}
			if len(in.Files) == 0 && !in.Fetch.Portals() {
				return failed(ingest.Usage("no files in %s", strings.Join(in.named, " ")))
			}
			in.Reporters, in.Decisions = known.reporters, decided
			res, err := ingest.Run(cmd.Context(), in.Options)
			if err != nil {
				return failed(err)
			}
			printSummary(cmd.OutOrStdout(), res)
			for _, u := range known.overrides.Unused() {
				say(os.Stderr, "override of %s met no document of this run", u)
			}
			return faults(os.Stderr, res)
		},
	}
	c.Flags().IntVar(&workers, "workers", 0, "`documents` read at the same time; 0 is one a processor")
	c.Flags().StringVar(&logs, "progress", "auto", "how progress is shown: `auto`, bar, plain, json or none")
	c.Flags().BoolVar(&dry, "dry-run", false, "walk the lists of portals and print each link with what is made of it; change nothing")
	c.Flags().StringVar(&file, "decisions", decisionsFile, "what people decided on doubtful cells, a `file` (gongkai review); it need not exist")
	from.add(c)
	addOCR(c, &ocr)
	decisions.add(c)
	return c
}

// inputFlags say what is read and fetched, and how.
type inputFlags struct {
	*options
	contact          string
	rate             float64
	recheck, offline bool
}

func (f *inputFlags) add(c *cobra.Command) {
	c.Flags().BoolVar(&f.recheck, "recheck", false, "ask portals again for all that the archive has")
	c.Flags().BoolVar(&f.offline, "offline", false, "read again what the archive has of portals, without the network")
	c.Flags().StringVar(&f.contact, "contact", "", "an e-mail `address` or a page, sent to portals with each request; over the configuration's")
	c.Flags().Float64Var(&f.rate, "rate", 1, "requests a `second` to a host, for addresses that are given as INPUT")
	c.MarkFlagsMutuallyExclusive("recheck", "offline")
}

// runOptions are a run's options, and the inputs by name.
type runOptions struct {
	ingest.Options
	named []string
}

// read finds out what to read: the arguments, else the sources of the
// configuration. Where it exists, it is read for addresses too: for the contact and
// the archive.
func (f *inputFlags) read(cmd *cobra.Command, args []string) (*runOptions, error) {
	if f.rate < 0.001 || f.rate > 50 {
		return nil, ingest.Usage("--rate %v: from 0.001 to 50 requests a second", f.rate)
	}
	in := &runOptions{Options: ingest.Options{Warehouse: f.db}, named: args}
	var paths []string
	for _, a := range args {
		if !ingest.IsAddress(a) {
			paths = append(paths, a)
			continue
		}
		s, err := ingest.Address(a)
		if err != nil {
			return nil, err
		}
		s.Rate = f.rate
		in.Fetch.Sources = append(in.Fetch.Sources, s)
	}
	conf, err := f.configuration(cmd, len(args) == 0, in.Fetch.Portals())
	if err != nil {
		return nil, err
	}
	if len(args) == 0 {
		if paths, err = conf.Inputs(); err != nil {
			return nil, err
		}
		in.named, in.Fetch.Sources, in.ConfigDigest = paths, conf.Sources, conf.Digest
	}
	in.Fetch.Archive, in.Fetch.Recheck, in.Fetch.Offline = conf.ArchiveDir(f.db), f.recheck, f.offline
	if in.Fetch.Contact, err = conf.ContactOr(f.contact); err != nil {
		return nil, err
	}
	in.Files, err = ingest.Plan(paths, f.db)
	return in, err
}

// configuration reads gongkai.yaml: needed is what cannot do without, wanted what
// takes it where it exists.
func (f *inputFlags) configuration(cmd *cobra.Command, needed, wanted bool) (*ingest.Config, error) {
	_, err := os.Stat(f.config)
	if needed || wanted && (!errors.Is(err, fs.ErrNotExist) || cmd.Flags().Changed("config")) {
		return ingest.LoadConfig(f.config)
	}
	return nil, nil
}

// failed gives an error of a run its exit code.
func failed(err error) error {
	if errors.Is(err, ingest.ErrUsage) {
		return &exitError{exitUsage, err}
	}
	return &exitError{exitFailed, err}
}
