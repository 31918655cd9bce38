package store

import (
	"bytes"
	"encoding/json"
	"runtime"
	"sync"
	"time"
)

// index is what is kept in memory of each record: enough to find it, to tell
// versions apart and to compare runs. The rest is read from the journal.
type index struct {
	lines  []line // in order
	byReq  map[Request][]int
	runs   map[runKey]*run
	order  []*run // as they began
	faults []Fault
}

type line struct {
	kind, source, run string
	request           Request
	role              string
	time              int64 // UnixNano
	status            int
	sha               string
	notModified       bool
	reason            string
	at                int64 // in the journal
	size              int
}

func newIndex() index {
	return index{byReq: map[Request][]int{}, runs: map[runKey]*run{}}
}

// indexed is the part of a record that the index holds.
type indexed struct {
	Kind, Source, Run, Role, Reason string
	Time                            time.Time
	Request
	Status      int
	SHA256      string `json:"sha256"`
	NotModified bool   `json:"not_modified"`
}

// read indexes a journal; the parsing, which takes nearly all of the time, is done
// in parallel.
func (x *index) read(text []byte) {
	type part struct {
		lines  []line
		faults []Fault
		count  int
	}
	n := max(1, min(runtime.GOMAXPROCS(0), len(text)>>16))
	parts := make([]part, n)
	var wg sync.WaitGroup
	from := 0
	for i := range n {
		to := len(text)
		if i < n-1 {
			to = max(from, len(text)/n*(i+1))
			to += bytes.IndexByte(text[to:], '\n') + 1
		}
		start, chunk := from, text[from:to]
		wg.Go(func() {
			p := &parts[i]
			at := start
			for raw := range bytes.Lines(chunk) {
				p.count++
				if l, err := parseLine(raw); err != nil {
					p.faults = append(p.faults, Fault{Line: p.count, Err: err})
				} else {
					l.at, l.size = int64(at), len(raw)
					p.lines = append(p.lines, l)
				}
				at += len(raw)
			}
		})
		from = to
	}
	wg.Wait()
	before := 0
	for _, p := range parts {
		for _, f := range p.faults {
			f.Line += before
			x.faults = append(x.faults, f)
		}
		for _, l := range p.lines {
			x.add(l)
		}
		before += p.count
	}
}

func parseLine(raw []byte) (line, error) {
	var r indexed
	if err := json.Unmarshal(raw, &r); err != nil {
		return line{}, err
	}
	return line{
		kind: r.Kind, source: r.Source, run: r.Run, request: r.Request, role: r.Role, time: r.Time.UnixNano(), status: r.Status,
		sha: r.SHA256, notModified: r.NotModified, reason: r.Reason,
	}, nil
}

func (x *index) add(l line) {
	n := len(x.lines)
	x.lines = append(x.lines, l)
	switch l.kind {
	case Fetch:
		x.byReq[l.request] = append(x.byReq[l.request], n)
		if l.run != "" {
			if r := x.runs[runKey{l.source, l.run}]; r != nil {
				r.last[l.request] = n
			}
		}
	case RunBegin:
		key := runKey{l.source, l.run}
		if x.runs[key] == nil {
			r := &run{key: key, began: l.time, last: map[Request]int{}}
			x.runs[key] = r
			x.order = append(x.order, r)
		}
	case RunEnd:
		if r := x.runs[runKey{l.source, l.run}]; r != nil {
			r.ended = true
			r.endedAt = l.time
		}
	}
}

// Known reports whether a request was ever made, whatever came of it.
func (s *Store) Known(r Request) bool {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return len(s.byReq[r.normal()]) > 0
}

// Latest returns the last record of a request, whatever came of it.
func (s *Store) Latest(r Request) (Record, bool) {
	return s.last(r, func(line) bool { return true })
}

// Standing returns the last record of a request that came with a body or said that
// it still stands: the validators for a request on condition are its ETag and
// LastModified.
func (s *Store) Standing(r Request) (Record, bool) {
	return s.last(r, func(l line) bool { return l.sha != "" && (l.notModified || l.good()) })
}

// good reports whether a fetch brought what was asked for.
func (l line) good() bool { return l.reason == "" && l.status >= 200 && l.status < 300 }

func (s *Store) last(r Request, fits func(line) bool) (Record, bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	list := s.byReq[r.normal()]
	for i := len(list) - 1; i >= 0; i-- {
		if l := s.lines[list[i]]; fits(l) {
			rec, err := s.record(l)
			return rec, err == nil
		}
	}
	return Record{}, false
}

// Versions returns all records of a request, oldest first.
func (s *Store) Versions(r Request) ([]Record, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	var out []Record
	for _, n := range s.byReq[r.normal()] {
		rec, err := s.record(s.lines[n])
		if err != nil {
			return nil, err
		}
		out = append(out, rec)
	}
	return out, nil
}

// has reports whether the archive has this very record already.
func (s *Store) has(r Record) bool {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if r.Kind != Fetch {
		x := s.runs[runKey{r.Source, r.Run}]
		return x != nil && (r.Kind == RunBegin || x.ended)
	}
	for _, n := range s.byReq[r.Request.normal()] {
		l := s.lines[n]
		if l.time == r.Time.UnixNano() && l.sha == r.SHA256 && l.status == r.Status && l.source == r.Source && l.run == r.Run {
			return true
		}
	}
	return false
}
