package fetch

import (
	"fmt"
	"time"
)

// Reason is a stable code that says why a request gave nothing. The list is
// closed.
type Reason string

// Refused here: no server was asked for the resource.
const (
	BadURL             Reason = "bad_url"             // no absolute http URL that could be asked for
	BadRequest         Reason = "bad_request"         // a method or header that this client does not send
	SchemeRefused      Reason = "scheme_refused"      // file, ftp, data, javascript and all but http and https
	CredentialsRefused Reason = "credentials_refused" // user or password in the URL
	OffHost            Reason = "off_host"            // a host or port that is none of the source
	AddressRefused     Reason = "address_refused"     // loopback, private and other addresses that no portal has
	RobotsDisallowed   Reason = "robots_disallowed"   // the host's robots.txt says no
	RobotsUnavailable  Reason = "robots_unavailable"  // the host has a robots.txt and could not show it: nothing is asked for now
	CircuitOpen        Reason = "circuit_open"        // the host failed several times in a row and is left alone
	SourceBudget       Reason = "source_budget"       // the source's time or requests are used up
	Cancelled          Reason = "cancelled"           // the caller's context ended
)

// The server or the way to it failed.
const (
	DNS         Reason = "dns"          // the name has no address
	Connection  Reason = "connection"   // refused, reset or closed before an answer
	TLS         Reason = "tls"          // certificate or protocol
	Timeout     Reason = "timeout"      // the answer was not complete in time
	Truncated   Reason = "truncated"    // the body is shorter than announced, or damaged
	BadResponse Reason = "bad_response" // no HTTP, or a status that nobody asked for
	BadEncoding Reason = "bad_encoding" // a Content-Encoding that is unknown or not what the body has
)

// The answer is beyond a limit of [Policy].
const (
	TooLarge          Reason = "too_large"
	DecompressionBomb Reason = "decompression_bomb"
	HeadersTooLarge   Reason = "headers_too_large"
	RedirectLoop      Reason = "redirect_loop"
	TooManyRedirects  Reason = "too_many_redirects"
)

// The server said no.
const (
	HTTP403 Reason = "http_403"
	HTTP404 Reason = "http_404"
	HTTP410 Reason = "http_410"
	HTTP429 Reason = "http_429"
	HTTP4xx Reason = "http_4xx" // the others from 400 to 499
	HTTP5xx Reason = "http_5xx"
)

// Reasons lists every reason.
var Reasons = []Reason{
	BadURL, BadRequest, SchemeRefused, CredentialsRefused, OffHost, AddressRefused, RobotsDisallowed, RobotsUnavailable,
	CircuitOpen, SourceBudget, Cancelled, DNS, Connection, TLS, Timeout, Truncated, BadResponse, BadEncoding,
	TooLarge, DecompressionBomb, HeadersTooLarge, RedirectLoop, TooManyRedirects,
	HTTP403, HTTP404, HTTP410, HTTP429, HTTP4xx, HTTP5xx,
}

// Error is the named outcome of a request that gave nothing. Every error of
// [Client.Do] is one.
type Error struct {
	Reason   Reason
	URL      string // where it ended: after redirects not the URL that was asked for
	Detail   string // one sentence for a person: what, and what to do next
	Status   int    // 0 where no server answered
	Attempts int    // requests sent, retries and redirects included, robots.txt not
	Body     []byte // the beginning of what came with a Status from 400 on: a login page or a challenge looks like this
	Err      error  // the cause, or nil

	after time.Duration // what a Retry-After asks for
	stale bool          // a kept connection was closed by the server before it read the request
}

// Error says what went wrong, where, and how often it was tried.
func (e *Error) Error() string {
	s := fmt.Sprintf("%s: %s", e.Reason, e.URL)
	if e.Detail != "" {
		s += ": " + e.Detail
	}
	if e.Attempts > 1 {
		s += fmt.Sprintf(" (%d requests)", e.Attempts)
	}
	return s
}

// Unwrap returns the cause, or nil.
func (e *Error) Unwrap() error { return e.Err }

// ofStatus returns the reason for a status that is no success, "" for others.
func ofStatus(status int) Reason {
	switch {
	case status == 403:
		return HTTP403
	case status == 404:
		return HTTP404
	case status == 410:
		return HTTP410
	case status == 429:
		return HTTP429
	case status >= 400 && status < 500:
		return HTTP4xx
	case status >= 500 && status < 600:
		return HTTP5xx
	}
	return ""
}

// again reports whether the same request may go better in a while.
func (e *Error) again() bool {
	switch e.Reason {
	case Connection, Timeout, Truncated, BadResponse, HTTP429:
		return true
	case HTTP4xx:
		return e.Status == 408 || e.Status == 425
	case HTTP5xx: // others, such as 501 or the 521 of a challenge, stay as they are
		return e.Status == 500 || e.Status == 502 || e.Status == 503 || e.Status == 504
	case DNS:
		return !notFound(e.Err)
	}
	return false
}

// ill reports whether the error says that the host is not well, so that it has to
// be asked more slowly, and after several in a row not at all.
func (e *Error) ill() bool {
	switch e.Reason {
	case Connection, Timeout, Truncated, BadResponse, DNS, TLS, HTTP429, HTTP5xx:
		return true
	}
	return e.again()
}

// well reports whether the host answered as a host should, be it with a 404.
func (e *Error) well() bool { return e == nil || e.Status > 0 && !e.ill() }
