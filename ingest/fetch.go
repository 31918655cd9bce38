package ingest

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"

	"gongkai"
	"gongkai/extract/portal/crawl"
	"gongkai/extract/portal/fetch"
	"gongkai/extract/portal/store"
	"gongkai/extract/portal/web"
)

// Fetch says what a run fetches before it reads. Without sources it is nothing.
type Fetch struct {
	Sources []Source // those that are no portals are left out
	Archive string   // directory of the raw bytes
	Contact string   // "" sends [NoContact]
	Recheck bool     // ask again for all that the archive has
	Offline bool     // read what the archive has, without the network
}

// Portals reports whether there is anything to fetch.
func (f *Fetch) Portals() bool {
	return slices.ContainsFunc(f.Sources, func(s Source) bool { return s.Portal() })
}

// NoContact is sent to portals where the operator gave no contact: they should
// know that there is none.
const NoContact = "no contact given"

// atOnce is how many sources are crawled at the same time. Hosts keep their gaps
// whatever it is.
const atOnce = 8

// A Crawled source is what fetching it brought.
type Crawled struct {
	Source Source
	*crawl.Result
	failed map[string]bool // addresses with a fault
	well   []string        // addresses that answered
}

// Named lists the reports that the source names itself.
func (c *Crawled) Named() []string {
	if c.Source.Any != "" && len(c.Columns) == 0 {
		return []string{c.Source.Any}
	}
	return c.Source.Reports
}

// Links counts the links to reports.
func (c *Crawled) Links() int {
	n := len(c.Named())
	for _, it := range c.Items {
		if it.Verdict.Report() {
			n++
		}
	}
	return n
}

// DryRun walks the lists of the sources and fetches no report; nothing is kept.
func DryRun(ctx context.Context, f Fetch, p Parser, progress Progress) ([]Crawled, error) {
	return f.crawl(ctx, nil, p, progress)
}

// open opens the archive.
func (f Fetch) open() (*store.Store, error) {
	st, err := store.Open(f.Archive, f.Offline)
	if f.Offline && errors.Is(err, fs.ErrNotExist) {
		return nil, Usage("%w: nothing was fetched yet; run without --offline", err)
	}
	return st, err
}

// crawl fetches the sources into the archive, or without one walks their lists,
// hosts apart from one another at the same time. What a portal fails with is in
// the results; an error means that the crawl could not go on, and what was fetched
// until then is kept.
func (f Fetch) crawl(ctx context.Context, st *store.Store, p Parser, progress Progress) ([]Crawled, error) {
	var out []Crawled
	for _, s := range f.Sources {
		if s.Portal() {
			out = append(out, Crawled{Source: s})
		}
	}
	manners := fetch.NewManners()
	var mu sync.Mutex // over progress and what is noted of sources
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(atOnce)
	for i := range out {
		c := &out[i]
		log := func(e crawl.Event) {
			mu.Lock()
			defer mu.Unlock()
			if e.Reason == "" {
				c.well = append(c.well, e.URL)
			}
			if progress != nil {
				progress.Request(e)
			}
		}
		g.Go(func() (err error) {
			o := crawl.Options{
				Archive: st, Policy: f.policy(c.Source, manners), All: f.Recheck, Offline: f.Offline, DryRun: st == nil, Log: log,
				Report: func(page web.Page) bool { return p.isReport(ctx, page) },
			}
			c.Result, err = crawl.Run(ctx, c.Source.crawl(), o)
			var refused *fetch.Error
			if c.Result == nil && errors.As(err, &refused) { // an address that is never asked
				c.Result = &crawl.Result{Source: c.Source.ID, Faults: []crawl.Fault{{URL: refused.URL, Reason: string(refused.Reason), Detail: refused.Detail}}}
				return nil
			}
			if err != nil && ctx.Err() != nil {
				return errors.New("stopped while fetching; what was fetched is in the archive, and the next run goes on from there")
			}
			return err
		})
	}
	if err := g.Wait(); err != nil {
		return nil, err
	}
	for i := range out {
		out[i].failed = map[string]bool{}
		for _, fault := range out[i].Faults {
			out[i].failed[fault.URL] = true
		}
	}
	return out, nil
}

func (f Fetch) policy(s Source, m *fetch.Manners) fetch.Policy {
	return fetch.Policy{
		Agent: "gongkai/" + gongkai.Version, Contact: cmp.Or(f.Contact, NoContact), Rate: s.Rate, Concurrency: s.Concurrency,
		Timeout: s.Timeout, UnverifiedTLS: s.InsecureTLS, Manners: m,
	}
}

func (s *Source) crawl() crawl.Source {
	return crawl.Source{
		ID: s.ID, Home: s.Home, Any: s.Any, Columns: s.Columns, Reports: s.Reports, Hosts: s.Hosts,
		Depth: s.Depth, MaxPages: s.MaxPages, Expect: s.Expect,
	}
}

// isReport tells a page that is a report from lists and home pages.
func (p Parser) isReport(ctx context.Context, page web.Page) bool {
	_, out := p.ParseBytes(ctx, gongkai.Source{Path: page.URL, URL: page.URL, MediaType: page.ContentType}, page.Body)
	return out.Kind == gongkai.IsReport
}

// outside returns what is known of a document besides its bytes. The title of the
// article is that of a file which is alone on it, or there in several formats; of
// other files only their own names say what they are.
func (c *Crawled) outside(d *crawl.Document) outside {
	o := outside{title: d.From.Title, publishedOn: d.From.Date, division: c.Source.Division}
	if d.From.Article == "" {
		return o
	}
	for i := range c.Documents {
		other := &c.Documents[i]
		if other.From.Article == d.From.Article && fileStem(other.From.Name) != fileStem(d.From.Name) {
			o.title = fileStem(d.From.Name)
			break
		}
	}
	return o
}

// fileStem is a file's name without its ending: 附件1：某局2022年年报.docx.
func fileStem(name string) string {
	if i := strings.LastIndexByte(name, '.'); i > 0 && len(name)-i <= 6 {
		name = name[:i]
	}
	return strings.TrimSpace(name)
}
