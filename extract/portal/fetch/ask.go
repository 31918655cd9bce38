package fetch

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"strings"
	"sync"
	"syscall"
	"time"
)

// answer is a server's answer to one request: a success, a redirect, or 304.
type answer struct {
	status   int
	redirect bool
	header   http.Header
	body     []byte
	tlsFault string
}

// ask asks for a URL until it is answered, with pauses, or given up. With prefix
// over 0 the first bytes of the body will do. Requests are counted in sent.
func (c *Client) ask(ctx context.Context, u *url.URL, r *Request, prefix int64, sent *int) (a *answer, e *Error) {
	h := c.manners.host(u, &c.policy)
	probe, e := c.manners.enter(h, &c.policy)
	if e != nil {
		e.URL = u.String()
		return nil, e
	}
	defer func() {
		if e != nil {
			e.URL = u.String()
		}
		c.manners.leave(h, &c.policy, probe, e)
	}()
	renewed := false
	for n := 1; ; n++ {
		a, e = c.once(ctx, h, probe, u, r, prefix, sent)
		switch {
		case e == nil:
			return a, nil
		case e.stale && !renewed:
			renewed = true
			n--
			c.Close()
			continue
		case probe || n > c.policy.Retries || !e.again():
			return nil, e
		case e.after > c.policy.MaxRetryAfter:
			e.Detail += fmt.Sprintf("; it asks to be left alone for %s", e.after)
			return nil, e
		}
		if err := sleep(ctx, max(c.policy.backoff(n), e.after)); err != nil {
			last := e
			e = c.stopped(ctx, err)
			e.Detail += "; before: " + string(last.Reason) + " " + last.Detail
			return nil, e
		}
	}
}

// once sends one request when the host may be asked.
func (c *Client) once(ctx context.Context, h *host, probe bool, u *url.URL, r *Request, prefix int64, sent *int) (a *answer, e *Error) {
	if err := c.manners.acquire(ctx, h); err != nil {
		return nil, c.stopped(ctx, err)
	}
	defer func() {
		var hold time.Duration
		if e != nil {
			hold = min(e.after, c.policy.MaxRetryAfter)
		}
		c.manners.release(h, e, hold)
	}()
	if !probe && c.manners.open(h) {
		return nil, &Error{Reason: CircuitOpen, Detail: "the host failed several times in a row"}
	}
	if e := c.spend(); e != nil {
		return nil, e
	}
	*sent++
	try, cancel := context.WithTimeoutCause(ctx, c.policy.Timeout, errTimeout)
	defer cancel()
	var seen progress
	req, e := c.request(httptrace.WithClientTrace(try, seen.trace(c.manners, h)), u, r)
	if e != nil {
		return nil, e
	}
	resp, err := c.transport.RoundTrip(req)
	if err != nil {
		e := c.failure(ctx, try, err)
		e.stale = e.Reason == Connection && seen.stale()
		return nil, e
	}
	defer resp.Body.Close()
	c.cookies.take(u, resp)
	a = &answer{status: resp.StatusCode, header: resp.Header, tlsFault: c.tlsFault(resp.TLS, u.Hostname())}
	if e = c.read(resp, r, a, prefix); e != nil && e.Reason == "" {
		if e = c.failure(ctx, try, e.Err); e.Reason == Connection || e.Reason == BadResponse {
			e.Reason, e.Detail = Truncated, "the body ended early: "+e.Detail
		}
	}
	if e != nil {
		e.Status = resp.StatusCode
		return nil, e
	}
	return a, nil
}

// read judges the status and reads what belongs to it.
func (c *Client) read(resp *http.Response, r *Request, a *answer, prefix int64) (e *Error) {
	switch s := resp.StatusCode; {
	case s == http.StatusNotModified && (r.ETag != "" || r.LastModified != ""):
		return nil
	case s >= 300 && s < 400 && s != http.StatusNotModified:
		a.redirect = true
		io.CopyN(io.Discard, resp.Body, 4<<10) // lets the connection be used again
		return nil
	case s >= 400:
		e = &Error{Reason: ofStatus(s), Status: s, Detail: fmt.Sprintf("status %d", s)}
		if e.Reason == "" {
			e.Reason = BadResponse
		}
		if s == http.StatusTooManyRequests || s == http.StatusServiceUnavailable {
			e.after = retryAfter(resp.Header.Get("Retry-After"), time.Now())
		}
		e.Body, _ = c.body(resp, maxRefusal)
		return e
	case s < 200 || s == http.StatusPartialContent || s == http.StatusNotModified:
		return &Error{Reason: BadResponse, Status: s, Detail: fmt.Sprintf("status %d, which nobody asked for", s)}
	}
	a.body, e = c.body(resp, prefix)
	return e
}

// request writes the request. Its body is never nil: the transport repeats a
// request without one by itself when a kept connection breaks, and no gap would
// lie between the two.
func (c *Client) request(ctx context.Context, u *url.URL, r *Request) (*http.Request, *Error) {
	method := http.MethodGet
	if r.Method != "" {
		method = r.Method
	}
	req, err := http.NewRequestWithContext(ctx, method, u.String(), bytes.NewReader(r.Body))
	if err != nil {
		return nil, &Error{Reason: BadRequest, Detail: err.Error(), Err: err}
	}
	req.Body, req.GetBody = io.NopCloser(bytes.NewReader(r.Body)), nil
	set := func(name, value string) {
		if value != "" {
			req.Header.Set(name, value)
		}
	}
	set("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
	set("Accept-Language", "zh-CN,zh;q=0.9")
	for name, values := range r.Header {
		req.Header[http.CanonicalHeaderKey(name)] = values
	}
	set("User-Agent", c.policy.userAgent())
	set("Accept-Encoding", "gzip, deflate, br")
	set("If-None-Match", r.ETag)
	set("If-Modified-Since", r.LastModified)
	set("Cookie", c.cookies.header(u))
	if method == http.MethodPost {
		set("Content-Type", r.ContentType)
	}
	return req, nil
}

// progress is how far a request got. The transport tells it from its goroutines.
type progress struct {
	mu     sync.Mutex
	reused bool
	sent   time.Time
	first  bool
}

func (p *progress) trace(m *Manners, h *host) *httptrace.ClientTrace {
	return &httptrace.ClientTrace{
		GotConn: func(i httptrace.GotConnInfo) {
			p.mu.Lock()
			defer p.mu.Unlock()
			p.reused = i.Reused
		},
		WroteRequest: func(httptrace.WroteRequestInfo) {
			p.mu.Lock()
			p.sent = time.Now()
			p.mu.Unlock()
			m.started(h, time.Time{})
		},
		GotFirstResponseByte: func() {
			p.mu.Lock()
			p.first = true
			sent := p.sent
			p.mu.Unlock()
			m.started(h, sent)
		},
	}
}

// stale reports that a kept connection ended before a byte of the answer: the
// server had closed it, which says nothing of how it is.
func (p *progress) stale() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.reused && !p.first
}

// failure names an error of the transport.
func (c *Client) failure(ctx, try context.Context, err error) *Error {
	if ctx.Err() != nil {
		return c.stopped(ctx, context.Cause(ctx))
	}
	var own *Error
	var timeout net.Error
	var dns *net.DNSError
	e := &Error{Reason: Connection, Detail: err.Error(), Err: err}
	switch {
	case errors.As(err, &own):
		e.Reason, e.Detail = own.Reason, own.Detail
	case try.Err() != nil:
		e.Reason, e.Detail = Timeout, fmt.Sprintf("no complete answer within %s", c.policy.Timeout)
	case errors.As(err, &dns):
		e.Reason = DNS
	case errors.As(err, &timeout) && timeout.Timeout():
		e.Reason = Timeout
	case tlsError(err):
		e.Reason = TLS
		e.Detail = advice(err)
	case strings.Contains(err.Error(), "response headers exceeded"):
		e.Reason, e.Detail = HeadersTooLarge, fmt.Sprintf("a header of more than %d bytes", c.policy.MaxHeader)
	case errors.Is(err, syscall.ECONNREFUSED):
		e.Detail = "nothing listens there: " + err.Error()
	case strings.Contains(err.Error(), "malformed") || strings.Contains(err.Error(), "bad Content-Length") || strings.Contains(err.Error(), "unsupported transfer encoding") || strings.Contains(err.Error(), "too many 1xx"):
		e.Reason = BadResponse
	}
	return e
}

func tlsError(err error) bool {
	var record tls.RecordHeaderError
	var alert tls.AlertError
	var verify *tls.CertificateVerificationError
	return errors.As(err, &record) || errors.As(err, &alert) || errors.As(err, &verify) ||
		strings.Contains(err.Error(), "tls: ") || strings.Contains(err.Error(), "server gave HTTP response to HTTPS client")
}

// advice says what an operator can do about a TLS error.
func advice(err error) string {
	var verify *tls.CertificateVerificationError
	s := err.Error()
	switch {
	case errors.As(err, &verify):
		return s + "; if the portal's chain is known to be broken, switch verification off for this source"
	case strings.Contains(s, "protocol version") || strings.Contains(s, "handshake failure"):
		return s + "; the server seems to speak only TLS 1.0 or 1.1: try http://, or switch verification off for this source, which allows them"
	case strings.Contains(s, "HTTP response to HTTPS") || strings.Contains(s, "does not look like a TLS handshake"):
		return s + "; try http://"
	}
	return s
}

// tlsFault says what is wrong with a connection that was let through unverified.
func (c *Client) tlsFault(s *tls.ConnectionState, host string) string {
	if s == nil || !c.policy.UnverifiedTLS || len(s.PeerCertificates) == 0 {
		return ""
	}
	var faults []string
	opts := x509.VerifyOptions{Roots: c.policy.Roots, DNSName: host, Intermediates: x509.NewCertPool()}
	for _, cert := range s.PeerCertificates[1:] {
		opts.Intermediates.AddCert(cert)
	}
	if _, err := s.PeerCertificates[0].Verify(opts); err != nil {
		faults = append(faults, "certificate not verified: "+err.Error())
	}
	if s.Version < tls.VersionTLS12 {
		faults = append(faults, tls.VersionName(s.Version))
	}
	return strings.Join(faults, "; ")
}
