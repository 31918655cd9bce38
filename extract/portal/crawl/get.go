package crawl

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"net/http"
	"strings"
	"sync"

	"gongkai/extract/portal/fetch"
	"gongkai/extract/portal/store"
	"gongkai/extract/portal/web"
)

// A getter answers requests: from what this crawl has already, from the archive
// while that is fresh, or from the portal. Whatever the portal says is in the
// archive before the getter returns.
type getter struct {
	client *fetch.Client
	store  *store.Store // nil: nothing is kept
	run    store.Run
	o      *Options

	mu       sync.Mutex
	source   string
	bodies   int
	tls      map[string]bool
	answers  map[string]*answer  // without an archive
	failures map[string]*Failure // of this run
}

// An answer is what came of a request.
type answer struct {
	page   web.Page
	record store.Record
	body   []byte // of a record that is kept nowhere
	cached bool   // nobody was asked now
}

// Failure is a request that gave nothing.
type Failure struct {
	URL    string
	Reason string
	Detail string
	Status int
}

// Error names the reason and the page.
func (f *Failure) Error() string { return f.URL + ": " + f.Reason + ": " + f.Detail }

// HTTPStatus returns the status, 0 where no server answered.
func (f *Failure) HTTPStatus() int { return f.Status }

// key is how the archive calls a request.
func key(r web.Request) store.Request {
	q := store.Request{Method: r.Method, URL: r.URL, Body: string(r.Body)}
	if q.Method == http.MethodGet {
		q.Method = ""
	}
	if i := strings.IndexByte(q.URL, '#'); i >= 0 {
		q.URL = q.URL[:i]
	}
	return q
}

// list is the [web.Get] of lists.
func (g *getter) list(ctx context.Context, r web.Request) (web.Page, error) {
	a, err := g.get(ctx, r, List, false)
	if err != nil {
		return web.Page{}, err
	}
	return a.page, nil
}

// get answers a request. With fresh, what the archive has is taken without asking
// the portal. Its error is a *Failure, or that of the archive or the context.
func (g *getter) get(ctx context.Context, r web.Request, role string, fresh bool) (*answer, error) {
	q := key(r)
	g.mu.Lock()
	f := g.failures[r.Key()]
	g.mu.Unlock()
	if f != nil {
		return nil, f // asked for once in a run
	}
	if g.store == nil {
		return g.unkept(ctx, r, role)
	}
	if rec, ok := g.run.Done(q); ok && rec.SHA256 != "" && (role != List || g.o.Now().Sub(rec.Time) < stale) {
		return g.kept(rec, role)
	}
	old, known := g.store.Standing(q)
	if g.o.Offline {
		return g.offline(q, role)
	}
	if f := g.hopeless(q, role); f != nil {
		return nil, f
	}
	if known && fresh {
		if a, err := g.kept(old, role); err == nil {
			return a, nil
		} // else the body is damaged: fetch it again
	}
	ask := request(r)
	if known {
		if _, err := g.store.Body(old.SHA256); err == nil {
			ask.ETag, ask.LastModified = old.ETag, old.LastModified
		}
	}
	resp, err := g.client.Do(ctx, ask)
	rec := store.Record{Kind: store.Fetch, Time: g.o.Now().UTC(), Request: q, Role: role}
	if err != nil {
		return nil, g.failed(ctx, rec, err)
	}
	g.note(resp)
	fill(&rec, resp)
	var body []byte
	if resp.NotModified {
		rec.SHA256, rec.Bytes, rec.NotModified, rec.ContentType = old.SHA256, old.Bytes, true, old.ContentType
		if rec.ETag == "" && rec.LastModified == "" {
			rec.ETag, rec.LastModified = old.ETag, old.LastModified
		}
		if body, err = g.store.Body(old.SHA256); err != nil {
			return nil, err
		}
	} else {
		body = resp.Body
	}
	put := body
	if rec.NotModified {
		put = nil
	}
	if rec, err = g.run.Put(rec, put); err != nil {
		return nil, err
	}
	g.log(Event{URL: q.URL, Role: role, Status: resp.Status, Bytes: len(put)})
	return &answer{page: page(rec, body), record: rec}, nil
}

// offline answers from the archive alone: with the body that stands, else with the
// failure that was.
func (g *getter) offline(q store.Request, role string) (*answer, error) {
	if rec, ok := g.store.Standing(q); ok {
		return g.kept(rec, role)
	}
	f := &Failure{URL: q.URL, Reason: NotArchived, Detail: "the archive has no answer for it; run without --offline"}
	if rec, ok := g.store.Latest(q); ok {
		f = &Failure{URL: q.URL, Reason: rec.Reason, Detail: rec.Detail, Status: rec.Status}
	}
	g.log(Event{URL: q.URL, Role: role, Status: f.Status, Reason: f.Reason, Cached: true})
	return nil, f
}

// NotArchived is the reason of what an offline crawl does not find.
const NotArchived = "not_archived"

// hopeless returns the failure of a request that costs much and will end as it did
// a night or two ago: a body beyond the limits, a bomb, a circle of redirects.
func (g *getter) hopeless(q store.Request, role string) *Failure {
	rec, ok := g.store.Latest(q)
	if !ok || g.o.All || role == List || g.o.Now().Sub(rec.Time) >= hopeless {
		return nil
	}
	switch fetch.Reason(rec.Reason) {
	case fetch.TooLarge, fetch.HeadersTooLarge, fetch.DecompressionBomb, fetch.RedirectLoop, fetch.TooManyRedirects:
		g.log(Event{URL: q.URL, Role: role, Status: rec.Status, Reason: rec.Reason, Cached: true})
		return &Failure{URL: q.URL, Reason: rec.Reason, Detail: rec.Detail, Status: rec.Status}
	}
	return nil
}

// kept makes an answer of a record of the archive.
func (g *getter) kept(rec store.Record, role string) (*answer, error) {
	body, err := g.store.Body(rec.SHA256)
	if err != nil {
		return nil, err
	}
	g.log(Event{URL: rec.URL, Role: role, Status: rec.Status, Bytes: len(body), Cached: true})
	return &answer{page: page(rec, body), record: rec, cached: true}, nil
}

// unkept answers without an archive, each request once.
func (g *getter) unkept(ctx context.Context, r web.Request, role string) (*answer, error) {
	g.mu.Lock()
	a := g.answers[r.Key()]
	g.mu.Unlock()
	if a != nil {
		return a, nil
	}
	resp, err := g.client.Do(ctx, request(r))
	rec := store.Record{Kind: store.Fetch, Time: g.o.Now().UTC(), Request: key(r), Role: role}
	if err != nil {
		return nil, g.failed(ctx, rec, err)
	}
	g.note(resp)
	fill(&rec, resp)
	rec.SHA256 = resp.SHA256
	g.log(Event{URL: rec.URL, Role: role, Status: resp.Status, Bytes: len(resp.Body)})
	a = &answer{page: page(rec, resp.Body), record: rec, body: resp.Body}
	g.mu.Lock()
	g.answers[r.Key()] = a
	g.mu.Unlock()
	return a, nil
}

// failed keeps a failure and makes it a *Failure; the end of the context is no
// finding about the page, and is not kept.
func (g *getter) failed(ctx context.Context, rec store.Record, err error) error {
	var e *fetch.Error
	if !errors.As(err, &e) {
		return err
	}
	if ctx.Err() != nil && e.Reason == fetch.Cancelled {
		return ctx.Err()
	}
	rec.Status, rec.Reason, rec.Detail = e.Status, string(e.Reason), e.Detail
	if e.URL != rec.URL {
		rec.FinalURL = e.URL
	}
	f := &Failure{URL: rec.URL, Reason: rec.Reason, Detail: rec.Detail, Status: rec.Status}
	g.log(Event{URL: rec.URL, Role: rec.Role, Status: rec.Status, Reason: rec.Reason})
	g.mu.Lock()
	g.failures[web.Request{URL: rec.URL, Method: rec.Method, Body: []byte(rec.Body)}.Key()] = f
	g.mu.Unlock()
	if g.store == nil {
		return f
	}
	if _, err := g.run.Put(rec, nil); err != nil {
		return err
	}
	return f
}

// join makes one answer of a page and those that go on with it. The bytes, one after
// the other, are a body of the archive.
func (g *getter) join(a *answer, bodies [][]byte) (*answer, error) {
	body := bytes.Join(bodies, []byte("\n"))
	out := &answer{page: a.page, record: a.record, body: body}
	out.page.Body = body
	out.record.URL += joinedMark
	if g.store == nil {
		sum := sha256.Sum256(body)
		out.record.SHA256 = hex.EncodeToString(sum[:])
		return out, nil
	}
	out.body = nil
	rec := store.Record{
		Kind: store.Fetch, Time: g.o.Now().UTC(), Request: store.Request{URL: out.record.URL}, Role: Article,
		Status: http.StatusOK, ContentType: a.record.ContentType,
	}
	sum := sha256.Sum256(body)
	if old, ok := g.store.Standing(rec.Request); ok && old.SHA256 == hex.EncodeToString(sum[:]) {
		out.record = old
		return out, nil
	}
	if g.o.Offline {
		out.record.SHA256, out.body = hex.EncodeToString(sum[:]), body
		return out, nil
	}
	var err error
	out.record, err = g.run.Put(rec, body)
	return out, err
}

// joinedMark stands behind the address of an article whose pages were joined.
const joinedMark = "#pages"

func (g *getter) log(e Event) {
	if g.o.Log == nil {
		return
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	e.Source = g.source
	g.o.Log(e)
}

// note counts an answer of a portal.
func (g *getter) note(r *fetch.Response) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if !r.NotModified {
		g.bodies++
	}
	if r.TLSFault != "" {
		g.tls[web.Host(r.URL)+": "+r.TLSFault] = true
	}
}

func request(r web.Request) fetch.Request {
	return fetch.Request{URL: r.URL, Method: r.Method, Body: r.Body, ContentType: r.ContentType}
}

// fill takes over what a response says of itself.
func fill(rec *store.Record, r *fetch.Response) {
	rec.Status, rec.Header, rec.ContentType = r.Status, store.Header(r.Header), utf8Only(r.Header.Get("Content-Type"))
	rec.ETag, rec.LastModified = utf8Only(r.Header.Get("ETag")), utf8Only(r.Header.Get("Last-Modified"))
	rec.TLSUnverified = r.TLSFault != ""
	if r.URL != rec.URL {
		rec.FinalURL = r.URL
		if n := len(r.Redirects); n > 1 {
			rec.Redirects = r.Redirects[:n-1]
		}
	}
}

func utf8Only(s string) string { return strings.ToValidUTF8(s, "") }

func page(rec store.Record, body []byte) web.Page {
	u := rec.FinalURL
	if u == "" {
		u = rec.URL
	}
	status := rec.Status
	if rec.NotModified {
		status = http.StatusOK
	}
	return web.Page{URL: u, Status: status, ContentType: rec.ContentType, Body: body}
}
