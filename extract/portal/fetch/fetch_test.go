package fetch

import (
	"context"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
)

func TestResponse(t *testing.T) {
	bubble(t, Policy{Agent: "gongkai/9"}, noRobots(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/a":
			http.Redirect(w, r, "/b 100%.html", http.StatusFound)
		case "/b 100%.html":
			w.Header().Set("X-Agent", r.UserAgent())
			fmt.Fprint(w, "\xc4\xea\xb1\xa8")
		}
	}), func(t *testing.T, c *Client) {
		resp, e := get(c, "/a")
		if e != nil {
			t.Fatal(e)
		}
		end := portal + "/b%20100%25.html"
		if resp.Requested != portal+"/a" || resp.URL != end || !slices.Equal(resp.Redirects, []string{end}) || resp.Status != 200 || resp.Attempts != 2 || resp.NotModified {
			t.Errorf("%+v", resp)
		}
		if string(resp.Body) != "\xc4\xea\xb1\xa8" || resp.SHA256 != fmt.Sprintf("%x", sha256.Sum256(resp.Body)) || resp.FetchedAt.IsZero() {
			t.Errorf("%+v", resp)
		}
		if a := resp.Header.Get("X-Agent"); a != "gongkai/9 (+mailto:crawl@example.org)" {
			t.Errorf("agent %q", a)
		}
	})
}

func TestStatuses(t *testing.T) {
	for status, want := range map[int]struct {
		reason Reason
		tries  int
	}{
		200: {"", 1}, 203: {"", 1}, 202: {"", 1}, 204: {"", 1},
		206: {BadResponse, 4}, 304: {BadResponse, 4}, 302: {BadResponse, 1}, 300: {BadResponse, 1},
		400: {HTTP4xx, 1}, 401: {HTTP4xx, 1}, 403: {HTTP403, 1}, 404: {HTTP404, 1}, 408: {HTTP4xx, 4}, 410: {HTTP410, 1}, 412: {HTTP4xx, 1}, 429: {HTTP429, 4},
		500: {HTTP5xx, 4}, 501: {HTTP5xx, 1}, 502: {HTTP5xx, 4}, 503: {HTTP5xx, 4}, 504: {HTTP5xx, 4}, 521: {HTTP5xx, 1}, 999: {BadResponse, 4},
	} {
		bubble(t, Policy{}, noRobots(func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(status)
			if status >= 400 {
				fmt.Fprint(w, "<script>challenge</script>")
			}
		}), func(t *testing.T, c *Client) {
			_, e := get(c, "/")
			if reason(e) != want.reason || e != nil && (e.Status != status || e.Attempts != want.tries) {
				t.Errorf("%d: %v, want %q after %d", status, e, want.reason, want.tries)
			}
			if status >= 400 && string(e.Body) != "<script>challenge</script>" {
				t.Errorf("%d: %q", status, e.Body)
			}
		})
	}
}

func TestNotModified(t *testing.T) {
	bubble(t, Policy{}, noRobots(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/moved" {
			http.Redirect(w, r, "/a", http.StatusFound)
			return
		}
		w.Header().Set("ETag", `"7"`)
		if r.Header.Get("If-None-Match") == `"7"` || r.Header.Get("If-Modified-Since") == "Mon, 04 Mar 2024 01:02:03 GMT" {
			w.WriteHeader(304)
			return
		}
		fmt.Fprint(w, "page")
	}), func(t *testing.T, c *Client) {
		for _, tc := range []struct {
			r    Request
			same bool
		}{
			{Request{URL: "/a"}, false}, {Request{URL: "/a", ETag: `"7"`}, true}, {Request{URL: "/a", ETag: `"6"`}, false},
			{Request{URL: "/a", LastModified: "Mon, 04 Mar 2024 01:02:03 GMT"}, true}, {Request{URL: "/moved", ETag: `"7"`}, true},
		} {
			tc.r.URL = portal + tc.r.URL
			resp, err := c.Do(context.Background(), tc.r)
			if err != nil || resp.NotModified != tc.same || (len(resp.Body) == 0) != tc.same || (resp.SHA256 == "") != tc.same || resp.Header.Get("ETag") != `"7"` {
				t.Errorf("%+v: %+v %v", tc.r, resp, err)
			}
		}
	})
}

func TestPost(t *testing.T) {
	bubble(t, Policy{}, noRobots(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		switch r.URL.Path {
		case "/302", "/307":
			http.Redirect(w, r, "/end", map[string]int{"/302": 302, "/307": 307}[r.URL.Path])
		default:
			fmt.Fprintf(w, "%s %s %s", r.Method, r.Header.Get("Content-Type"), body)
		}
	}), func(t *testing.T, c *Client) {
		for path, want := range map[string]string{
			"/dataproxy.jsp": "POST application/x-www-form-urlencoded startrecord=1",
			"/307":           "POST application/x-www-form-urlencoded startrecord=1",
			"/302":           "GET  ",
		} {
			resp, err := c.Do(context.Background(), Request{URL: portal + path, Method: "POST", Body: []byte("startrecord=1"), ContentType: "application/x-www-form-urlencoded"})
			if err != nil || string(resp.Body) != want {
				t.Errorf("%s: %q %v", path, resp.Body, err)
			}
		}
	})
}

func TestRedirects(t *testing.T) {
	for path, want := range map[string]Reason{
		"/self": RedirectLoop, "/ping": RedirectLoop, "/deeper": TooManyRedirects, "/off": OffHost, "/cookie": "", "/counter": TooManyRedirects, "/file": SchemeRefused, "/bad": BadURL,
	} {
		requests := 0
		bubble(t, Policy{}, noRobots(func(w http.ResponseWriter, r *http.Request) {
			requests++
			to := map[string]string{"/self": "/self", "/ping": "/pong", "/pong": "/ping#x", "/off": "http://www.anqiao.gov.cn/x", "/file": "file:///etc/passwd", "/bad": "http://[::1"}[r.URL.Path]
			switch {
			case r.URL.Path == "/cookie":
				if _, err := r.Cookie("seen"); err == nil {
					return
				}
				http.SetCookie(w, &http.Cookie{Name: "seen", Value: "1"})
				to = "/cookie"
			case r.URL.Path == "/counter":
				http.SetCookie(w, &http.Cookie{Name: "n", Value: fmt.Sprint(requests)})
				to = "/counter"
			case to == "":
				to = r.URL.Path + "/deeper"
			}
			w.Header().Set("Location", to)
			w.WriteHeader(302)
		}), func(t *testing.T, c *Client) {
			_, e := get(c, path)
			if reason(e) != want || requests > 11 {
				t.Errorf("%s: %v after %d requests, want %q", path, e, requests, want)
			}
			if want == OffHost && e.URL != "http://www.anqiao.gov.cn/x" {
				t.Errorf("%s: %s", path, e.URL)
			}
		})
	}
}

// TestCookiesStay holds that a cookie goes back to the host that set it, and to
// no other, whatever domain it names.
func TestCookiesStay(t *testing.T) {
	got := map[string]string{}
	bubble(t, Policy{Hosts: []string{"www.huailin.gov.cn", "zw.huailin.gov.cn"}}, noRobots(func(w http.ResponseWriter, r *http.Request) {
		got[r.Host] = r.Header.Get("Cookie")
		w.Header().Add("Set-Cookie", "a="+r.Host+"; Domain=huailin.gov.cn")
		w.Header().Add("Set-Cookie", "b=1; Domain=gov.cn")
		for i := range 100 {
			w.Header().Add("Set-Cookie", fmt.Sprintf("n%d=%s", i, strings.Repeat("x", 20)))
		}
	}), func(t *testing.T, c *Client) {
		for range 2 {
			for _, h := range []string{"www", "zw", ""} {
				if h != "" {
					h += "."
				}
				if _, e := get(c, "http://"+h+"huailin.gov.cn/"); e != nil {
					t.Fatal(e)
				}
			}
		}
		for host, cookie := range got {
			if !strings.HasPrefix(cookie, "a="+host+"; ") && !strings.Contains(cookie, "; a="+host) || strings.Count(cookie, "a=") != 1 || strings.Count(cookie, ";") >= maxCookies {
				t.Errorf("%s: %s", host, cookie)
			}
		}
	})
}

// TestTLS holds what becomes of certificates that cannot be verified and of old
// protocols, with the switch and without.
func TestTLS(t *testing.T) {
	page := noRobots(func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, "page") })
	start := func(max uint16) *httptest.Server {
		s := httptest.NewUnstartedServer(page)
		s.TLS = &tls.Config{MinVersion: tls.VersionTLS10, MaxVersion: max}
		s.Config.ErrorLog = log.New(io.Discard, "", 0)
		s.StartTLS()
		t.Cleanup(s.Close)
		return s
	}
	now, old := start(0), start(tls.VersionTLS10)
	roots := x509.NewCertPool()
	roots.AddCert(now.Certificate())
	plain := loopback(t, page)
	for name, tc := range map[string]struct {
		url    string
		p      Policy
		reason Reason
		says   string
	}{
		"verified":               {now.URL, Policy{Roots: roots}, "", ""},
		"unknown issuer":         {now.URL, Policy{}, TLS, "switch verification off for this source"},
		"switched off":           {now.URL, Policy{UnverifiedTLS: true}, "", "certificate not verified"},
		"switched off, verified": {now.URL, Policy{UnverifiedTLS: true, Roots: roots}, "", ""},
		"TLS 1.0":                {old.URL, Policy{Roots: roots}, TLS, "TLS 1.0 or 1.1"},
		"TLS 1.0, switched off":  {old.URL, Policy{Roots: roots, UnverifiedTLS: true}, "", "TLS 1.0"},
		"no TLS":                 {strings.Replace(plain.URL, "http:", "https:", 1), Policy{}, TLS, "try http://"},
	} {
		t.Run(name, func(t *testing.T) {
			tc.p.Hosts = []string{tc.url}
			resp, err := fast(t, tc.p).Do(context.Background(), Request{URL: tc.url})
			var e *Error
			errors.As(err, &e)
			said := ""
			if e != nil {
				said = e.Detail
			} else {
				said = resp.TLSFault
			}
			if reason(e) != tc.reason || !strings.Contains(said, tc.says) || tc.says == "" && said != "" {
				t.Errorf("%v, %q", err, said)
			}
		})
	}
}

// TestStaleConnection holds that a kept connection that the server has closed
// costs a gap and no blame.
func TestStaleConnection(t *testing.T) {
	n := 0
	s := loopback(t, noRobots(func(w http.ResponseWriter, r *http.Request) {
		if n++; n == 2 {
			breakOff(w)
		}
	}))
	c := fast(t, Policy{Hosts: []string{s.URL}, Retries: -1})
	for i := range 2 {
		if resp, err := c.Do(context.Background(), Request{URL: s.URL}); err != nil || resp.Attempts != i+1 {
			t.Errorf("%+v %v", resp, err)
		}
	}
}
