package fetch

import (
	"context"
	"net/url"
	"sync"
	"time"
)

// Manners is what a run knows of hosts, and what keeps it polite to them: when
// each was asked last, how it is doing, what its robots.txt says. It may be used
// by many clients at once.
type Manners struct {
	mu     sync.Mutex
	hosts  map[string]*host // by name and port; the ports of a name share its site
	sites  map[string]*lane
	robots map[string]*robots // by scheme, host and port
}

// NewManners returns manners that know no host yet.
func NewManners() *Manners {
	return &Manners{hosts: map[string]*host{}, sites: map[string]*lane{}, robots: map[string]*robots{}}
}

// lane keeps requests apart. Times come from the monotonic clock.
type lane struct {
	last time.Time     // start of the latest request
	gap  time.Duration // the widest that any client wants
}

func (l *lane) next(factor float64) time.Time {
	if l.last.IsZero() {
		return l.last
	}
	return l.last.Add(time.Duration(float64(l.gap) * factor))
}

// host is the state of a host. Manners.mu guards it.
type host struct {
	lane
	site  *lane
	slow  float64   // times the gap, 1 for a host that is well
	hold  time.Time // not before: it said so in Retry-After
	busy  int       // requests under way
	limit int       // the narrowest concurrency that any client wants
	freed chan struct{}
	breaker
}

// What a failure and a success do to a host's gap: seven successes undo a failure.
const (
	slower = 2
	faster = 0.9
)

// host returns the state of a host, with its gap and concurrency at least as
// careful as the client wants.
func (m *Manners) host(u *url.URL, p *Policy) *host {
	m.mu.Lock()
	defer m.mu.Unlock()
	h := m.hosts[u.Host]
	if h == nil {
		key := site(u.Hostname())
		if m.sites[key] == nil {
			m.sites[key] = &lane{}
		}
		h = &host{slow: 1, limit: p.Concurrency, freed: make(chan struct{}), site: m.sites[key]}
		m.hosts[u.Host] = h
	}
	h.limit = min(h.limit, p.Concurrency)
	h.gap = max(h.gap, p.gap())
	h.site.gap = max(h.site.gap, p.gap())
	return h
}

// widen makes a host's gap at least d, as its robots.txt wants.
func (m *Manners) widen(h *host, d time.Duration) {
	m.mu.Lock()
	defer m.mu.Unlock()
	h.gap = max(h.gap, d)
}

// acquire waits until the host may be asked, and starts a request. The context's
// cause is the error when it ends first, or would: nothing is waited for in vain.
func (m *Manners) acquire(ctx context.Context, h *host) error {
	for {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		m.mu.Lock()
		now := time.Now()
		if h.busy >= h.limit {
			freed := h.freed
			m.mu.Unlock()
			select {
			case <-freed:
			case <-ctx.Done():
			}
			continue
		}
		at := h.next(h.slow)
		for _, t := range []time.Time{h.site.next(1), h.hold} {
			if t.After(at) {
				at = t
			}
		}
		if !now.Before(at) {
			h.busy++
			h.last, h.site.last = now, now
			m.mu.Unlock()
			return nil
		}
		m.mu.Unlock()
		if err := sleep(ctx, at.Sub(now)); err != nil {
			return err
		}
	}
}

// started moves the start of a host's latest request to now, since connecting
// took its time. It is also called with the first byte of the answer, when the
// server has surely had the request, but then goes no further than a gap beyond
// the moment of sending: a busy server sees the whole gap, and a slow one does not
// make the crawl slower than twice the gap.
func (m *Manners) started(h *host, sent time.Time) {
	now := time.Now()
	m.mu.Lock()
	defer m.mu.Unlock()
	if late := sent.Add(max(h.gap, 200*time.Millisecond)); !sent.IsZero() && now.After(late) {
		now = late
	}
	for _, l := range []*lane{&h.lane, h.site} {
		if now.After(l.last) {
			l.last = now
		}
	}
}

// release ends a request and takes note of how the host is: nil is well.
func (m *Manners) release(h *host, e *Error, hold time.Duration) {
	m.mu.Lock()
	defer m.mu.Unlock()
	h.busy--
	close(h.freed)
	h.freed = make(chan struct{})
	switch {
	case e.well():
		h.slow = max(1, h.slow*faster)
	case e.ill() && !e.stale:
		h.slow = min(maxSlowdown, h.slow*slower)
	}
	if until := time.Now().Add(hold); hold > 0 && until.After(h.hold) {
		h.hold = until
	}
}

// sleep waits, unless the context ends or is known to end before.
func sleep(ctx context.Context, d time.Duration) error {
	if end, ok := ctx.Deadline(); ok && time.Until(end) < d {
		if cause := context.Cause(ctx); cause != nil {
			return cause
		}
		return errLate
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}
