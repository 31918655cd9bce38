package crawl

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"gongkai/extract/portal/column"
	"gongkai/extract/portal/fetch"
	"gongkai/extract/portal/store"
	"gongkai/extract/portal/web"
)

// Run crawls a source. What fails is a fault of the result and loses nothing
// else. The error is that of the context, of the archive, or of a policy that
// makes no sense; what was fetched until then is in the archive, and the next run
// goes on from there.
func Run(ctx context.Context, s Source, o Options) (*Result, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Recheck == 0 {
		o.Recheck = DefaultRecheck
	}
	if o.Offline && o.Archive == nil {
		return nil, errors.New("crawl: offline without an archive")
	}
	p := o.Policy
	p.Hosts = slices.Concat(p.Hosts, s.Hosts, s.Columns, s.Reports)
	for _, u := range []string{s.Home, s.Any} {
		if u != "" {
			p.Hosts = append(p.Hosts, u)
		}
	}
	if s.MaxPages > 0 {
		p.MaxRequests = s.MaxPages
	}
	client, err := fetch.New(p)
	if err != nil {
		return nil, err
	}
	defer client.Close()
	c := &crawl{
		s: s, o: o, res: &Result{Source: s.ID},
		get: &getter{client: client, store: o.Archive, o: &o, source: s.ID, tls: map[string]bool{}, answers: map[string]*answer{}, failures: map[string]*Failure{}},
	}
	if o.Archive != nil && !o.Offline {
		if c.get.run, err = o.Archive.Begin(s.ID, o.Now()); err != nil {
			return nil, err
		}
		c.res.Resumed = c.get.run.Resumed
	}
	if err := c.visit(ctx); err != nil {
		return c.res, err
	}
	c.res.Requests, c.res.Bodies = client.Stats().Requests, c.get.bodies
	for host := range c.get.tls {
		c.res.Overlook = append(c.res.Overlook, host)
	}
	slices.Sort(c.res.Overlook)
	if o.Archive == nil || o.Offline {
		return c.res, nil
	}
	if err := c.settle(); err != nil {
		return c.res, err
	}
	return c.res, c.get.run.End(o.Now(), map[string]int{
		"requests": c.res.Requests, "bodies": c.res.Bodies, "lists": len(c.res.Columns), "links": len(c.reports()),
		"documents": len(c.res.Documents), "faults": len(c.res.Faults), "alarms": len(c.res.Alarms),
	})
}

// crawl is one run over a source.
type crawl struct {
	s   Source
	o   Options
	get *getter
	res *Result

	digests []string        // of the pages' texts
	failed  map[string]bool // addresses of which nothing is known
	unseen  bool            // a list, or a page of one, could not be read
}

func (c *crawl) visit(ctx context.Context) error {
	if c.s.Any != "" {
		if err := c.any(ctx); err != nil {
			return err
		}
	}
	if err := c.lists(ctx); err != nil || c.o.DryRun {
		return err
	}
	return c.articles(ctx)
}

// lists walks the source's lists.
func (c *crawl) lists(ctx context.Context) error {
	columns := make([]Column, 0, len(c.s.Columns))
	for _, u := range c.s.Columns {
		columns = append(columns, Column{URL: u})
	}
	if c.s.Home != "" {
		found, err := c.fromHome(ctx)
		if err != nil {
			return err
		}
		columns = append(columns, found...)
	}
	seen := map[string]bool{}
	for _, col := range columns {
		walked, err := column.Walk(ctx, c.get.list, col.URL, column.Options{Hosts: c.s.Hosts, Depth: c.s.Depth, Annual: col.Why == ""})
		if walked != nil {
			col.Dialect, col.Pages = walked.Dialect, len(walked.Pages)
			for _, it := range walked.Items {
				if it.URL == "" || !seen[it.URL] {
					seen[it.URL] = true
					c.res.Items = append(c.res.Items, it)
				}
			}
			c.columnFaults(walked.Faults)
		}
		c.res.Columns = append(c.res.Columns, col)
		if err != nil {
			return broken(ctx, err)
		}
	}
	return nil
}

// mostColumns is how many of the lists that are found from a home page are walked.
const mostColumns = 3

// fromHome finds the lists of a portal of which only the address is known.
func (c *crawl) fromHome(ctx context.Context) ([]Column, error) {
	found, err := column.Find(ctx, c.get.list, c.s.Home, column.Options{Hosts: c.s.Hosts})
	var f column.Fault
	if errors.As(err, &f) {
		c.columnFaults([]column.Fault{f})
		return nil, nil
	}
	if err != nil {
		return nil, broken(ctx, err)
	}
	var out []Column
	for _, f := range found {
		if f.Reports > 0 && len(out) < mostColumns {
			out = append(out, Column{URL: f.URL, Why: strings.Join(f.Evidence, "; ")})
		}
	}
	if len(out) == 0 {
		c.fault(Fault{c.s.Home, "no_column", "no column of annual reports was found from here; give the list page's address under columns"})
	}
	return out, nil
}

func (c *crawl) columnFaults(faults []column.Fault) {
	for _, f := range faults {
		if f.Harmless() {
			continue
		}
		c.unseen = true
		out := Fault{f.URL, string(f.Reason), f.Detail}
		var failure *Failure
		if errors.As(f.Err, &failure) {
			out = Fault{failure.URL, failure.Reason, failure.Detail}
		} else if f.Err != nil && out.Detail == "" {
			out.Detail = f.Err.Error()
		}
		c.fault(out)
	}
}

// fault notes what gave nothing. A budget or a limit means that more would have
// come.
func (c *crawl) fault(f Fault) {
	switch fetch.Reason(f.Reason) {
	case fetch.SourceBudget, fetch.CircuitOpen, fetch.Reason(column.Limit):
		c.res.Partial = true
	}
	c.res.Faults = append(c.res.Faults, f)
}

// broken keeps an error that ends the crawl apart from a page that failed.
func broken(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return fmt.Errorf("crawl: %w", err)
}

// reports are the links that are followed: those of the lists, and the pages that
// the source names itself.
func (c *crawl) reports() []column.Item {
	out := make([]column.Item, 0, len(c.s.Reports)+len(c.res.Items))
	for _, u := range c.s.Reports {
		out = append(out, column.Item{URL: u})
	}
	for _, it := range c.res.Items {
		if it.URL != "" && it.Verdict.Report() && !slices.Contains(c.s.Reports, it.URL) {
			out = append(out, it)
		}
	}
	return out
}

// dues says which of the links are asked for again although the archive has them:
// those of which the list prints something new, those whose turn it is, and the
// few that were asked for the longest ago, so that a small source is whole each
// night.
func (c *crawl) dues(items []column.Item, before *inventoryOf) map[string]bool {
	due := map[string]bool{}
	type aged struct {
		url string
		at  time.Time
	}
	var known []aged
	for _, it := range items {
		if c.o.Archive == nil || c.o.All || slices.Contains(c.s.Reports, it.URL) {
			due[it.URL] = true
			continue
		}
		rec, ok := c.o.Archive.Standing(key(web.Request{URL: it.URL}))
		was, listed := before.Links[it.URL]
		if !ok || listed && was != (link{it.Title, it.Date}) || c.o.Now().Sub(rec.Time) >= c.o.Recheck+spread(it.URL, c.o.Recheck) {
			due[it.URL] = true
			continue
		}
		known = append(known, aged{it.URL, rec.Time})
	}
	slices.SortStableFunc(known, func(a, b aged) int { return cmp.Or(a.at.Compare(b.at), cmp.Compare(a.url, b.url)) })
	for _, k := range known[:min(sample, len(known))] {
		due[k.url] = true
	}
	return due
}

// spread is a part of the time between two requests for a page, its own for each:
// else all that were fetched in one night would be asked for in one night again.
func spread(url string, recheck time.Duration) time.Duration {
	h := uint32(2166136261)
	for i := range len(url) {
		h = (h ^ uint32(url[i])) * 16777619
	}
	return time.Duration(float64(recheck) * float64(h) / float64(1<<32))
}

// known reports whether the archive had a body for a request before this crawl
// began, and its digest.
func (g *getter) known(q store.Request) (sha string, ok bool) {
	versions, err := g.store.Versions(q)
	if err != nil {
		return "", false
	}
	for _, v := range slices.Backward(versions) {
		if (v.Run != g.run.ID || v.Source != g.source) && v.SHA256 != "" && v.Reason == "" {
			return v.SHA256, true
		}
	}
	return "", false
}
