// Command gongkai reads annual disclosure reports of Chinese agencies and loads
// them into a DuckDB warehouse. Each subcommand is a short file here; what they
// do lives in the packages they call.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"gongkai"
)

// Exit codes, part of the public contract.
const (
	exitDone   = 0
	exitFaults = 1 // ran, but an input was unreadable
	exitUsage  = 2 // wrong usage or configuration
	exitFailed = 3 // could not run
)

// exitError carries an exit code; err is nil where all was said already.
type exitError struct {
	code int
	err  error
}

func (e *exitError) Error() string {
	if e.err == nil {
		return ""
	}
	return e.err.Error()
}

func (e *exitError) Unwrap() error { return e.err }

func usage(format string, a ...any) error { return &exitError{exitUsage, fmt.Errorf(format, a...)} }

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:]))
}

// run executes the program and returns its exit code.
func run(ctx context.Context, args []string) int {
	root := newRoot()
	root.SetArgs(args)
	out := &results{to: os.Stdout}
	root.SetOut(out)
	cmd, err := root.ExecuteContextC(ctx)
	var e *exitError
	switch {
	case errors.As(err, &e):
	case err != nil: // cobra's own: unknown command or flag, missing arguments
		e = &exitError{exitUsage, fmt.Errorf("%w\nusage: %s; %s --help tells more", err, cmd.UseLine(), cmd.CommandPath())}
	case out.err != nil: // what nobody got is not done
		e = &exitError{exitFailed, fmt.Errorf("standard output: %w", out.err)}
	default:
		return exitDone
	}
	if msg := e.Error(); msg != "" {
		lines := strings.Split(strings.ReplaceAll(msg, "\t", "  "), "\n")
		for i := range lines {
			lines[i] = shown(lines[i])
		}
		fmt.Fprintln(os.Stderr, "gongkai: "+strings.Join(lines, "\n"))
	}
	return e.code
}

// results is standard output. It remembers the first write that failed, so that a
// command that printed onto a full disk does not end with 0.
type results struct {
	to  io.Writer
	err error
}

func (r *results) Write(p []byte) (int, error) {
	n, err := r.to.Write(p)
	if r.err == nil {
		r.err = err
	}
	return n, err
}

// group makes a command that holds others say which there are, and refuse those
// that there are not.
func group(c *cobra.Command) *cobra.Command {
	c.Args = cobra.NoArgs
	c.RunE = func(cmd *cobra.Command, _ []string) error { return cmd.Help() }
	return c
}

// options are the flags that every command takes.
type options struct {
	db     string
	config string
}

func newRoot() *cobra.Command {
	o := &options{}
	root := &cobra.Command{
		Use:   "gongkai",
		Short: "Annual disclosure reports of Chinese agencies, as a DuckDB warehouse",
		Long: `Gongkai reads the annual disclosure reports (政府信息公开工作年度报告) that every
Chinese agency must publish, maps their tables to one schema, and loads them
into DuckDB. A number in the warehouse is the number that the agency printed,
or NULL with a status that says why.`,
		Version:       gongkai.Version,
		SilenceUsage:  true,
		SilenceErrors: true,
	}
	root.PersistentFlags().StringVar(&o.db, "db", "gongkai.duckdb", "the warehouse `file`")
	root.PersistentFlags().StringVar(&o.config, "config", "gongkai.yaml", "the configuration `file`")
	root.AddCommand(newIngest(o), newParse(), newLeague(o), newSQL(o), newStatus(o), newSources(o), newArchive(o), newIssuers(o), newCheck(o), newExplain(o), newReview(o), newPublish(o))
	return root
}
