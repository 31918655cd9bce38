package fetch

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"time"
)

// robots is what is known of a host's robots.txt. Whoever holds its turn may read
// and write it.
type robots struct {
	turn   chan struct{} // capacity 1
	rules  *rules
	failed *Error // why there are no rules
	until  time.Time
}

// permitted refuses a URL that robots.txt disallows, after fetching that once.
func (c *Client) permitted(ctx context.Context, u *url.URL) *Error {
	key := u.Scheme + "://" + u.Host
	if c.policy.UnverifiedTLS {
		key += " unverified"
	}
	c.manners.mu.Lock()
	r := c.manners.robots[key]
	if r == nil {
		r = &robots{turn: make(chan struct{}, 1)}
		c.manners.robots[key] = r
	}
	c.manners.mu.Unlock()
	select {
	case r.turn <- struct{}{}:
	case <-ctx.Done():
		return c.stopped(ctx, context.Cause(ctx))
	}
	defer func() { <-r.turn }()
	h := c.manners.host(u, &c.policy)
	if r.rules == nil {
		if r.failed != nil && time.Now().Before(r.until) {
			e := *r.failed
			e.URL = u.String()
			return &e
		}
		rules, e := c.robotsOf(ctx, u)
		if e != nil {
			if e.ill() {
				e.Detail = "its host's robots.txt could not be had: " + e.Detail
				if e.Status > 0 {
					e.Detail = string(e.Reason) + ": " + e.Detail
					e.Reason = RobotsUnavailable
				}
				r.failed, r.until = e, time.Now().Add(c.policy.CoolDown)
			}
			e.URL, e.Status = u.String(), 0
			return e
		}
		r.rules, r.failed = rules, nil
	}
	c.manners.widen(h, r.rules.delay)
	if !r.rules.allow(u) {
		return &Error{Reason: RobotsDisallowed, URL: u.String(), Detail: fmt.Sprintf("robots.txt of %s keeps %s out", u.Host, c.product)}
	}
	return nil
}

// robotsOf fetches the robots.txt of a URL's host. As RFC 9309 has it, a host that
// has none (any 4xx, or a redirect to where nothing can be had) allows all, and
// one that cannot say (5xx, no answer) allows nothing for now; 429 is taken as
// cannot say.
func (c *Client) robotsOf(ctx context.Context, u *url.URL) (*rules, *Error) {
	at := &url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/robots.txt"}
	var sent int
	for range robotsHops + 1 {
		a, e := c.ask(ctx, at, &Request{Method: http.MethodGet}, maxRobots, &sent)
		switch {
		case e != nil && e.Status >= 400 && e.Status < 500 && e.Status != http.StatusTooManyRequests:
			return &rules{}, nil
		case e != nil:
			return nil, e
		case !a.redirect:
			r := parseRobots(a.body, c.product)
			return &r, nil
		}
		if at, e = follow(at, a); e != nil || c.allowed(at) != nil {
			return &rules{}, nil // no robots.txt that this client may read
		}
	}
	return &rules{}, nil
}
