// Command gongkai reads annual disclosure reports of Chinese agencies and loads
// them into a DuckDB warehouse. Each subcommand is a short file here; what they
// do lives in the packages they call.
package main

import (
	"context"
	"errors"
	"fmt"
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
	err := root.ExecuteContext(ctx)
	if err == nil {
		return exitDone
	}
	code := exitUsage // an error of cobra's own: unknown command or flag
	var e *exitError
	if errors.As(err, &e) {
		code = e.code
	}
	if msg := err.Error(); msg != "" {
		lines := strings.Split(msg, "\n")
		for i := range lines {
			lines[i] = shown(lines[i])
		}
		fmt.Fprintln(os.Stderr, "gongkai: "+strings.Join(lines, "\n"))
	}
	return code
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
