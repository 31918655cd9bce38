package fetch

import (
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"strings"
	"time"

	"gongkai/extract/limit"
)

// Policy says what a client may do. A zero field has the default that its comment
// names. One client serves one source: its hosts, its cookies, its budget.
type Policy struct {
	// Agent is the product that robots.txt rules are looked up for, with its
	// version: "gongkai/1.2". The default is "gongkai".
	Agent string
	// Contact is where the operator of a portal can complain: an address of mail
	// or a page. It goes into User-Agent and must be given.
	Contact string

	// Hosts are those of the source: "www.example.gov.cn", "192.0.2.7:8082" or a
	// whole URL, whose host counts. A host without a port has ports 80 and 443,
	// and its twin with or without "www." belongs to it.
	Hosts []string
	// Private are networks that are otherwise refused and in which hosts of the
	// source may lie. A host that is itself written as a loopback or private
	// address, or "localhost", needs no entry: it reaches just that.
	Private []netip.Prefix

	Rate        float64 // requests a second to a host, and to all hosts of a site: 1
	Concurrency int     // requests at once to a host: 1

	MaxBody      int64         // bytes of a body as it is sent: 32 MiB, what a reader takes
	MaxDecoded   int64         // bytes of a body once unpacked: 32 MiB
	MaxHeader    int64         // bytes of a header: 64 KiB
	MaxRedirects int           // redirects in a row: 10; less than 0 is none
	Timeout      time.Duration // one try, from connecting to the body's last byte: 2 minutes

	MaxRequests   int           // requests of this client, all told: 20,000
	SourceTimeout time.Duration // from the client's first request on: 6 hours

	Retries       int           // further tries: 3; less than 0 is none
	Backoff       time.Duration // before the first retry, doubled for each further one: 2 seconds
	MaxBackoff    time.Duration // 1 minute
	MaxRetryAfter time.Duration // longest wait that a server may ask for: 2 minutes; whoever asks for more is not retried

	BreakAfter int           // requests to a host that fail in a row until it is left alone: 5
	CoolDown   time.Duration // for how long, doubled after each probe that fails: 5 minutes

	// UnverifiedTLS takes certificates that cannot be verified, and TLS 1.0 and
	// 1.1. [Response.TLSFault] names what was overlooked.
	UnverifiedTLS bool
	Roots         *x509.CertPool // nil: those of the system

	// Manners are shared by the clients of a run, so that two sources on one host
	// keep its gap together. nil: the client has its own.
	Manners *Manners
	// Resolve looks a name up. nil: as the system does.
	Resolve func(ctx context.Context, host string) ([]netip.Addr, error)
	// Jitter gives numbers from 0 to under 1. nil: at random.
	Jitter func() float64

	dial func(ctx context.Context, addr netip.AddrPort) (net.Conn, error) // of tests
}

// Bounds that no policy changes.
const (
	maxURL       = 8 << 10   // bytes; longer ones are traps that grow with each page
	maxRobots    = 500 << 10 // RFC 9309 §2.5: what a crawler has to read at least
	maxRefusal   = 64 << 10  // bytes kept of an error page
	maxEncodings = 2         // Content-Encodings on top of one another
	maxCookies   = 64        // of a host
	maxCookie    = 4 << 10   // bytes of one
	ratioFrom    = 1 << 20   // bytes from which on [limit.MaxRatio] counts
	robotsHops   = 5         // RFC 9309 §2.3.1.2
	maxCoolDown  = time.Hour
	maxSlowdown  = 16 // times the configured gap
)

func orElse[T int | int64 | float64 | time.Duration](v *T, def T) {
	if *v == 0 {
		*v = def
	}
}

// complete fills in defaults and refuses what makes no sense.
func (p *Policy) complete() error {
	if p.Agent == "" {
		p.Agent = "gongkai"
	}
	orElse(&p.Rate, 1)
	orElse(&p.Concurrency, 1)
	orElse(&p.MaxBody, limit.MaxBytes)
	orElse(&p.MaxDecoded, limit.MaxBytes)
	orElse(&p.MaxHeader, 64<<10)
	orElse(&p.MaxRedirects, 10)
	orElse(&p.Timeout, 2*time.Minute)
	orElse(&p.MaxRequests, 20_000)
	orElse(&p.SourceTimeout, 6*time.Hour)
	orElse(&p.Retries, 3)
	orElse(&p.Backoff, 2*time.Second)
	orElse(&p.MaxBackoff, time.Minute)
	orElse(&p.MaxRetryAfter, 2*time.Minute)
	orElse(&p.BreakAfter, 5)
	orElse(&p.CoolDown, 5*time.Minute)
	switch {
	case strings.TrimSpace(p.Contact) == "":
		return errors.New("fetch: no contact: say where the operator of a portal can reach whoever runs the crawl")
	case !printable(p.Agent) || !printable(p.Contact) || productToken(p.Agent) == "":
		return fmt.Errorf("fetch: agent %q, contact %q: only printable ASCII can be sent, and an agent begins with a letter", p.Agent, p.Contact)
	case len(p.Hosts) == 0:
		return errors.New("fetch: no hosts: a client asks only the hosts of its source")
	case p.Rate < 0.0001 || p.Rate > 1e6:
		return fmt.Errorf("fetch: rate %v: give requests a second, above 0", p.Rate)
	case p.Concurrency < 0 || p.MaxBody < 0 || p.MaxDecoded < 0 || p.MaxHeader < 0 || p.MaxRequests < 0 || p.BreakAfter < 0,
		p.Timeout < 0 || p.SourceTimeout < 0 || p.Backoff < 0 || p.MaxBackoff < 0 || p.MaxRetryAfter < 0 || p.CoolDown < 0:
		return errors.New("fetch: a limit is below 0")
	}
	return nil
}

// gap is the time between the starts of two requests to a host.
func (p *Policy) gap() time.Duration { return time.Duration(float64(time.Second) / p.Rate) }

// userAgent is what the header says.
func (p *Policy) userAgent() string { return p.Agent + " (+" + p.Contact + ")" }

// productToken is the part of an agent that robots.txt knows it by, in lower case.
func productToken(agent string) string {
	end := strings.IndexFunc(agent, func(r rune) bool {
		return !('a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || r == '-' || r == '_')
	})
	if end >= 0 {
		agent = agent[:end]
	}
	return strings.ToLower(agent)
}

func printable(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r > '~' })
}
