package ingest

import (
	"context"
	"fmt"
	"runtime"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"gongkai"
	"gongkai/extract/portal/crawl"
	"gongkai/load"
)

// Options of a run.
type Options struct {
	Warehouse    string          // path of the DuckDB file
	Files        []string        // from [Plan]
	Fetch        Fetch           // what is fetched first
	Reporters    []load.Reporter // who is expected to report; nil keeps the warehouse's list
	Decisions    []load.Decision // what people decided; nil keeps the warehouse's
	ConfigDigest string          // SHA-256 of the configuration, "" for none
	Workers      int             // documents read at the same time; 0 for one a processor
	Parser       Parser          // reads the documents
	Progress     Progress        // may be nil
	Now          time.Time
}

// Progress is told how a run goes. Its methods may be called from several
// goroutines, but never at the same time.
type Progress interface {
	Request(e crawl.Event) // while fetching
	Begin(inputs int)      // reading begins
	Done(src gongkai.Source, out gongkai.Outcome)
	End()
}

// Fault is an input that gave nothing because it was unreadable or could not be
// fetched.
type Fault struct {
	Path   string // or address
	Reason gongkai.Reason
	Detail string
}

// Result is what a run did.
type Result struct {
	load.Summary
	Faults  []Fault   // of reading, in the order of the inputs
	Crawled []Crawled // by source
}

// Failed reports whether anything gave nothing or raised an alarm.
func (r *Result) Failed() bool {
	n := len(r.Faults)
	for i := range r.Crawled {
		n += len(r.Crawled[i].Result.Faults) + len(r.Crawled[i].Alarms)
	}
	return n > 0
}

// Failures counts what failed, in words.
func (r *Result) Failures() string {
	fetched, alarms := 0, 0
	for i := range r.Crawled {
		fetched += len(r.Crawled[i].Result.Faults)
		alarms += len(r.Crawled[i].Alarms)
	}
	var parts []string
	if n := len(r.Faults); n > 0 {
		parts = append(parts, fmt.Sprintf("%d of %d inputs unreadable", n, r.Inputs))
	}
	if fetched > 0 {
		parts = append(parts, fmt.Sprintf("%d addresses gave nothing", fetched))
	}
	if alarms > 0 {
		parts = append(parts, fmt.Sprintf("%d alarms", alarms))
	}
	return strings.Join(parts, ", ")
}

// Run reads files and loads them in one run: the warehouse changes at the end,
// all at once, or not at all. An unreadable input is a fault of the result and
// loses no other. An error means that nothing was loaded.
func Run(ctx context.Context, o Options) (Result, error) {
	var in inputs
	for _, f := range o.Files {
		in = append(in, input{path: f})
	}
	crawled, st, err := fetched(ctx, o)
	if err != nil {
		return Result{}, err
	}
	if st != nil {
		defer st.Close()
		in = in.with(crawled, st)
	}
	run, err := load.Begin(ctx, o.Warehouse, o.Now)
	if err != nil {
		return Result{}, err
	}
	defer run.Abort()
	run.ConfigDigest, run.Reporters, run.Decisions = o.ConfigDigest, o.Reporters, o.Decisions
	faults, err := read(ctx, o, in, run)
	if err != nil {
		return Result{}, err
	}
	for i := range crawled {
		if err := crawled[i].quarantine(run); err != nil {
			return Result{}, err
		}
	}
	s, err := run.Commit(ctx)
	if err != nil {
		return Result{}, err
	}
	return Result{Summary: s, Faults: faults, Crawled: crawled}, nil
}

// read parses the files in parallel and adds what comes out to the run. At most
// a few documents are in memory at a time.
func read(ctx context.Context, o Options, in inputs, run *load.Run) ([]Fault, error) {
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
		o.Progress.Begin(len(in))
		defer o.Progress.End()
	}
	results := make(chan done)
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(workers + 1)
	faults := make([][]Fault, len(in))
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
	for i := range in {
		g.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			return in[i].each(ctx, o.Parser, func(doc *gongkai.Document, out gongkai.Outcome) error {
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
