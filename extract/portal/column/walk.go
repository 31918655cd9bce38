// Package column walks a portal's lists: it finds out which system prints them,
// asks for their pages one after another, and hands out every link with a
// verdict. It makes no connection itself.
package column

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"path"
	"strings"

	"gongkai/extract/portal/judge"
	"gongkai/extract/portal/soft"
	"gongkai/extract/portal/web"
)

// Options say how far a walk may go. Zero values are the defaults.
type Options struct {
	Hosts    []string // beside the list's own: hosts whose items are followed
	Annual   bool     // the list is known to be one of annual disclosure reports
	Pages    int      // of one list; default 200
	Requests int      // in all; default 600
	Columns  int      // lists in all, with those of single years; default 60
	Depth    int      // of lists below lists; default 2
	Items    int      // in all; default 20,000
}

func (o Options) withDefaults() Options {
	for _, d := range []struct {
		field *int
		n     int
	}{{&o.Pages, 200}, {&o.Requests, 600}, {&o.Columns, 60}, {&o.Depth, 2}, {&o.Items, 20_000}} {
		if *d.field <= 0 {
			*d.field = d.n
		}
	}
	return o
}

// Item is a link of a list.
type Item struct {
	URL     string // absolute; "" where only a script knows it
	Title   string // in full
	Date    string // printed beside it, 2006-01-02 or ""
	List    string // the page on which it stands first
	Verdict judge.Verdict
}

// Result is what a walk found.
type Result struct {
	Dialect  string   // of the first list
	Annual   bool     // taken for a column of annual disclosure reports
	Pages    []string // list pages read, in order
	Items    []Item   // in the order of the lists, each address once
	Faults   []Fault
	Requests int
}

// Reports returns the items that may be reports.
func (r *Result) Reports() []Item {
	var out []Item
	for _, it := range r.Items {
		if it.Verdict.Report() {
			out = append(out, it)
		}
	}
	return out
}

// Walk reads the list that begins at start, with all its pages and the lists of
// single years below it. A page that fails is a fault of the result, and the
// others still come. The error is that of ctx, or of an address that is none.
func Walk(ctx context.Context, get web.Get, start string, o Options) (*Result, error) {
	u, err := url.Parse(start)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return nil, fmt.Errorf("column %q: no http address", start)
	}
	w := &walk{ctx: ctx, get: get, o: o.withDefaults(), res: &Result{}, seen: map[string]int{}, asked: map[string]bool{}, hosts: map[string]bool{web.Host(start): true}}
	for _, h := range o.Hosts {
		w.hosts[web.Host("http://"+strings.TrimPrefix(strings.TrimPrefix(h, "http://"), "https://"))] = true
	}
	queue := []branch{{url: start}}
	for n := 0; len(queue) > 0 && ctx.Err() == nil; n++ {
		b := queue[0]
		queue = queue[1:]
		if n >= w.o.Columns {
			w.fault(b.url, Limit, fmt.Sprintf("more than %d lists below %s", w.o.Columns, start), nil)
			break
		}
		more := w.list(b)
		if b.depth < w.o.Depth {
			queue = append(queue, more...)
		}
	}
	return w.res, ctx.Err()
}

// branch is a list to walk.
type branch struct {
	url    string
	depth  int
	annual bool
	item   int // index of its link in the result, if depth > 0
}

type walk struct {
	ctx   context.Context
	get   web.Get
	o     Options
	res   *Result
	hosts map[string]bool
	seen  map[string]int  // items by address
	asked map[string]bool // requests by key
}

// list walks one list and returns the lists below it.
func (w *walk) list(b branch) []branch {
	first := w.page(web.Request{URL: b.url}, nil)
	if first == nil {
		return nil
	}
	if b.depth == 0 {
		w.hosts[web.Host(first.doc.URL)] = true
	}
	annual := w.o.Annual || b.annual || first.annual() || judge.AnnualPath(b.url)
	d := dialectOf(first)
	if b.depth == 0 {
		w.res.Dialect, w.res.Annual = d.name, annual
	}
	reports := len(w.res.Reports())
	p := d.plan(first)
	below := w.collect(first, annual, b.depth)
	for _, u := range append(p.same, sameAddresses(b.url)...) {
		w.asked[u] = true
	}
	p.announced = append(p.announced, followed(first)...)
	below = append(below, w.follow(first, p, annual, b.depth)...)
	if b.depth > 0 && len(w.res.Reports()) > reports {
		return below
	}
	if b.depth > 0 { // the folder held no list: its page may be the report
		it := &w.res.Items[b.item]
		if v := judge.Title(it.Title, true); v.Report() && len(below) == 0 {
			it.Verdict = v
		}
	}
	return below
}

// sameAddresses returns the other addresses of a folder's first page.
func sameAddresses(address string) []string {
	u, err := url.Parse(address)
	if err != nil || u.RawQuery != "" || !judge.Directory(address) {
		return nil
	}
	folder := address[:strings.LastIndexByte(address, '/')+1]
	out := []string{folder}
	for _, ext := range []string{"html", "htm", "shtml", "jhtml"} {
		out = append(out, folder+"index."+ext)
	}
	return out
}

const deadInARow = 3 // pages without anything new that end a list

// follow asks for a list's further pages.
func (w *walk) follow(first *list, p plan, annual bool, depth int) (below []branch) {
	var gone []string // announced, not there, since the last page with items
	dead, read, last := 0, 1, first
	queue := p.announced
	if p.total > w.o.Pages {
		w.fault(first.doc.URL, Limit, fmt.Sprintf("the list says %d pages; %d are read", p.total, w.o.Pages), nil)
	}
	guess, ended := p.from, false
	for n := 1; n < w.o.Pages && dead < deadInARow && w.ctx.Err() == nil; n++ {
		var s step
		switch {
		case len(queue) > 0:
			s, queue = queue[0], queue[1:]
		case p.guess != nil && dead == 0 && (p.total == 0 || last.full(first)):
			s = step{Request: p.guess(guess), guess: true}
			guess++
		default:
			ended = true
		}
		if ended {
			break
		}
		if w.asked[s.Key()] {
			n--
			continue
		}
		at := len(w.res.Faults)
		if p.inside {
			s.base = first.doc.URL
		}
		l := w.page(s.Request, &s)
		if l == nil {
			if len(w.res.Faults) > at && w.res.Faults[at].Reason == Gone {
				w.res.Faults = w.res.Faults[:at]
				dead++
				if !s.guess {
					gone = append(gone, s.URL)
				}
			}
			continue
		}
		before := w.fresh(l)
		below = append(below, w.collect(l, annual, depth)...)
		if !before {
			dead++
			continue
		}
		for _, u := range gone {
			w.fault(u, Gone, "announced by the list, and not there, though later pages are", nil)
		}
		gone, dead, last = nil, 0, l
		read++
		queue = append(queue, followed(l)...)
		if len(w.res.Items) >= w.o.Items {
			w.fault(s.URL, Limit, fmt.Sprintf("more than %d items", w.o.Items), nil)
			break
		}
	}
	if !ended && dead == 0 && len(queue) == 0 && p.guess != nil && p.total == 0 && w.ctx.Err() == nil {
		w.fault(first.doc.URL, Limit, fmt.Sprintf("the list does not say how long it is, and did not end within %d pages", w.o.Pages), nil)
	}
	if len(gone) > 0 {
		w.fault(gone[0], PastEnd, fmt.Sprintf("the list announces more pages than there are: it ended after %d", read), nil)
	}
	if left := w.unasked(queue); left > 0 && dead < deadInARow && p.total <= w.o.Pages && w.ctx.Err() == nil {
		w.fault(first.doc.URL, Limit, fmt.Sprintf("%d more pages are announced after the %d that may be read", left, w.o.Pages), nil)
	}
	if n := first.said(); n > read && len(gone) == 0 && dead == 0 && n <= w.o.Pages && w.ctx.Err() == nil && !w.failed() {
		w.fault(first.doc.URL, PagesMissing, fmt.Sprintf("the list says %d pages, and %d were found: name the others' addresses as columns", n, read), nil)
	}
	return below
}

func (w *walk) unasked(queue []step) int {
	n := 0
	for _, s := range queue {
		if !w.asked[s.Key()] {
			n++
		}
	}
	return n
}

// failed reports whether a page failed, so that pages are missing anyway.
func (w *walk) failed() bool {
	for _, f := range w.res.Faults {
		if !f.Harmless() {
			return true
		}
	}
	return false
}

// page gets and reads one page of a list, or notes the fault and returns nil.
func (w *walk) page(r web.Request, s *step) *list {
	if w.asked[r.Key()] {
		return nil
	}
	w.asked[r.Key()] = true
	if w.res.Requests >= w.o.Requests {
		w.fault(r.URL, Limit, fmt.Sprintf("more than %d requests", w.o.Requests), nil)
		return nil
	}
	if !w.hosts[web.Host(r.URL)] {
		w.fault(r.URL, OffHost, "a page of the list is on a host that is not the source's", nil)
		return nil
	}
	w.res.Requests++
	p, err := web.Fetch(w.ctx, w.get, r)
	if err != nil {
		if s != nil && s.otherwise != nil {
			return w.page(*s.otherwise, &step{base: s.base})
		}
		reason := Fetch
		if web.Gone(err) {
			reason = Gone
		}
		if w.ctx.Err() == nil {
			w.fault(r.URL, reason, "", err)
		}
		return nil
	}
	if s != nil {
		p.Base = s.base
	}
	l, err := readList(p)
	if err != nil {
		w.fault(r.URL, Unreadable, "", err)
		return nil
	}
	if len(l.links) == 0 && s != nil && s.otherwise != nil {
		return w.page(*s.otherwise, &step{base: s.base})
	}
	if f, ok := soft.Classify(p, p.Status); ok && len(l.data) == 0 {
		reason := Soft
		if f.Reason == soft.NotFound {
			reason = Gone
		}
		w.fault(r.URL, reason, string(f.Reason)+": "+f.Evidence, nil)
		return nil
	}
	w.res.Pages = append(w.res.Pages, p.URL)
	return l
}

// fresh reports whether a page shows anything beside menus that no page before
// it showed.
func (w *walk) fresh(l *list) bool {
	for i := range l.links {
		if _, ok := w.seen[itemKey(l.links[i])]; !ok && !l.links[i].Chrome && !isPager(&l.links[i]) {
			return true
		}
	}
	return false
}

func itemKey(l web.Link) string {
	if l.URL == "" {
		return "script " + l.Script + " " + l.Label()
	}
	return l.URL
}

// collect judges a page's links, and returns those that are lists of a year.
func (w *walk) collect(l *list, annual bool, depth int) (below []branch) {
	links := l.links
	if l.self != nil {
		links = append([]web.Link{*l.self}, links...)
	}
	for i := range links {
		link := &links[i]
		if isPager(link) || link.URL == l.doc.URL && l.self == nil || len(w.res.Items) >= w.o.Items {
			continue
		}
		it := Item{URL: link.URL, Title: link.Label(), Date: link.Date, List: l.doc.URL}
		it.Verdict = judge.Of(judge.Link{Title: it.Title, URL: it.URL, Column: annual, Chrome: link.Chrome, Within: w.hosts[web.Host(it.URL)]})
		folder := w.yearFolder(l, it, annual)
		if folder {
			it.Verdict = judge.Verdict{Reason: judge.OtherYearList, Why: w.why(depth), Year: judge.YearFolder(it.URL)}
		}
		key := itemKey(*link)
		if at, ok := w.seen[key]; ok {
			w.res.Items[at].better(it)
			continue
		}
		w.seen[key] = len(w.res.Items)
		w.res.Items = append(w.res.Items, it)
		if folder {
			below = append(below, branch{url: it.URL, depth: depth + 1, annual: annual, item: len(w.res.Items) - 1})
		}
	}
	return below
}

func (w *walk) why(depth int) string {
	if depth < w.o.Depth {
		return "a list of the year, walked as well"
	}
	return fmt.Sprintf("a list of the year, more than %d lists down: not walked", w.o.Depth)
}

// better takes the title and verdict of the same link met again, where the first
// was an image or was cut.
func (it *Item) better(again Item) {
	if it.Date == "" {
		it.Date = again.Date
	}
	if !it.Verdict.Report() && again.Verdict.Report() || it.Verdict.Report() == again.Verdict.Report() && len([]rune(again.Title)) > len([]rune(it.Title)) {
		it.Title, it.Verdict = again.Title, again.Verdict
	}
}

// yearFolder reports whether an item is a list of a year beside or below this one.
func (w *walk) yearFolder(l *list, it Item, annual bool) bool {
	year := judge.YearFolder(it.URL)
	if year == 0 || !w.hosts[web.Host(it.URL)] || !annual && !judge.AnnualPath(it.URL) {
		return false
	}
	here, there := folderOf(l.doc.URL), folderOf(it.URL)
	switch {
	case here == there || strings.HasPrefix(here, there):
		return false // the path up
	case strings.HasPrefix(there, here):
		return true
	}
	return strings.HasPrefix(there, parent(here)) && judge.YearFolder(l.doc.URL) > 0 // a year beside this one
}

// folderOf returns the path of an address up to its last slash.
func folderOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	if i := strings.LastIndexByte(u.Path, '/'); i >= 0 {
		return u.Path[:i+1]
	}
	return "/"
}

func parent(folder string) string {
	return strings.TrimSuffix(path.Dir(strings.TrimSuffix(folder, "/")), "/") + "/"
}

// Fault is a page of a list that did not come, or a list that did not come whole.
type Fault struct {
	URL    string
	Reason FaultReason
	Detail string
	Err    error // of Fetch and Unreadable
}

// FaultReason says what went wrong. The list is closed.
type FaultReason string

// The faults of a walk.
const (
	Fetch        FaultReason = "fetch"         // the request failed
	Gone         FaultReason = "gone"          // 404 or 410, or a page that says so
	PastEnd      FaultReason = "past_end"      // announced beyond the list's end: harmless
	Soft         FaultReason = "soft_failure"  // a page in place of the list: login, challenge, maintenance …
	Unreadable   FaultReason = "unreadable"    // no text
	OffHost      FaultReason = "off_host"      // the list goes on elsewhere
	Limit        FaultReason = "limit"         // the list is longer than the walk may be
	PagesMissing FaultReason = "pages_missing" // the list says more pages than could be found
)

// Harmless reports a fault that lost nothing.
func (f Fault) Harmless() bool { return f.Reason == PastEnd }

// Error says which page, and why.
func (f Fault) Error() string {
	s := string(f.Reason) + ": " + f.URL
	if f.Detail != "" {
		s += ": " + f.Detail
	}
	if f.Err != nil {
		s += ": " + f.Err.Error()
	}
	return s
}

// Unwrap returns the cause, or nil.
func (f Fault) Unwrap() error { return f.Err }

const maxFaults = 1000

func (w *walk) fault(address string, reason FaultReason, detail string, err error) {
	if len(w.res.Faults) < maxFaults && !errors.Is(err, context.Canceled) {
		w.res.Faults = append(w.res.Faults, Fault{address, reason, detail, err})
	}
}
