package fetch

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// wire is a network in memory: whatever is dialled ends at its server.
type wire struct {
	conns chan net.Conn
	done  chan struct{}
	once  sync.Once
	dials []netip.AddrPort
	mu    sync.Mutex
	delay time.Duration // of connecting
}

func newWire() *wire { return &wire{conns: make(chan net.Conn), done: make(chan struct{})} }

func (w *wire) Accept() (net.Conn, error) {
	select {
	case c := <-w.conns:
		return c, nil
	case <-w.done:
		return nil, net.ErrClosed
	}
}

func (w *wire) Close() error   { w.once.Do(func() { close(w.done) }); return nil }
func (w *wire) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(8, 8, 8, 8), Port: 80} }

func (w *wire) dial(ctx context.Context, to netip.AddrPort) (net.Conn, error) {
	w.mu.Lock()
	w.dials = append(w.dials, to)
	w.mu.Unlock()
	time.Sleep(w.delay)
	here, there := net.Pipe()
	select {
	case w.conns <- there:
		return here, nil
	case <-w.done:
		return nil, errors.New("connection refused")
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

const portal = "http://www.huailin.gov.cn"

// bubble runs a test in a time of its own, with a client of the portal that h
// serves. Waits take no time.
func bubble(t *testing.T, p Policy, h http.HandlerFunc, test func(t *testing.T, c *Client)) {
	t.Helper()
	wired(t, p, h, func(t *testing.T, c *Client, _ *wire) { test(t, c) })
}

// wired is bubble, and shows the network.
func wired(t *testing.T, p Policy, h http.HandlerFunc, test func(t *testing.T, c *Client, w *wire)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		w := newWire()
		server := &http.Server{Handler: h}
		go server.Serve(w)
		if p.Hosts == nil {
			p.Hosts = []string{portal}
		}
		if p.Resolve == nil {
			p.Resolve = func(context.Context, string) ([]netip.Addr, error) {
				return []netip.Addr{netip.MustParseAddr("61.135.10.10")}, nil
			}
		}
		p.dial = w.dial
		p.Contact = "mailto:crawl@example.org"
		c, err := New(p)
		if err != nil {
			t.Fatal(err)
		}
		test(t, c, w)
		c.Close()
		server.Close()
		time.Sleep(time.Hour) // handlers that wait come to their end
		synctest.Wait()
	})
}

// noRobots answers robots.txt with 404 and hands the rest on.
func noRobots(h http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
			return
		}
		h(w, r)
	}
}

// get fetches a path of the portal, or a whole URL.
func get(c *Client, path string) (*Response, *Error) {
	if path == "" || path[0] == '/' {
		path = portal + path
	}
	resp, err := c.Do(context.Background(), Request{URL: path})
	var e *Error
	if err != nil && !errors.As(err, &e) {
		panic(err)
	}
	return resp, e
}

// reason is the reason of an error, "" of none.
func reason(e *Error) Reason {
	if e == nil {
		return ""
	}
	return e.Reason
}

// breakOff ends a connection without an answer.
func breakOff(w http.ResponseWriter) {
	conn, _, err := w.(http.Hijacker).Hijack()
	if err == nil {
		conn.Close()
	}
}

// times notes when a server was asked.
type times struct {
	mu sync.Mutex
	at []time.Time
}

func (s *times) note() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.at = append(s.at, time.Now())
}

// least is the smallest gap between two requests.
func (s *times) least() time.Duration {
	s.mu.Lock()
	defer s.mu.Unlock()
	least := time.Duration(1 << 62)
	for i := 1; i < len(s.at); i++ {
		least = min(least, s.at[i].Sub(s.at[i-1]))
	}
	return least
}
