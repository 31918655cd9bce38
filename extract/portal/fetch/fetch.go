// Package fetch asks portals for pages and files, politely and safely. It knows
// nothing of what they hold. robots.txt is obeyed, requests to a host and its site
// keep a gap, errors slow a crawl down; only the hosts of the source are asked,
// only at public addresses, and every answer is bounded in size and time. Each
// request ends in a [Response] or in an [Error] whose [Reason] stands in a closed
// list. docs/fetching.md says all of it to operators.
//
// Proxies of the environment are not used: what a proxy would connect to could
// not be checked.
package fetch

import (
	"context"
	"crypto/sha256"
	"crypto/tls"
	"encoding/hex"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/net/http/httpguts"
)

// Request asks for one resource.
type Request struct {
	URL          string
	Method       string      // GET or POST; "" is GET. A POST is retried as a GET is: portals read by it
	Body         []byte      // of a POST
	ContentType  string      // of Body
	ETag         string      // validators of the copy at hand: with one of them the
	LastModified string      // answer may be NotModified
	Header       http.Header // further headers, such as Referer
}

// Response is what a server answered.
type Response struct {
	Requested   string   // the URL of the request, as this client wrote it
	Redirects   []string // the URLs that it led to, in order; the last one is URL
	URL         string   // where the body comes from
	Status      int      // 200 to 299, or 304
	Header      http.Header
	Body        []byte    // whole, with transfer and content encodings taken off; its charset is as sent
	SHA256      string    // of Body, in hexadecimal; "" where NotModified
	NotModified bool      // the copy at hand still holds; there is no body
	FetchedAt   time.Time // end of the body, UTC
	Attempts    int       // requests sent, retries and redirects included, robots.txt not
	TLSFault    string    // what [Policy.UnverifiedTLS] overlooked, "" where nothing
}

// Stats are the counts of a client.
type Stats struct {
	Requests int            // requests sent, robots.txt included
	Done     int            // calls of Do that ended in a Response
	Failed   map[Reason]int // calls that ended in an Error
}

// Client fetches for one source. It may be used from several goroutines.
type Client struct {
	policy    Policy
	product   string
	places    map[place]bool
	hosts     map[string]bool // of places
	manners   *Manners
	transport *http.Transport
	cookies   *cookies

	mu    sync.Mutex
	end   time.Time // of the source's time
	stats Stats
}

// New returns a client, or an error that says what in the policy makes no sense.
func New(p Policy) (*Client, error) {
	if err := p.complete(); err != nil {
		return nil, err
	}
	own, err := places(p.Hosts)
	if err != nil {
		return nil, err
	}
	if p.Jitter == nil {
		p.Jitter = rand.Float64
	}
	c := &Client{policy: p, product: productToken(p.Agent), places: own, hosts: map[string]bool{}, manners: p.Manners, cookies: newCookies()}
	for at := range own {
		c.hosts[at.host] = true
	}
	if c.manners == nil {
		c.manners = NewManners()
	}
	c.stats.Failed = map[Reason]int{}
	c.transport = &http.Transport{
		DialContext:            c.dial,
		TLSClientConfig:        &tls.Config{MinVersion: tls.VersionTLS12, RootCAs: p.Roots},
		TLSHandshakeTimeout:    30 * time.Second,
		DisableCompression:     true, // taken off here, where bombs are counted
		MaxIdleConnsPerHost:    p.Concurrency,
		IdleConnTimeout:        30 * time.Second,
		MaxResponseHeaderBytes: p.MaxHeader,
		Protocols:              new(http.Protocols),
	}
	c.transport.Protocols.SetHTTP1(true) // HTTP/2 repeats requests by itself, without a gap
	if p.UnverifiedTLS {
		c.transport.TLSClientConfig.InsecureSkipVerify = true
		c.transport.TLSClientConfig.MinVersion = tls.VersionTLS10
		for _, suite := range slices.Concat(tls.CipherSuites(), tls.InsecureCipherSuites()) {
			c.transport.TLSClientConfig.CipherSuites = append(c.transport.TLSClientConfig.CipherSuites, suite.ID)
		}
	}
	return c, nil
}

// Close lets connections go that are kept open.
func (c *Client) Close() { c.transport.CloseIdleConnections() }

// Stats returns what was counted so far.
func (c *Client) Stats() Stats {
	c.mu.Lock()
	defer c.mu.Unlock()
	s := c.stats
	s.Failed = map[Reason]int{}
	for r, n := range c.stats.Failed {
		s.Failed[r] = n
	}
	return s
}

// Do fetches a resource. Its error is an *Error. It takes as long as manners ask
// for, but not beyond the context or the source's time.
func (c *Client) Do(ctx context.Context, r Request) (*Response, error) {
	resp, e := c.do(ctx, &r)
	c.mu.Lock()
	defer c.mu.Unlock()
	if e != nil {
		c.stats.Failed[e.Reason]++
		return nil, e
	}
	c.stats.Done++
	return resp, nil
}

func (c *Client) do(ctx context.Context, r *Request) (*Response, *Error) {
	if e := r.check(); e != nil {
		return nil, e
	}
	u, e := parse(r.URL)
	if e != nil {
		return nil, e
	}
	ctx, cancel := context.WithDeadlineCause(ctx, c.deadline(), errSource)
	defer cancel()
	next := *r
	out := &Response{Requested: u.String()}
	seen := map[string]bool{}
	for {
		a, e := c.step(ctx, u, &next, seen, &out.Attempts)
		if e == nil && !a.redirect {
			out.fill(u, a)
			return out, nil
		}
		if e == nil && len(out.Redirects) >= c.policy.MaxRedirects {
			e = &Error{Reason: TooManyRedirects, Detail: fmt.Sprintf("more than %d", max(0, c.policy.MaxRedirects))}
		}
		if e == nil {
			u, e = follow(u, a)
		}
		if e != nil {
			if e.URL == "" {
				e.URL = u.String()
			}
			if len(out.Redirects) > 0 || a != nil {
				e.Detail = strings.TrimPrefix(e.Detail+"; redirected from "+out.Requested, "; ")
			}
			e.Attempts = out.Attempts
			return nil, e
		}
		out.Redirects = append(out.Redirects, u.String())
		if next.Method == http.MethodPost && a.status <= 303 { // as browsers do; 307 and 308 say to post again
			next.Method, next.Body, next.ContentType = "", nil, ""
		}
	}
}

// step asks for one URL, unless the source, robots.txt or a loop forbid it.
func (c *Client) step(ctx context.Context, u *url.URL, r *Request, seen map[string]bool, sent *int) (*answer, *Error) {
	if e := c.allowed(u); e != nil {
		return nil, e
	}
	// The same URL with other cookies is no loop: portals set one and send back.
	key := r.Method + " " + u.String() + "\n" + c.cookies.header(u)
	if seen[key] {
		return nil, &Error{Reason: RedirectLoop, URL: u.String(), Detail: "it leads back to itself"}
	}
	seen[key] = true
	if e := c.permitted(ctx, u); e != nil {
		return nil, e
	}
	return c.ask(ctx, u, r, 0, sent)
}

// follow returns where an answer leads.
func follow(u *url.URL, a *answer) (*url.URL, *Error) {
	loc := a.header.Get("Location")
	if loc == "" {
		return u, &Error{Reason: BadResponse, URL: u.String(), Status: a.status, Detail: fmt.Sprintf("status %d without a Location", a.status)}
	}
	to, err := u.Parse(loc)
	if err != nil { // most often a stray percent sign
		to, err = u.Parse(escapeStray("x://" + u.Host + "/" + loc)[len("x://"+u.Host+"/"):])
	}
	if err != nil {
		return u, &Error{Reason: BadURL, URL: shown(loc), Status: a.status, Detail: "the Location of a redirect is no URL"}
	}
	next, e := parse(to.String())
	if e != nil {
		return u, e
	}
	return next, nil
}

func (r *Response) fill(u *url.URL, a *answer) {
	r.URL, r.Status, r.Header, r.Body, r.TLSFault = u.String(), a.status, a.header, a.body, a.tlsFault
	r.FetchedAt = time.Now().UTC()
	if r.NotModified = a.status == http.StatusNotModified; !r.NotModified {
		sum := sha256.Sum256(a.body)
		r.SHA256 = hex.EncodeToString(sum[:])
	}
}

// ownHeaders are those that a request may not set: this client does.
var ownHeaders = []string{
	"Accept-Encoding", "Connection", "Content-Length", "Content-Type", "Cookie", "Host", "If-Modified-Since",
	"If-None-Match", "Range", "Te", "Trailer", "Transfer-Encoding", "Upgrade", "User-Agent", "Authorization", "Proxy-Authorization",
}

func (r *Request) check() *Error {
	if r.Method != "" && r.Method != http.MethodGet && r.Method != http.MethodPost {
		return &Error{Reason: BadRequest, URL: shown(r.URL), Detail: fmt.Sprintf("method %q: only GET and POST are sent", r.Method)}
	}
	if r.Method != http.MethodPost && len(r.Body) > 0 {
		return &Error{Reason: BadRequest, URL: shown(r.URL), Detail: "a body is sent with POST only"}
	}
	for _, v := range []string{r.ETag, r.LastModified, r.ContentType} {
		if !httpguts.ValidHeaderFieldValue(v) {
			return &Error{Reason: BadRequest, URL: shown(r.URL), Detail: fmt.Sprintf("%q is no value of a header", v)}
		}
	}
	for name, values := range r.Header {
		if slices.Contains(ownHeaders, http.CanonicalHeaderKey(name)) {
			return &Error{Reason: BadRequest, URL: shown(r.URL), Detail: "header " + name + " is this client's own"}
		}
		valid := httpguts.ValidHeaderFieldName(name)
		for _, v := range values {
			valid = valid && httpguts.ValidHeaderFieldValue(v)
		}
		if !valid {
			return &Error{Reason: BadRequest, URL: shown(r.URL), Detail: fmt.Sprintf("header %q: no valid name or value", name)}
		}
	}
	return nil
}

// errSource and errLate end waiting; errTimeout ends a try.
var (
	errSource  = errors.New("the source's time is used up")
	errLate    = errors.New("waiting would take longer than there is time")
	errTimeout = errors.New("no complete answer in time")
)

// deadline is when the source's time ends. It begins with the first call.
func (c *Client) deadline() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.end.IsZero() {
		c.end = time.Now().Add(c.policy.SourceTimeout)
	}
	return c.end
}

// spend takes a request from the source's budget.
func (c *Client) spend() *Error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.stats.Requests >= c.policy.MaxRequests {
		return &Error{Reason: SourceBudget, Detail: fmt.Sprintf("%d requests, all that the source may make", c.stats.Requests)}
	}
	c.stats.Requests++
	return nil
}

// stopped names the end of a context, or of the wish to wait for it.
func (c *Client) stopped(ctx context.Context, err error) *Error {
	end, ok := ctx.Deadline()
	if errors.Is(err, errSource) || errors.Is(err, errLate) && ok && end.Equal(c.deadline()) {
		return &Error{Reason: SourceBudget, Detail: fmt.Sprintf("%s, all the time that the source may take", c.policy.SourceTimeout), Err: err}
	}
	return &Error{Reason: Cancelled, Detail: err.Error(), Err: err}
}
