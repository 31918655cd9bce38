package fetch

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// traps are URLs that must not be asked for by a source at www.huailin.gov.cn, and
// how each is named.
var traps = map[string]Reason{
	"file:///etc/passwd":                          SchemeRefused,
	"FILE:///etc/passwd":                          SchemeRefused,
	"ftp://www.huailin.gov.cn/a.doc":              SchemeRefused,
	"gopher://127.0.0.1:6379/_INFO":               SchemeRefused,
	"data:text/html,<p>1</p>":                     SchemeRefused,
	"javascript:alert(1)":                         SchemeRefused,
	"jar:http://www.huailin.gov.cn!/":             SchemeRefused,
	"mailto:a@huailin.gov.cn":                     SchemeRefused,
	"ws://www.huailin.gov.cn/":                    SchemeRefused,
	"http://admin:admin@www.huailin.gov.cn/":      CredentialsRefused,
	"http://@www.huailin.gov.cn/":                 CredentialsRefused,
	"http://www.huailin.gov.cn@127.0.0.1/":        CredentialsRefused,
	"http://127.0.0.1/":                           AddressRefused,
	"http://127.0.0.1:8080/":                      AddressRefused,
	"https://127.8.9.10/":                         AddressRefused,
	"http://0.0.0.0/":                             AddressRefused,
	"http://0.1.2.3/":                             AddressRefused,
	"http://10.1.2.3/":                            AddressRefused,
	"http://172.16.0.1/":                          AddressRefused,
	"http://172.31.255.254/":                      AddressRefused,
	"http://192.168.1.1/":                         AddressRefused,
	"http://169.254.169.254/latest/meta-data/":    AddressRefused,
	"http://100.100.100.200/latest/meta-data/":    AddressRefused,
	"http://168.63.129.16/":                       AddressRefused,
	"http://100.64.0.1/":                          AddressRefused,
	"http://192.0.0.8/":                           AddressRefused,
	"http://198.18.0.1/":                          AddressRefused,
	"http://224.0.0.1/":                           AddressRefused,
	"http://240.0.0.1/":                           AddressRefused,
	"http://255.255.255.255/":                     AddressRefused,
	"http://[::]/":                                AddressRefused,
	"http://[::1]/":                               AddressRefused,
	"http://[0:0:0:0:0:0:0:1]/":                   AddressRefused,
	"http://[::ffff:127.0.0.1]/":                  AddressRefused,
	"http://[::ffff:7f00:1]/":                     AddressRefused,
	"http://[::127.0.0.1]/":                       AddressRefused,
	"http://[2002:7f00:1::]/":                     AddressRefused,
	"http://[2002:3d87:a0a::]/":                   AddressRefused,
	"http://[64:ff9b::127.0.0.1]/":                AddressRefused,
	"http://[64:ff9b::a9fe:a9fe]/":                AddressRefused,
	"http://[64:ff9b:1::a00:1]/":                  AddressRefused,
	"http://[2001:0:4136:e378:8000:63bf:80ff:1]/": AddressRefused,
	"http://[2400:1::5efe:7f00:1]/":               AddressRefused,
	"http://[fe80::1]/":                           AddressRefused,
	"http://[fe80::1%25eth0]/":                    AddressRefused,
	"http://[fec0::1]/":                           AddressRefused,
	"http://[fd00:ec2::254]/":                     AddressRefused,
	"http://[fc00::1]/":                           AddressRefused,
	"http://[ff02::1]/":                           AddressRefused,
	"http://[100::1]/":                            AddressRefused,
	"http://2130706433/":                          AddressRefused,
	"http://0x7f000001/":                          AddressRefused,
	"http://0x7f.0.0.1/":                          AddressRefused,
	"http://0177.0.0.1/":                          AddressRefused,
	"http://127.1/":                               AddressRefused,
	"http://127.0.0.01/":                          AddressRefused,
	"http://0/":                                   AddressRefused,
	"http://127.0.0.1./":                          AddressRefused,
	"http://１２７.０.０.１/":                           AddressRefused,
	"http://127。0。0。1/":                           AddressRefused,
	"http://①②⑦.0.0.1/":                           AddressRefused,
	"http://127.0.0.1%2f@www.huailin.gov.cn/":     CredentialsRefused,
	"http://www.huailin.gov.cn%00.evil.cn/":       BadURL,
	"http://www.huailin.gov.cn\\@127.0.0.1/":      BadURL,
	"http://www.huailin.gov.cn\r\nHost: x/":       BadURL,
	"http://www.huailin.gov.cn:0/":                BadURL,
	"http://www.huailin.gov.cn:99999/":            BadURL,
	"http:///etc/passwd":                          BadURL,
	"http:www.huailin.gov.cn":                     BadURL,
	"//www.huailin.gov.cn/":                       BadURL,
	"/index.html":                                 BadURL,
	"":                                            BadURL,
	"http://www.huailin.gov.cn/" + longPath:       BadURL,
	"http://www.huailin.gov.cn..evil.cn/":         BadURL,
	"http://www.huailin.gov.cn:22/":               OffHost,
	"http://www.huailin.gov.cn:8080/":             OffHost,
	"http://localhost/":                           OffHost,
	"http://localhost.localdomain/":               OffHost,
	"http://metadata.google.internal/":            OffHost,
	"http://www.huailin.gov.cn.evil.cn/":          OffHost,
	"http://evil-huailin.gov.cn/":                 OffHost,
	"http://oa.huailin.gov.cn/":                   OffHost,
	"http://gov.cn/":                              OffHost,
	"http://8.8.8.8/":                             OffHost,
	"http://127.0.0.1.nip.io/":                    OffHost,
}

var longPath = strings.Repeat("a/", maxURL/2)

// TestTraps asks for each trap, then is redirected to each. Nothing may be dialled
// but the portal.
func TestTraps(t *testing.T) {
	if len(traps) < 40 {
		t.Fatalf("%d cases", len(traps))
	}
	var target atomic.Value
	target.Store("")
	wired(t, Policy{}, noRobots(nil), func(t *testing.T, c *Client, w *wire) {
		for u, want := range traps {
			_, err := c.Do(context.Background(), Request{URL: u})
			if e, ok := err.(*Error); !ok || e.Reason != want {
				t.Errorf("%s: %v, want %s", shown(u), err, want)
			}
		}
		if len(w.dials) > 0 {
			t.Errorf("dialled %v", w.dials)
		}
	})
	bubble(t, Policy{Rate: 1e6, MaxRequests: 1e6, SourceTimeout: 1e6 * time.Hour}, noRobots(func(w http.ResponseWriter, r *http.Request) {
		w.Header()["Location"] = []string{target.Load().(string)}
		w.WriteHeader(http.StatusFound)
	}), func(t *testing.T, c *Client) {
		for u, want := range traps {
			if u == "" || u[0] == '/' || strings.ContainsAny(u, "\r\n") || u == "http:www.huailin.gov.cn" {
				continue // as a Location no trap
			}
			target.Store(u)
			before := c.Stats().Requests
			_, e := get(c, fmt.Sprint("/", before))
			if before == 0 {
				before++ // robots.txt
			}
			if reason(e) != want || !strings.Contains(e.Detail, "redirected from "+portal) || c.Stats().Requests != before+1 {
				t.Errorf("%s: %v after %d requests, want %s", shown(u), e, c.Stats().Requests-before, want)
			}
		}
	})
}

// TestRebinding holds that the address counts that is connected to, not the name:
// look-ups lie, change their mind, and mix good addresses with bad ones.
func TestRebinding(t *testing.T) {
	for _, bad := range []string{"127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "::ffff:127.0.0.1", "64:ff9b::a00:1", "fd12::1", "0.0.0.0", "100.64.0.7", "fe80::1%eth0"} {
		n := 0
		p := Policy{Rate: 1000, Retries: -1, BreakAfter: 100, Resolve: func(_ context.Context, host string) ([]netip.Addr, error) {
			if n++; n > 1 { // after robots.txt
				return []netip.Addr{netip.MustParseAddr(bad)}, nil
			}
			return []netip.Addr{netip.MustParseAddr(bad), netip.MustParseAddr("61.135.10.10")}, nil
		}}
		wired(t, p, noRobots(func(w http.ResponseWriter, r *http.Request) {}), func(t *testing.T, c *Client, w *wire) {
			get(c, "/")
			c.Close()
			if _, e := get(c, "/"); reason(e) != AddressRefused || !strings.Contains(e.Detail, "www.huailin.gov.cn is at ") {
				t.Errorf("%s: %v", bad, e)
			}
			if !slices.Equal(w.dials, []netip.AddrPort{netip.MustParseAddrPort("61.135.10.10:80")}) || n < 2 {
				t.Errorf("%s: dialled %v after %d look-ups", bad, w.dials, n)
			}
		})
	}
}

// loopback serves h on a real socket.
func loopback(t *testing.T, h http.HandlerFunc) *httptest.Server {
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s
}

// fast is a policy for loopback.
func fast(t *testing.T, p Policy) *Client {
	t.Helper()
	p.Contact, p.Rate, p.Backoff = "mailto:crawl@example.org", 1e5, time.Millisecond
	c, err := New(p)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

// TestPrivateSource holds what a source may reach that is itself on loopback:
// just its own host and port.
func TestPrivateSource(t *testing.T) {
	inner := loopback(t, func(w http.ResponseWriter, r *http.Request) { t.Errorf("%s was asked for", r.URL) })
	var to string
	s := loopback(t, noRobots(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/to" {
			http.Redirect(w, r, to, http.StatusFound)
		}
	}))
	port := s.URL[strings.LastIndexByte(s.URL, ':'):]
	c := fast(t, Policy{Hosts: []string{s.URL + "/zwgk/"}})
	if _, err := c.Do(context.Background(), Request{URL: s.URL}); err != nil {
		t.Fatal(err)
	}
	for _, to = range []string{inner.URL, "http://127.0.0.1/", "http://127.0.0.2" + port, "http://localhost" + port, "http://[::1]" + port, "http://10.0.0.1" + port, "http://2130706433" + port} {
		_, err := c.Do(context.Background(), Request{URL: s.URL + "/to?" + to})
		var e *Error
		if !errors.As(err, &e) || e.Reason != OffHost && e.Reason != AddressRefused {
			t.Errorf("%s: %v", to, err)
		}
	}
	// A name that leads to loopback needs the network to be named.
	lies := func(context.Context, string) ([]netip.Addr, error) {
		return []netip.Addr{netip.MustParseAddr("127.0.0.1")}, nil
	}
	name := "http://zw.huailin.gov.cn" + port
	for _, tc := range []struct {
		private []netip.Prefix
		want    Reason
	}{
		{nil, AddressRefused},
		{[]netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")}, AddressRefused},
		{[]netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}, ""},
	} {
		c := fast(t, Policy{Hosts: []string{name}, Resolve: lies, Private: tc.private})
		_, err := c.Do(context.Background(), Request{URL: name})
		var e *Error
		errors.As(err, &e)
		if reason(e) != tc.want {
			t.Errorf("%v: %v, want %q", tc.private, err, tc.want)
		}
	}
	// localhost is loopback wherever it says it is, and nothing else.
	c = fast(t, Policy{Hosts: []string{"localhost" + port}, Resolve: lies})
	if _, err := c.Do(context.Background(), Request{URL: "http://localhost" + port}); err != nil {
		t.Error(err)
	}
}

// TestSocketRefuses holds that the socket checks the address again, whatever the
// look-up before it said.
func TestSocketRefuses(t *testing.T) {
	s := loopback(t, func(w http.ResponseWriter, r *http.Request) { t.Error("asked") })
	c := fast(t, Policy{Hosts: []string{portal}})
	_, err := c.connect(context.Background(), "www.huailin.gov.cn", netip.MustParseAddrPort(s.Listener.Addr().String()))
	var e *Error
	if !errors.As(err, &e) || e.Reason != AddressRefused {
		t.Errorf("%v", err)
	}
}

// TestNoProxy holds that a proxy of the environment is not used.
func TestNoProxy(t *testing.T) {
	proxy := loopback(t, func(w http.ResponseWriter, r *http.Request) { t.Errorf("the proxy was asked for %s", r.URL) })
	t.Setenv("HTTP_PROXY", proxy.URL)
	c := fast(t, Policy{Hosts: []string{portal}, Resolve: func(context.Context, string) ([]netip.Addr, error) {
		return nil, &net.DNSError{Err: "no such host", IsNotFound: true}
	}})
	if _, e := get(c, "/"); reason(e) != DNS {
		t.Error(e)
	}
}

func TestSpecial(t *testing.T) {
	for _, public := range []string{"61.135.10.10", "8.8.8.8", "117.156.67.38", "172.15.255.255", "172.32.0.0", "100.63.255.255", "100.128.0.0", "198.17.255.255", "198.20.0.0", "223.255.255.255", "240e:1::1", "2408:4004::1", "2001:da8::1", "2001:250::1", "64:ff9b::3d87:a0a", "::ffff:61.135.10.10"} {
		if n := special(netip.MustParseAddr(public)); n != nil {
			t.Errorf("%s is %s", public, n.what)
		}
	}
}
