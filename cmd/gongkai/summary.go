package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"gongkai/ingest"
)

func printSummary(w io.Writer, r ingest.Result) {
	for _, l := range []struct {
		name string
		n    int64
	}{
		{"inputs read", r.Inputs}, {"reports new", r.ReportsNew}, {"reports restated", r.Restated}, {"reports unchanged", r.Unchanged},
		{"reports withdrawn", r.Withdrawn}, {"reports met again", r.Again}, {"no report", r.NoReport}, {"images only", r.ImageOnly}, {"unreadable", r.Unreadable}, {"in quarantine", r.Quarantined},
	} {
		fmt.Fprintf(w, "%-18s%d\n", l.name, l.n)
	}
	for i := range r.Crawled {
		printCrawled(w, &r.Crawled[i])
	}
}

// printCrawled prints what a source brought, and which reports are new, changed
// and vanished.
func printCrawled(w io.Writer, c *ingest.Crawled) {
	fmt.Fprintf(w, "\n%s\n", c.Source.ID)
	for _, l := range []struct {
		name string
		n    int
	}{
		{"lists", len(c.Columns)}, {"links to reports", c.Links()}, {"requests", c.Requests}, {"bodies", c.Bodies},
		{"documents", len(c.Documents)}, {"faults", len(c.Faults)}, {"alarms", len(c.Alarms)},
	} {
		fmt.Fprintf(w, "  %-18s%d\n", l.name, l.n)
	}
	for _, l := range []struct {
		name string
		list []string
	}{{"new", c.New}, {"changed", c.Changed}, {"vanished", c.Vanished}} {
		fmt.Fprintf(w, "  %-18s%d\n", l.name, len(l.list))
		for _, u := range l.list {
			fmt.Fprintf(w, "    %s\n", shown(u))
		}
	}
}

// say prints a message on a line of its own. Names in it come from outside: what
// would act on a terminal or begin another line does not.
func say(w io.Writer, format string, args ...any) {
	fmt.Fprintln(w, "gongkai: "+shown(fmt.Sprintf(format, args...)))
}

// faults says on w what gave nothing, and makes the exit code.
func faults(w io.Writer, r ingest.Result) error {
	for _, f := range r.Faults {
		say(w, "%s: %s: %s", f.Path, f.Reason, f.Detail)
	}
	for i := range r.Crawled {
		crawlFaults(w, &r.Crawled[i])
	}
	if !r.Failed() {
		return nil
	}
	return &exitError{exitFaults, fmt.Errorf("%s; they are in table quarantine, and are tried again with the next run", r.Failures())}
}

// crawlFaults says what a source failed with, its alarms, and what was overlooked.
func crawlFaults(w io.Writer, c *ingest.Crawled) {
	for _, f := range c.Faults {
		say(w, "%s: %s: %s: %s", c.Source.ID, f.URL, f.Reason, f.Detail)
	}
	for _, a := range c.Alarms {
		say(w, "%s: alarm %s: %s", c.Source.ID, a.Code, a.Message)
	}
	for _, o := range c.Overlook {
		say(w, "%s: insecure_tls: %s was overlooked", c.Source.ID, o)
	}
}

// dryRun walks the lists and prints the columns and each link with its verdict.
func dryRun(cmd *cobra.Command, in *runOptions) error {
	if !in.Fetch.Portals() {
		return failed(ingest.Usage("--dry-run: no portal among the inputs; files are simply read"))
	}
	if in.Fetch.Offline || in.Fetch.Recheck {
		return failed(ingest.Usage("--dry-run walks the lists as they are now; leave --offline and --recheck away"))
	}
	crawled, err := ingest.DryRun(cmd.Context(), in.Fetch, in.Parser, in.Progress)
	if err != nil {
		return failed(err)
	}
	failures := ingest.Result{Crawled: crawled}
	for i := range crawled {
		c := &crawled[i]
		for _, col := range c.Columns {
			fmt.Fprintf(cmd.OutOrStdout(), "column\t%s\t%d pages\t%s\t%s\n", or(col.Dialect, "-"), col.Pages, col.URL, col.Why)
		}
		for _, u := range c.Named() {
			fmt.Fprintf(cmd.OutOrStdout(), "report\t-\t-\t-\t%s\n", u)
		}
		for _, it := range c.Items {
			verdict, reason := "report", "-"
			if !it.Verdict.Report() {
				verdict, reason = "left", string(it.Verdict.Reason)
			}
			fmt.Fprintf(cmd.OutOrStdout(), "%s\t%s\t%s\t%s\t%s\n", verdict, reason, or(it.Date, "-"), oneLine(it.Title), or(it.URL, "-"))
		}
		crawlFaults(cmd.ErrOrStderr(), c)
	}
	if failures.Failed() {
		return &exitError{exitFaults, fmt.Errorf("%s", failures.Failures())}
	}
	return nil
}

func or(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}

// oneLine makes a title one field of a line.
func oneLine(s string) string { return or(strings.Join(strings.Fields(s), " "), "-") }
