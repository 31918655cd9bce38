package store

import (
	"cmp"
	"fmt"
	"slices"
	"time"
)

type runKey struct{ source, id string }

// run is what the index knows of a run.
type run struct {
	key            runKey
	began, endedAt int64
	ended          bool
	last           map[Request]int // the last line of each request
}

// A Run is one crawl of a source. It begins with a record and ends with one; where
// the end is missing, the crawl was stopped half-way and can be gone on with.
type Run struct {
	Source  string
	ID      string
	Began   time.Time
	Ended   time.Time // zero where it did not
	Resumed bool      // what was fetched before a stop counts
	store   *Store
}

// Begin begins a crawl of a source, or goes on with the one that was stopped
// half-way.
func (s *Store) Begin(source string, now time.Time) (Run, error) {
	if s.lock == nil {
		return Run{}, ErrReadOnly
	}
	now = now.Round(0).UTC()
	s.mu.RLock()
	id := now.Format("20060102T150405.000Z")
	var open *run
	for _, r := range s.order {
		switch {
		case r.key.source != source:
		case !r.ended:
			open = r // the last of them
		default:
			open = nil // one that was stopped before this one ended is done with
		}
	}
	for n := 2; s.runs[runKey{source, id}] != nil; n++ {
		id = fmt.Sprintf("%s-%d", now.Format("20060102T150405.000Z"), n)
	}
	s.mu.RUnlock()
	if open != nil {
		return Run{Source: source, ID: open.key.id, Began: time.Unix(0, open.began).UTC(), Resumed: true, store: s}, nil
	}
	_, err := s.append(Record{Kind: RunBegin, Source: source, Run: id, Time: now})
	return Run{Source: source, ID: id, Began: now, store: s}, err
}

// Put keeps a fetch of the run.
func (r Run) Put(rec Record, body []byte) (Record, error) {
	rec.Source, rec.Run = r.Source, r.ID
	return r.store.Put(rec, body)
}

// Done returns the last record of a request in this run: what was fetched before
// the crawl was stopped, failures included.
func (r Run) Done(req Request) (Record, bool) {
	s := r.store
	s.mu.RLock()
	defer s.mu.RUnlock()
	x := s.runs[runKey{r.Source, r.ID}]
	if x == nil {
		return Record{}, false
	}
	n, ok := x.last[req.normal()]
	if !ok {
		return Record{}, false
	}
	rec, err := s.record(s.lines[n])
	return rec, err == nil
}

// End ends the run; counts are kept with it.
func (r Run) End(now time.Time, counts map[string]int) error {
	_, err := r.store.append(Record{Kind: RunEnd, Source: r.Source, Run: r.ID, Time: now, Counts: counts})
	return err
}

// Runs returns the runs of a source, or of all where it is "", oldest first.
func (s *Store) Runs(source string) []Run {
	s.mu.RLock()
	defer s.mu.RUnlock()
	var out []Run
	for _, r := range s.order {
		if source != "" && r.key.source != source {
			continue
		}
		o := Run{Source: r.key.source, ID: r.key.id, Began: time.Unix(0, r.began).UTC(), store: s}
		if r.ended {
			o.Ended = time.Unix(0, r.endedAt).UTC()
		}
		out = append(out, o)
	}
	return out
}

// Previous returns the last run of a source that ended before this one began.
func (r Run) Previous() (Run, bool) {
	var prev Run
	for _, o := range r.store.Runs(r.Source) {
		if o.ID == r.ID {
			break
		}
		if !o.Ended.IsZero() {
			prev = o
		}
	}
	return prev, prev.ID != ""
}

// Changes is how one run of a source differs from another, by request; each list
// is sorted, and no request is in two.
type Changes struct {
	New       []Request // a body where there was none
	Changed   []Request // another body
	Unchanged []Request // the same body, fetched or said to stand
	Vanished  []Request // had a body; no longer asked for, or answered with 404 or 410
	Failed    []Request // asked for; neither a body nor gone: nothing is known of it
}

// Compare says how run b differs from a, an earlier one of the same source; a zero
// a is a run of nothing. With roles only records of these roles count.
func (s *Store) Compare(a, b Run, roles ...string) Changes {
	s.mu.RLock()
	defer s.mu.RUnlock()
	before, _ := s.results(a, roles)
	after, failed := s.results(b, roles)
	var c Changes
	for req, sha := range after {
		switch old, ok := before[req]; {
		case !ok:
			c.New = append(c.New, req)
		case old != sha:
			c.Changed = append(c.Changed, req)
		default:
			c.Unchanged = append(c.Unchanged, req)
		}
	}
	for req := range before {
		if _, ok := after[req]; !ok && !failed[req] {
			c.Vanished = append(c.Vanished, req)
		}
	}
	for req := range failed {
		c.Failed = append(c.Failed, req)
	}
	for _, list := range [][]Request{c.New, c.Changed, c.Unchanged, c.Vanished, c.Failed} {
		slices.SortFunc(list, func(a, b Request) int {
			return cmp.Or(cmp.Compare(a.URL, b.URL), cmp.Compare(a.Method, b.Method), cmp.Compare(a.Body, b.Body))
		})
	}
	return c
}

// results returns what a run has of each request: the digest of its body, or that
// it failed.
func (s *Store) results(r Run, roles []string) (map[Request]string, map[Request]bool) {
	bodies, failed := map[Request]string{}, map[Request]bool{}
	x := s.runs[runKey{r.Source, r.ID}]
	if x == nil {
		return bodies, failed
	}
	for req, n := range x.last {
		l := s.lines[n]
		if len(roles) > 0 && !slices.Contains(roles, l.role) {
			continue
		}
		switch {
		case l.sha != "" && (l.notModified || l.good()):
			bodies[req] = l.sha
		case l.status == 404 || l.status == 410:
		default:
			failed[req] = true
		}
	}
	return bodies, failed
}
