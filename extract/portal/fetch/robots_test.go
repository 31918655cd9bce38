package fetch

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/temoto/robotstxt"
)

func TestRobotsRules(t *testing.T) {
	for name, tc := range map[string]struct {
		text            string
		allow, disallow []string
		delay           time.Duration
	}{
		"empty":                {"", []string{"/", "/a"}, nil, 0},
		"all":                  {"User-agent: *\nDisallow: /", nil, []string{"/", "/a?b"}, 0},
		"nothing":              {"User-agent: *\nDisallow:", []string{"/"}, nil, 0},
		"byte order mark":      {"\ufeffUser-agent: *\nDisallow: /oa/", []string{"/"}, []string{"/oa/x"}, 0},
		"carriage returns":     {"User-agent: *\rDisallow: /oa/\r", []string{"/"}, []string{"/oa/x"}, 0},
		"own group":            {"User-agent: *\nDisallow: /\n\nUser-agent: Gongkai\nDisallow: /x", []string{"/a"}, []string{"/x"}, 0},
		"own group, version":   {"User-agent: gongkai/2.0\nDisallow: /x\nUser-agent: *\nDisallow: /", []string{"/a"}, []string{"/x"}, 0},
		"other's":              {"User-agent: Baiduspider\nDisallow: /", []string{"/"}, nil, 0},
		"prefix of a name":     {"User-agent: gong\nDisallow: /", []string{"/"}, nil, 0},
		"two agents":           {"User-agent: a\nUser-agent: gongkai\nDisallow: /x\nUser-agent: b\nDisallow: /y", []string{"/y"}, []string{"/x"}, 0},
		"group in two parts":   {"User-agent: gongkai\nDisallow: /x\nUser-agent: a\nDisallow: /\nUser-agent: gongkai\nDisallow: /y", []string{"/z"}, []string{"/x", "/y"}, 0},
		"longest":              {"User-agent: *\nDisallow: /zwgk/\nAllow: /zwgk/ndbg/", []string{"/zwgk/ndbg/1.html"}, []string{"/zwgk/", "/zwgk/1"}, 0},
		"tie allows":           {"User-agent: *\nDisallow: /a\nAllow: /a", []string{"/a"}, nil, 0},
		"star":                 {"User-agent: *\nDisallow: /*.pdf$\nDisallow: /a*c", []string{"/x.pdf?a", "/x/abc", "/ab"}, []string{"/x/y.pdf", "/abbbc/d"}, 0},
		"star first":           {"User-agent: *\nDisallow: *search", []string{"/a"}, []string{"/x/search?q"}, 0},
		"end":                  {"User-agent: *\nDisallow: /$", []string{"/a"}, []string{"/"}, 0},
		"stars in the middle":  {"User-agent: *\nDisallow: /a*b*b$", []string{"/ab", "/abbx"}, []string{"/abb", "/axbxbb"}, 0},
		"query":                {"User-agent: *\nDisallow: /s?k=", []string{"/s"}, []string{"/s?k=1"}, 0},
		"no slash":             {"User-agent: *\nDisallow: oa", []string{"/x"}, []string{"/oa/1"}, 0},
		"Chinese":              {"User-agent: *\nDisallow: /年报/", []string{"/"}, []string{"/%E5%B9%B4%E6%8A%A5/1", "/%e5%b9%b4%e6%8a%a5/"}, 0},
		"escaped":              {"User-agent: *\nDisallow: /%7eoa/%e5", []string{"/"}, []string{"/~oa/%E5%B9"}, 0},
		"full-width colon":     {"User-agent：*\nDisallow：/oa/", []string{"/"}, []string{"/oa/"}, 0},
		"blank before colon":   {"User-agent : *\nDisallow : /oa/", []string{"/"}, []string{"/oa/"}, 0},
		"comment":              {"User-agent: * # all\nDisallow: /oa/ # ours\n#Disallow: /", []string{"/"}, []string{"/oa/"}, 0},
		"rule before a group":  {"Disallow: /\nUser-agent: *\nDisallow: /x", []string{"/"}, []string{"/x"}, 0},
		"bad line":             {"User-agent: *\nCrawl-delay: soon\nDisallow: /x\nnonsense", []string{"/"}, []string{"/x"}, 0},
		"site map in a group":  {"User-agent: *\nSitemap: http://a/\nDisallow: /x", []string{"/"}, []string{"/x"}, 0},
		"delay":                {"User-agent: *\nCrawl-delay: 2.5\nDisallow:", []string{"/"}, nil, 2500 * time.Millisecond},
		"delay below 0":        {"User-agent: *\nCrawl-delay: -3", []string{"/"}, nil, 0},
		"delay without end":    {"User-agent: *\nCrawl-delay: Inf", []string{"/"}, nil, longest},
		"delay of another":     {"User-agent: a\nCrawl-delay: 9\nUser-agent: *\nDisallow: /x", []string{"/"}, []string{"/x"}, 0},
		"a page in its place":  {"<!DOCTYPE html><html><head><title>404: 页面不存在</title></head></html>", []string{"/"}, nil, 0},
		"bytes of no encoding": {"User-agent: *\nDisallow: /\xc4\xea", []string{"/"}, []string{"/%C4%EA/"}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			r := parseRobots([]byte(tc.text), "gongkai")
			for want, paths := range map[bool][]string{true: tc.allow, false: tc.disallow} {
				for _, p := range paths {
					u, e := parse(portal + p)
					if e != nil || r.allow(u) != want {
						t.Errorf("%s: allowed %v, %v", p, !want, e)
					}
				}
			}
			if r.delay != tc.delay {
				t.Errorf("delay %s", r.delay)
			}
		})
	}
}

// TestRobotsAgrees compares with another reader of robots.txt, on files without
// what that one reads otherwise: wildcards, ties, percent codes.
func TestRobotsAgrees(t *testing.T) {
	parts := []string{"/", "/a", "/a/", "/a/b", "/b", "/b/c/d", "/zwgk/", "/zwgk/oa"}
	n := 0
	for i := range 4096 {
		var text strings.Builder
		for _, agent := range []string{"*", "gongkai", "other"}[:1+i%3] {
			fmt.Fprintf(&text, "User-agent: %s\n", agent)
			for j, p := range parts {
				if i>>(j+3)&1 == 1 {
					fmt.Fprintf(&text, "%s: %s\n", []string{"Allow", "Disallow"}[(i+j+len(agent))%2], p)
				}
			}
		}
		theirs, err := robotstxt.FromString(text.String())
		if err != nil {
			t.Fatal(err)
		}
		ours := parseRobots([]byte(text.String()), "gongkai")
		for _, p := range append(parts, "/a/b/c", "/x", "/zwgk/oa/1.html") {
			u, _ := parse(portal + p)
			if got, want := ours.allow(u), theirs.TestAgent(p, "gongkai/1"); got != want {
				t.Fatalf("%s: %v, another reader says %v, of\n%s", p, got, want, text.String())
			}
			n++
		}
	}
	t.Logf("%d paths", n)
}

func TestRobotsAnswers(t *testing.T) {
	rules := "User-agent: *\nDisallow: /oa/\n"
	status := func(s int) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(s) }
	}
	for name, tc := range map[string]struct {
		robots    http.HandlerFunc
		page, off Reason // of /a and of /oa/
		asked     int    // requests for robots.txt
	}{
		"rules":     {func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, rules) }, "", RobotsDisallowed, 1},
		"none":      {status(404), "", "", 1},
		"gone":      {status(410), "", "", 1},
		"forbidden": {status(403), "", "", 1},
		"challenge": {status(412), "", "", 1},
		"busy":      {status(503), RobotsUnavailable, RobotsUnavailable, 4},
		"broken":    {status(500), RobotsUnavailable, RobotsUnavailable, 4},
		"too many":  {status(429), RobotsUnavailable, RobotsUnavailable, 4},
		"reset":     {func(w http.ResponseWriter, r *http.Request) { breakOff(w) }, Connection, Connection, 4},
		"short": {func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Length", "5000")
			fmt.Fprint(w, rules)
		}, RobotsUnavailable, RobotsUnavailable, 4},
		"moved": {func(w http.ResponseWriter, r *http.Request) {
			if r.URL.RawQuery == "" {
				http.Redirect(w, r, "http://huailin.gov.cn/robots.txt?moved", http.StatusMovedPermanently)
				return
			}
			fmt.Fprint(w, rules)
		}, "", RobotsDisallowed, 2},
		"moved off host": {func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "http://www.anqiao.gov.cn/404.html", http.StatusFound)
		}, "", "", 1},
		"moved in a circle": {func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "/robots.txt", http.StatusFound)
		}, "", "", 6},
		"huge": {func(w http.ResponseWriter, r *http.Request) {
			fmt.Fprint(w, rules)
			for range 1000 {
				if _, err := fmt.Fprint(w, strings.Repeat("# nothing\n", 1000)); err != nil {
					return
				}
			}
		}, "", RobotsDisallowed, 1},
		"bomb": {func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			w.Write(packed("gzip", append([]byte(rules), make([]byte, 20<<20)...)))
		}, "", RobotsDisallowed, 1},
	} {
		t.Run(name, func(t *testing.T) {
			asked, disallowed := 0, 0
			bubble(t, Policy{}, func(w http.ResponseWriter, r *http.Request) {
				switch {
				case strings.HasPrefix(r.URL.Path, "/robots.txt"):
					asked++
					tc.robots(w, r)
				case strings.HasPrefix(r.URL.Path, "/oa/"):
					disallowed++
				case r.URL.Path == "/to":
					http.Redirect(w, r, "/oa/", http.StatusFound)
				}
			}, func(t *testing.T, c *Client) {
				for range 3 {
					if _, e := get(c, "/a"); reason(e) != tc.page {
						t.Errorf("page: %v, want %q", e, tc.page)
					}
					for _, p := range []string{"/oa/", "/to"} {
						if _, e := get(c, p); reason(e) != tc.off {
							t.Errorf("%s: %v, want %q", p, e, tc.off)
						}
					}
				}
				if asked != tc.asked || tc.off != "" && disallowed > 0 {
					t.Errorf("asked for robots.txt %d times, for what it disallows %d times", asked, disallowed)
				}
			})
		})
	}
}
