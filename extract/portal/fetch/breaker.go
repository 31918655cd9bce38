package fetch

import "time"

// breaker leaves a host alone that fails again and again. It counts requests, not
// their retries, so that one page that never works does not close a host.
// Manners.mu guards it.
type breaker struct {
	failed  int // in a row
	until   time.Time
	cool    time.Duration
	probing bool
}

// enter asks for a request to a host. Once the cool-down is over one request
// passes as a probe; the others wait for what it finds out.
func (m *Manners) enter(h *host, p *Policy) (probe bool, e *Error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	left := time.Until(h.until)
	switch {
	case h.until.IsZero():
		return false, nil
	case left > 0:
		return false, &Error{Reason: CircuitOpen, Detail: "the host failed several times in a row and is asked again in " + left.Round(time.Second).String()}
	case h.probing:
		return false, &Error{Reason: CircuitOpen, Detail: "the host failed several times in a row and one request is finding out whether it is back"}
	}
	h.probing = true
	return true, nil
}

// open reports whether a request that entered earlier has to stop.
func (m *Manners) open(h *host) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return !h.until.IsZero()
}

// leave ends a request that entered, with its outcome after all retries.
func (m *Manners) leave(h *host, p *Policy, probe bool, e *Error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if probe {
		h.probing = false
	}
	switch {
	case e.well():
		h.failed, h.until, h.cool = 0, time.Time{}, 0
	case !e.ill():
		return // cancelled, out of budget, refused here: says nothing of the host
	default:
		h.failed++
		if !probe && (h.failed < p.BreakAfter || !h.until.IsZero()) {
			return
		}
		h.cool = min(max(2*h.cool, p.CoolDown), max(maxCoolDown, p.CoolDown))
		h.until = time.Now().Add(h.cool)
	}
}
