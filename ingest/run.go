package ingest

import (
	"context"
	"fmt"
	"runtime"
	"time"

	"golang.org/x/sync/errgroup"

	"gongkai"
	"gongkai/load"
)

// Options of a run.
type Options struct {
	Warehouse    string          // path of the DuckDB file
	Files        []string        // from [Plan]
	Reporters    []load.Reporter // who is expected to report; nil keeps the warehouse's list
	ConfigDigest string          // SHA-256 of the configuration, "" for none
	Workers      int             // documents read at the same time; 0 for one a processor
	Parser       Parser          // reads the documents
	Progress     Progress        // may be nil
	Now          time.Time
}

// Progress is told how a run goes. Its methods may be called from several
// goroutines, but never at the same time.
type Progress interface {
	Begin(files int)
	Done(src gongkai.Source, out gongkai.Outcome)
	End()
}

// Fault is an input that gave nothing because it was unreadable.
type Fault struct {
	Path   string
	Reason gongkai.Reason
	Detail string
}

// Result is what a run did.
type Result struct {
	load.Summary
	Faults []Fault // in the order of the files
}

// Run reads files and loads them in one run: the warehouse changes at the end,
// all at once, or not at all. An unreadable input is a fault of the result and
// loses no other. An error means that nothing was loaded.
func Run(ctx context.Context, o Options) (Result, error) {
	run, err := load.Begin(ctx, o.Warehouse, o.Now)
	if err != nil {
		return Result{}, err
	}
	defer run.Abort()
	run.ConfigDigest, run.Reporters = o.ConfigDigest, o.Reporters
	faults, err := read(ctx, o, run)
	if err != nil {
		return Result{}, err
	}
	s, err := run.Commit(ctx)
	if err != nil {
		return Result{}, err
	}
	return Result{Summary: s, Faults: faults}, nil
}

// read parses the files in parallel and adds what comes out to the run. At most
// a few documents are in memory at a time.
func read(ctx context.Context, o Options, run *load.Run) ([]Fault, error) {
	type done struct {
		at  int
		doc *gongkai.Document
		out gongkai.Outcome
	}
	workers := o.Workers
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	if o.Progress != nil {
		o.Progress.Begin(len(o.Files))
		defer o.Progress.End()
	}
	results := make(chan done)
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(workers + 1)
	faults := make([][]Fault, len(o.Files)) // by file
	added := make(chan error, 1)
	go func() {
		var failed error
		for d := range results {
			if d.out.Kind == gongkai.Unreadable {
				faults[d.at] = append(faults[d.at], Fault{d.doc.Source.Path, d.out.Reason, d.out.Detail})
			}
			if failed == nil {
				failed = run.Add(d.doc, d.out)
			}
			if o.Progress != nil {
				o.Progress.Done(d.doc.Source, d.out)
			}
		}
		added <- failed
	}()
	for i, path := range o.Files {
		g.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			return o.Parser.Each(ctx, path, "", func(doc *gongkai.Document, out gongkai.Outcome) error {
				select {
				case results <- done{i, doc, out}:
					return nil
				case <-ctx.Done():
					return ctx.Err()
				}
			})
		})
	}
	err := g.Wait()
	close(results)
	if failed := <-added; failed != nil {
		return nil, failed
	}
	if err != nil {
		return nil, fmt.Errorf("stopped: %w; the warehouse is as it was", err)
	}
	var list []Fault
	for _, f := range faults {
		list = append(list, f...)
	}
	return list, nil
}
