package ingest

import (
	"context"
	"time"

	"gongkai"
	"gongkai/extract/archive"
	"gongkai/extract/portal/crawl"
	"gongkai/extract/portal/store"
	"gongkai/load"
)

// An input is one thing to read: a file, or a document of the archive.
type input struct {
	path  string
	doc   *crawl.Document // nil of a file
	about outside
	store *store.Store
}

type inputs []input

// with adds what was fetched, each address and body once.
func (in inputs) with(crawled []Crawled, st *store.Store) inputs {
	seen := map[[2]string]bool{}
	for i := range crawled {
		c := &crawled[i]
		for j := range c.Documents {
			d := &c.Documents[j]
			if key := [2]string{d.URL, d.SHA256}; !seen[key] {
				seen[key] = true
				in = append(in, input{path: d.URL, doc: d, about: c.outside(d), store: st})
			}
		}
	}
	return in
}

// each reads an input and hands out every document in it, as [Parser.Each].
func (i *input) each(ctx context.Context, p Parser, visit func(*gongkai.Document, gongkai.Outcome) error) error {
	if i.doc == nil {
		return p.Each(ctx, i.path, "", visit)
	}
	src := gongkai.Source{
		Path: i.path, URL: i.path, MediaType: i.doc.ContentType, SHA256: i.doc.SHA256, FetchedAt: i.doc.FetchedAt.UTC().Format(time.RFC3339),
	}
	data := i.doc.Body
	if data == nil {
		var err error
		if data, err = i.store.Body(i.doc.SHA256); err != nil {
			return visit(&gongkai.Document{Source: src}, refused(err))
		}
	}
	if !archive.Is(data[:min(len(data), archive.HeadSize)]) {
		return visit(p.parse(ctx, src, i.about, data))
	}
	about := i.about
	about.title = "" // of which entry?
	src.MediaType = ""
	return archive.WalkBytes(src, data, func(src gongkai.Source, data []byte, err error) error {
		if err != nil {
			return visit(&gongkai.Document{Source: src}, refused(err))
		}
		return visit(p.parse(ctx, src, about, data))
	})
}

// fetched crawls the sources and leaves the archive open, so that their documents
// can be read from it; nil where there is nothing to fetch.
func fetched(ctx context.Context, o Options) ([]Crawled, *store.Store, error) {
	if !o.Fetch.Portals() {
		return nil, nil, nil
	}
	st, err := o.Fetch.open()
	if err != nil {
		return nil, nil, err
	}
	crawled, err := o.Fetch.crawl(ctx, st, o.Parser, o.Progress)
	if err != nil {
		st.Close()
		return nil, nil, err
	}
	return crawled, st, nil
}

// quarantine notes what the source failed with, and what it no longer fails with.
func (c *Crawled) quarantine(run *load.Run) error {
	for _, u := range c.well {
		if !c.failed[u] {
			if err := run.Clear(u); err != nil {
				return err
			}
		}
	}
	for _, f := range c.Result.Faults {
		if err := run.Refuse(gongkai.Source{Path: f.URL, URL: f.URL}, gongkai.Reason(f.Reason), f.Detail); err != nil {
			return err
		}
	}
	for _, a := range c.Alarms {
		u := c.Source.address()
		if err := run.Refuse(gongkai.Source{Path: u, URL: u}, gongkai.Reason(a.Code), a.Message); err != nil {
			return err
		}
	}
	return nil
}

// address is where a source begins.
func (s *Source) address() string {
	for _, list := range [][]string{s.Columns, {s.Home}, {s.Any}, s.Reports} {
		if len(list) > 0 && list[0] != "" {
			return list[0]
		}
	}
	return ""
}
